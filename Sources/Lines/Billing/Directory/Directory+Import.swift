internal import Files
internal import Store

/// What an import did.
package struct ImportSummary: Hashable, Sendable {
  package let kind: DirectoryKind
  /// Rows read; all of them are now in the directory.
  package let rows: Int
  /// Rows of separators and blanks only, which were skipped.
  package let blankRows: Int
  /// Whether rows of the sample directory were removed.
  package let replacedSample: Bool

  package init(kind: DirectoryKind, rows: Int, blankRows: Int = 0, replacedSample: Bool) {
    self.kind = kind
    self.rows = rows
    self.blankRows = blankRows
    self.replacedSample = replacedSample
  }
}

extension Directory {
  /// The maximum number of bad rows that are described; all are counted.
  static let maxNamedRows = 1000

  /// Imports a CSV file, all of it or nothing; memory doesn't grow with the file.
  ///
  /// The file is first read and checked into a temporary table, however slowly it comes in, without
  /// touching the database. Then the rows are moved into the database (`Directory+Arrival.swift`).
  ///
  /// A row whose key is in the directory (a line; for bills line, bill ID and payment ID) replaces
  /// what is there. Two rows of the file with the same key are an error, since it is unclear which
  /// of them is right. So is a file without rows, which would only remove the sample data.
  ///
  /// - Parameters:
  ///   - kind: what the file holds; `nil` to determine it from the header.
  ///   - arrival: the callbacks while the rows arrive.
  /// - Throws: `ImportError` for the file, `StoreError` for the store.
  package func importDirectory(
    from file: String, as kind: DirectoryKind? = nil, arrival: ArrivalWatch = ArrivalWatch()
  ) throws -> ImportSummary {
    do {
      return try importRows(of: file, as: kind, arrival)
    } catch CSVFault.unreadable(let path, let why) {
      throw ImportError.unreadable(path: path, why: why)
    }
  }

  private func importRows(
    of file: String, as kind: DirectoryKind?, _ arrival: ArrivalWatch
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
      header = try CSVHeader(first.fields, separatedBy: reader.separator, as: kind, path: file)
    } catch CSVFault.syntax(_, let why) {
      throw ImportError.header(path: file, [why])
    }
    let operation = "import \(quoted(file, limit: 200))"
    let stage = ImportStage(header.kind)
    defer { try? store.writeTemporary(operation, stage.remove) }
    var tally = ImportTally()
    try store.writeTemporary(operation) { db in
      try stage.make(db)
      try Self.stageRows(&reader, header, stage, &tally, db)
    }
    let replacedSample = try arrive(stage, operation, arrival) { db in
      for line in try stage.linesOfStrangers(db) {
        tally.note(
          BadRow(
            line: line, reasons: ["line is not in the directory; import its subscriber first"]))
      }
      try tally.demandGood(in: file)
    }
    return ImportSummary(
      kind: header.kind, rows: tally.rows, blankRows: reader.blankRows,
      replacedSample: replacedSample)
  }

  private static func stageRows(
    _ reader: inout CSVReader, _ header: CSVHeader, _ stage: ImportStage,
    _ tally: inout ImportTally, _ db: any StoreConnection
  ) throws {
    do {
      while let row = try reader.next() {
        tally.rows += 1
        var fields = RowReader(row, header)
        let earlier =
          switch header.kind {
          case .subscribers: try fields.subscriber().flatMap { try stage.add($0, row.line, db) }
          case .bills: try fields.bill().flatMap { try stage.add($0, row.line, db) }
          }
        let reasons = fields.reasons + [earlier.map(header.kind.repetition)].compactMap { $0 }
        if !reasons.isEmpty { tally.note(BadRow(line: row.line, reasons: reasons)) }
      }
    } catch CSVFault.syntax(let line, let why) {
      tally.note(BadRow(line: line, reasons: [why]))
    }
  }
}

/// The rows of a file as they are read, and the bad ones among them.
private struct ImportTally {
  var rows = 0
  private var bad: [BadRow] = []
  private var badCount = 0

  mutating func note(_ row: BadRow) {
    badCount += 1
    if bad.count < Directory.maxNamedRows { bad.append(row) }
  }

  /// - Throws: `ImportError` if there are bad rows, or none at all.
  func demandGood(in file: String) throws {
    guard badCount == 0 else {
      throw ImportError.badRows(path: file, bad.sorted { $0.line < $1.line }, total: badCount)
    }
    guard rows > 0 else { throw ImportError.noRows(path: file) }
  }
}

extension DirectoryKind {
  /// What is wrong with a row whose key another row has.
  fileprivate func repetition(ofLine line: Int) -> String {
    switch self {
    case .subscribers: "its subscriber line is already in the file, on line \(line)"
    case .bills: "its bill is already in the file, on line \(line)"
    }
  }
}
