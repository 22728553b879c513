import CallEngine
import Foundation
import Sound

/// A judged path as one HTML file to hand on: no script, nothing from elsewhere.
///
/// It is well-formed XML too. Sides are `start` and `end`, so that it can be written from right to
/// left.
struct PathPage {
  let judged: JudgedPath
  let words: ReportWords
  private let time: Date
  private let zone: TimeZone

  init(
    _ judged: JudgedPath, in language: ReportLanguage, at time: Date = Date(),
    in zone: TimeZone = .current
  ) {
    self.judged = judged
    words = language.words
    self.time = time
    self.zone = zone
  }

  var html: VisibleText {
    let path = judged.path
    let from = "<bdi>\(output)</bdi> \(words.to) <bdi>\(path.input.markup)</bdi>"
    let lines =
      [
        "<!DOCTYPE html>",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"\(words.language)\" "
          + "dir=\"\(words.direction)\">",
        "<head>",
        "<meta charset=\"utf-8\"/>",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>",
        "<title>\(words.title): \(output) \(words.to) \(path.input.markup)</title>",
        "<style>\(Self.style)</style>",
        "</head>",
        "<body>",
        "<header><h1>\(words.title)</h1><p>\(from)</p></header>",
        "<main>",
      ] + verdict + figures + dropouts + channels + baseline + pictures + setup + [
        "</main>",
        "<footer><p>\(words.madeBy) <bdi>gooya \(MeasuredPath.version)</bdi>, \(moment)</p>"
          + "</footer>",
        "</body>",
        "</html>",
      ]
    return VisibleText(markup: lines.joined(separator: "\n") + "\n")
  }

  /// What played: a device, a file, or the signal itself.
  var output: String {
    judged.path.output == MeasuredPath.signal ? words.signal : judged.path.output.markup
  }

  /// A section with its heading, by which assistive technology finds it.
  func section(_ id: String, _ title: String, _ content: [String]) -> [String] {
    ["<section aria-labelledby=\"\(id)\">", "<h2 id=\"\(id)\">\(title)</h2>"] + content
      + ["</section>"]
  }

  /// When it was written: for people in their calendar, for programs in ISO 8601.
  var moment: String {
    var calendar = Calendar(identifier: words.language == "fa-IR" ? .persian : .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: time)
    let text = String(
      format: "%04d-%02d-%02d %02d:%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
      parts.hour ?? 0, parts.minute ?? 0)
    let shown = calendar.identifier == .persian ? text.replacing("-", with: "/") : text
    let iso = time.formatted(.iso8601.timeZone(separator: .colon))
    return
      "<time datetime=\"\(iso)\"><bdi dir=\"ltr\">\(words.number(shown, isDate: true))</bdi></time>"
  }

  private static let style = """
    :root { color-scheme: light; --line: #c9ced6; --soft: #f4f6f8; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.5rem; max-width: 62rem; color: #1b1f24; background: #fff;
      font: 1rem/1.5 "Vazirmatn", "Noto Sans", "Noto Sans Arabic", "Segoe UI", Tahoma, "DejaVu Sans", sans-serif; }
    header { border-block-end: 2px solid #1b1f24; margin-block-end: 1.25rem; }
    h1 { font-size: 1.7rem; margin: 0; }
    header p { margin-block: 0.25rem 0.75rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.15rem; margin-block: 1.75rem 0.5rem; }
    table { border-collapse: collapse; inline-size: 100%; font-variant-numeric: tabular-nums; }
    th, td { padding: 0.3rem 0.6rem; text-align: start; vertical-align: top;
      border-block-end: 1px solid var(--line); overflow-wrap: anywhere; }
    thead th { background: var(--soft); white-space: nowrap; }
    tbody th { font-weight: 600; }
    .setup th { inline-size: 35%; }
    td.number { white-space: nowrap; }
    .small { font-size: 0.85rem; color: #4a525c; }
    .verdict { display: inline-block; padding: 0.2rem 0.9rem; margin: 0; border: 2px solid; border-radius: 0.4rem;
      font-size: 1.3rem; font-weight: 700; }
    .good { color: #14532d; } .usable { color: #6b4000; } .fails { color: #8f1717; }
    .verdict.good { background: #e9f6ec; } .verdict.usable { background: #fff4dc; } .verdict.fails { background: #fdebeb; }
    td.grade { font-weight: 600; white-space: nowrap; }
    td.grade .small { display: block; font-weight: 400; white-space: normal; min-inline-size: 8rem; }
    figure { margin: 0; } figure > div > svg { inline-size: 100%; block-size: auto; display: block; }
    figcaption { font-size: 0.9rem; color: #4a525c; }
    footer { margin-block-start: 2rem; border-block-start: 1px solid var(--line); font-size: 0.85rem; color: #4a525c; }
    @page { size: A4; margin: 16mm; }
    @media print { html { font-size: 8.5pt; } body { padding: 0; max-width: none; }
      th, td { padding-block: 0.15rem; }
      h2 { break-after: avoid; } tr, figure, .verdict { break-inside: avoid; }
      thead { display: table-header-group; }
      .verdict, thead th { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
    """
}
