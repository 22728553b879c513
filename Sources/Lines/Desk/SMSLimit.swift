internal import Foundation
internal import GRDB
internal import Store

/// How many SMS callers can have the line send, and how many SMS of a number it answers. Without a
/// limit, whoever rings it could flood a stranger's mobile, and a mobile that answers by itself would
/// never stop.
///
/// A day is the 24 hours before now and no day of a calendar: nobody gets twice as many around
/// midnight, and no time zone matters. What calls had sent and what answers SMS are counted apart; a
/// message that waits for a gateway counts, one that a gateway or a limit refused doesn't.
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

  /// What the outbox says in place of a message that was refused.
  var reason: String {
    switch self {
    case .call: "not sent: the limit is \(most) messages a call"
    case .recipient: "not sent: the limit is \(most) messages to a number in 24 hours"
    case .caller: "not sent: the limit is \(most) messages from a caller in 24 hours"
    case .answers: "not sent: the limit is \(most) answers to a number in 24 hours"
    }
  }

  /// The first limit that one more SMS would pass; `nil` if it may be sent.
  ///
  /// It is asked within the transaction that sends the SMS, so that several processes keep the
  /// limits together.
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

  /// Whether a number has had as many answers as it gets.
  static func isAnswered(_ recipient: String, at now: Date, _ db: Database) throws -> Bool {
    let (since, until) = window(at: now)
    let answers = try count(
      "call_id IS NULL AND recipient = ? AND at > ? AND at < ?", [recipient, since, until], db)
    return answers >= SMSLimit.answers.most
  }

  /// A clock that once went wrong by more than a day closes no number for years.
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
