/// Makes a store's tables in a PostgreSQL database, and brings them up to date.
struct PostgresMigrator {
  /// The table of the migrations that were made.
  static let table = "gooya_migrations"
  /// The advisory lock of whoever migrates a database.
  private static let lock: Int64 = 0x474F_4F59_4D49_4752

  private let schema: StoreSchema
  private let place: String

  init(_ schema: StoreSchema, place: String) {
    self.schema = schema
    self.place = place
  }

  /// Makes the migrations that are missing, all or none, while no other process does.
  ///
  /// - Throws: `PostgresFault`; `StoreError` if it isn't gooya's database.
  func migrate(_ database: PostgresDatabase) throws {
    let isUpToDate = try database.transaction(.snapshot) { try missing($0).isEmpty }
    if isUpToDate { return }
    try database.transaction(.committed) { connection in
      try connection.run("SET LOCAL lock_timeout = '60s'")
      _ = try connection.run("SELECT pg_advisory_xact_lock($1)", [.integer(Self.lock)])
      let steps = try missing(connection)
      try connection.run(
        "CREATE TABLE IF NOT EXISTS \(Self.table) (name text COLLATE \"C\" PRIMARY KEY)")
      for step in steps {
        try step.run(connection)
        _ = try connection.run("INSERT INTO \(Self.table) VALUES ($1)", [.text(step.name)])
      }
    }
  }

  private func missing(_ connection: PostgresConnection) throws -> [StoreSchema.Step] {
    // One query sees all that another process makes, or nothing; catalog functions may see more.
    let tables = try connection.run(
      "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", []
    ).rows.map(\.[0])
    guard tables.contains(.text(Self.table)) else {
      guard tables.isEmpty else { throw foreign("it has tables of another program") }
      return schema.steps
    }
    let made = try connection.run("SELECT name FROM \(Self.table)", []).rows.map(\.[0])
    let names = Set(schema.steps.map { StoredValue.text($0.name) })
    guard names.isSuperset(of: made) else { throw foreign("it was made by a newer gooya") }
    return schema.steps.filter { !made.contains(.text($0.name)) }
  }

  private func foreign(_ reason: String) -> StoreError {
    StoreError(.foreign, "open the data", path: place, reason: reason)
  }
}
