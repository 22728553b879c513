package import CallEngine
package import Foundation

/// What to do with a message after a try.
package enum Settlement: Hashable, Sendable {
  case sent
  /// It isn't tried again.
  ///
  /// - Parameter isOfRecipient: whether it is the recipient's address that is refused.
  case failed(why: String, isOfRecipient: Bool = false)
  case later(at: Date, why: String)
}

extension Store {
  /// Selects the queued messages that are due. Messages to one recipient are sent in order, so only
  /// the first of them can be due, and only if no courier has it and it isn't postponed.
  private static let due = """
    status = 'queued' AND coalesce(next_try_at, 0) <= ?1 AND coalesce(leased_until, 0) <= ?1
    AND NOT EXISTS (
      SELECT 1 FROM outbox AS earlier
      WHERE earlier.status = 'queued' AND earlier.kind = outbox.kind
        AND earlier.recipient = outbox.recipient AND earlier.id < outbox.id)
    """

  /// Claims the oldest message that is due and counts a try of it. No other courier gets it until
  /// it is settled or the lease ends, so a message isn't lost with a killed process.
  ///
  /// - Parameters:
  ///   - lease: in seconds.
  ///   - recipient: only messages to this recipient; `nil` for all.
  ///   - media: only messages of these.
  /// - Throws: `StoreError`.
  package func claimMessage(
    at now: Date, lease: TimeInterval, to recipient: String? = nil,
    of media: Set<CallMessage.Medium> = [.sms, .email]
  ) throws -> OutboxEntry? {
    let moment = StoredTime.milliseconds(now)
    let kinds = media.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    // Without a recipient, the oldest of all are looked at one by one, not all those of a kind:
    // `coalesce` keeps the index of recipients out of it.
    let isTheirs =
      recipient == nil
      ? "coalesce(kind, '') IN (\(kinds))" : "kind IN (\(kinds)) AND recipient = ?2"
    // Looking first doesn't block writers, and usually finds nothing.
    let sql = """
      SELECT id FROM outbox WHERE \(Self.due) AND \(isTheirs)
      ORDER BY id LIMIT 1
      """
    let values: StoredValues = recipient == nil ? [moment] : [moment, recipient]
    let found = try read("look for messages to send") { try $0.integer(sql, values) }
    guard found != nil else { return nil }
    return try backend.pick("claim a message") { db in
      guard let id = try db.integer(sql + backend.picking, values) else { return nil }
      try db.execute(
        """
        UPDATE outbox SET tries = tries + 1, lost = lost + CASE WHEN leased_until IS NULL THEN 0 ELSE 1 END,
          leased_until = ? WHERE id = ?
        """, [StoredTime.milliseconds(now.addingTimeInterval(lease)), id])
      return try Self.outboxEntry(id, db)
    }
  }

  /// Records the outcome of a try, in one transaction with what its owner does about it.
  ///
  /// That a gateway accepted a message is always recorded. Any other outcome is recorded only for
  /// the courier that holds the lease.
  ///
  /// - Parameters:
  ///   - receipts: what receipts will name a message that was sent by.
  ///   - sender: by whom it was sent; `nil` for whom it says.
  ///   - body: receives the settled entry.
  /// - Returns: The updated entry.
  /// - Throws: `StoreError`, and what `body` throws.
  package func settle(
    _ claim: OutboxEntry, _ settlement: Settlement, at now: Date, receipts: AwaitedReceipts? = nil,
    sender: String? = nil, _ body: (OutboxEntry, any StoreConnection) throws -> Void = { _, _ in }
  ) throws -> OutboxEntry {
    try write("record the outcome of a message") { db in
      let moment = StoredTime.milliseconds(now)
      let lease = claim.leasedUntil.map(StoredTime.milliseconds)
      let changes =
        switch settlement {
        case .sent:
          try db.execute(
            """
            UPDATE outbox SET status = 'sent', settled_at = ?, next_try_at = NULL,
              leased_until = NULL, last_error = NULL, sender = ?
            WHERE id = ? AND status = 'queued'
            """, [moment, sender ?? claim.sender, claim.id])
        case .failed(let why, _):
          try db.execute(
            """
            UPDATE outbox SET status = 'failed', settled_at = ?, next_try_at = NULL,
              leased_until = NULL, last_error = ?
            WHERE id = ? AND status = 'queued' AND leased_until = ?
            """, [moment, why, claim.id, lease])
        case .later(let next, let why):
          try db.execute(
            """
            UPDATE outbox SET next_try_at = ?, leased_until = NULL, last_error = ?
            WHERE id = ? AND status = 'queued' AND leased_until = ?
            """, [StoredTime.milliseconds(next), why, claim.id, lease])
        }
      let isNews = changes > 0
      if let receipts, settlement == .sent {
        try Self.expect(receipts, of: claim.id, at: now, db)
      }
      guard let entry = try Self.outboxEntry(claim.id, db) else { throw DamagedRow() }
      if isNews, entry.status != .queued { try body(entry, db) }
      return entry
    }
  }

