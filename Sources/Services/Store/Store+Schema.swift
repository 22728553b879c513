internal import GRDB

extension Store {
  /// Marks the file as gooya's: "GOOY".
  static let applicationID: Int64 = 0x474F_4F59

  /// The steps that bring a database up to date; `PRAGMA user_version` counts those done. A step that
  /// has been released never changes.
  ///
  /// All missing steps run in one immediate transaction that looks at the version again, so that of
  /// two processes that open a new database one makes it and the other finds it made.
  private static let steps: [@Sendable (Database) throws -> Void] = [createTables]

  static func migrate(_ database: DatabaseQueue, path: String) throws {
    let isUpToDate = try database.unsafeRead { db in
      try demandOurs(db, path: path)
      return try version(db) == steps.count
    }
    if isUpToDate { return }
    try database.writeWithoutTransaction { db in
      // Readers go on while one process writes, and a killed writer leaves nothing half written.
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.inTransaction(.immediate) {
        try demandOurs(db, path: path)
        for step in steps[try version(db)...] { try step(db) }
        try db.execute(sql: "PRAGMA user_version = \(steps.count)")
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        return .commit
      }
    }
  }

  private static func version(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  private static func demandOurs(_ db: Database, path: String) throws {
    let id = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try version(db)
    if id == 0, version == 0 {
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      if tables == 0 { return }
    }
    guard id == applicationID, version >= 0 else {
      throw StoreError(
        .foreign, "open the data", path: path, reason: "it is another program's database")
    }
    guard version <= steps.count else {
      throw StoreError(
        .foreign, "open the data", path: path,
        reason: "it is of a newer gooya (version \(version), known are up to \(steps.count))")
    }
  }

  /// Times are milliseconds since 1970-01-01 UTC; amounts are Rial.
  private static func createTables(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE subscribers (
          id INTEGER PRIMARY KEY,
          line TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL CHECK (kind IN ('landline', 'mobile')),
          first_name TEXT, last_name TEXT NOT NULL, national_id TEXT, mobile TEXT, email TEXT,
          address TEXT, postal_code TEXT, language TEXT,
          is_sample INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX subscribers_of_sample ON subscribers (id) WHERE is_sample = 1;
        CREATE TABLE bills (
          id INTEGER PRIMARY KEY,
          line TEXT NOT NULL REFERENCES subscribers (line) ON DELETE RESTRICT,
          bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
          amount_rial INTEGER NOT NULL CHECK (amount_rial > 0),
          period TEXT NOT NULL, due_on TEXT,
          is_sample INTEGER NOT NULL DEFAULT 0,
          UNIQUE (line, bill_id, payment_id)
        ) STRICT;
        CREATE INDEX bills_of_sample ON bills (id) WHERE is_sample = 1;
        CREATE TABLE confirmations (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          token TEXT NOT NULL UNIQUE,
          line TEXT NOT NULL, mobile TEXT NOT NULL, language TEXT NOT NULL, call_id TEXT,
          asked_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('open', 'used', 'superseded')),
          closed_at INTEGER
        ) STRICT;
        CREATE INDEX confirmations_by_mobile ON confirmations (mobile, id);
        CREATE TABLE outbox (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          kind TEXT NOT NULL CHECK (kind IN ('sms', 'email', 'transfer')),
          recipient TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT, text TEXT NOT NULL,
          at INTEGER NOT NULL, call_id TEXT,
          status TEXT NOT NULL CHECK (status IN ('sent', 'failed')),
          confirmation_id INTEGER REFERENCES confirmations (id)
        ) STRICT;
        CREATE UNIQUE INDEX outbox_one_email_a_confirmation ON outbox (confirmation_id)
          WHERE kind = 'email' AND status = 'sent' AND confirmation_id IS NOT NULL;
        CREATE TABLE call_records (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          call_id TEXT NOT NULL UNIQUE,
          line TEXT, number_dialled TEXT NOT NULL, direction TEXT NOT NULL,
          started_at INTEGER NOT NULL,
          language TEXT, duration INTEGER, cause TEXT, q850_cause INTEGER, ended_by TEXT,
          path TEXT, transfer_target TEXT, transfer_outcome TEXT
        ) STRICT;
        """)
    try Store.insertSample(db)
  }
}
