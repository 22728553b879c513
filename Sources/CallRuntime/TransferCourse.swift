public import CallEngine

/// How a transfer goes if nobody here ends it.
public struct TransferCourse: Hashable, Sendable {
  public let outcome: TransferOutcome
  /// How long it takes until the far side answers, or is known not to.
  public let ringing: Duration
  /// How long the far side talks, where it answers.
  public let talking: Duration

  public init(_ outcome: TransferOutcome, ringing: Duration, talking: Duration = .zero) {
    self.outcome = outcome
    self.ringing = ringing
    self.talking = talking
  }

  /// How a transfer begins: the far side answers, or is known not to.
  public func beginning(_ id: TransferID, at now: Duration) -> PortAnswer {
    .at(
      now + ringing,
      outcome == .connected ? .transferConnected(id) : .transferEnded(id, outcome))
  }
}