  /// The current state of the outbox.
  ///
  /// - Throws: `StoreError`.
  package func outboxMark() throws -> OutboxMark {
    try read("read the outbox") { db in
      OutboxMark(
        last: try db.integer("SELECT max(id) FROM outbox") ?? 0,
        queued: try db.integers(
          """
          SELECT id FROM outbox WHERE status = 'queued' ORDER BY id
          """))
    }
  }

  /// The messages that are queued.
  ///
  /// - Parameter recipient: only messages to this recipient; `nil` for all.
  /// - Throws: `StoreError`.
  package func waitingMessages(to recipient: String? = nil) throws -> WaitingMessages {
    let isTheirs = recipient == nil ? "" : "AND recipient = ?"
    // The first message to a recipient is due before those behind it, whatever they say.
    return try read("read the outbox") { db in
      let rows = try db.rows(
        """
        SELECT coalesce(next_try_at, at) AS next_try_at, coalesce(leased_until, at) AS leased_until,
          count
        FROM (
          SELECT min(id) AS first, count(*) AS count FROM outbox
          WHERE status = 'queued' \(isTheirs) GROUP BY kind, recipient
        ) AS queues JOIN outbox ON outbox.id = queues.first
        """, recipient.map { [$0] } ?? [])
      return WaitingMessages(
        count: Int(clamping: try rows.reduce(0) { $0 + (try $1.integer("count")) }),
        nextTryAt: try rows.map {
          max(try $0.moment("next_try_at"), try $0.moment("leased_until"))
        }.min())
    }
  }

  /// Whether a courier is about to send something to a recipient.
  ///
  /// - Throws: `StoreError`.
  package func isBeingSent(to recipient: String, at now: Date) throws -> Bool {
    try read("look for messages to send") { db in
      try db.isTrue(
        """
        SELECT EXISTS (
          SELECT 1 FROM outbox WHERE status = 'queued' AND recipient = ? AND leased_until > ?)
        """, [recipient, StoredTime.milliseconds(now)])
    }
  }

  /// Why a message can't be queued again.
  package enum RetryFault: String, Hashable, Sendable {
    case unknown = "there is no such message"
    case notFailed = "only a message that has failed can be retried"
    case answered = "its recipient was told that it failed, and may have asked again"
  }

  /// Queues a dead letter again with the same key, so that a gateway that did accept it recognizes
  /// it.
  ///
  /// - Returns: Why it can't be queued; `nil` if it was.
  /// - Throws: `StoreError`.
  package func retryMessage(_ id: Int64) throws -> RetryFault? {
    try write("retry a message") { db in
      guard let entry = try Self.outboxEntry(id, db) else { return .unknown }
      guard entry.status == .failed else { return .notFailed }
      guard entry.reference == nil else { return .answered }
      try db.announceMessage(to: entry.recipient)
      try db.execute(
        """
        UPDATE outbox SET status = 'queued', tries = 0, settled_at = NULL, last_error = NULL
        WHERE id = ?
        """, [id])
      return nil
    }
  }
}

/// How many messages are queued.
package struct WaitingMessages: Hashable, Sendable {
  package let count: Int
  /// When the first of them is due; `nil` if there are none.
  package let nextTryAt: Date?
}

/// The state of the outbox at a moment.
package struct OutboxMark: Hashable, Sendable {
  /// The number of the last entry; 0 if there is none.
  package let last: Int64
  /// The messages that were queued, oldest first.
  package let queued: [Int64]
}
