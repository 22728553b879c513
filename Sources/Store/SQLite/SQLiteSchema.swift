internal import GRDB

/// A store's tables as SQLite has them.
struct SQLiteSchema: Sendable {
  private let migrator: DatabaseMigrator
  /// A new store in memory: others are copied from it, and those in files are compared with it.
  let sample: DatabaseQueue

  /// - Throws: `StoreError` if the migrations fail on an empty database.
  init(_ steps: [StoreSchema.Step]) throws {
    var migrator = DatabaseMigrator()
    for step in steps {
      migrator.registerMigration(step.name) { try step.run(SQLiteConnection($0)) }
    }
    self.migrator = migrator
    sample = try SQLiteDatabase.translating("create a store", SQLiteDatabase.memory) {
      let sample = try DatabaseQueue(configuration: SQLiteDatabase.configuration())
      try migrator.migrate(sample)
      return sample
    }
  }

  /// Migrates a database, and makes sure that it is gooya's and complete, so that whatever reads it
  /// later can rely on its tables.
  ///
  /// - Parameter alone: runs its argument while no other process migrates the same database.
  func migrate(
    _ database: DatabaseQueue, path: String, alone: (() throws -> Void) throws -> Void
  ) throws {
    let isUpToDate = try database.unsafeRead { db in
      try demandOurs(db, path: path)
      return try migrator.hasCompletedMigrations(db)
    }
    if !isUpToDate {
      try alone {
        try database.writeWithoutTransaction { db in
          try demandOurs(db, path: path)
          // Readers continue while one process writes, and a killed writer leaves nothing half
          // written.
          try db.execute(sql: "PRAGMA journal_mode = WAL")
          // Before it has any table, or it would be mistaken for another program's.
          try db.execute(sql: "PRAGMA application_id = \(Store.applicationID)")
          try db.execute(sql: "PRAGMA user_version = \(Store.formatVersion)")
        }
        try migrator.migrate(database)
      }
    }
    let expected = try sample.read(Self.objects)
    let found = try database.read(Self.objects)
    // The user's own indexes and tables do no harm; triggers and views could.
    guard expected.isSubset(of: found),
      found.subtracting(expected).allSatisfy({ $0.type == "index" || $0.type == "table" })
    else {
      throw StoreError(
        .damaged, "open the data", path: path,
        reason: "the database is damaged: its tables are not those that gooya creates")
    }
  }

  /// A table, index, view or trigger, identified by the statement that created it.
  private struct SchemaObject: Hashable {
    let type: String
    let sql: String?
  }

  private static func objects(_ db: Database) throws -> Set<SchemaObject> {
    let rows = try SQLiteConnection(db).rows("SELECT type, sql FROM sqlite_schema")
    return try Set(
      rows.map { SchemaObject(type: try $0.text("type"), sql: try $0.textIfAny("sql")) })
  }

  private func demandOurs(_ db: Database, path: String) throws {
    let connection = SQLiteConnection(db)
    let id = try connection.integer("PRAGMA application_id") ?? 0
    let version = try connection.integer("PRAGMA user_version") ?? 0
    if id == 0, version == 0, try !connection.isTrue("SELECT count(*) FROM sqlite_schema") {
      return
    }
    guard id == Store.applicationID, version >= 0 else {
      throw StoreError(
        .foreign, "open the data", path: path, reason: "it is another program's database")
    }
    guard try version <= Store.formatVersion && !migrator.hasBeenSuperseded(db) else {
      throw StoreError(
        .foreign, "open the data", path: path, reason: "it was made by a newer gooya")
    }
  }
}
