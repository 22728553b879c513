import CallEngine

/// Where a program's states, exits and prompts stand in its script: what counts and pictures point to.
public struct ScriptPlaces: Sendable {
  /// The name of each state, by `StateID.index`.
  public let states: [SourceRange]
  /// Each exit, by state and by its place in `MenuProgram.exits(of:)`: the choice's keys, the
  /// outcome's name, or the target after `then`. One that comes from `defaults` stands there.
  public let exits: [[SourceRange]]

  /// - Parameter script: the syntax from which the program was lowered.
  init(_ program: MenuProgram, _ script: ScriptSyntax, file: String) {
    states = script.states.map { $0.name.range.in(file) }
    exits = script.states.enumerated().map { place, state in
      program.exits(of: StateID(index: place)).map { exit in
        (state.range(of: exit.cause) ?? script.defaultRange(of: exit.cause) ?? state.name.range)
          .in(file)
      }
    }
  }
}

extension StateSyntax {
  fileprivate func range(of cause: StateExit.Cause) -> TextRange? {
    switch cause {
    case .choice(let keys): choices.all.first { $0.keys.value == keys }?.keys.range
    case .outcome(let name): outcomes.links.first { $0.name.value == name }?.name.range
    case .then:
      switch kind {
      case .say(_, _, let then), .language(_, let then): then.range
      case .menu, .collect, .service, .transfer, .hangUp, nil: nil
      }
    }
  }
}

extension ScriptSyntax {
  fileprivate func defaultRange(of cause: StateExit.Cause) -> TextRange? {
    switch cause {
    case .choice(let keys): defaultChoices.all.first { $0.keys.value == keys }?.keys.range
    case .outcome(let name): defaultOutcomes.links.first { $0.name.value == name }?.name.range
    case .then: nil
    }
  }
}
