package import CallEngine

/// A row that can't be imported, and everything that is wrong with it.
package struct BadRow: Hashable, Sendable, CustomStringConvertible {
  /// The line on which the row begins, from 1; the header is line 1.
  package let line: Int
  package let reasons: [String]

  package var description: String { "line \(line): " + reasons.joined(separator: "; ") }
}

/// Why a CSV file was not imported. Nothing of it is then in the directory.
package enum ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(path: String, why: String)
  case header(path: String, [String])
  case noRows(path: String)
  /// - Parameter rows: the first ones; `total` counts them all.
  case badRows(path: String, [BadRow], total: Int)

  package var description: String { text(maxRows: 20).description }

  /// The message with at most that many rows, and how many more there are.
  package func text(maxRows: Int) -> VisibleText {
    switch self {
    case .unreadable(let path, let why):
      return "cannot read \(quoted(path, limit: 200)): \(why)"
    case .header(let path, let faults):
      return "\(path): nothing imported, the header is wrong: \(faults.joined(separator: "; "))"
    case .noRows(let path):
      return "\(path): nothing imported, the file has no rows after its header"
    case .badRows(let path, let rows, let total):
      var lines: [VisibleText] = [
        "\(path): nothing imported, \(total) bad \(total == 1 ? "row" : "rows")"
      ]
      for row in rows.prefix(max(0, maxRows)) {
        lines.append("\(path):\(row.line): \(row.reasonText)")
      }
      let rest = total - lines.count + 1
      if rest > 0 { lines.append("… and \(rest) more") }
      return lines.joined(separator: "\n")
    }
  }
}

extension BadRow {
  var reasonText: String { reasons.joined(separator: "; ") }
}
