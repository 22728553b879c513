package import CallEngine
package import Foundation

extension Store {
  /// The outbox, oldest first.
  ///
  /// - Parameters:
  ///   - id: only entries after this one.
  ///   - limit: the maximum number of entries; `nil` for all.
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

  /// Passes the entries of the outbox to `body`, oldest first, one at a time.
  ///
  /// - Parameters:
  ///   - id: only entries after this one.
  ///   - body: returns whether to continue; it may use the store.
  /// - Throws: `StoreError`, and what `body` throws.
  package func listOutbox(
    after id: Int64 = 0, _ body: (OutboxEntry) throws -> Bool
  ) throws {
    var last = id
    while true {
      let page = try read("read the outbox") { db in
        return try db.rows("SELECT * FROM outbox WHERE id > ? ORDER BY id LIMIT 500", [last]).map {
          row in
          let entry = try Self.entry(row)
          guard entry.id > last else { throw DamagedRow() }
          last = entry.id
          return entry
        }
      }
      for entry in page where try !body(entry) { return }
      if page.isEmpty { return }
    }
  }

  /// The entry with a number; `nil` if there is none.
  ///
  /// - Throws: `StoreError`.
  package func outboxEntry(_ id: Int64) throws -> OutboxEntry? {
    try read("read the outbox") { try Self.outboxEntry(id, $0) }
  }

  /// The entry with a key; `nil` if there is none.
  ///
  /// - Throws: `StoreError`.
  package func outboxEntry(withKey key: String) throws -> OutboxEntry? {
    try read("read the outbox") { db in
      return try db.row("SELECT * FROM outbox WHERE key = ?", [key]).map { try Self.entry($0) }
    }
  }

  static func outboxEntry(_ id: Int64, _ db: any StoreConnection) throws -> OutboxEntry? {
    return try db.row("SELECT * FROM outbox WHERE id = ?", [id]).map { try entry($0) }
  }

  static func entry(_ row: StoredRow) throws -> OutboxEntry {
    OutboxEntry(
      id: try row.integer("id"), key: try row.text("key"), kind: try row.word("kind"),
      recipient: try row.text("recipient"), sender: try row.text("sender"),
      subject: try row.textIfAny("subject"), text: try row.text("text"),
      document: try row.textIfAny("document"), at: try row.moment("at"),
      callID: try row.textIfAny("call_id"),
      reference: try row.textIfAny("reference"), status: try row.word("status"),
      tries: Int(clamping: try row.integer("tries")), nextTryAt: try row.momentIfAny("next_try_at"),
      leasedUntil: try row.momentIfAny("leased_until"),
      settledAt: try row.momentIfAny("settled_at"),
      lost: Int(clamping: try row.integer("lost")), receipt: try row.wordIfAny("receipt"),
      receiptAt: try row.momentIfAny("receipt_at"), lastError: try row.textIfAny("last_error"))
  }

  /// Records a message in the transaction of its cause: as `queued`, for a courier to take once the
  /// transaction is committed, or as settled already.
  ///
  /// - Parameter document: what an e-mail's pictures and files are made from.
  /// - Returns: The entry's number.
  @discardableResult
  package static func post(
    _ message: CallMessage, _ status: OutboxEntry.Status, at now: Date, cause: MessageCause,
    document: String? = nil, _ db: any StoreConnection
  ) throws -> Int64 {
    if status == .queued { try db.announceMessage(to: message.to) }
    return try db.insert(
      """
      INSERT INTO outbox (kind, recipient, sender, subject, text, at, call_id, caller,
        reference, status, settled_at, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        message.medium.rawValue, message.to, message.from, message.subject, message.text,
        StoredTime.milliseconds(now), cause.callID, cause.caller, cause.reference, status.rawValue,
        status == .queued ? nil : StoredTime.milliseconds(now), document,
      ])
  }

  /// The e-mail that was sent or queued for a reference.
  package static func email(
    ofReference reference: String, _ db: any StoreConnection
  ) throws -> OutboxEntry? {
    let row = try db.row(
      """
      SELECT * FROM outbox
      WHERE reference = ? AND kind = 'email' AND status IN ('queued', 'sent')
      """, [reference])
    return try row.map { try entry($0) }
  }
}

/// Why a message is sent.
package struct MessageCause: Hashable, Sendable {
  /// The call that requested it; `nil` if it answers an SMS.
  package let callID: String?
  /// The number under which the caller's messages are counted.
  package let caller: String?
  /// What it is about, in a form that its owner chose; at most one e-mail is sent for each.
  package let reference: String?

  package init(callID: String? = nil, caller: String? = nil, reference: String? = nil) {
    self.callID = callID
    self.caller = caller
    self.reference = reference
  }
}
