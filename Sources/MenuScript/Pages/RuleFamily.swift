/// The subject of a rule, by the first digit of its code.
public enum RuleFamily: Int, CaseIterable, Sendable {
  case reading, shape, names, conflicts, scenarios, proofs, messages

  /// A heading for a list of the family's rules.
  public var title: String {
    switch self {
    case .reading: "Reading a file"
    case .shape: "Keys and values"
    case .names: "Names"
    case .conflicts: "Contradictions"
    case .scenarios: "Scenarios"
    case .proofs: "Proofs about the whole script"
    case .messages: "Texts of messages"
    }
  }
}

extension Rule {
  /// `nil` if no family has the digit.
  public var family: RuleFamily? {
    code.dropFirst().first?.wholeNumberValue.flatMap(RuleFamily.init)
  }
}
