public import CallEngine

/// What a line's services do for a simulated call: the side of the line that knows its business.
public protocol CallServices: AnyObject {
  /// The call has been answered.
  func began(_ call: CallParameters, at now: Duration)
  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest
  func transfer(to target: String, at now: Duration) -> TransferCourse
  /// An SMS from a number has come in, during a call or after it.
  ///
  /// - Returns: the messages sent in answer.
  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage]
  func ended(_ call: CallSummary, at now: Duration)
}

/// What is worth keeping of a call that is over.
public struct CallSummary: Hashable, Sendable {
  public internal(set) var cause = HangUpCause.caller
  /// The language that it was held in at the end.
  public internal(set) var language: Language
  /// The states that it went through, in order.
  public internal(set) var path: [String] = []
  /// The last transfer, if there was one.
  public internal(set) var transfer: Transfer?

  public struct Transfer: Hashable, Sendable {
    public let target: String
    public internal(set) var outcome: TransferOutcome
  }

  /// States kept of a path: a caller who goes round and round must not fill the memory.
  static let longestPath = 1000
}

/// A service's answer with the messages that it sent.
public struct ServedRequest: Hashable, Sendable {
  public let answer: ServiceAnswer
  public let messages: [CallMessage]

  public init(_ answer: ServiceAnswer, messages: [CallMessage] = []) {
    self.answer = answer
    self.messages = messages
  }
}
