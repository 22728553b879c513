/// The direction of a call, from the line's point of view.
public enum CallDirection: String, CaseIterable, Hashable, Sendable {
  /// The subscriber calls the line.
  case incoming
  /// The operator calls the subscriber.
  case outgoing
}

/// What is known about a call when it begins.
public struct CallParameters: Hashable, Sendable {
  /// The subscriber line that the call is about (`call.line`); empty if the caller withheld it.
  public let line: String
  /// The number that was dialled (`call.number_dialled`).
  public let numberDialled: String
  public let direction: CallDirection
  /// The language to begin in. `nil`, or one that the script doesn't declare, means its default.
  public let language: Language?

  public init(
    line: String, numberDialled: String, direction: CallDirection = .incoming,
    language: Language? = nil
  ) {
    self.line = line
    self.numberDialled = numberDialled
    self.direction = direction
    self.language = language
  }
}
