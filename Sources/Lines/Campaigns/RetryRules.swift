/// How often a debtor is rung again after each outcome, and after what time.
package struct RetryRules: Codable, Hashable, Sendable {
  package struct Rule: Codable, Hashable, Sendable {
    /// How many attempts with this outcome there may be; after the last he isn't rung again.
    package let attempts: Int
    /// Seconds from the end of one attempt until the next. Whoever's telephone rang is rung on
    /// another day at the earliest, whatever this says.
    package let spacing: Int

    package init(_ attempts: Int, spacing: Int) {
      self.attempts = attempts
      self.spacing = spacing
    }
  }

  private var rules: [String: Rule]

  /// Rules as an operator expects them: a busy or unreachable telephone is tried again on the same
  /// day, one that rang on another day. Whoever has been told isn't rung again.
  package static let standard = RetryRules([
    .answered: Rule(1, spacing: 24 * hour),
    .hungUp: Rule(2, spacing: 24 * hour),
    .notTold: Rule(3, spacing: 24 * hour),
    .machine: Rule(2, spacing: 48 * hour),
    .noAnswer: Rule(3, spacing: 24 * hour),
    .busy: Rule(4, spacing: hour / 3),
    .rejected: Rule(2, spacing: 48 * hour),
    .unreachable: Rule(4, spacing: 2 * hour),
    .noSuchNumber: Rule(1, spacing: 24 * hour),
    .congestion: Rule(6, spacing: hour / 2),
    .interrupted: Rule(3, spacing: 24 * hour),
  ])

  private static let hour = 3600

  /// - Parameter rules: one for every outcome.
  private init(_ rules: [CampaignOutcome: Rule]) {
    self.rules = Dictionary(uniqueKeysWithValues: rules.map { ($0.rawValue, $1) })
  }

  package subscript(outcome: CampaignOutcome) -> Rule {
    // A campaign of before an outcome was known has no rule for it.
    get {
      rules[outcome.rawValue] ?? Self.standard.rules[outcome.rawValue] ?? Rule(1, spacing: 0)
    }
    set { rules[outcome.rawValue] = newValue }
  }
}
