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
  public func text(of diagnostics: [Diagnostic]) -> String {
    diagnostics.map(text(of:)).joined()
  }

  public func text(of diagnostic: Diagnostic) -> String {
    var lines = [
      "\(diagnostic.range.location): \(diagnostic.severity.rawValue): \(diagnostic.message)"
        + " [\(diagnostic.code)]"
    ]
    let repair = diagnostic.fixIts.map { "fix-it: \($0.summary)" }.joined(separator: ", ")
    lines += excerpt(at: diagnostic.range, remark: repair)
    for note in diagnostic.notes {
      let place = note.range.map { "\($0.location): " } ?? ""
      lines.append("\(place)note: \(note.message)")
      if let range = note.range { lines += excerpt(at: range, remark: "") }
    }
    return lines.map { $0.replacingControls() + "\n" }.joined()
  }

  /// The source line and, below it, the caret.
  private func excerpt(at range: SourceRange, remark: String) -> [String] {
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
    let before = scalars[..<first].map {
      $0 == "\t" ? "\t" : String(repeating: " ", count: $0.cells)
    }
    let width = scalars[first..<(first + length)].reduce(0) { $0 + $1.cells }
    let marks = "^" + String(repeating: "~", count: max(0, width - 1))
    let number = String(range.start.line)
    let gutter = String(repeating: " ", count: number.count)
    return [
      "\(number) | \(String(String.UnicodeScalarView(scalars)))",
      "\(gutter) | \(before.joined())\(marks)\(remark.isEmpty ? "" : " \(remark)")",
    ]
  }
}

extension Unicode.Scalar {
  /// How many cells of a terminal it takes: none for marks and joiners, two for wide ones (by and
  /// large: Unicode's East Asian Width).
  var cells: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    return switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
