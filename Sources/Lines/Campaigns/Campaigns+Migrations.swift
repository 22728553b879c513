internal import Store

extension Campaigns {
  /// Times are milliseconds since 1970-01-01 UTC, days are counted from 1970-01-01.
  static let migrations = StoreSchema.Migrations(
    of: "campaigns", [createTables, allowNotTold, allowRefusals])

  /// `campaign_days` has a row for each day on which a number was rung, or is about to be, by any
  /// campaign: that there can be only one is what keeps the promise of one call a day.
  private static func createTables(_ db: any StoreConnection) throws {
    try db.define(
      """
      CREATE TABLE campaigns (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        plan TEXT NOT NULL,
        created_at INTEGER NOT NULL, started_at INTEGER,
        is_filled INTEGER NOT NULL DEFAULT 0,
        is_paused INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE TABLE campaign_debtors (
        id INTEGER PRIMARY KEY,
        campaign_id INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
        number TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
          ('waiting', 'ringing', 'reached', 'paid', 'given_up', 'do_not_call', 'gone')),
        next_at INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0,
        outcome TEXT,
        UNIQUE (campaign_id, number)
      ) STRICT;
      CREATE INDEX campaign_debtors_waiting ON campaign_debtors (campaign_id, next_at, id)
        WHERE state = 'waiting';
      CREATE TABLE campaign_attempts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        debtor_id INTEGER NOT NULL REFERENCES campaign_debtors (id) ON DELETE CASCADE,
        began_at INTEGER NOT NULL, ended_at INTEGER,
        outcome TEXT CHECK (outcome IN ('answered', 'hung_up', 'machine', 'no_answer', 'busy',
          'unreachable', 'interrupted')),
        call_id TEXT
      ) STRICT;
      CREATE INDEX campaign_attempts_of_debtor ON campaign_attempts (debtor_id);
      CREATE INDEX campaign_attempts_open ON campaign_attempts (id) WHERE outcome IS NULL;
      CREATE TABLE campaign_days (
        number TEXT NOT NULL, day INTEGER NOT NULL,
        PRIMARY KEY (number, day)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE do_not_call (
        number TEXT PRIMARY KEY, since INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      """)
  }

  /// The outcome `not_told`. SQLite can't change a table's checks, so the table is made anew.
  private static func allowNotTold(_ db: any StoreConnection) throws {
    try db.define(
      """
      CREATE TABLE new_attempts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        debtor_id INTEGER NOT NULL REFERENCES campaign_debtors (id) ON DELETE CASCADE,
        began_at INTEGER NOT NULL, ended_at INTEGER,
        outcome TEXT CHECK (outcome IN ('answered', 'hung_up', 'not_told', 'machine', 'no_answer',
          'busy', 'unreachable', 'interrupted')),
        call_id TEXT
      ) STRICT;
      INSERT INTO new_attempts (id, debtor_id, began_at, ended_at, outcome, call_id)
        SELECT id, debtor_id, began_at, ended_at, outcome, call_id FROM campaign_attempts;
      DROP TABLE campaign_attempts;
      ALTER TABLE new_attempts RENAME TO campaign_attempts;
      CREATE INDEX campaign_attempts_of_debtor ON campaign_attempts (debtor_id);
      CREATE INDEX campaign_attempts_open ON campaign_attempts (id) WHERE outcome IS NULL;
      """)
  }

  /// The outcomes of calls that a real network refuses.
  private static func allowRefusals(_ db: any StoreConnection) throws {
    try db.define(
      """
      DROP INDEX campaign_attempts_open;
      ALTER TABLE campaign_attempts RENAME COLUMN outcome TO former;
      ALTER TABLE campaign_attempts ADD COLUMN outcome TEXT CHECK (outcome IN ('answered',
        'hung_up', 'not_told', 'machine', 'no_answer', 'busy', 'rejected', 'unreachable',
        'no_such_number', 'congestion', 'interrupted'));
      UPDATE campaign_attempts SET outcome = former;
      ALTER TABLE campaign_attempts DROP COLUMN former;
      CREATE INDEX campaign_attempts_open ON campaign_attempts (id) WHERE outcome IS NULL;
      """)
  }
}
