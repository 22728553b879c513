/// PostgreSQL's side of the store.
extension PostgresConnection: StoreConnection {
  @discardableResult
  func execute(_ statement: String, _ values: StoredValues) throws -> Int {
    try result(statement, values).count
  }

  func insertIfNew(_ statement: String, _ values: StoredValues) throws -> Int64? {
    let row = try result(statement + " RETURNING id", values).rows.first
    guard case .integer(let number)? = row?.first else { return nil }
    return number
  }

  func forEachRow(
    _ query: String, _ values: StoredValues, _ body: (StoredRow) throws -> Bool
  ) throws {
    let result = try result(query, values)
    for row in result.rows where try !body(StoredRow(result.columns, row)) { return }
  }

  private func result(_ statement: String, _ values: StoredValues) throws -> PostgresResult {
    let translated = PostgresDialect.statement(statement)
    precondition(translated.parameters == values.values.count, "a value is missing")
    return try run(translated.text, values.values)
  }

  func define(_ statements: String) throws {
    try run(PostgresDialect.statement(statements).text)
  }

  func announceMessage(to recipient: String) throws {
    _ = try run(
      "SELECT pg_advisory_xact_lock(hashtextextended($1, 7)), pg_notify($2, '')",
      [.text(recipient), .text(PostgresBackend.channel)])
  }

  func hasTable(_ name: String) throws -> Bool {
    try run("SELECT to_regclass($1) IS NOT NULL", [.text(name)]).rows.first == [.integer(1)]
  }
}
