internal import Foundation
internal import Store

/// The question, sent by SMS, which e-mail address a bill should go to. It is open until it is
/// answered, another question for the same line replaces it, or 24 hours have passed.
struct Confirmation {
  /// How long a question stays open (Documentation/domain.md §1).
  static let lifetime: TimeInterval = 24 * 3600
  /// How long after the bill was sent another answer is taken as a correction of the address.
  static let correction: TimeInterval = 600

  /// What is found for an answer from a number.
  enum Match {
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
    /// What has become of the bill that was asked for.
    enum Bill {
      /// It hasn't left for this address yet.
      case waits(email: String)
      /// It was sent to this address a short time ago.
      case sent(email: String)
      case sentEarlier
    }

    let line: String
    let bill: Bill
    let language: String
    let askedAt: Date
  }

  let id: Int64
  let line: SubscriberLine
  /// The number that was asked.
  let mobile: MobileNumber
  let language: String
  let askedAt: Date

  /// Records a question, and of the secret in its link only the hash. It replaces an older one for the same line and number, so that one answer
  /// sends one e-mail.
  ///
  /// - Returns: its reference in the outbox.
  static func open(
    line: SubscriberLine, mobile: MobileNumber, language: String, token: String, callID: String,
    at now: Date, _ db: any StoreConnection
  ) throws -> String {
    try db.execute(
      """
      UPDATE confirmations SET state = 'superseded', closed_at = ?
      WHERE line = ? AND mobile = ? AND state = 'open'
      """, [StoredTime.milliseconds(now), line.number, mobile.number])
    let id = try db.insert(
      """
      INSERT INTO confirmations (token_hash, line, mobile, language, call_id, asked_at, expires_at,
        state) VALUES (?, ?, ?, ?, ?, ?, ?, 'open')
      """,
      [
        LinkToken(token).hash, line.number, mobile.number, language, callID,
        StoredTime.milliseconds(now),
        StoredTime.milliseconds(now.addingTimeInterval(lifetime)),
      ])
    return reference(id)
  }

  /// The question that an SMS from a number answers. If several are open, for several lines, it
  /// answers the one asked last, which its sender has just read. `nil` if it answers none.
  static func find(
    for mobile: MobileNumber, at now: Date, _ db: any StoreConnection
  ) throws -> Match? {
    let open = try db.row(
      """
      SELECT * FROM confirmations WHERE mobile = ? AND state = 'open' AND expires_at > ?
      ORDER BY id DESC LIMIT 1
      """, [mobile.number, StoredTime.milliseconds(now)])
    if let open {
      return .open(try Confirmation(open))
    }
    let last = try db.row(
      """
      SELECT * FROM confirmations WHERE mobile = ? AND state != 'superseded'
      ORDER BY id DESC LIMIT 1
      """, [mobile.number])
    guard let last = last else { return nil }
    let language = try last.text("language")
    let askedAt = try last.moment("asked_at")
    guard try last.text("state") == "used" else {
      return .expired(language: language, askedAt: askedAt)
    }
    let bill = try bill(ofReference: reference(try last.integer("id")), at: now, db)
    return .used(
      Used(line: try last.text("line"), bill: bill, language: language, askedAt: askedAt))
  }

  private static func bill(
    ofReference reference: String, at now: Date, _ db: any StoreConnection
  ) throws -> Used.Bill {
    guard let email = try Store.email(ofReference: reference, db) else { return .sentEarlier }
    if email.status == .queued { return .waits(email: email.recipient) }
    let isRecent = email.at > now.addingTimeInterval(-correction)
    return isRecent ? .sent(email: email.recipient) : .sentEarlier
  }

  init(_ row: StoredRow) throws {
    guard let line = try? SubscriberLine(parsing: row.text("line")),
      let mobile = try? MobileNumber(parsing: row.text("mobile"))
    else { throw DamagedRow() }
    self.line = line
    self.mobile = mobile
    id = try row.integer("id")
    language = try row.text("language")
    askedAt = try row.moment("asked_at")
  }

  // MARK: Messages

  private static let referencePrefix = "confirmation "

  /// The reference in the outbox of the confirmation that a message asks for, or that a bill
  /// answers.
  static func reference(_ id: Int64) -> String { referencePrefix + String(id) }

  /// The confirmation that a message belongs to; `nil` if it belongs to none.
  static func find(reference: String, _ db: any StoreConnection) throws -> Confirmation? {
    guard reference.hasPrefix(referencePrefix),
      let id = Int64(reference.dropFirst(referencePrefix.count))
    else { return nil }
    let row = try db.row("SELECT * FROM confirmations WHERE id = ?", [id])
    return try row.map { try Confirmation($0) }
  }

  /// Marks it answered.
  ///
  /// - Parameter form: the mark of the form that answers it; `nil` if an SMS does.
  func close(at now: Date, by form: String? = nil, _ db: any StoreConnection) throws {
    try db.execute(
      "UPDATE confirmations SET state = 'used', closed_at = ?, answered_by = ? WHERE id = ?",
      [StoredTime.milliseconds(now), form, id])
  }

  /// Opens it again after its answer had no effect, unless another question has replaced it.
  func reopen(_ db: any StoreConnection) throws {
    try db.execute(
      """
      UPDATE confirmations SET closed_at = NULL, answered_by = NULL, state = CASE WHEN EXISTS (
          SELECT 1 FROM confirmations WHERE line = ? AND mobile = ? AND id > ?)
        THEN 'superseded' ELSE 'open' END
      WHERE id = ? AND state = 'used'
      """, [line.number, mobile.number, id, id])
  }

  /// Withdraws a question that couldn't be sent, and restores the one that it had replaced.
  func withdraw(_ db: any StoreConnection) throws {
    let changes = try db.execute(
      "UPDATE confirmations SET state = 'superseded' WHERE id = ? AND state = 'open'", [id])
    guard changes > 0 else { return }
    try db.execute(
      """
      UPDATE confirmations SET state = 'open', closed_at = NULL
      WHERE line = ? AND mobile = ? AND id < ? AND state = 'superseded' AND closed_at = ?
      """, [line.number, mobile.number, id, StoredTime.milliseconds(askedAt)])
  }

  /// Removes questions that were closed, or expired, before a moment.
  static func remove(olderThan limit: Date, _ db: any StoreConnection) throws {
    let limit = StoredTime.milliseconds(limit)
    try db.execute(
      "DELETE FROM confirmations WHERE expires_at < ? AND coalesce(closed_at, 0) < ?",
      [limit, limit])
  }
}
