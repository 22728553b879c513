internal import GRDB

/// A table of the store as both databases know it.
struct CopiedTable {
  let name: String
  /// Quoted.
  let columns: [String]
  /// The columns that tell its rows apart, quoted.
  let key: [String]

  var quotedName: String { Self.quoted(name) }

  /// Selects its rows in the order of their keys, which is the same in both.
  var selection: String {
    "SELECT \(columns.joined(separator: ", ")) FROM \(quotedName) "
      + "ORDER BY \(key.joined(separator: ", "))"
  }

  /// The tables of a database; what others refer to comes first.
  static func all(_ db: Database) throws -> [CopiedTable] {
    var left = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
        ORDER BY name
        """)
    var tables: [CopiedTable] = []
    while !left.isEmpty {
      let free = try left.filter { name in
        try db.foreignKeys(on: name).allSatisfy { !left.contains($0.destinationTable) }
      }
      precondition(!free.isEmpty, "tables refer to each other in a circle")
      tables += try free.map { try CopiedTable($0, db) }
      left.removeAll(where: free.contains)
    }
    return tables
  }

  private init(_ name: String, _ db: Database) throws {
    self.name = name
    columns = try db.columns(in: name).map { Self.quoted($0.name) }
    key = try db.primaryKey(name).columns.map(Self.quoted)
  }

  private static func quoted(_ name: String) -> String { "\"\(name)\"" }

  func rows(_ db: Database) throws -> RowCursor { try Row.fetchCursor(db, sql: selection) }

  /// Whether a text would end too early as C reads it.
  func hasNUL(_ db: Database) throws -> Bool {
    let conditions = columns.map { "instr(CAST(\($0) AS BLOB), x'00') > 0" }
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM \(quotedName) WHERE \(conditions.joined(separator: " OR ")))
        """) ?? false
  }

  func count(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT count(*) FROM \(quotedName)") ?? 0
  }

  /// Has PostgreSQL number new rows from where SQLite would: no number is given twice.
  func countOn(_ db: Database, _ connection: PostgresConnection) throws {
    let sequence = try connection.run(
      "SELECT column_name FROM information_schema.columns WHERE is_identity = 'YES' "
        + "AND table_schema = current_schema() AND table_name = $1", [.text(name)])
    guard case .text(let column)? = sequence.rows.first?.first else { return }
    let last =
      try Int64.fetchOne(
        db, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?", arguments: [name])
      ?? Int64.fetchOne(db, sql: "SELECT max(\(Self.quoted(column))) FROM \(quotedName)")
    guard let last, last > 0 else { return }
    _ = try connection.run(
      "SELECT setval(pg_get_serial_sequence($1, $2), $3)",
      [.text(quotedName), .text(column), .integer(last)])
  }
}
