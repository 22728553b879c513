/// Changes the call's language. Exit: `then`.
public final class LanguageSwitch: Sendable {
  public enum Target: Hashable, Sendable {
    case choice(LanguageChoice)
    /// A variable's value; if it isn't a declared language, the default.
    case value(VariableID)
  }

  public let target: Target
  public let then: StateID

  public init(to target: Target, then: StateID) {
    self.target = target
    self.then = then
  }
}

extension LanguageSwitch: StateAction {
  var facts: StateFacts { StateFacts(kind: .language, subject: .language(target)) }

  func exits(of state: StateID) -> [StateExit] { [.then(then)] }
}
