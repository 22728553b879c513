internal import Foundation
internal import Store

/// Limits how many SMS callers can request, and how many SMS from a number are answered. Without
/// limits, a caller could flood a stranger's phone, and a phone that answers automatically would
/// never stop.
///
/// A day is the last 24 hours, not a calendar day: nobody gets twice as many around midnight, and
/// time zones don't matter. Messages requested by calls and answers to SMS are counted separately;
/// a message that waits for a gateway counts, one that a gateway or a limit refused doesn't.
enum SMSLimit {
  case call
  case recipient
  case caller
  case answers

  static let day: TimeInterval = 24 * 3600

  var most: Int {
    switch self {
    case .call: 3
    case .recipient: 5
    case .caller: 20
    case .answers: 10
    }
  }

  /// The text in the outbox in place of a message that was refused.
  var reason: String {
    switch self {
    case .call: "not sent: the limit is \(most) messages a call"
    case .recipient: "not sent: the limit is \(most) messages to a number in 24 hours"
    case .caller: "not sent: the limit is \(most) messages from a caller in 24 hours"
    case .answers: "not sent: the limit is \(most) answers to a number in 24 hours"
    }
  }

  /// The first limit that one more SMS would exceed; `nil` if it may be sent.
  ///
  /// It is checked in the transaction that queues the SMS, so that the limits hold across
  /// processes.
  static func reached(
    by call: AskingCall, to recipient: String, at now: Date, _ db: any StoreConnection
  ) throws -> SMSLimit? {
    let days = window(at: now)
    if try Store.countSMS(ofCall: call.id, db) >= SMSLimit.call.most { return .call }
    if try Store.countSMS(to: recipient, within: days, db) >= SMSLimit.recipient.most {
      return .recipient
    }
    let isCallers =
      try Store.countSMS(ofCaller: call.caller.text, within: days, db) >= SMSLimit.caller.most
    return isCallers ? .caller : nil
  }

  /// Whether a number has had as many answers as the limit allows.
  static func isAnswered(
    _ recipient: String, at now: Date, _ db: any StoreConnection
  ) throws -> Bool {
    try Store.countAnswers(to: recipient, within: window(at: now), db) >= SMSLimit.answers.most
  }

  /// The times between which messages are counted. The upper one exists so that a clock that was
  /// once wrong by more than a day doesn't block a number for years.
  private static func window(at now: Date) -> (after: Date, before: Date) {
    (now.addingTimeInterval(-day), now.addingTimeInterval(day))
  }
}
