internal import GRDB

/// What an import did.
public struct ImportSummary: Hashable, Sendable {
  public let kind: DirectoryKind
  /// Rows read; a row that comes twice counts twice.
  public let rows: Int
  /// Whether rows of the sample directory made way.
  public let replacedSample: Bool
}

extension Store {
  /// The most bad rows that are kept to be named; all are counted.
  static let maxNamedRows = 1000

  /// Imports a CSV file, all of it or nothing, in one transaction; memory doesn't grow with the file.
  ///
  /// A row whose key exists (a line; for bills line, bill ID and payment ID) replaces it, within the
  /// file too: of two rows the later one holds, as if they had come in two files.
  ///
  /// - Parameter kind: what the file holds; `nil` to tell from its header.
  /// - Throws: `ImportError` for the file, `StoreError` for the store.
  public func importDirectory(
    from file: String, as kind: DirectoryKind? = nil
  ) throws -> ImportSummary {
    var reader = CSVReader(try ByteSource(path: file))
    let header: CSVHeader
    do {
      guard let first = try reader.next() else {
        throw ImportError.header(path: file, ["the file is empty"])
      }
      guard first.brokenFields.isEmpty else {
        throw ImportError.header(path: file, ["it is not UTF-8; save the file as UTF-8"])
      }
      header = try CSVHeader(first.fields, as: kind, path: file)
    } catch ImportError.syntax(_, let why) {
      throw ImportError.header(path: file, [why])
    }
    return try importRows(&reader, header, file)
  }

  private func importRows(
    _ reader: inout CSVReader, _ header: CSVHeader, _ file: String
  ) throws -> ImportSummary {
    defer { try? compactAfterImport() }
    return try write("import \(quoted(file, limit: 200))") { db in
      try db.execute(sql: "PRAGMA cache_size = -32000")
      var bad: [BadRow] = []
      var badCount = 0
      var rows = 0
      let replacedSample = try Self.removeUntouchedSample(for: header.kind, db)
      func note(_ row: BadRow) {
        badCount += 1
        if bad.count < Self.maxNamedRows { bad.append(row) }
      }
      do {
        while let row = try reader.next() {
          rows += 1
          var fields = RowReader(row, header)
          switch header.kind {
          case .subscribers:
            // Once nothing can be imported any more, rows are only checked.
            if let subscriber = fields.subscriber(), badCount == 0 {
              try Self.insert(subscriber, db)
            }
          case .bills:
            let bill = try fields.bill { line in try Self.isKnown(line, db) }
            if let bill, badCount == 0 { try Self.insert(bill, db) }
          }
          if !fields.reasons.isEmpty { note(BadRow(line: row.line, reasons: fields.reasons)) }
        }
      } catch ImportError.syntax(let line, let why) {
        note(BadRow(line: line, reasons: [why]))
      }
      guard badCount == 0 else {
        throw ImportError.badRows(path: file, bad, total: badCount)
      }
      return ImportSummary(kind: header.kind, rows: rows, replacedSample: replacedSample)
    }
  }

  private static func isKnown(_ line: SubscriberLine, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM subscribers WHERE line = ?")
    return try Int.fetchOne(statement, arguments: [line.number]) != nil
  }

  /// Gives the memory and the write-ahead log of a large import back. If another process is at work
  /// just then, SQLite does it later.
  private func compactAfterImport() throws {
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA cache_size = -2000")
      try db.execute(sql: "PRAGMA busy_timeout = 200")
      defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Int(Self.patience * 1000))") }
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }
}
