internal import CPostgres

extension PostgresConnection {
  /// Takes rows into a table by `COPY`, which is the fastest way.
  ///
  /// - Parameters:
  ///   - columns: their names, quoted where they must be.
  ///   - next: gives the next row, `nil` after the last.
  /// - Throws: `PostgresFault`, and what `next` throws.
  func copy(
    into table: String, _ columns: [String], _ next: () throws -> [StoredValue]?
  ) throws {
    try beginCopy("COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN")
    do {
      var lines: [UInt8] = []
      while let row = try next() {
        lines += row.map(\.copied).joined(separator: [UInt8(ascii: "\t")])
        lines.append(UInt8(ascii: "\n"))
        if lines.count > 1 << 16 {
          try putCopy(lines)
          lines = []
        }
      }
      try putCopy(lines)
    } catch {
      try? endCopy("abandoned")
      throw error
    }
    try endCopy(nil)
  }
}

extension StoredValue {
  /// Its form in the text format of `COPY`.
  fileprivate var copied: [UInt8] {
    switch self {
    case .null, .foreign: Array("\\N".utf8)
    case .integer(let integer): Array(String(integer).utf8)
    case .text(let text):
      text.utf8.flatMap { byte -> [UInt8] in
        switch byte {
        case UInt8(ascii: "\\"): Array("\\\\".utf8)
        case UInt8(ascii: "\t"): Array("\\t".utf8)
        case UInt8(ascii: "\n"): Array("\\n".utf8)
        case UInt8(ascii: "\r"): Array("\\r".utf8)
        default: [byte]
        }
      }
    }
  }
}
