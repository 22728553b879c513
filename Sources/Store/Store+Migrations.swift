extension Store {
  /// Marks the file as gooya's: "GOOY".
  static let applicationID: Int64 = 0x474F_4F59
  /// `PRAGMA user_version` of a database whose migrations are recorded by name. Up to 4 it counted
  /// migrations shared by all tables.
  static let formatVersion = 5

  /// The tables for messages and call records.
  static let migrations = StoreSchema.Migrations(
    of: "store",
    [
      createTables, recordTransfersWithCalls, createRecordings, keepWhatCallsDid, keepDocuments,
      keepReceipts, countWhatIsPurged, keepSound, keepEncryption,
    ])

  /// Times are milliseconds since 1970-01-01 UTC.
  ///
  /// An older database has both tables. Its call records already have this form; its outbox is
  /// moved into the new one.
  private static func createTables(_ db: any StoreConnection) throws {
    let former = try formerOutbox(db)
    try db.define(
      """
      CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('sms', 'email', 'transfer')),
        recipient TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT, text TEXT NOT NULL,
        at INTEGER NOT NULL, call_id TEXT, caller TEXT, reference TEXT,
        status TEXT NOT NULL CHECK (status IN ('queued', 'sent', 'failed', 'refused')),
        key TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
        tries INTEGER NOT NULL DEFAULT 0,
        next_try_at INTEGER, leased_until INTEGER, settled_at INTEGER, last_error TEXT
      ) STRICT;
      """)
    if let former { try former.move(db) }
    let reaches = "status IN ('queued', 'sent')"
    let counted = "WHERE kind = 'sms' AND \(reaches) AND call_id IS NOT NULL"
    try db.define(
      """
      CREATE UNIQUE INDEX outbox_one_email_a_reference ON outbox (reference)
        WHERE kind = 'email' AND \(reaches) AND reference IS NOT NULL;
      CREATE INDEX outbox_queue ON outbox (id) WHERE status = 'queued';
      CREATE INDEX outbox_queue_of_recipient ON outbox (kind, recipient, id)
        WHERE status = 'queued';
      CREATE INDEX outbox_of_call ON outbox (call_id) \(counted);
      CREATE INDEX outbox_of_recipient ON outbox (recipient, at) \(counted);
      CREATE INDEX outbox_of_caller ON outbox (caller, at) \(counted);
      CREATE INDEX outbox_of_answered ON outbox (recipient, at)
        WHERE kind = 'sms' AND \(reaches) AND call_id IS NULL;
      CREATE TABLE IF NOT EXISTS call_records (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        call_id TEXT NOT NULL UNIQUE,
        line TEXT, number_dialled TEXT NOT NULL, direction TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        language TEXT, duration INTEGER, cause TEXT, q850_cause INTEGER, ended_by TEXT,
        path TEXT, transfer_target TEXT, transfer_outcome TEXT
      ) STRICT;
      CREATE INDEX IF NOT EXISTS call_records_by_start ON call_records (started_at, id);
      """)
  }

  /// Transfers move from the messages into their call's record, which had only the last one. Late
  /// replies get a table of their own.
  private static func recordTransfersWithCalls(_ db: any StoreConnection) throws {
    try db.define(
      """
      CREATE TABLE transfers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        call_id TEXT NOT NULL, target TEXT NOT NULL, at INTEGER NOT NULL, outcome TEXT
      ) STRICT;
      CREATE INDEX transfers_of_call ON transfers (call_id, id);
      INSERT INTO transfers (call_id, target, at, outcome)
        SELECT call_id, recipient, at, text FROM outbox
        WHERE kind = 'transfer' AND call_id IS NOT NULL ORDER BY id;
      INSERT INTO transfers (call_id, target, at, outcome)
        SELECT call_id, transfer_target, started_at, transfer_outcome FROM call_records AS c
        WHERE transfer_target IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM transfers AS t WHERE t.call_id = c.call_id)
        ORDER BY id;
      DELETE FROM outbox WHERE kind = 'transfer';
      ALTER TABLE call_records DROP COLUMN transfer_target;
      ALTER TABLE call_records DROP COLUMN transfer_outcome;
      CREATE TABLE late_replies (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        call_id TEXT NOT NULL, service TEXT NOT NULL, outcome TEXT NOT NULL, at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX late_replies_of_call ON late_replies (call_id, id);
      """)
  }

  /// What callers said; a row without a length is of a recording under way, or of one whose process
  /// was killed.
  private static func createRecordings(_ db: any StoreConnection) throws {
    try db.define(
      """
      CREATE TABLE recordings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        stem TEXT NOT NULL UNIQUE, call_id TEXT, script TEXT NOT NULL, state TEXT NOT NULL,
        name TEXT NOT NULL, at INTEGER NOT NULL, format TEXT NOT NULL,
        length INTEGER, ended_by TEXT
      ) STRICT;
      CREATE INDEX recordings_by_start ON recordings (at, id);
      """)
  }

  /// A call's script, its steps and its results are kept, so that calls can be counted.
  private static func keepWhatCallsDid(_ db: any StoreConnection) throws {
    try db.define(
      """
      CREATE TABLE scripts (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL, title TEXT NOT NULL,
        UNIQUE (path, digest)
      ) STRICT;
      ALTER TABLE call_records ADD COLUMN script INTEGER REFERENCES scripts (id);
      ALTER TABLE call_records ADD COLUMN steps TEXT;
      CREATE INDEX call_records_of_script ON call_records (script, started_at, id);
      CREATE TABLE results (
        call INTEGER NOT NULL REFERENCES call_records (id), name TEXT NOT NULL,
        value TEXT NOT NULL, PRIMARY KEY (call, name)
      ) STRICT, WITHOUT ROWID;
      """)
  }

  /// E-mails have pictures and files, which are made from little when they are needed.
  private static func keepDocuments(_ db: any StoreConnection) throws {
    try db.define("ALTER TABLE outbox ADD COLUMN document TEXT")
  }

  /// What becomes of messages after they were sent. A receipt can come before its message's answer
  /// is recorded; then its row has no message yet.
  private static func keepReceipts(_ db: any StoreConnection) throws {
    try db.define(
      """
      ALTER TABLE outbox ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE outbox ADD COLUMN receipt TEXT
        CHECK (receipt IN ('delivered', 'undeliverable'));
      ALTER TABLE outbox ADD COLUMN receipt_at INTEGER;
      CREATE TABLE receipts (
        gateway TEXT NOT NULL, number TEXT NOT NULL, message INTEGER, recipient TEXT,
        state TEXT CHECK (state IN ('delivered', 'undeliverable')), at INTEGER NOT NULL,
        PRIMARY KEY (gateway, number)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX receipts_of_message ON receipts (message);
      """)
  }

  /// Renames the outbox of an older database; `nil` if there is none.
  private static func formerOutbox(_ db: any StoreConnection) throws -> FormerOutbox? {
    guard try db.hasTable("outbox") else { return nil }
    // A database of SQLite's: no other has had it.
    let namesCallers = try db.isTrue(
      "SELECT count(*) FROM pragma_table_info('outbox') WHERE name = 'caller'")
    let indexes = try db.rows(
      "SELECT name FROM sqlite_schema WHERE tbl_name = 'outbox' AND type = 'index' AND sql IS NOT NULL"
    )
    for index in indexes { try db.define("DROP INDEX \"\(try index.text("name"))\"") }
    try db.define("ALTER TABLE outbox RENAME TO former_outbox")
    return FormerOutbox(namesCallers: namesCallers)
  }
}

/// The former outbox, whose rows referred to rows of one owner's table.
private struct FormerOutbox {
  /// Whether it records the callers whose messages are counted.
  let namesCallers: Bool

  func move(_ db: any StoreConnection) throws {
    try db.define(
      """
      INSERT INTO outbox (id, kind, recipient, sender, subject, text, at, call_id, caller,
        reference, status, settled_at)
      SELECT id, kind, recipient, sender, subject, text, at, call_id,
        \(namesCallers ? "caller" : "NULL"), 'confirmation ' || confirmation_id, status, at
      FROM former_outbox ORDER BY id;
      DROP TABLE former_outbox;
      """)
  }
}
