internal import Store

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

  /// Makes the table, whose rows are numbered by their lines in the file.
  func make(_ db: any StoreConnection) throws {
    try remove(db)
    let columns = kind.columns.map { "\($0) \($0 == BillColumn.amount.name ? "INTEGER" : "TEXT")" }
    try db.define(
      """
      CREATE TEMP TABLE staged (
        file_line INTEGER PRIMARY KEY, \(columns.joined(separator: ", ")), UNIQUE (\(key))
      )
      """)
  }

  func remove(_ db: any StoreConnection) throws {
    try db.define("DROP TABLE IF EXISTS temp.staged")
  }

  /// - Returns: the line of the file that already has the subscriber; `nil` if none has.
  func add(_ subscriber: Subscriber, _ fileLine: Int, _ db: any StoreConnection) throws -> Int? {
    try add(
      [
        subscriber.line.number, subscriber.line.kind.rawValue, subscriber.firstName,
        subscriber.lastName, subscriber.nationalID, subscriber.mobile?.number, subscriber.email,
        subscriber.address, subscriber.postalCode, subscriber.language,
      ], key: [subscriber.line.number], fileLine, db)
  }

  /// - Returns: the line of the file that already has the bill; `nil` if none has.
  func add(_ bill: Bill, _ fileLine: Int, _ db: any StoreConnection) throws -> Int? {
    try add(
      [
        bill.line.number, bill.billID.text, bill.paymentID.text, bill.amount, bill.period,
        bill.dueOn,
      ], key: [bill.line.number, bill.billID.text, bill.paymentID.text], fileLine, db)
  }

  /// Adds a row unless there is already one with its key.
  ///
  /// - Returns: the line of the file that has the other row.
  private func add(
    _ values: StoredValues, key: StoredValues, _ fileLine: Int, _ db: any StoreConnection
  ) throws -> Int? {
    let marks = kind.columns.map { _ in ", ?" }.joined()
    let changes = try db.execute(
      """
      INSERT INTO temp.staged (file_line, \(columns)) VALUES (?\(marks)) ON CONFLICT DO NOTHING
      """, [fileLine] + values)
    if changes > 0 { return nil }
    let keyMarks = self.key.replacing(/\w+/, with: "?")
    return try db.integer(
      "SELECT file_line FROM temp.staged WHERE (\(self.key)) = (\(keyMarks))", key
    ).map(Int.init)
  }

  /// The last row's line in the file; 0 if there are none.
  func end(_ db: any StoreConnection) throws -> Int64 {
    try db.integer("SELECT max(file_line) FROM temp.staged") ?? 0
  }

  /// The lines of the file with bills for subscriber lines that aren't in the directory.
  func linesOfStrangers(_ db: any StoreConnection) throws -> [Int] {
    guard kind == .bills else { return [] }
    return try db.integers(
      """
      SELECT file_line FROM temp.staged AS b
      WHERE NOT EXISTS (SELECT 1 FROM known_subscribers AS s WHERE s.line = b.line)
      ORDER BY file_line
      """
    ).map(Int.init)
  }
}
