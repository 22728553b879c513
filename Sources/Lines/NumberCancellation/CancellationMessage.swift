internal import CallEngine
internal import Speech

/// The line's SMS. None names the holder; a number that others read about is masked.
enum CancellationMessage: LineMessage {
  /// To the number itself, when somebody asks for it to be cancelled.
  case notice(number: String)
  case code(String)
  /// The answer to a number that has stopped its cancellation, and to one that is too late.
  case stopped(number: String)
  case tooLate(number: String)
  case receipt(Cancellation, on: CivilDay)
  case accepted(Cancellation, by: CivilDay)
  case undone(Cancellation)

  var id: String {
    switch self {
    case .notice: "notice"
    case .code: "code"
    case .stopped: "stopped"
    case .tooLate: "too_late"
    case .receipt(let saga, _):
      switch saga.refundWay ?? .none {
      case .none: "receipt"
      case .cash: "receipt_cash"
      case .bank: "receipt_bank"
      case .number: "receipt_number"
      }
    case .accepted: "accepted"
    case .undone(let saga): saga.reason == "overdue" ? "overdue" : "not_cancelled"
    }
  }

  var values: [String: WrittenValue] {
    switch self {
    case .notice(let number), .stopped(let number), .tooLate(let number):
      ["number": .text(number)]
    case .code(let code): ["code": .text(code)]
    case .receipt(let saga, let day):
      [
        "number": .text(Self.masked(saga.number)), "day": .day(day.description),
        "amount": .text((saga.refund ?? .zero).yuan),
        "to": .text(saga.refundTo.map(Self.masked) ?? ""),
      ].filter { Self.names[id]?.contains($0.key) ?? false }
    case .accepted(let saga, let day):
      ["number": .text(Self.masked(saga.number)), "day": .day(day.description)]
    case .undone(let saga): ["number": .text(Self.masked(saga.number))]
    }
  }

  /// `138****0001`
  static func masked(_ number: String) -> String {
    "\(number.prefix(3))****\(number.suffix(4))"
  }

  private static let names: [String: [String]] = [
    "notice": ["number"], "code": ["code"], "stopped": ["number"], "too_late": ["number"],
    "receipt": ["number", "day"], "receipt_cash": ["number", "day", "amount"],
    "receipt_bank": ["number", "day", "amount"],
    "receipt_number": ["number", "day", "amount", "to"],
    "accepted": ["number", "day"], "not_cancelled": ["number"], "overdue": ["number"],
  ]

  static let signatures = names.map { MessageSignature($0.key, $0.value) }
    .sorted { $0.id < $1.id }
}
