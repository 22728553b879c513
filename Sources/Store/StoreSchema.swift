package import GRDB

/// The tables that a store has: its own, and those of everyone who keeps something in it.
///
/// Each owner brings one list of migrations. A migration that has been released never changes.
package struct StoreSchema: Sendable {
  /// One owner's migrations, in the order in which they were released.
  package struct Migrations: Sendable {
    /// What their names in the database begin with.
    let owner: String
    let steps: [@Sendable (Database) throws -> Void]

    package init(of owner: String, _ steps: [@Sendable (Database) throws -> Void]) {
      self.owner = owner
      self.steps = steps
    }
  }

  let migrator: DatabaseMigrator
  /// A new store in memory, from which others are copied, and by which those in files are judged.
  let sample: DatabaseQueue

  /// - Throws: `StoreError` if the migrations fail on an empty database.
  package init(_ lists: [Migrations]) throws {
    var migrator = DatabaseMigrator()
    for list in [Store.migrations] + lists {
      for (number, step) in list.steps.enumerated() {
        migrator.registerMigration("\(list.owner).\(number + 1)", migrate: step)
      }
    }
    self.migrator = migrator
    sample = try Store.translating("make a store", Store.memory) {
      let sample = try DatabaseQueue(configuration: Store.configuration())
      try migrator.migrate(sample)
      return sample
    }
  }

  /// Brings a database up to date, and makes sure that it is one of gooya's and whole: whatever reads
  /// it later may trust its tables.
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
          // Readers go on while one process writes, and a killed writer leaves nothing half written.
          try db.execute(sql: "PRAGMA journal_mode = WAL")
          // Before there is a table in it, or it would be taken for another program's.
          try db.execute(sql: "PRAGMA application_id = \(Store.applicationID)")
        }
        try migrator.migrate(database)
      }
    }
    let expected = try sample.read(Self.objects)
    let found = try database.read(Self.objects)
    // Indexes and tables of the user's own do no harm; triggers and views could.
    guard expected.isSubset(of: found),
      found.subtracting(expected).allSatisfy({ $0.type == "index" || $0.type == "table" })
    else {
      throw StoreError(
        .damaged, "open the data", path: path,
        reason: "the database is damaged: its tables are not as gooya makes them")
    }
  }

  /// A table, index, view or trigger by the statement that made it.
  private struct SchemaObject: Hashable {
    let type: String
    let sql: String?
  }

  private static func objects(_ db: Database) throws -> Set<SchemaObject> {
    let rows = try Row.fetchAll(db, sql: "SELECT type, sql FROM sqlite_schema")
    return try Set(
      rows.map(StoredRow.init).map { row in
        SchemaObject(type: try row.text("type"), sql: try row.textIfAny("sql"))
      })
  }

  private func demandOurs(_ db: Database, path: String) throws {
    let id = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if id == 0, version == 0 {
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      if tables == 0 { return }
    }
    guard id == Store.applicationID, version >= 0 else {
      throw StoreError(
        .foreign, "open the data", path: path, reason: "it is another program's database")
    }
    guard try version <= Store.formatVersion && !migrator.hasBeenSuperseded(db) else {
      throw StoreError(.foreign, "open the data", path: path, reason: "it is of a newer gooya")
    }
  }
}
