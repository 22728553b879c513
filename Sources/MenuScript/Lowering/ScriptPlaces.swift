public import CallEngine

/// The places of a program's states, exits and prompts in its script, for counts and pictures.
public struct ScriptPlaces: Sendable {
  /// The name of each state, by `StateID.index`.
  public let states: [SourceRange]
  /// Each exit, by state: the choice's keys, the outcome's name, or the target after `then`. One
  /// from `defaults` has its place there.
  public let exits: [[StateExit.Name: SourceRange]]

  /// - Parameter script: the syntax from which the program was lowered.
  init(_ program: MenuProgram, _ script: ScriptSyntax, file: String) {
    states = script.states.map { $0.name.range.in(file) }
    exits = script.states.enumerated().map { place, state in
      program.exits(of: StateID(index: place)).reduce(into: [:]) { ranges, exit in
        let range = state.range(of: exit.name) ?? script.defaultRange(of: exit.name)
        ranges[exit.name] = (range ?? state.name.range).in(file)
      }
    }
  }
}

extension StateSyntax {
  fileprivate func range(of exit: StateExit.Name) -> TextRange? {
    switch exit {
    case .choice(let keys): choices.all.first { $0.keys.value == keys }?.keys.range
    case .outcome(let name):
      if case .switch(_, let cases) = kind {
        name == Outcomes.otherwise
          ? cases.otherwiseRange : cases.all.first { $0.key.value == name }?.key.range
      } else {
        outcomes.links.first { $0.name.value == name }?.name.range
      }
    case .then: then?.range
    }
  }
}

extension ScriptSyntax {
  fileprivate func defaultRange(of exit: StateExit.Name) -> TextRange? {
    switch exit {
    case .choice(let keys): defaultChoices.all.first { $0.keys.value == keys }?.keys.range
    case .outcome(let name): defaultOutcomes.links.first { $0.name.value == name }?.name.range
    case .then: nil
    }
  }
}
