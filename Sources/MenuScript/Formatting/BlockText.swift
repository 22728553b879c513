/// A text written on its own lines, after `|` or `>`.
struct BlockText {
  let header: String
  /// Without the margin.
  let lines: [String]
  /// Whether empty lines at its end are part of it.
  let keepsLines: Bool

  /// `nil` for a text that is better written in quotes.
  ///
  /// - Parameter source: as it was written, from `|` or `>` on.
  init?(_ text: String, _ style: DocumentNode.Style, source: @autoclosure () -> String) {
    guard style == .literal || style == .folded else { return nil }
    let scalars = text.unicodeScalars
    let isOrdinary = scalars.allSatisfy { $0 == "\n" || !DocumentComments.isBreak($0) }
    guard isOrdinary, scalars.contains(where: { $0 != "\n" }) else { return nil }
    if style == .literal {
      self.init(literal: text)
    } else {
      self.init(folded: text, source())
    }
  }

  private init(literal text: String) {
    var lines = Self.lines(of: text)
    let breaks = lines.reversed().prefix(while: \.isEmpty).count
    // The last line end belongs to no line.
    if breaks > 0 { lines.removeLast() }
    // If the first line is indented, YAML can't detect the margin.
    let isIndented = lines.first { !$0.isEmpty }?.first.map { $0 == " " || $0 == "\t" } ?? false
    let chomping = breaks == 0 ? "-" : breaks == 1 ? "" : "+"
    header = "|" + (isIndented ? "2" : "") + chomping
    self.lines = lines
    keepsLines = breaks > 1
  }

  /// The lines as the author split them: where they are joined isn't the formatter's decision.
  private init?(folded text: String, _ source: String) {
    var lines = Self.lines(of: source)
    let header = lines.removeFirst()
    // An explicit margin is rare, and rarely right.
    guard !text.hasSuffix("\n\n"), header.dropFirst().first.map({ !$0.isNumber }) ?? true,
      header.dropFirst(2).first.map({ !$0.isNumber }) ?? true,
      let first = lines.first(where: { $0.contains { $0 != " " } })
    else { return nil }
    let margin = first.prefix { $0 == " " }.count
    while lines.last.map({ $0.allSatisfy { $0 == " " } }) ?? false { lines.removeLast() }
    // At the end of a file the last line end may be missing.
    self.header = text.hasSuffix("\n") ? ">" : ">-"
    self.lines = lines.map { String($0.dropFirst(margin)) }
    keepsLines = false
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
