package import Foundation
package import GRDB

/// How many records were removed for good, by what they were.
package struct PurgedCounts: Hashable, Sendable {
  package struct Kind: Hashable, Sendable {
    /// `sms`, `email`, `call` or `recording`.
    package let name: String
    /// A message's status or a call's hang-up cause (ITU-T Q.850, its number); empty if it had none.
    package let end: String
  }

  package private(set) var counts: [Kind: Int] = [:]

  package init() {}

  package mutating func add(_ count: Int, _ name: String, _ end: String = "") {
    guard count > 0 else { return }
    counts[Kind(name: name, end: end), default: 0] += count
  }

  package static func += (sum: inout PurgedCounts, more: PurgedCounts) {
    sum.counts.merge(more.counts, uniquingKeysWith: +)
  }

  /// How many there are of some names, however they ended.
  package func total(of names: String...) -> Int {
    counts.reduce(0) { names.contains($1.key.name) ? $0 + $1.value : $0 }
  }
}

extension Store {
  /// Keeps how many records were removed, of each script's calls apart; 0 stands for none.
  static func countWhatIsPurged(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE purged (
          name TEXT NOT NULL, end TEXT NOT NULL, script INTEGER NOT NULL DEFAULT 0,
          count INTEGER NOT NULL, PRIMARY KEY (name, end, script)
        ) STRICT, WITHOUT ROWID;
        """)
  }

  /// The most records that one transaction removes, so that calls don't wait for it.
  private static let batch = 500

  /// Removes messages that were sent or given up, and records of calls that are over, with all that
  /// was kept of them, and counts them. What is removed is overwritten in the file.
  ///
  /// - Parameters:
  ///   - limit: what is younger stays.
  ///   - extra: removes the rows of others in the first transaction.
  /// - Throws: `StoreError`, and what `extra` throws.
  package func purge(
    olderThan limit: Date, _ extra: (Database) throws -> Void = { _ in }
  ) throws -> PurgedCounts {
    let limit = StoredTime.milliseconds(limit)
    var sum = PurgedCounts()
    try writeInSteps("purge old records") { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.inTransaction(.immediate) {
        try extra(db)
        try db.execute(sql: "DELETE FROM receipts WHERE at < ?", arguments: [limit])
        return .commit
      }
      for step in [Self.purgeMessages, purgeCalls] {
        var last: PurgedCounts
        repeat {
          last = PurgedCounts()
          try db.inTransaction(.immediate) {
            last = try step(limit, db)
            return .commit
          }
          sum += last
        } while !last.counts.isEmpty
      }
      // Otherwise the removed rows stay readable in the log.
      _ = try? db.checkpoint(.truncate)
    }
    return sum
  }

  /// Counts what was removed elsewhere, such as files.
  ///
  /// - Throws: `StoreError`.
  package func count(purged counts: PurgedCounts) throws {
    try write("count what was purged") { db in
      for (kind, count) in counts.counts { try Self.count(count, kind, db) }
    }
  }

  /// How many records were ever removed.
  ///
  /// - Parameter script: only of calls on this script.
  /// - Throws: `StoreError`.
  package func purged(ofCallsOn script: CallScript? = nil) throws -> PurgedCounts {
    try read("read what was purged") { db in
      let condition =
        script == nil
        ? "TRUE" : "script IN (SELECT id FROM scripts WHERE path = ? OR digest = ?)"
      let rows = try Row.fetchAll(
        db, sql: "SELECT name, end, count FROM purged WHERE \(condition)",
        arguments: script.map { [$0.path, $0.digest] } ?? [])
      return try rows.map(StoredRow.init).reduce(into: PurgedCounts()) {
        $0.add(
          Int(clamping: try $1.integer("count")), try $1.text("name"), try $1.text("end"))
      }
    }
  }

  private static func count(
    _ count: Int, _ kind: PurgedCounts.Kind, script: Int64 = 0, _ db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO purged (name, end, script, count) VALUES (?, ?, ?, ?)
        ON CONFLICT (name, end, script) DO UPDATE SET count = count + excluded.count
        """
    ).execute(arguments: [kind.name, kind.end, script, count])
  }

  private static func purgeMessages(_ limit: Int64, _ db: Database) throws -> PurgedCounts {
    let rows = try Row.fetchAll(
      db,
      sql: """
        DELETE FROM outbox WHERE id IN (
          SELECT id FROM outbox WHERE status != 'queued' AND at < ?
            AND coalesce(settled_at, at) < ? ORDER BY id LIMIT ?)
        RETURNING kind, status
        """, arguments: [limit, limit, batch])
    var counts = PurgedCounts()
    for row in rows.map(StoredRow.init) {
      counts.add(1, try row.text("kind"), try row.text("status"))
    }
    for (kind, count) in counts.counts { try Self.count(count, kind, db) }
    return counts
  }

  private func purgeCalls(_ limit: Int64, _ db: Database) throws -> PurgedCounts {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, call_id, script, q850_cause FROM call_records
        WHERE started_at + coalesce(duration, 0) < ? ORDER BY started_at, id LIMIT ?
        """, arguments: [limit, Self.batch])
    var counts = PurgedCounts()
    for row in rows.map(StoredRow.init) {
      let id = try row.integer("id")
      let cause = try row.integerIfAny("q850_cause")
      // A call that goes on has no cause yet.
      if cause == nil, lock?.isTaken(id) == true { continue }
      let callID = try row.text("call_id")
      for sql in [
        "DELETE FROM transfers WHERE call_id = ?", "DELETE FROM late_replies WHERE call_id = ?",
      ] {
        try db.execute(sql: sql, arguments: [callID])
      }
      try db.execute(sql: "DELETE FROM results WHERE call = ?", arguments: [id])
      try db.execute(sql: "DELETE FROM call_records WHERE id = ?", arguments: [id])
      let kind = PurgedCounts.Kind(name: "call", end: cause.map(String.init) ?? "")
      try Self.count(1, kind, script: try row.integerIfAny("script") ?? 0, db)
      counts.add(1, kind.name, kind.end)
    }
    return counts
  }
}
