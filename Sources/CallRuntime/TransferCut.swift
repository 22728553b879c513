import CallEngine

/// Why this side ends a transfer.
enum TransferCut {
  case callerGone
  case tooLong
  /// Nobody answered within `connect_timeout`.
  case unanswered

  /// As the transcript has it: what nobody answers ends as if the network had said so.
  var id: String { self == .unanswered ? TransferOutcome.noAnswer.rawValue : "ended" }

  func explanation(of target: String) -> String {
    switch self {
    case .callerGone: "the transfer to \(target) is ended: the caller has hung up"
    case .tooLong: "the transfer to \(target) is ended: the call reached its longest duration"
    case .unanswered: "\(target) doesn't answer in time"
    }
  }
}

extension TransferOutcome {
  /// How a transfer ended, in words.
  func explanation(of target: String) -> String {
    switch self {
    case .connected: "\(target) has hung up"
    case .busy: "\(target) is busy"
    case .noAnswer: "\(target) doesn't answer"
    case .failed: "\(target) can't be reached"
    }
  }
}
