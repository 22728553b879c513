package import Foundation

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
  static func countWhatIsPurged(_ db: any StoreConnection) throws {
    try db.define(
      """
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
    olderThan limit: Date, _ extra: (any StoreConnection) throws -> Void = { _ in }
  ) throws -> PurgedCounts {
    let limit = StoredTime.milliseconds(limit)
    var sum = PurgedCounts()
    let operation = "purge old records"
    try backend.erase(operation) {
      try write(operation) { db in
        try extra(db)
        try db.execute("DELETE FROM receipts WHERE at < ?", [limit])
      }
      for step in [Self.purgeMessages, purgeCalls] {
        var last: PurgedCounts
        repeat {
          last = try write(operation) { try step(limit, $0) }
          sum += last
        } while !last.counts.isEmpty
      }
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
      let rows = try db.rows(
        "SELECT name, end, count FROM purged WHERE \(condition)",
        script.map { [$0.path, $0.digest] } ?? [])
      return try rows.reduce(into: PurgedCounts()) {
        $0.add(
          Int(clamping: try $1.integer("count")), try $1.text("name"), try $1.text("end"))
      }
    }
  }

  private static func count(
    _ count: Int, _ kind: PurgedCounts.Kind, script: Int64 = 0, _ db: any StoreConnection
  ) throws {
    try db.execute(
      """
      INSERT INTO purged (name, end, script, count) VALUES (?, ?, ?, ?)
      ON CONFLICT (name, end, script) DO UPDATE SET count = purged.count + excluded.count
      """, [kind.name, kind.end, script, count])
  }

  private static func purgeMessages(_ limit: Int64, _ db: any StoreConnection) throws
    -> PurgedCounts
  {
    let rows = try db.rows(
      """
      DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE status != 'queued' AND at < ?
          AND coalesce(settled_at, at) < ? ORDER BY id LIMIT ?)
      RETURNING kind, status
      """, [limit, limit, batch])
    var counts = PurgedCounts()
    for row in rows {
      counts.add(1, try row.text("kind"), try row.text("status"))
    }
    for (kind, count) in counts.counts { try Self.count(count, kind, db) }
    return counts
  }

  private func purgeCalls(_ limit: Int64, _ db: any StoreConnection) throws -> PurgedCounts {
    let rows = try db.rows(
      """
      SELECT id, call_id, script, q850_cause FROM call_records
      WHERE started_at + coalesce(duration, 0) < ? ORDER BY started_at, id LIMIT ?
      """, [limit, Self.batch])
    var counts = PurgedCounts()
    for row in rows {
      let id = try row.integer("id")
      let cause = try row.integerIfAny("q850_cause")
      // A call that goes on has no cause yet.
      if cause == nil, locks?.isTaken(id) == true { continue }
      let callID = try row.text("call_id")
      for sql in [
        "DELETE FROM transfers WHERE call_id = ?", "DELETE FROM late_replies WHERE call_id = ?",
      ] {
        try db.execute(sql, [callID])
      }
      try db.execute("DELETE FROM results WHERE call = ?", [id])
      try db.execute("DELETE FROM call_records WHERE id = ?", [id])
      let kind = PurgedCounts.Kind(name: "call", end: cause.map(String.init) ?? "")
      try Self.count(1, kind, script: try row.integerIfAny("script") ?? 0, db)
      counts.add(1, kind.name, kind.end)
    }
    return counts
  }
}
