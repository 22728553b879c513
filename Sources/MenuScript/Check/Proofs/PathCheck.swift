import CallEngine

/// Proves that every state is reached and none is a trap.
struct PathCheck {
  private let program: MenuProgram
  private let script: ScriptSyntax

  /// Whether each state can be reached from the start.
  let isReachable: [Bool]

  init(_ program: MenuProgram, _ script: ScriptSyntax) {
    self.program = program
    self.script = script
    isReachable = program.graph.reachable(from: [program.start.index])
  }

  func run(findings: inout Findings) {
    for (place, state) in script.states.enumerated() where !isReachable[place] {
      findings.report(PathRules.Unreachable(state: state.name.value), at: state.name.range)
    }
    let canEnd = program.canEnd
    for (place, state) in script.states.enumerated() where !canEnd[place] {
      findings.report(PathRules.NoWayOut(state: state.name.value), at: state.name.range)
    }
    let mute = graph { exit, state in !state.speaks && state.passes(by: exit) }
    let spins = mute.cycles
    for cycle in spins {
      report(mute, cycle, &findings) { PathRules.Spin(states: $0) }
    }
    // A caller who presses nothing must come to an end.
    let silent = graph { exit, state in !exit.needsKey(in: state) }
    let ends = program.states.indices.filter { program.states[$0].isEnd }
    let canEndInSilence = silent.reversed.reachable(from: ends)
    for cycle in silent.cycles where canEnd[cycle[0]] && !canEndInSilence[cycle[0]] {
      report(silent, cycle, &findings) { PathRules.SilentCircle(states: $0) }
    }
    let deaf = graph { exit, state in state.passes(by: exit) }
    let spinning = Set(spins.joined())
    for cycle in deaf.cycles where canEndInSilence[cycle[0]] && spinning.isDisjoint(with: cycle) {
      report(deaf, cycle, &findings) { PathRules.Retry(states: $0) }
    }
  }

  private func graph(_ isTaken: (StateExit, MenuState) -> Bool) -> StateGraph {
    StateGraph(
      program.states.enumerated().map { place, state in
        program.exits(of: StateID(index: place)).filter { isTaken($0, state) }.map(\.target.index)
      })
  }

  private func report(
    _ graph: StateGraph, _ cycle: [Int], _ findings: inout Findings,
    _ finding: ([String]) -> some Finding
  ) {
    let names = graph.round(from: cycle[0]).map { program.states[$0].name }
    findings.report(finding(names), at: script.states[cycle[0]].name.range)
  }
}

extension StateExit {
  /// Whether only a caller who presses keys takes it.
  fileprivate func needsKey(in state: MenuState) -> Bool {
    switch cause {
    case .choice: true
    case .then: false
    case .outcome(let name):
      switch state.kind {
      case .collect(let collect):
        name == Outcomes.cancelled || name == Outcomes.collected && collect.known == nil
      case .say, .menu, .service, .transfer, .language, .hangUp: false
      }
    }
  }
}

extension MenuState {
  /// Whether the call goes through the state by an exit without listening to the caller. Of a
  /// transfer the far side's time passes.
  fileprivate func passes(by exit: StateExit) -> Bool {
    switch kind {
    case .say, .language, .service: true
    case .collect(let collect): collect.known != nil && exit.cause == .outcome(Outcomes.collected)
    case .menu, .transfer, .hangUp: false
    }
  }

  /// Whether something is heard in it, if only a pause.
  fileprivate var speaks: Bool {
    switch kind {
    case .say(let say):
      say.prompts.prompts.contains { prompt in
        switch prompt {
        case .pause(let duration): duration > .zero
        case .clip, .value: true
        case .text(let texts): texts.contains { !$0.allSatisfy(\.isWhitespace) }
        }
      }
    case .collect(let collect): collect.known == nil
    case .menu, .transfer, .hangUp: true
    case .service, .language: false
    }
  }
}
