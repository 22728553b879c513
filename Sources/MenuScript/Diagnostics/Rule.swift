/// A rule of the language. Codes stay what they are: people look them up and silence them.
public struct Rule: Hashable, Sendable {
  /// `E` for errors and `W` for warnings, then the family's digit: 0 reading, 1 shape, 2 names,
  /// 3 conflicts, 4 scenarios, 5 proofs.
  public let code: String
  public let severity: Diagnostic.Severity
  /// What the rule demands, in one line.
  public let summary: String

  init(_ code: String, _ summary: String) {
    self.code = code
    severity = code.hasPrefix("W") ? .warning : .error
    self.summary = summary
  }

  /// Every rule, by family.
  public static let all: [Rule] = findingTypes.map { $0.rule }

  private static let findingTypes: [any Finding.Type] =
    ReadingRules.all + CommentRules.all + ShapeRules.all + ValueRules.all + NameRules.all
    + ConflictRules.all
    + ScenarioRules.all + PathRules.all + FlowRules.all + SpeechRules.all
}

/// A breach of one rule: what the message needs to know, and the message.
protocol Finding: Sendable {
  static var rule: Rule { get }
  /// One phrase, without a period: states the rule, quotes the name.
  var message: String { get }
}

/// What has been found in one file.
struct Findings: Sendable {
  let file: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var hasErrors = false
  /// What suggestions may still cost; shared by all of a file's, so that ten thousand wrong names
  /// among ten thousand right ones don't take minutes.
  private var suggestions = SuggestionBudget()

  init(file: String) {
    self.file = file
  }

  mutating func report(
    _ finding: some Finding, at range: TextRange, notes: [Diagnostic.Note] = [],
    fixIts: [(range: TextRange, replacement: String)] = []
  ) {
    let rule = type(of: finding).rule
    if rule.severity == .error { hasErrors = true }
    diagnostics.append(
      Diagnostic(
        rule: rule, message: finding.message, range: range.in(file), notes: notes,
        fixIts: fixIts.map { Diagnostic.FixIt($0.range.in(file), replacement: $0.replacement) }))
  }

  /// Reports a name that stands for nothing, with the known one that was probably meant.
  ///
  /// - Parameters:
  ///   - known: listed in a note, unless they are the author's own and one of them is suggested.
  ///   - replacement: how the suggestion is written in the name's place.
  /// - Returns: the suggestion.
  @discardableResult
  mutating func report(
    unknown name: Located<String>, among known: [String], areOwn: Bool = false,
    notes: [Diagnostic.Note] = [], replacement: (String) -> String = { $0 },
    as finding: (_ suggestion: String?) -> some Finding
  ) -> String? {
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

  /// The candidate that a misspelt name most likely stands for.
  mutating func suggestion(for name: String, among candidates: some Sequence<String>) -> String? {
    suggestions.nearest(to: name, among: candidates)
  }

  mutating func absorb(_ others: [Diagnostic]) {
    diagnostics += others
    hasErrors = hasErrors || others.contains { $0.severity == .error }
  }
}

extension [Diagnostic] {
  /// In the order of the text; what was found first comes first at one place. What is said twice of
  /// one place, as happens where aliases repeat it, is said once.
  func inOrder() -> [Diagnostic] {
    var said: Set<Diagnostic> = []
    return filter { said.insert($0).inserted }
      .enumerated()
      .sorted { ($0.element.range.location, $0.offset) < ($1.element.range.location, $1.offset) }
      .map(\.element)
  }
}
