/// What a rule is about, as its code's first digit says.
public enum RuleFamily: Int, CaseIterable, Sendable {
  case reading, shape, names, conflicts, scenarios, proofs

  /// A heading for a list of the family's rules.
  public var title: String {
    switch self {
    case .reading: "Reading a file"
    case .shape: "Keys and values"
    case .names: "Names"
    case .conflicts: "What doesn't fit together"
    case .scenarios: "Scenarios"
    case .proofs: "Proofs about the whole script"
    }
  }
}

extension Rule {
  /// `nil` only for a code whose digit no family has.
  public var family: RuleFamily? {
    code.dropFirst().first?.wholeNumberValue.flatMap(RuleFamily.init)
  }
}
