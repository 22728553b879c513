public import CallEngine

/// What a line's services do for a simulated call: the side of the line that knows its business.
///
/// Nothing here may wait: what isn't known at once comes later.
public protocol CallServices: AnyObject {
  /// The call has been answered.
  func began(_ call: CallParameters, at now: Duration)
  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest
  /// How a transfer goes that nobody really rings for.
  func transfer(to target: String, at now: Duration) -> TransferCourse
  /// The line that answers a number, if it is one of ours: the caller is then put through into it.
  ///
  /// - Parameter language: the one that the caller hears.
  func line(
    answering target: String, in language: Language, at now: Duration
  ) -> AnsweringLine?
  /// A line to somebody who is really rung; without one, `transfer(to:at:)` says how it goes.
  func farSide(_ target: String, at now: Duration) -> (any FarSide)?
  /// Something was completed that the call didn't wait for any more, or after it was over.
  func late(_ reply: ServiceReply, from service: String, at now: Duration)
  /// A tape for what the caller is asked to say.
  ///
  /// - Parameters:
  ///   - name: the script's name for the recording.
  ///   - state: the state that records.
  /// - Returns: `nil` if nothing can be recorded.
  func tape(for name: String, in state: String, at now: Duration) -> (any RecordingTape)?
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
  /// The states that it went through, in order, with what happened in each.
  public internal(set) var steps: [CallStep] = []
  /// The names of these states.
  public var path: [String] { steps.map(\.state) }
  /// The values that its script calls results.
  public internal(set) var results: [NamedValue] = []
  /// The outcomes of its transfers, in order. One that this side ended before anybody answered has
  /// `no_answer`.
  public internal(set) var transferOutcomes: [TransferOutcome] = []

  /// States kept of a path: a caller who goes round and round must not fill the memory.
  static let longestPath = 1000
}

extension CallServices {
  public func line(
    answering target: String, in language: Language, at now: Duration
  ) -> AnsweringLine? { nil }

  public func farSide(_ target: String, at now: Duration) -> (any FarSide)? { nil }

  public func tape(
    for name: String, in state: String, at now: Duration
  ) -> (any RecordingTape)? { BlankTape(name) }

  public func late(_ reply: ServiceReply, from service: String, at now: Duration) {}
}
