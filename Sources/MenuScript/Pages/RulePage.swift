/// What an author reads who looks a rule up: why it is there, what to do, and how both sides look.
public struct RulePage: Sendable {
  /// What shows the rule.
  public enum Illustration: Hashable, Sendable {
    /// Two texts that differ in little: one that breaks the rule, one that keeps it. They are parts
    /// of a file, as short as the matter allows.
    case examples(failing: String, passing: String)
    /// In words, where no short text can show it.
    case sentence(String)
  }

  public let rule: Rule
  /// Why the rule is there, what it means for callers, and what to do about a breach.
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
    reading + comments + shapes + values + names + conflicts + scenarios + paths + flow + speech

  /// The page of a rule; its code may be in small letters. `nil` if there is no such rule.
  public static func page(for code: String) -> RulePage? {
    let code = code.uppercased()
    return all.first { $0.rule.code == code }
  }

  /// The code that a misspelt one most likely stands for.
  public static func suggestion(for code: String) -> String? {
    var budget = SuggestionBudget()
    return budget.nearest(to: code, among: all.map(\.rule.code))
  }
}
