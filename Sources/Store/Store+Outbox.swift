package import CallEngine
package import Foundation
package import GRDB

extension Store {
  /// The outbox, oldest first.
  ///
  /// - Parameters:
  ///   - id: leaves out this entry and those before it.
  ///   - limit: the most entries to give; `nil` for all.
  /// - Throws: `StoreError`.
  package func outbox(after id: Int64 = 0, limit: Int? = nil) throws -> [OutboxEntry] {
    var entries: [OutboxEntry] = []
    if limit == 0 { return entries }
    try listOutbox(after: id) { entry in
      entries.append(entry)
      return entries.count != limit
    }
    return entries
  }

  /// Hands out the outbox, oldest first, one entry at a time.
  ///
  /// - Parameters:
  ///   - id: leaves out this entry and those before it.
  ///   - body: returns whether to go on; it may use the store.
  /// - Throws: `StoreError`, and what `body` throws.
  package func listOutbox(
    after id: Int64 = 0, _ body: (OutboxEntry) throws -> Bool
  ) throws {
    var last = id
    while true {
      let page = try read("read the outbox") { db in
        let statement = try db.cachedStatement(
          sql: "SELECT * FROM outbox WHERE id > ? ORDER BY id LIMIT 500")
        return try Row.fetchAll(statement, arguments: [last]).map { row in
          let entry = try Self.entry(StoredRow(row))
          guard entry.id > last else { throw DamagedRow() }
          last = entry.id
          return entry
        }
      }
      for entry in page where try !body(entry) { return }
      if page.isEmpty { return }
    }
  }

  /// One entry; `nil` if there is none of that number.
  ///
  /// - Throws: `StoreError`.
  package func outboxEntry(_ id: Int64) throws -> OutboxEntry? {
    try read("read the outbox") { try Self.outboxEntry(id, $0) }
  }

  static func outboxEntry(_ id: Int64, _ db: Database) throws -> OutboxEntry? {
    let statement = try db.cachedStatement(sql: "SELECT * FROM outbox WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map { try entry(StoredRow($0)) }
  }

  static func entry(_ row: StoredRow) throws -> OutboxEntry {
    OutboxEntry(
      id: try row.integer("id"), key: try row.text("key"), kind: try row.word("kind"),
      recipient: try row.text("recipient"), sender: try row.text("sender"),
      subject: try row.textIfAny("subject"), text: try row.text("text"),
      at: try row.moment("at"), callID: try row.textIfAny("call_id"),
      reference: try row.textIfAny("reference"), status: try row.word("status"),
      tries: Int(clamping: try row.integer("tries")), nextTryAt: try row.momentIfAny("next_try_at"),
      leasedUntil: try row.momentIfAny("leased_until"),
      settledAt: try row.momentIfAny("settled_at"), lastError: try row.textIfAny("last_error"))
  }

  /// Records a message, within the transaction of what it is sent for: `queued`, for a courier to
  /// take once the transaction is committed, or settled already.
  ///
  /// - Returns: The entry's number.
  @discardableResult
  package static func post(
    _ message: CallMessage, _ status: OutboxEntry.Status, at now: Date, cause: MessageCause,
    _ db: Database
  ) throws -> Int64 {
    try insert(
      OutboxRow(
        kind: message.medium == .sms ? .sms : .email, recipient: message.to,
        sender: message.from, subject: message.subject, text: message.text, status: status,
        cause: cause), at: now, db)
  }

  /// Whom the e-mail that was sent for a reference reached, or will reach.
  ///
  /// - Parameter since: leaves out one that went before.
  package static func emailRecipient(
    ofReference reference: String, since: Date, _ db: Database
  ) throws -> String? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT recipient FROM outbox
        WHERE reference = ? AND kind = 'email' AND status IN ('queued', 'sent') AND at > ?
        """, arguments: [reference, StoredTime.milliseconds(since)])
    return try row.map { try StoredRow($0).text("recipient") }
  }

  @discardableResult
  private static func insert(_ row: OutboxRow, at now: Date, _ db: Database) throws -> Int64 {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO outbox (kind, recipient, sender, subject, text, at, call_id, caller,
          reference, status, settled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      row.kind.rawValue, row.recipient, row.sender, row.subject, row.text,
      StoredTime.milliseconds(now), row.cause.callID, row.cause.caller, row.cause.reference,
      row.status.rawValue, row.status == .queued ? nil : StoredTime.milliseconds(now),
    ])
    return db.lastInsertedRowID
  }
}

/// What a message is sent for.
package struct MessageCause: Hashable, Sendable {
  /// The call that asked for it; `nil` if it answers an SMS.
  package let callID: String?
  /// The number under which its caller is counted.
  package let caller: String?
  /// What it settles, in its owner's words; one e-mail at most is sent for each.
  package let reference: String?

  package init(callID: String? = nil, caller: String? = nil, reference: String? = nil) {
    self.callID = callID
    self.caller = caller
    self.reference = reference
  }
}

/// What is new in the outbox.
private struct OutboxRow {
  let kind: OutboxEntry.Kind
  let recipient: String
  let sender: String
  let subject: String?
  let text: String
  let status: OutboxEntry.Status
  let cause: MessageCause
}
