/// Offers choices. Exits: the choices' targets, `gave_up`.
public final class Menu: Sendable {
  public struct Choice: Sendable {
    public enum Target: Hashable, Sendable {
      case state(StateID)
      /// The menu's prompt again, with the counters unchanged.
      case `repeat`
    }

    public let keys: KeySequence
    public let target: Target

    public init(_ keys: KeySequence, _ target: Target) {
      self.keys = keys
      self.target = target
    }
  }

  public let prompts: PromptSequence
  /// What is said on later visits in the same language; `nil` to say `prompts` again.
  public let again: PromptSequence?
  let promptsAfterNoinput: PromptSequence
  let promptsAfterNomatch: PromptSequence
  public let choices: [Choice]
  public let rules: EntryRules
  /// The key that ends an entry here; `nil` where it is part of a choice (K4).
  public let terminator: Digit?

  public init(
    _ prompts: PromptSequence, again: PromptSequence? = nil, choices: [Choice], rules: EntryRules
  ) {
    self.prompts = prompts
    self.again = again
    promptsAfterNoinput = PromptSequence(rules.noinput, then: prompts)
    promptsAfterNomatch = PromptSequence(rules.nomatch, then: prompts)
    self.choices = choices
    self.rules = rules
    terminator = rules.terminator.flatMap { key in
      choices.contains { $0.keys.contains(key) } ? nil : key
    }
  }

  /// Whether a choice longer than the keys begins with them.
  func awaitsMore(after keys: KeySequence) -> Bool {
    choices.contains { $0.keys.count > keys.count && $0.keys.starts(with: keys) }
  }
}

extension Menu: StateAction {
  var facts: StateFacts {
    StateFacts(
      kind: .menu, prompts: prompts, bargeIn: rules.bargeIn, entryRules: rules,
      wait: rules.timeout)
  }

  func exits(of state: StateID) -> [StateExit] {
    let chosen: [StateExit] = choices.map { choice in
      switch choice.target {
      case .state(let target): .choice(choice.keys, target)
      case .repeat: .choice(choice.keys, state)
      }
    }
    return chosen + [.gaveUp(rules)]
  }
}
