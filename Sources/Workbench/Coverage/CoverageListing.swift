package import CallEngine
package import MenuScript

/// A script with the counts of its calls beside its lines.
package struct CoverageListing: Sendable {
  /// A line with what was counted on it.
  package struct Line: Hashable, Sendable {
    package let number: Int
    package let text: String
    /// What is defined on the line.
    package let items: [CoverageReport.Item]

    /// Whether something on the line was never walked.
    package var isMissing: Bool { items.contains { $0.count == 0 } }

    /// The smallest of the line's counts; `nil` if nothing is counted.
    package var count: Int? { items.map(\.count).min() }
  }

  package let lines: [Line]

  package init(_ report: CoverageReport, of source: SourceText) {
    let items = Dictionary(grouping: report.items.filter { $0.range?.file == source.file }) {
      $0.range?.start.line ?? 0
    }
    var texts = source.text.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    if texts.last == "" { texts.removeLast() }
    lines = texts.enumerated().map { index, text in
      Line(
        number: index + 1, text: text.hasSuffix("\r") ? String(text.dropLast()) : text,
        items: items[index + 1] ?? [])
    }
  }

  /// The lines on which something was never walked, each with its name.
  package var missing: VisibleText {
    var text: VisibleText = ""
    let width = String(lines.last?.number ?? 0).count
    for line in lines where line.isMissing {
      let number = String(line.number)
      let margin = String(repeating: " ", count: width - number.count)
      let names = line.items.filter { $0.count == 0 }.map(\.name)
      text += "\(margin)\(number) | \(line.text)\n"
      text += "\(String(repeating: " ", count: width)) ! never: \(names.joined(separator: ", "))\n"
    }
    return text
  }
}
