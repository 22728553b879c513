internal import GRDB

/// A temporary table for the rows of an import, in a file of its own that is gone with the process:
/// to fill it locks nothing that others use.
struct ImportStage: Sendable {
  let kind: DirectoryKind

  init(_ kind: DirectoryKind) {
    self.kind = kind
  }

  /// The columns of the file and of the tables it goes to.
  var columns: String { kind.columns.joined(separator: ", ") }

  /// The columns of which no two rows have the same values.
  var key: String {
    switch kind {
    case .subscribers: "line"
    case .bills: "line, bill_id, payment_id"
    }
  }

  func make(_ db: Database) throws {
    try remove(db)
    try db.execute(
      sql: "CREATE TEMP TABLE staged (\(columns), file_line INTEGER, UNIQUE (\(key)))")
  }

  func remove(_ db: Database) throws {
    try db.execute(sql: "DROP TABLE IF EXISTS temp.staged")
  }

  func add(_ subscriber: Subscriber, _ fileLine: Int, _ db: Database) throws {
    try add(
      [
        subscriber.line.number, subscriber.line.kind.rawValue, subscriber.firstName,
        subscriber.lastName, subscriber.nationalID, subscriber.mobile?.number, subscriber.email,
        subscriber.address?.valueForStorage, subscriber.postalCode?.valueForStorage,
        subscriber.language, fileLine,
      ], db)
  }

  func add(_ bill: Bill, _ fileLine: Int, _ db: Database) throws {
    try add(
      [
        bill.line.number, bill.billID.text, bill.paymentID.text, bill.amount, bill.period,
        bill.dueOn, fileLine,
      ], db)
  }

  /// Of two rows with one key the later one holds, at its own place.
  private func add(_ values: StatementArguments, _ db: Database) throws {
    let marks = Array(repeating: "?", count: kind.columns.count + 1).joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO temp.staged VALUES (\(marks))")
    try statement.execute(arguments: values)
  }

  /// The last row's number; 0 if there are none.
  func end(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(rowid) FROM temp.staged") ?? 0
  }

  /// Where in the file there are bills of lines that the directory doesn't know.
  func linesOfStrangers(_ db: Database) throws -> [Int] {
    guard kind == .bills else { return [] }
    return try Int.fetchAll(
      db,
      sql: """
        SELECT file_line FROM temp.staged AS b
        WHERE NOT EXISTS (SELECT 1 FROM known_subscribers AS s WHERE s.line = b.line)
        ORDER BY file_line
        """)
  }
}
