internal import Foundation
internal import Store

/// Limits how often somebody may come by the web. They are kept in the store, so that neither a
/// restart nor a second process resets them.
///
/// A window begins with its first visit. Whoever visits is kept as a salted hash, for a day at
/// most.
enum VisitLimit: String, CaseIterable {
  /// Pages that an address asks for. Many subscribers share one address of a mobile network, so it
  /// is generous.
  case pages
  /// Links that lead nowhere and wrong passwords, by address: somebody who guesses.
  case misses
  /// Answers for one number, whatever their links and addresses.
  case answers

  var most: Int {
    switch self {
    case .pages: 300
    case .misses: 20
    case .answers: 20
    }
  }

  var window: TimeInterval {
    switch self {
    case .pages, .misses: 3600
    case .answers: 24 * 3600
    }
  }

  /// Counts a visit.
  ///
  /// - Returns: whether it is within the limit.
  func admits(_ visitor: String, at now: Date, _ db: any StoreConnection) throws -> Bool {
    let moment = StoredTime.milliseconds(now)
    let cutOff = StoredTime.milliseconds(now.addingTimeInterval(-window))
    try db.execute(
      """
      INSERT INTO visits (kind, visitor, since, count) VALUES (?1, ?2, ?3, 1)
      ON CONFLICT (kind, visitor) DO UPDATE SET
        count = CASE WHEN visits.since > ?4 AND visits.since <= ?3 THEN visits.count + 1 ELSE 1 END,
        since = CASE WHEN visits.since > ?4 AND visits.since <= ?3 THEN visits.since ELSE ?3 END
      """, [rawValue, try Self.hash(visitor, db), moment, cutOff])
    return try !isExceeded(by: visitor, at: now, allowing: most, db)
  }

  /// Whether a visitor has used up what is allowed; counts nothing.
  func isUsedUp(by visitor: String, at now: Date, _ db: any StoreConnection) throws -> Bool {
    try isExceeded(by: visitor, at: now, allowing: most - 1, db)
  }

  private func isExceeded(
    by visitor: String, at now: Date, allowing most: Int, _ db: any StoreConnection
  ) throws -> Bool {
    let count = try db.integer(
      """
      SELECT count FROM visits WHERE kind = ? AND visitor = ? AND since > ? AND since <= ?
      """,
      [
        rawValue, try Self.hash(visitor, db),
        StoredTime.milliseconds(now.addingTimeInterval(-window)), StoredTime.milliseconds(now),
      ])
    return (count ?? 0) > most
  }

  /// Forgets the visits that count no more.
  static func forget(before now: Date, _ db: any StoreConnection) throws {
    let day = now.addingTimeInterval(-24 * 3600)
    try db.execute("DELETE FROM visits WHERE since < ?", [StoredTime.milliseconds(day)])
  }

  private static func hash(_ visitor: String, _ db: any StoreConnection) throws -> String {
    let salt = try db.text("SELECT salt FROM visit_salt") ?? ""
    return SHA256.hexadecimal(of: "\(salt) \(visitor)")
  }

  // MARK: Tables

  /// The tables of visits, and of the SMS that other systems have handed in.
  static let migrations = StoreSchema.Migrations(
    of: "web",
    [
      { db in
        try db.define(
          """
          CREATE TABLE visit_salt (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            salt TEXT NOT NULL DEFAULT (lower(hex(randomblob(16))))
          ) STRICT;
          INSERT INTO visit_salt (only) VALUES (1);
          CREATE TABLE visits (
            kind TEXT NOT NULL, visitor TEXT NOT NULL,
            since INTEGER NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (kind, visitor)
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX visits_by_start ON visits (since);
          CREATE TABLE handed_in_sms (
            id TEXT PRIMARY KEY, at INTEGER NOT NULL
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX handed_in_sms_by_time ON handed_in_sms (at);
          """)
      }
    ])
}
