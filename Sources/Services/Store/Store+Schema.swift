internal import GRDB

extension Store {
  /// Marks the file as gooya's: "GOOY".
  static let applicationID: Int64 = 0x474F_4F59

  /// The steps that bring a database up to date; `PRAGMA user_version` counts those done. A step that
  /// has been released never changes.
  ///
  /// All missing steps run in one immediate transaction that looks at the version again, so that of
  /// two processes that open a new database one makes it and the other finds it made.
  static let steps: [@Sendable (Database) throws -> Void] = [
    createTables, addArrivals, addLimits, addAnswerLimit,
  ]

  /// Brings a database up to date, and makes sure that it is one of gooya's and whole: whatever reads
  /// it later may trust its tables.
  static func migrate(_ database: DatabaseQueue, path: String) throws {
    let isUpToDate = try database.unsafeRead { db in
      try demandOurs(db, path: path)
      return try version(db) == steps.count
    }
    if !isUpToDate {
      try database.writeWithoutTransaction { db in
        // Readers go on while one process writes, and a killed writer leaves nothing half written.
        try db.execute(sql: "PRAGMA journal_mode = WAL")
        try db.inTransaction(.immediate) {
          try demandOurs(db, path: path)
          try takeSteps(db)
          return .commit
        }
      }
    }
    let expected = try sample.get().read(schema)
    let found = try database.read(schema)
    // Indexes and tables of the user's own do no harm; triggers and views could.
    guard expected.isSubset(of: found),
      found.subtracting(expected).allSatisfy({ $0.type == "index" || $0.type == "table" })
    else {
      throw StoreError(
        .damaged, "open the data", path: path,
        reason: "the database is damaged: its tables are not as gooya makes them")
    }
  }

  /// Makes the tables of a store in memory.
  static func makeTables(in database: DatabaseQueue) throws {
    try database.write(takeSteps)
  }

  private static func takeSteps(_ db: Database) throws {
    for step in steps[try version(db)...] { try step(db) }
    try db.execute(sql: "PRAGMA user_version = \(steps.count)")
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
  }

  /// A table, index, view or trigger by the statement that made it.
  private struct SchemaObject: Hashable {
    let type: String
    let sql: String?
  }

  private static func schema(_ db: Database) throws -> Set<SchemaObject> {
    let rows = try Row.fetchAll(db, sql: "SELECT type, sql FROM sqlite_schema")
    return try Set(
      rows.map(StoredRow.init).map { row in
        SchemaObject(type: try row.text("type"), sql: try row.textIfAny("sql"))
      })
  }

  private static func version(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  private static func demandOurs(_ db: Database, path: String) throws {
    let id = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try version(db)
    if id == 0, version == 0 {
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
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

  /// Where the rows of an import wait until all are there, and the directory as it is with and
  /// without them (`Store+Arrival.swift`).
  private static func addArrivals(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE arriving_subscribers (
          id INTEGER PRIMARY KEY,
          line TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL CHECK (kind IN ('landline', 'mobile')),
          first_name TEXT, last_name TEXT NOT NULL, national_id TEXT, mobile TEXT, email TEXT,
          address TEXT, postal_code TEXT, language TEXT
        ) STRICT;
        CREATE TABLE arriving_bills (
          id INTEGER PRIMARY KEY,
          line TEXT NOT NULL,
          bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
          amount_rial INTEGER NOT NULL CHECK (amount_rial > 0),
          period TEXT NOT NULL, due_on TEXT,
          UNIQUE (line, bill_id, payment_id)
        ) STRICT;
        CREATE TABLE landed_import (only INTEGER PRIMARY KEY CHECK (only = 1)) STRICT;
        CREATE VIEW known_subscribers AS
          SELECT line, kind, first_name, last_name, national_id, mobile, email, address,
            postal_code, language, is_sample
          FROM subscribers AS s
          WHERE NOT EXISTS (
            SELECT 1 FROM landed_import, arriving_subscribers AS a WHERE a.line = s.line)
          UNION ALL
          SELECT line, kind, first_name, last_name, national_id, mobile, email, address,
            postal_code, language, 0
          FROM arriving_subscribers WHERE EXISTS (SELECT 1 FROM landed_import);
        CREATE VIEW known_bills AS
          SELECT id, line, bill_id, payment_id, amount_rial, period, due_on, is_sample
          FROM bills AS b
          WHERE NOT EXISTS (
            SELECT 1 FROM landed_import, arriving_bills AS a
            WHERE a.line = b.line AND a.bill_id = b.bill_id AND a.payment_id = b.payment_id)
          UNION ALL
          SELECT id, line, bill_id, payment_id, amount_rial, period, due_on, 0
          FROM arriving_bills WHERE EXISTS (SELECT 1 FROM landed_import);
        CREATE INDEX call_records_by_start ON call_records (started_at, id);
        """)
  }

  /// Room in the outbox for what a limit refused, and the caller's number, by which he is counted. A
  /// check can't be altered, so that the table is made anew.
  private static func addLimits(_ db: Database) throws {
    let columns = "id, kind, recipient, sender, subject, text, at, call_id, status, confirmation_id"
    let counted = "WHERE kind = 'sms' AND status = 'sent' AND call_id IS NOT NULL"
    try db.execute(
      sql: """
        CREATE TABLE new_outbox (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          kind TEXT NOT NULL CHECK (kind IN ('sms', 'email', 'transfer')),
          recipient TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT, text TEXT NOT NULL,
          at INTEGER NOT NULL, call_id TEXT, caller TEXT,
          status TEXT NOT NULL CHECK (status IN ('sent', 'failed', 'refused')),
          confirmation_id INTEGER REFERENCES confirmations (id)
        ) STRICT;
        INSERT INTO new_outbox (\(columns)) SELECT \(columns) FROM outbox;
        DROP TABLE outbox;
        ALTER TABLE new_outbox RENAME TO outbox;
        CREATE UNIQUE INDEX outbox_one_email_a_confirmation ON outbox (confirmation_id)
          WHERE kind = 'email' AND status = 'sent' AND confirmation_id IS NOT NULL;
        CREATE INDEX outbox_of_call ON outbox (call_id) \(counted);
        CREATE INDEX outbox_of_recipient ON outbox (recipient, at) \(counted);
        CREATE INDEX outbox_of_caller ON outbox (caller, at) \(counted);
        """)
  }

  /// The answers to a number's SMS are counted too.
  private static func addAnswerLimit(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE INDEX outbox_of_answered ON outbox (recipient, at)
          WHERE kind = 'sms' AND status = 'sent' AND call_id IS NULL;
        """)
  }
}
