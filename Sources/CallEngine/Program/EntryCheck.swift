/// A service that judges the entries of a collect: `validate: { service: … }` in a field. It is
/// asked after everything else has accepted the entry; a refusal is one nomatch.
public final class EntryCheck: Sendable {
  /// What it is asked. Its outputs are set when an entry is accepted, and otherwise unset; its exit
  /// `failed` is the collect's, and it has no other.
  public let call: ServiceCall
  /// The outcomes with which an entry is accepted.
  public let accepted: [String]
  /// The service's other outcomes.
  public let refused: [String]
  /// Where the collect leads if the service fails, or doesn't answer in time.
  let failed: StateID

  public init(
    service: String, declaration: DeclaredService? = nil, input: [ServiceCall.Argument],
    outputs: [ServiceCall.Output] = [], accepted: [String], refused: [String], failed: StateID,
    fetchTimeout: Duration = BuiltIn.fetchTimeout
  ) {
    call = ServiceCall(
      service: service, declaration: declaration, input: input, outputs: outputs, outcomes: [],
      failed: failed, fetchTimeout: fetchTimeout)
    self.accepted = accepted
    self.refused = refused
    self.failed = failed
  }
}
