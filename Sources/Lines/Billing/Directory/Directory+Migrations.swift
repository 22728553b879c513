internal import Store

extension Directory {
  /// The migrations of the billing line.
  static let migrations = StoreSchema.Migrations(of: "billing", [createTables, hashTokens])

  /// The tables of subscribers, bills and confirmations, those in which the rows of an import wait,
  /// and the views of the directory with and without these rows (`Directory+Arrival.swift`).
  ///
  /// Times are milliseconds since 1970-01-01 UTC; amounts are Rial. An older database has some or
  /// all of the tables, in the same form as here.
  private static func createTables(_ db: any StoreConnection) throws {
    let isNew = try !db.hasTable("subscribers")
    try db.define(
      """
      CREATE TABLE IF NOT EXISTS subscribers (
        id INTEGER PRIMARY KEY,
        line TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('landline', 'mobile')),
        first_name TEXT, last_name TEXT NOT NULL, national_id TEXT, mobile TEXT, email TEXT,
        address TEXT, postal_code TEXT, language TEXT,
        is_sample INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX IF NOT EXISTS subscribers_of_sample ON subscribers (id) WHERE is_sample = 1;
      CREATE TABLE IF NOT EXISTS bills (
        id INTEGER PRIMARY KEY,
        line TEXT NOT NULL REFERENCES subscribers (line) ON DELETE RESTRICT,
        bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
        amount_rial INTEGER NOT NULL CHECK (amount_rial > 0),
        period TEXT NOT NULL, due_on TEXT,
        is_sample INTEGER NOT NULL DEFAULT 0,
        UNIQUE (line, bill_id, payment_id)
      ) STRICT;
      CREATE INDEX IF NOT EXISTS bills_of_sample ON bills (id) WHERE is_sample = 1;
      CREATE TABLE IF NOT EXISTS confirmations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        token TEXT NOT NULL UNIQUE,
        line TEXT NOT NULL, mobile TEXT NOT NULL, language TEXT NOT NULL, call_id TEXT,
        asked_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'used', 'superseded')),
        closed_at INTEGER
      ) STRICT;
      CREATE INDEX IF NOT EXISTS confirmations_by_mobile ON confirmations (mobile, id);
      CREATE TABLE IF NOT EXISTS arriving_subscribers (
        id INTEGER PRIMARY KEY,
        line TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('landline', 'mobile')),
        first_name TEXT, last_name TEXT NOT NULL, national_id TEXT, mobile TEXT, email TEXT,
        address TEXT, postal_code TEXT, language TEXT
      ) STRICT;
      CREATE TABLE IF NOT EXISTS arriving_bills (
        id INTEGER PRIMARY KEY,
        line TEXT NOT NULL,
        bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
        amount_rial INTEGER NOT NULL CHECK (amount_rial > 0),
        period TEXT NOT NULL, due_on TEXT,
        UNIQUE (line, bill_id, payment_id)
      ) STRICT;
      CREATE TABLE IF NOT EXISTS landed_import (only INTEGER PRIMARY KEY CHECK (only = 1)) STRICT;
      CREATE VIEW IF NOT EXISTS known_subscribers AS
        SELECT line, kind, first_name, last_name, national_id, mobile, email, address,
          postal_code, language, is_sample
        FROM subscribers AS s
        WHERE NOT EXISTS (
          SELECT 1 FROM landed_import, arriving_subscribers AS a WHERE a.line = s.line)
        UNION ALL
        SELECT line, kind, first_name, last_name, national_id, mobile, email, address,
          postal_code, language, 0
        FROM arriving_subscribers WHERE EXISTS (SELECT 1 FROM landed_import);
      CREATE VIEW IF NOT EXISTS known_bills AS
        SELECT id, line, bill_id, payment_id, amount_rial, period, due_on, is_sample
        FROM bills AS b
        WHERE NOT EXISTS (
          SELECT 1 FROM landed_import, arriving_bills AS a
          WHERE a.line = b.line AND a.bill_id = b.bill_id AND a.payment_id = b.payment_id)
        UNION ALL
        SELECT id, line, bill_id, payment_id, amount_rial, period, due_on, 0
        FROM arriving_bills WHERE EXISTS (SELECT 1 FROM landed_import);
      """)
    if isNew { try insertSample(db) }
  }

  /// Of a link's secret only the hash stays, with how often an answer by the link was of no use and
  /// which form closed the question.
  private static func hashTokens(_ db: any StoreConnection) throws {
    try db.define(
      """
      ALTER TABLE confirmations RENAME COLUMN token TO token_hash;
      ALTER TABLE confirmations ADD COLUMN failed_tries INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE confirmations ADD COLUMN answered_by TEXT;
      """)
    let rows = try db.rows("SELECT id, token_hash FROM confirmations")
    for row in rows {
      try db.execute(
        "UPDATE confirmations SET token_hash = ? WHERE id = ?",
        [LinkToken(try row.text("token_hash")).hash, try row.integer("id")])
    }
  }
}
