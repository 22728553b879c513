internal import GRDB

/// A temporary table for the rows of an import, in a file of its own that disappears with the
/// process: filling it locks nothing that others use.
struct ImportStage: Sendable {
  let kind: DirectoryKind

  init(_ kind: DirectoryKind) {
    self.kind = kind
  }

  /// The columns of the file and of the tables it goes to.
  var columns: String { kind.columns.joined(separator: ", ") }

  /// The columns in which no two rows may have the same values.
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

  /// - Returns: the line of the file that already has the subscriber; `nil` if none has.
  func add(_ subscriber: Subscriber, _ fileLine: Int, _ db: Database) throws -> Int? {
    try add(
      [
        subscriber.line.number, subscriber.line.kind.rawValue, subscriber.firstName,
        subscriber.lastName, subscriber.nationalID, subscriber.mobile?.number, subscriber.email,
        subscriber.address, subscriber.postalCode,
        subscriber.language, fileLine,
      ], key: [subscriber.line.number], db)
  }

  /// - Returns: the line of the file that already has the bill; `nil` if none has.
  func add(_ bill: Bill, _ fileLine: Int, _ db: Database) throws -> Int? {
    try add(
      [
        bill.line.number, bill.billID.text, bill.paymentID.text, bill.amount, bill.period,
        bill.dueOn, fileLine,
      ], key: [bill.line.number, bill.billID.text, bill.paymentID.text], db)
  }

  /// Adds a row unless there is already one with its key.
  ///
  /// - Returns: the line of the file that has the other row.
  private func add(_ values: StatementArguments, key: StatementArguments, _ db: Database) throws
    -> Int?
  {
    let marks = Array(repeating: "?", count: kind.columns.count + 1).joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: "INSERT INTO temp.staged VALUES (\(marks)) ON CONFLICT DO NOTHING")
    try statement.execute(arguments: values)
    if db.changesCount > 0 { return nil }
    let keyMarks = self.key.replacing(/\w+/, with: "?")
    return try Int.fetchOne(
      db,
      sql: "SELECT file_line FROM temp.staged WHERE (\(self.key)) = (\(keyMarks))", arguments: key)
  }

  /// The last row's number; 0 if there are none.
  func end(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(rowid) FROM temp.staged") ?? 0
  }

  /// The lines of the file with bills for subscriber lines that aren't in the directory.
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
