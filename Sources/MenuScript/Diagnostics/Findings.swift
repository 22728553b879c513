/// The findings in one file.
///
/// The number kept of each severity is limited: a file of four megabytes can break rules three
/// hundred thousand times, and reporting that must stay cheap.
struct Findings: Sendable {
  let file: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var hasErrors = false
  /// The diagnostics so far, since aliases can repeat one.
  private var said: Set<Diagnostic> = []
  private var tallies: [Diagnostic.Severity: Tally] = [:]
  /// What suggestions may still cost. It is shared by the whole file, so that ten thousand wrong
  /// names among ten thousand right ones don't take minutes.
  private var suggestions = SuggestionBudget()

  /// How many findings there are of one severity.
  private struct Tally {
    var reports = 0
    var kept = 0
    /// Whether some were dropped.
    var isCut = false

    /// Whether no more are kept; repeated findings also cost time.
    var isFull: Bool { kept == Findings.most || reports == 20 * Findings.most }
  }

  /// The most findings kept per severity.
  static let most = 1000

  init(file: String) {
    self.file = file
  }

  mutating func report<Breach: Finding>(
    _ finding: Breach, at range: TextRange, notes: [Diagnostic.Note] = [],
    fixIts: [(range: TextRange, replacement: String)] = []
  ) {
    let rule = Breach.rule
    if rule.severity == .error { hasErrors = true }
    guard !isFull(of: rule.severity) else {
      tallies[rule.severity]?.isCut = true
      return
    }
    let diagnostic = Diagnostic(
      rule: rule, message: finding.message, range: range.in(file), notes: notes,
      fixIts: fixIts.map { Diagnostic.FixIt($0.range.in(file), replacement: $0.replacement) })
    tallies[rule.severity, default: Tally()].reports += 1
    guard said.insert(diagnostic).inserted else { return }
    tallies[rule.severity]?.kept += 1
    diagnostics.append(diagnostic)
  }

  /// Whether findings of a severity are dropped from now on, so that none needs a suggestion or
  /// notes.
  func isFull(of severity: Diagnostic.Severity) -> Bool { tallies[severity]?.isFull ?? false }

  /// How many errors were reported, repeated ones too.
  var errorCount: Int { tallies[.error]?.reports ?? 0 }

  /// Whether findings of a severity were dropped.
  func isCut(_ severity: Diagnostic.Severity) -> Bool { tallies[severity]?.isCut ?? false }

  /// Reports an unknown name, with the known one that was probably meant.
  ///
  /// - Parameters:
  ///   - known: listed in a note, unless they are the author's own and one of them is suggested.
  ///   - replacement: how the suggestion is written in the name's place.
  /// - Returns: the suggestion.
  @discardableResult
  mutating func report<Breach: Finding>(
    unknown name: Located<String>, among known: [String], areOwn: Bool = false,
    notes: [Diagnostic.Note] = [], replacement: (String) -> String = { $0 },
    as finding: (_ suggestion: String?) -> Breach
  ) -> String? {
    guard !isFull(of: Breach.rule.severity) else {
      report(finding(nil), at: name.range)
      return nil
    }
    let suggestion = suggestion(for: name.value, among: known)
    let isListed = !known.isEmpty && !(areOwn && suggestion != nil)
    report(
      finding(suggestion), at: name.range,
      notes: notes + (isListed ? [note("known: \(Self.list(known))")] : []),
      fixIts: suggestion.map { [(name.range, replacement($0))] } ?? [])
    return suggestion
  }

  /// The first of some names, and how many more there are.
  private static func list(_ names: [String]) -> String {
    let most = 12
    if names.count <= most + 1 { return quoted(names) }
    let first = names.prefix(most).map { quoted($0) }.joined(separator: ", ")
    return "\(first) and \(names.count - most) more"
  }

  /// A note that points into the same file.
  func note(_ message: String, at range: TextRange? = nil) -> Diagnostic.Note {
    Diagnostic.Note(message, at: range?.in(file))
  }

  /// The candidate most likely meant by a misspelt name.
  mutating func suggestion(for name: String, among candidates: some Sequence<String>) -> String? {
    suggestions.nearest(to: name, among: candidates)
  }

  /// Removes findings that the author has silenced.
  mutating func remove(where isUnwanted: (Diagnostic) -> Bool) {
    diagnostics.removeAll(where: isUnwanted)
  }

  /// Changes what was found, such as by adding notes.
  mutating func rewrite(_ change: ([Diagnostic]) -> [Diagnostic]) {
    diagnostics = change(diagnostics)
  }

  /// The kept findings in the order of the text; at the same place, in the order found. At the end,
  /// what was dropped.
  var inOrder: [Diagnostic] {
    let sorted = diagnostics.enumerated()
      .sorted { ($0.element.range.location, $0.offset) < ($1.element.range.location, $1.offset) }
      .map(\.element)
    let cut = [Diagnostic.Severity.error, .warning].filter(isCut)
    if cut.isEmpty { return sorted }
    let rest = CommentRules.NotAllShown(severities: cut)
    return sorted + [
      Diagnostic(
        rule: type(of: rest).rule, message: rest.message, range: TextRange.top.in(file), notes: [],
        fixIts: [])
    ]
  }
}
