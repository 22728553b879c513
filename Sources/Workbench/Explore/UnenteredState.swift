package import CallEngine
import MenuScript

/// A state that no explored call has entered, and why.
package struct UnenteredState: Hashable, Sendable {
  package let state: StateID
  /// The first step of the shortest path there that no call took; `nil` if there is no path.
  package let missing: MenuPath.Hop?
  /// Whether the step needs a number and none is known.
  package let lacksNumber: Bool

  /// The reason in words.
  package func reason(in program: MenuProgram) -> String {
    guard let missing else { return "it can't be reached from the start" }
    let name = "'\(program[missing.from].name)'"
    let state = program[missing.from]
    switch missing.exit.name {
    case .then: return "no call went on from \(name)"
    case .choice(let keys): return "no call took '\(keys)' in \(name)"
    case .outcome(let outcome):
      if missing.exit.sets != nil {
        return lacksNumber
          ? "no number is known that \(name) accepts" : "no number keyed in was accepted in \(name)"
      }
      if case .service(let service) = state.subject {
        return "'\(StubTarget.service(service).key)' never ended with '\(outcome)' in \(name)"
      }
      return state.putsThrough
        ? "no transfer ended with '\(outcome)' in \(name)"
        : "no call left \(name) by '\(outcome)'"
    }
  }
}

extension ExploreRun {
  /// The states that weren't entered, each with the step that is missing.
  package func unentered(but entered: Set<StateID>, in program: MenuProgram) -> [UnenteredState] {
    let paths = program.shortestPaths
    return program.states.indices.map { StateID(index: $0) }.filter { !entered.contains($0) }.map {
      state in
      let missing = paths[state.index]?.hops.first { !entered.contains($0.exit.target) }
      return UnenteredState(
        state: state, missing: missing,
        lacksNumber: missing.map { entries.count(in: $0.from) == 0 } ?? false)
    }
  }
}
