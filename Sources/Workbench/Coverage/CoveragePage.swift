package import CallEngine
package import MenuScript

/// Coverage as a page for a browser: the figures, and each file's lines with their counts.
package struct CoveragePage {
  private let reports: [(report: CoverageReport, sources: [SourceText])]

  /// - Parameter reports: each script's report, with the texts of the script and its catalogs.
  package init(_ reports: [(report: CoverageReport, sources: [SourceText])]) {
    self.reports = reports
  }

  package var html: VisibleText {
    var body = "<h1>Coverage</h1>\n"
    for (report, sources) in reports {
      body += table(of: report)
      for source in sources { body += listing(CoverageListing(report, of: source), of: source) }
    }
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>gooya: coverage</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem;
        color: #1a1a1a; background: #fff }
      table { border-collapse: collapse; margin: 1rem 0 }
      th, td { text-align: start; padding: .2rem .8rem; border-bottom: 1px solid #ccc }
      td.figure { text-align: end; font-variant-numeric: tabular-nums }
      pre { overflow-x: auto; line-height: 1.6; font-size: 14px; border: 1px solid #ccc; padding: .5rem 0 }
      pre span { display: block; padding: 0 .8rem; unicode-bidi: plaintext }
      pre b { display: inline-block; width: 8ch; color: #555; font-weight: normal; text-align: right;
        margin-right: 2ch; direction: ltr; user-select: none }
      .walked { background: #e6f3ea }
      .never { background: #fbe3dc; outline: 1px solid #b3391b }
      .never em { color: #8a2409; margin-left: 2ch }
      </style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
    return VisibleText(markup: page)
  }

  private func table(of report: CoverageReport) -> String {
    var rows = ""
    for kind in CoverageReport.Item.Kind.allCases {
      let (walked, all) = report.share(of: kind)
      rows +=
        "<tr><td>\(kind.rawValue)s</td><td class=\"figure\">\(walked) of \(all)</td></tr>\n"
    }
    let percentage = CoverageReport.text(report.percentage)
    return """
      <h2>\(report.file.markup)</h2>
      <table>
      \(rows)<tr><th>all</th><td class="figure">\(percentage) %</td></tr>
      </table>

      """
  }

  private func listing(_ listing: CoverageListing, of source: SourceText) -> String {
    var lines = ""
    for line in listing.lines {
      let kind = line.count.map { $0 == 0 ? " class=\"never\"" : " class=\"walked\"" } ?? ""
      let count = line.count.map { "\($0) ×" } ?? ""
      let never = line.items.filter { $0.count == 0 }.map(\.name)
      let remark =
        never.isEmpty
        ? "" : "<em>never: \(never.joined(separator: ", ").markup)</em>"
      lines += "<span\(kind)><b>\(count)</b>\(line.text.markup)\(remark)</span>"
    }
    return "<h3>\(source.file.markup)</h3>\n<pre>\(lines)</pre>\n"
  }
}
