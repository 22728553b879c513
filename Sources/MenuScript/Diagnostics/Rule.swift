/// A rule of the language. Codes never change: people look them up and silence them.
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
    ReadingRules.all + CommentRules.all + ShapeRules.all + ValueRules.all + BranchRules.shapes
    + NameRules.all + BranchRules.names + PartRules.names + VoiceRules.names
    + ConflictRules.all + BranchRules.conflicts + PartRules.conflicts
    + VoiceRules.conflicts
    + ScenarioRules.all + PathRules.all + FlowRules.all + BranchRules.proofs
    + SpeechRules.all + MessageRules.all + HoursRules.all + ResultRules.all
    + ServiceRules.all
}

/// A breach of one rule, with what the message needs.
protocol Finding: Sendable {
  static var rule: Rule { get }
  /// One phrase, without a period: states the rule, quotes the name.
  var message: String { get }
}
