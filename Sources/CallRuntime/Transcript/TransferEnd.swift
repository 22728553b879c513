public import CallEngine

/// How a transfer ended.
public enum TransferEnd: Hashable, Sendable {
  /// As the far side or the network would have it.
  case outcome(TransferOutcome)
  /// Nobody answered within `connect_timeout`.
  case unanswered
  /// Another has answered.
  case answeredElsewhere
  case callerGone
  case tooLong

  /// As the transcript has it: what nobody answers ends as if the network had said so.
  public var id: String {
    switch self {
    case .outcome(let outcome): outcome.rawValue
    case .unanswered: TransferOutcome.noAnswer.rawValue
    case .answeredElsewhere, .callerGone, .tooLong: "ended"
    }
  }

  /// The end in words.
  public func explanation(of target: String) -> String {
    switch self {
    case .outcome(.connected): "\(target) has hung up"
    case .outcome(.busy): "\(target) is busy"
    case .outcome(.noAnswer): "\(target) doesn't answer"
    case .outcome(.failed): "\(target) can't be reached"
    case .unanswered: "\(target) doesn't answer in time"
    case .answeredElsewhere: "\(target) isn't rung any more"
    case .callerGone: "transfer to \(target) ended: the caller hung up"
    case .tooLong: "transfer to \(target) ended: the call reached its maximum duration"
    }
  }

  /// What is told when the far side answers.
  public static func answer(of target: String) -> String { "\(target) answers" }
}
