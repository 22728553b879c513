package import GRDB

/// SQLite's side of the store: statements are compiled once for each connection.
extension Database: StoreConnection {
  @discardableResult
  package func execute(_ statement: String, _ values: StoredValues) throws -> Int {
    try cachedStatement(sql: statement).execute(arguments: StatementArguments(values))
    return changesCount
  }

  package func insertIfNew(_ statement: String, _ values: StoredValues) throws -> Int64? {
    try execute(statement, values) > 0 ? lastInsertedRowID : nil
  }

  package func forEachRow(
    _ query: String, _ values: StoredValues, _ body: (StoredRow) throws -> Bool
  ) throws {
    let statement = try cachedStatement(sql: query)
    let columns = statement.columnNames
    let rows = try Row.fetchCursor(statement, arguments: StatementArguments(values))
    while let row = try rows.next() {
      if try !body(StoredRow(columns, row)) { return }
    }
  }

  package func define(_ statements: String) throws { try execute(sql: statements) }

  package func hasTable(_ name: String) throws -> Bool { try tableExists(name) }
}

extension StoredRow {
  package init(_ row: Row) {
    self.init(Array(row.columnNames), row)
  }

  fileprivate init(_ columns: [String], _ row: Row) {
    self.init(
      columns,
      columns.indices.map { index in
        switch (row[index] as DatabaseValue).storage {
        case .null: .null
        case .int64(let integer): .integer(integer)
        case .string(let text): .text(text)
        case .double, .blob: .foreign
        }
      })
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
