internal import Foundation
internal import GRDB
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
    by call: AskingCall, to recipient: String, at now: Date, _ db: Database
  ) throws -> SMSLimit? {
    let (since, until) = window(at: now)
    let limits: [(SMSLimit, String, StatementArguments)] = [
      (.call, "call_id = ?", [call.id]),
      (.recipient, "recipient = ? AND at > ? AND at < ?", [recipient, since, until]),
      (.caller, "caller = ? AND at > ? AND at < ?", [call.caller.text, since, until]),
    ]
    return try limits.first { limit, condition, arguments in
      try count("call_id IS NOT NULL AND \(condition)", arguments, db) >= limit.most
    }?.0
  }

  /// Whether a number has had as many answers as the limit allows.
  static func isAnswered(_ recipient: String, at now: Date, _ db: Database) throws -> Bool {
    let (since, until) = window(at: now)
    let answers = try count(
      "call_id IS NULL AND recipient = ? AND at > ? AND at < ?", [recipient, since, until], db)
    return answers >= SMSLimit.answers.most
  }

  /// The times between which messages are counted. The upper one exists so that a clock that was
  /// once wrong by more than a day doesn't block a number for years.
  private static func window(at now: Date) -> (since: Int64, until: Int64) {
    (
      StoredTime.milliseconds(now.addingTimeInterval(-day)),
      StoredTime.milliseconds(now.addingTimeInterval(day))
    )
  }

  private static func count(
    _ condition: String, _ arguments: StatementArguments, _ db: Database
  ) throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        SELECT count(*) FROM outbox
        WHERE kind = 'sms' AND status IN ('queued', 'sent') AND \(condition)
        """)
    return try Int.fetchOne(statement, arguments: arguments) ?? 0
  }
}
