package import Foundation
package import GRDB

/// What becomes of a message after a try.
package enum Settlement: Hashable, Sendable {
  case sent
  /// It is given up.
  case failed(why: String)
  case later(at: Date, why: String)
}

extension Store {
  /// Which queued messages are due. Those to one recipient go out in their order, so that only the
  /// first of them can be; it is not while a courier has it or it has been put off.
  private static let due = """
    status = 'queued' AND coalesce(next_try_at, 0) <= :now AND coalesce(leased_until, 0) <= :now
    AND NOT EXISTS (
      SELECT 1 FROM outbox AS earlier INDEXED BY outbox_queue_of_recipient
      WHERE earlier.status = 'queued' AND earlier.kind = outbox.kind
        AND earlier.recipient = outbox.recipient AND earlier.id < outbox.id)
    """

  /// Takes the oldest message that is due and counts a try of it. Until it is settled or the lease
  /// ends, no other courier gets it; after a kill the next one does.
  ///
  /// - Parameters:
  ///   - lease: for how long, in seconds.
  ///   - recipient: leaves out messages to anybody else.
  /// - Throws: `StoreError`.
  package func claimMessage(
    at now: Date, lease: TimeInterval, to recipient: String? = nil
  ) throws -> OutboxEntry? {
    let moment = StoredTime.milliseconds(now)
    let isTheirs = recipient == nil ? "" : "AND recipient = :recipient"
    // Looking takes no lock from those who write, and mostly finds nothing.
    let sql = """
      SELECT id FROM outbox INDEXED BY outbox_queue WHERE \(Self.due) \(isTheirs)
      ORDER BY id LIMIT 1
      """
    var arguments: StatementArguments = ["now": moment]
    if let recipient { arguments += ["recipient": recipient] }
    func find(_ db: Database) throws -> Int64? {
      try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
    }
    guard try read("look for messages to send", find) != nil else { return nil }
    return try write("claim a message") { db in
      guard let id = try find(db) else { return nil }
      try db.execute(
        sql: "UPDATE outbox SET tries = tries + 1, leased_until = ? WHERE id = ?",
        arguments: [StoredTime.milliseconds(now.addingTimeInterval(lease)), id])
      return try Self.outboxEntry(id, db)
    }
  }

  /// Records what came of a try, in one transaction with what its owner makes of that.
  ///
  /// That a gateway took a message counts whenever it is learnt. Any other outcome is for the courier
  /// to tell that holds the lease.
  ///
  /// - Parameter body: is given the settled entry.
  /// - Returns: The entry as it is now.
  /// - Throws: `StoreError`, and what `body` throws.
  package func settle(
    _ claim: OutboxEntry, _ settlement: Settlement, at now: Date,
    _ body: (OutboxEntry, Database) throws -> Void = { _, _ in }
  ) throws -> OutboxEntry {
    try write("record what became of a message") { db in
      let moment = StoredTime.milliseconds(now)
      let lease = claim.leasedUntil.map(StoredTime.milliseconds)
      switch settlement {
      case .sent:
        try db.execute(
          sql: """
            UPDATE outbox SET status = 'sent', settled_at = ?, next_try_at = NULL,
              leased_until = NULL, last_error = NULL WHERE id = ? AND status = 'queued'
            """, arguments: [moment, claim.id])
      case .failed(let why):
        try db.execute(
          sql: """
            UPDATE outbox SET status = 'failed', settled_at = ?, next_try_at = NULL,
              leased_until = NULL, last_error = ?
            WHERE id = ? AND status = 'queued' AND leased_until = ?
            """, arguments: [moment, why, claim.id, lease])
      case .later(let next, let why):
        try db.execute(
          sql: """
            UPDATE outbox SET next_try_at = ?, leased_until = NULL, last_error = ?
            WHERE id = ? AND status = 'queued' AND leased_until = ?
            """, arguments: [StoredTime.milliseconds(next), why, claim.id, lease])
      }
      let isNews = db.changesCount > 0
      guard let entry = try Self.outboxEntry(claim.id, db) else { throw DamagedRow() }
      if isNews, entry.status != .queued { try body(entry, db) }
      return entry
    }
  }

  /// Where the outbox stands.
  ///
  /// - Throws: `StoreError`.
  package func outboxMark() throws -> OutboxMark {
    try read("read the outbox") { db in
      OutboxMark(
        last: try Int64.fetchOne(db, sql: "SELECT max(id) FROM outbox") ?? 0,
        queued: try Int64.fetchAll(
          db,
          sql: """
            SELECT id FROM outbox INDEXED BY outbox_queue WHERE status = 'queued' ORDER BY id
            """))
    }
  }

  /// Whether a courier is about to send something to a recipient.
  ///
  /// - Throws: `StoreError`.
  package func isBeingSent(to recipient: String, at now: Date) throws -> Bool {
    try read("look for messages to send") { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM outbox WHERE status = 'queued' AND recipient = ? AND leased_until > ?)
          """, arguments: [recipient, StoredTime.milliseconds(now)]) ?? false
    }
  }

  /// Why a message can't be put back.
  package enum RetryFault: String, Hashable, Sendable {
    case unknown = "there is no such message"
    case notFailed = "only a message that has failed is sent anew"
    case answered = "its receiver was told that it failed, and may have asked anew"
  }

  /// Puts a dead letter back into the queue, with its key: a gateway that took it after all knows it.
  ///
  /// - Returns: Why it stays where it is; `nil` if it is queued.
  /// - Throws: `StoreError`.
  package func retryMessage(_ id: Int64) throws -> RetryFault? {
    try write("put a message back") { db in
      guard let entry = try Self.outboxEntry(id, db) else { return .unknown }
      guard entry.status == .failed else { return .notFailed }
      guard entry.reference == nil else { return .answered }
      try db.execute(
        sql: """
          UPDATE outbox SET status = 'queued', tries = 0, settled_at = NULL, last_error = NULL
          WHERE id = ?
          """, arguments: [id])
      return nil
    }
  }
}

/// Where the outbox stood at a moment.
package struct OutboxMark: Hashable, Sendable {
  /// The number of the last entry; 0 if there is none.
  package let last: Int64
  /// The messages that were queued, oldest first.
  package let queued: [Int64]
}
