/// The explanation of a rule: why it exists, what to do, and examples of both sides.
public struct RulePage: Sendable {
  /// What illustrates the rule.
  public enum Illustration: Hashable, Sendable {
    /// Two texts that differ in little: one that breaks the rule, one that keeps it. They are parts
    /// of a file, as short as possible.
    case examples(failing: String, passing: String)
    /// In words, if no short text can show it.
    case sentence(String)
  }

  public let rule: Rule
  /// Why the rule exists, what it means for callers, and what to do about a breach.
  public let why: String
  public let illustration: Illustration

  init(
    _ finding: any Finding.Type, why: String, failing: String, passing: String
  ) {
    rule = finding.rule
    self.why = why
    illustration = .examples(failing: failing, passing: passing)
  }

  init(_ finding: any Finding.Type, why: String, inWords sentence: String) {
    rule = finding.rule
    self.why = why
    illustration = .sentence(sentence)
  }

  /// Every page, in the order of `Rule.all`.
  public static let all: [RulePage] =
    reading + comments + shapes + fieldShapes + values + branchShapes + names + fieldNames
    + branchNames + partNames + voiceNames + conflicts + fieldConflicts + branchConflicts
    + partConflicts + voiceConflicts + scenarios + paths + flow + branchProofs + speech + messages
    + hours + results + services

  /// The page of a rule, by its code in either case. `nil` if there is no such rule.
  public static func page(for code: String) -> RulePage? {
    let code = code.uppercased()
    return all.first { $0.rule.code == code }
  }

  /// The code most likely meant by a misspelt one.
  public static func suggestion(for code: String) -> String? {
    var budget = SuggestionBudget()
    return budget.nearest(to: code, among: all.map(\.rule.code))
  }
}
