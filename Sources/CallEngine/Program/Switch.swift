/// Goes on by a value, at once. Exits: its cases, and `else` where it has one.
public final class Switch: Sendable {
  public let variable: VariableID
  public let cases: ValueCases<StateID>

  /// - Parameter cases: at least one; together with `otherwise` they cover every value.
  public init(on variable: VariableID, _ cases: ValueCases<StateID>) {
    precondition(!cases.cases.isEmpty, "a switch without a case")
    self.variable = variable
    self.cases = cases
  }

  /// The exit for a value.
  ///
  /// The compiler has proved that the cases cover the values that are possible, and a service that
  /// breaks its word has failed before. For any other value the last case is taken.
  package func exit(for value: CallValue?) -> (name: String, target: StateID) {
    if let match = cases.match(value) { return (match.name, match.choice) }
    if let otherwise = cases.otherwise { return (Outcomes.otherwise, otherwise) }
    let last = cases.cases[cases.cases.count - 1]
    return (last.name, last.choice)
  }
}

extension Switch: StateAction {
  var facts: StateFacts { StateFacts(kind: .switch, subject: .value(variable)) }

  func exits(of state: StateID) -> [StateExit] {
    let handlesUnset = cases.cases.contains { $0.tests.contains(.unset) }
    let own = cases.cases.map { entry in
      StateExit(
        .outcome(entry.name), entry.choice, when: .passing,
        shows: entry.tests.contains(.unset)
          ? (entry.tests.count == 1 ? .unset(variable) : nil) : .set(variable))
    }
    let otherwise = cases.otherwise.map {
      StateExit(
        .outcome(Outcomes.otherwise), $0, when: .passing, shows: handlesUnset ? .set(variable) : nil
      )
    }
    return own + [otherwise].compactMap { $0 }
  }
}
