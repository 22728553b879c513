internal import Foundation
internal import GRDB
internal import Store

/// The question, sent by SMS, to which e-mail address a bill goes: open until it is answered, another
/// question for the same line takes its place, or 24 hours have passed.
struct Confirmation {
  /// How long an answer is awaited (Documentation/domain.md §1).
  static let lifetime: TimeInterval = 24 * 3600
  /// How long after the bill has gone out another answer is taken for a correction of the address.
  static let correction: TimeInterval = 600

  /// What an answer from a number finds.
  enum Finding {
    case open(Confirmation)
    case expired(language: String, askedAt: Date)
    case used(Used)

    var isOpen: Bool { if case .open = self { true } else { false } }

    var language: String {
      switch self {
      case .open(let confirmation): confirmation.language
      case .expired(let language, _): language
      case .used(let used): used.language
      }
    }

    var askedAt: Date {
      switch self {
      case .open(let confirmation): confirmation.askedAt
      case .expired(_, let askedAt): askedAt
      case .used(let used): used.askedAt
      }
    }
  }

  /// A question that has been answered.
  struct Used {
    let line: String
    /// Where the bill went, if that was a short time ago.
    let email: String?
    let language: String
    let askedAt: Date
  }

  let id: Int64
  let line: SubscriberLine
  let language: String
  let askedAt: Date

  /// Asks; an older question for the same line and number doesn't count any more, so that one answer
  /// sends one e-mail.
  static func open(
    line: SubscriberLine, mobile: MobileNumber, language: String, token: String, callID: String,
    at now: Date, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE confirmations SET state = 'superseded', closed_at = ?
        WHERE line = ? AND mobile = ? AND state = 'open'
        """, arguments: [StoredTime.milliseconds(now), line.number, mobile.number])
    try db.execute(
      sql: """
        INSERT INTO confirmations (token, line, mobile, language, call_id, asked_at, expires_at,
          state) VALUES (?, ?, ?, ?, ?, ?, ?, 'open')
        """,
      arguments: [
        token, line.number, mobile.number, language, callID, StoredTime.milliseconds(now),
        StoredTime.milliseconds(now.addingTimeInterval(lifetime)),
      ])
  }

  /// What an answer from a number is about. With several open questions, for several lines, it
  /// answers the one asked last, the one that its sender has just read. `nil` if it is about none.
  static func find(
    for mobile: MobileNumber, at now: Date, _ db: Database
  ) throws -> Finding? {
    let open = try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM confirmations WHERE mobile = ? AND state = 'open' AND expires_at > ?
        ORDER BY id DESC LIMIT 1
        """, arguments: [mobile.number, StoredTime.milliseconds(now)])
    if let open {
      let row = StoredRow(open)
      guard let line = try? SubscriberLine(parsing: row.text("line")) else { throw DamagedRow() }
      return .open(
        Confirmation(
          id: try row.integer("id"), line: line, language: try row.text("language"),
          askedAt: try row.moment("asked_at")))
    }
    let last = try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM confirmations WHERE mobile = ? AND state != 'superseded'
        ORDER BY id DESC LIMIT 1
        """, arguments: [mobile.number])
    guard let last = last.map(StoredRow.init) else { return nil }
    let language = try last.text("language")
    let askedAt = try last.moment("asked_at")
    guard try last.text("state") == "used" else {
      return .expired(language: language, askedAt: askedAt)
    }
    let email = try Store.emailRecipient(
      ofReference: reference(try last.integer("id")),
      since: now.addingTimeInterval(-correction), db)
    return .used(
      Used(line: try last.text("line"), email: email, language: language, askedAt: askedAt))
  }

  /// How the outbox names the confirmation that an e-mail goes out for.
  static func reference(_ id: Int64) -> String { "confirmation \(id)" }

  /// Marks it answered.
  func close(at now: Date, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE confirmations SET state = 'used', closed_at = ? WHERE id = ?",
      arguments: [StoredTime.milliseconds(now), id])
  }
}
