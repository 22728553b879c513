public import CallEngine

/// Diagnostics as clang and swiftc print them.
public struct DiagnosticTextForm: Sendable {
  private let sources: [String: SourceText]
  /// A longer line is shown around the range only.
  private static let widest = 160
  /// A line of more bytes is not shown: to search it anew for each of thousands of diagnostics
  /// would take minutes.
  private static let longest = 4096

  /// - Parameter sources: the files that diagnostics point into; without its file a diagnostic is
  ///   shown without the source line.
  public init(sources: [SourceText]) {
    self.sources = Dictionary(sources.map { ($0.file, $0) }) { first, _ in first }
  }

  /// All of them, one after the other, each line ended by a newline.
  public func text(of diagnostics: [Diagnostic]) -> VisibleText {
    diagnostics.map(text(of:)).joined()
  }

  public func text(of diagnostic: Diagnostic) -> VisibleText {
    var lines: [VisibleText] = [
      "\(diagnostic.range.location): \(diagnostic.severity.rawValue): \(diagnostic.message)"
        + " [\(diagnostic.code)]"
    ]
    let repair = diagnostic.fixIts.map { "fix-it: \($0.summary)" }.joined(separator: ", ")
    lines += excerpt(at: diagnostic.range, remark: repair)
    for note in diagnostic.notes {
      let place: VisibleText = note.range.map { "\($0.location): " } ?? ""
      lines.append("\(place)note: \(note.message)")
      if let range = note.range { lines += excerpt(at: range, remark: "") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The source line and, below it, the caret.
  private func excerpt(at range: SourceRange, remark: String) -> [VisibleText] {
    let line = sources[range.file]?.line(range.start.line, upTo: Self.longest) ?? ""
    guard !line.isEmpty else {
      return remark.isEmpty ? [] : ["  \(remark)"]
    }
    var scalars = Array(line.unicodeScalars)
    var first = min(range.start.column - 1, scalars.count)
    let end = range.end.line > range.start.line ? scalars.count : range.end.column - 1
    var length = max(0, min(end, scalars.count) - first)
    if scalars.count > Self.widest {
      let start = max(0, first - Self.widest / 4)
      let stop = min(scalars.count, start + Self.widest)
      scalars = Array(scalars[start..<stop])
      if start > 0 { scalars[0] = "…" }
      if stop < line.unicodeScalars.count { scalars[scalars.count - 1] = "…" }
      first -= start
      length = min(length, scalars.count - first)
    }
    // The caret stands below what is shown, escapes and all.
    var shown = ""
    var edges = [0]
    for (place, scalar) in scalars.enumerated() {
      let piece = scalar == "\t" ? Self.blanks(to: edges[place]) : String(scalar).visible
      shown += piece
      edges.append(edges[place] + (scalar.isHidden ? piece.utf8.count : scalar.columns))
    }
    let before = String(repeating: " ", count: edges[first])
    let width = edges[first + length] - edges[first]
    let marks = "^" + String(repeating: "~", count: max(0, width - 1))
    let number = String(range.start.line)
    let gutter = String(repeating: " ", count: number.count)
    return [
      "\(number) | \(shown)",
      "\(gutter) | \(before)\(marks)\(remark.isEmpty ? "" : " \(remark)")",
    ]
  }

  /// What a tabulator at a column is shown as.
  private static func blanks(to column: Int) -> String {
    String(repeating: " ", count: tabStop - column % tabStop)
  }

  private static let tabStop = 8
}
