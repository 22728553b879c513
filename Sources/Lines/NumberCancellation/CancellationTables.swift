internal import Store

/// The tables of the line: its own, and those of the simulated provinces.
///
/// Times are milliseconds since 1970-01-01 UTC by the call's clock; amounts are fen; days are of
/// Beijing.
enum CancellationTables {
  static let migrations = StoreSchema.Migrations(of: "cancellation", [createTables])

  private static func createTables(_ db: any StoreConnection) throws {
    try db.define(homeTables)
    try db.define(guardTables)
    try db.define(sagaTables)
    for holder in SampleHolders.all { try holder.insert(into: db) }
  }

  /// The home provinces'. `cancellation_orders` has the keys of what was ordered and done.
  private static let homeTables = """
    CREATE TABLE cancellation_accounts (
      number TEXT PRIMARY KEY,
      holder TEXT NOT NULL, latin_holder TEXT NOT NULL,
      id_salt TEXT NOT NULL, id_hash TEXT NOT NULL,
      package_fee INTEGER NOT NULL, bill INTEGER NOT NULL CHECK (bill >= 0),
      cash INTEGER NOT NULL CHECK (cash >= 0), gift INTEGER NOT NULL CHECK (gift >= 0),
      arrears INTEGER NOT NULL CHECK (arrears >= 0), arrears_since TEXT,
      carried_fee INTEGER NOT NULL DEFAULT 0 CHECK (carried_fee >= 0),
      contract TEXT CHECK (contract IN ('handset', 'broadband', 'premium_number')),
      contract_ends_on TEXT, penalty INTEGER NOT NULL DEFAULT 0, ended_contract TEXT,
      binding TEXT CHECK (binding IN ('family', 'group')),
      has_bank INTEGER NOT NULL DEFAULT 0,
      state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'held', 'closed')),
      held_by INTEGER, handed_over INTEGER
    ) STRICT;
    CREATE TABLE cancellation_orders (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    """

  /// What keeps strangers out.
  private static let guardTables = """
    CREATE TABLE cancellation_attempts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      number TEXT NOT NULL, call_id TEXT, kind TEXT NOT NULL
        CHECK (kind IN ('start', 'id', 'code', 'confirm', 'stop')),
      result TEXT NOT NULL, at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX cancellation_attempts_by_number ON cancellation_attempts (number, at);
    CREATE TABLE cancellation_locks (
      number TEXT PRIMARY KEY, until INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE cancellation_stops (
      number TEXT PRIMARY KEY, until INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE cancellation_codes (
      number TEXT PRIMARY KEY, salt TEXT NOT NULL, hash TEXT NOT NULL, expires_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE cancellation_sessions (
      call_id TEXT PRIMARY KEY, number TEXT NOT NULL,
      knows_id INTEGER NOT NULL DEFAULT 0, is_verified INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE cancellation_notices (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      number TEXT NOT NULL, language TEXT NOT NULL, call_id TEXT,
      at INTEGER NOT NULL, sent_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX cancellation_notices_by_number ON cancellation_notices (number, id);
    """

  /// The cancellations themselves, and the local province's payouts.
  private static let sagaTables = """
    CREATE TABLE cancellations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      number TEXT NOT NULL, language TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN
        ('open', 'confirmed', 'closed', 'cancelled', 'undoing', 'undone')),
      ends_contract INTEGER NOT NULL DEFAULT 0, paid_penalty INTEGER NOT NULL DEFAULT 0,
      refund_way TEXT CHECK (refund_way IN ('none', 'cash', 'bank', 'number')), refund_to TEXT,
      refund INTEGER, receipt_to TEXT, confirmed_at INTEGER, due_on TEXT, reason TEXT
    ) STRICT;
    CREATE UNIQUE INDEX cancellations_going_on ON cancellations (number)
      WHERE state IN ('open', 'confirmed', 'closed', 'undoing');
    CREATE INDEX cancellations_by_number ON cancellations (number, id);
    CREATE TABLE cancellation_steps (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      cancellation INTEGER NOT NULL REFERENCES cancellations (id),
      step TEXT NOT NULL CHECK (step IN
        ('contract', 'hold', 'settle', 'close', 'pay_out', 'finish')),
      is_done INTEGER NOT NULL, at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX cancellation_steps_by_saga ON cancellation_steps (cancellation, step, id);
    CREATE TABLE cancellation_demands (
      bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
      cancellation INTEGER NOT NULL REFERENCES cancellations (id),
      number TEXT NOT NULL, purpose TEXT NOT NULL CHECK (purpose IN ('arrears', 'penalty')),
      amount INTEGER NOT NULL CHECK (amount > 0), day TEXT NOT NULL,
      is_booked INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (bill_id, payment_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cancellation_demands_by_number ON cancellation_demands (number);
    CREATE INDEX cancellation_demands_to_book ON cancellation_demands (number) WHERE is_booked = 0;
    CREATE TABLE cancellation_payouts (
      key TEXT PRIMARY KEY, cancellation INTEGER NOT NULL REFERENCES cancellations (id),
      way TEXT NOT NULL, target TEXT, amount INTEGER NOT NULL CHECK (amount >= 0),
      state TEXT NOT NULL CHECK (state IN ('reserved', 'paid', 'revoked'))
    ) STRICT;
    """
}
