/// The direction of a call, from the line's point of view (`call.direction`).
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
  /// The number that the call comes from (`call.from`); empty if it isn't known.
  public let from: String
  /// The number that is called (`call.to`).
  public let to: String
  /// When the call is answered (`call.answered`).
  public let answered: Moment
  /// The moment's text, made once for all the calls of a load run.
  let answeredText: String
  /// The language to begin in. `nil`, or one that the script doesn't declare, means its default.
  public let language: Language?

  /// - Parameter from: the number that an outgoing call comes from; an incoming one comes from the
  ///   line.
  public init(
    line: String, numberDialled: String, direction: CallDirection = .incoming, from: String = "",
    answered: Moment = .ofTests, language: Language? = nil
  ) {
    self.line = line
    self.numberDialled = numberDialled
    self.direction = direction
    self.from = direction == .incoming ? line : from
    to = direction == .incoming ? numberDialled : line
    self.answered = answered
    answeredText = answered.description
    self.language = language
  }
}
