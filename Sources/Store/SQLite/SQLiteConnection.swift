internal import GRDB

/// A connection to SQLite, which compiles each statement once.
///
/// GRDB's own subscripts of rows trap if a column has another type, and its errors print whole rows;
/// neither is used.
final class SQLiteConnection: StoreConnection {
  let database: Database

  init(_ database: Database) {
    self.database = database
  }

  @discardableResult
  func execute(_ statement: String, _ values: StoredValues) throws -> Int {
    try database.cachedStatement(sql: statement).execute(arguments: StatementArguments(values))
    return database.changesCount
  }

  func insertIfNew(_ statement: String, _ values: StoredValues) throws -> Int64? {
    try execute(statement, values) > 0 ? database.lastInsertedRowID : nil
  }

  func forEachRow(
    _ query: String, _ values: StoredValues, _ body: (StoredRow) throws -> Bool
  ) throws {
    let statement = try database.cachedStatement(sql: query)
    let columns = statement.columnNames
    let rows = try Row.fetchCursor(statement, arguments: StatementArguments(values))
    while let row = try rows.next() {
      let values = columns.indices.map { StoredValue((row[$0] as DatabaseValue).storage) }
      if try !body(StoredRow(columns, values)) { return }
    }
  }

  func define(_ statements: String) throws { try database.execute(sql: statements) }

  func hasTable(_ name: String) throws -> Bool { try database.tableExists(name) }
}

extension StoredValue {
  fileprivate init(_ storage: DatabaseValue.Storage) {
    self =
      switch storage {
      case .null: .null
      case .int64(let integer): .integer(integer)
      case .string(let text): .text(text)
      case .double, .blob: .foreign
      }
  }
}

extension StatementArguments {
  fileprivate init(_ values: StoredValues) {
    self.init(
      values.values.map { value -> DatabaseValue in
        switch value {
        case .null, .foreign: .null
        case .integer(let integer): integer.databaseValue
        case .text(let text): text.databaseValue
        }
      })
  }
}
