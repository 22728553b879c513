internal import Store

/// The tables of the registry, and of the customs that is simulated beside it.
///
/// Times are milliseconds since 1970-01-01 UTC.
enum RegistryTables {
  static let migrations = StoreSchema.Migrations(of: "registry", [create])

  private static func create(_ db: any StoreConnection) throws {
    try db.define(
      """
      CREATE TABLE registry_models (
        type_code TEXT PRIMARY KEY,
        brand_fa TEXT NOT NULL, brand_en TEXT NOT NULL,
        model_fa TEXT NOT NULL, model_en TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE registry_handsets (
        imei TEXT PRIMARY KEY,
        importer_fa TEXT NOT NULL, importer_en TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('commercial', 'traveller', 'post'))
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE registry_sightings (
        imei TEXT PRIMARY KEY, first_used_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE registry_bindings (
        imei TEXT PRIMARY KEY,
        number TEXT NOT NULL, language TEXT NOT NULL, bound_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE registry_codes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        imei TEXT NOT NULL UNIQUE,
        salt TEXT NOT NULL, hash TEXT NOT NULL, issued_at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE registry_locks (
        subject TEXT PRIMARY KEY,
        failures INTEGER NOT NULL, failed_at INTEGER NOT NULL, locked_until INTEGER
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE registry_registrations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        tracking_code TEXT NOT NULL UNIQUE, imei TEXT NOT NULL UNIQUE,
        mobile TEXT NOT NULL, language TEXT NOT NULL,
        identity_salt TEXT, identity_hash TEXT,
        bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
        issued_at INTEGER NOT NULL, paid_at INTEGER, reported_at INTEGER, reviewed_at INTEGER,
        tries INTEGER NOT NULL DEFAULT 0, next_try_at INTEGER,
        UNIQUE (bill_id, payment_id)
      ) STRICT;
      CREATE INDEX registry_queue ON registry_registrations (next_try_at)
        WHERE next_try_at IS NOT NULL;
      CREATE TABLE registry_outages (
        id INTEGER PRIMARY KEY, begins_at INTEGER NOT NULL, ends_at INTEGER
      ) STRICT;
      CREATE TABLE registry_settings (
        name TEXT PRIMARY KEY, value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE registry_transfers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        imei TEXT NOT NULL, owner TEXT NOT NULL, recipient TEXT NOT NULL,
        recipient_language TEXT NOT NULL, language TEXT NOT NULL,
        salt TEXT NOT NULL, hash TEXT NOT NULL,
        asked_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'done', 'refused', 'withdrawn')),
        closed_at INTEGER
      ) STRICT;
      CREATE INDEX registry_transfers_by_owner ON registry_transfers (owner, id);
      """)
    try SampleHandsets.insert(db)
  }
}
