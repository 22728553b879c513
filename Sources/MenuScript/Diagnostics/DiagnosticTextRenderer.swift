public import CallEngine

/// Diagnostics as clang and swiftc print them.
public struct DiagnosticTextRenderer: Sendable {
  private let sources: [String: SourceText]
  /// Of a longer line only the part around the range is shown.
  private static let widest = 160
  /// A line of more bytes isn't shown: searching it for each of thousands of diagnostics would take
  /// minutes.
  private static let longest = 4096

  /// - Parameter sources: the files that diagnostics point into; if a file is missing, its
  ///   diagnostics are shown without the source line.
  public init(sources: [SourceText]) {
    self.sources = Dictionary(sources.map { ($0.file, $0) }) { first, _ in first }
  }

  /// All diagnostics, each line ending with a newline.
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
    // The caret stands below the text as shown, including escapes.
    let before = Self.show(scalars[..<first], from: 0)
    let marked = Self.show(scalars[first..<(first + length)], from: before.end)
    let after = Self.show(scalars[(first + length)...], from: marked.end)
    let margin = String(repeating: " ", count: before.end)
    let width = marked.end - before.end
    let marks = "^" + String(repeating: "~", count: max(0, width - 1))
    let number = String(range.start.line)
    let gutter = String(repeating: " ", count: number.count)
    return [
      "\(number) | \(before.text)\(marked.text)\(after.text)",
      "\(gutter) | \(margin)\(marks)\(remark.isEmpty ? "" : " \(remark)")",
    ]
  }

  /// A part of a line as shown, and the column at which it ends.
  private static func show(
    _ scalars: ArraySlice<Unicode.Scalar>, from start: Int
  ) -> (text: String, end: Int) {
    var text = String.UnicodeScalarView()
    var column = start
    for scalar in scalars {
      guard scalar.isHidden else {
        text.append(scalar)
        column += scalar.columns
        continue
      }
      let blanks = tabStop - column % tabStop
      let shown = scalar == "\t" ? String(repeating: " ", count: blanks) : String(scalar).visible
      text.append(contentsOf: shown.unicodeScalars)
      column += shown.utf8.count
    }
    return (String(text), column)
  }

  private static let tabStop = 8
}
