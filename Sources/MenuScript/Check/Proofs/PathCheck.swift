import CallEngine

/// Proves that every state can be reached and none is a trap.
struct PathCheck {
  private let program: MenuProgram
  private let script: ScriptSyntax
  private let values: ValueFlow
  private let exits: [[StateExit]]

  /// Whether each state can be reached from the start.
  let isReachable: [Bool]

  init(_ program: MenuProgram, _ script: ScriptSyntax, _ values: ValueFlow) {
    self.program = program
    self.script = script
    self.values = values
    exits = program.exits
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
    let (mute, spins) = mute
    for cycle in spins {
      report(mute, cycle, &findings) { PathRules.Spin(states: $0) }
    }
    // A caller who presses and says nothing must reach an end.
    let silent = graph { exit, _ in !exit.needsCaller }
    let ends = program.states.indices.filter { program.states[$0].endsCall }
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

  /// The transitions that a call can make without a prompt and a wait, and their loops. A say that
  /// speaks only values is silent if they may be unset, unless its loop sets them.
  private var mute: (graph: StateGraph, circles: [[Int]]) {
    var speaking = Set(program.states.indices.filter { speaks(in: $0) })
    while true {
      let graph = graph(without: speaking) { exit, state in
        state.passes(by: exit) || state.endsAtOnce(by: exit)
      }
      let circles = graph.cycles
      let finding = circles.flatMap { circle in
        circle.filter { place in
          let names = spokenVariables(of: place)
          return circle.contains { other in names.contains { takesOver($0, in: other) } }
        }
      }
      if finding.isEmpty { return (graph, circles) }
      speaking.formUnion(finding)
    }
  }

  /// Whether something is certainly heard in a state, even if only a pause.
  private func speaks(in place: Int) -> Bool {
    speaks(spokenPrompts(of: place), in: place)
  }

  private func speaks(_ prompts: [Prompt], in place: Int) -> Bool {
    prompts.contains { prompt in
      switch prompt {
      case .pause(let duration): duration >= EntryRules.noticeable
      case .clip, .value(.literal, _): true
      case .value(.variable(let name), _):
        values.surelyHas(program.variableNames[name.index], in: place)
      case .text(let texts): texts.allSatisfy { !$0.allSatisfy(\.isWhitespace) }
      // An item may lack any value.
      case .value(.item, _): false
      case .each(let each):
        speaks(each.item.prompts, in: place) && speaks(each.empty.prompts, in: place)
      case .choice(let choice): choice.cases.all.allSatisfy { speaks($0.prompts, in: place) }
      }
    }
  }

  /// What is certainly spoken if the call passes through a state: a known value is taken over
  /// silently.
  private func spokenPrompts(of place: Int) -> [Prompt] {
    exits[place].contains(where: \.takesOver) ? [] : program.states[place].prompts?.prompts ?? []
  }

  private func spokenVariables(of place: Int) -> [VariableID] {
    spokenPrompts(of: place).compactMap { prompt in
      if case .value(.variable(let name), _) = prompt { name } else { nil }
    }
  }

  /// Whether a state takes over a known value into a name.
  private func takesOver(_ name: VariableID, in place: Int) -> Bool {
    exits[place].contains { $0.takesOver && $0.sets == name }
  }

  private func graph(
    without excluded: Set<Int> = [], _ isTaken: (StateExit, MenuState) -> Bool
  ) -> StateGraph {
    StateGraph(
      exits.enumerated().map { place, exits in
        // What can be taken only so many times leads round in no loop for ever.
        excluded.contains(place)
          ? []
          : exits.filter { !$0.isBounded && isTaken($0, program.states[place]) }
            .map(\.target.index)
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
  /// Whether it is taken only if the caller presses keys or says something.
  fileprivate var needsCaller: Bool {
    switch trigger {
    case .keysPressed, .spoke: true
    case .gaveUp, .answered, .failed, .passing: false
    }
  }

  /// Whether a known value is taken over without asking.
  fileprivate var takesOver: Bool { trigger == .passing && sets != nil }
}

extension MenuState {
  /// Whether the call takes the exit without listening to the caller. During a transfer, the far
  /// side's time passes.
  fileprivate func passes(by exit: StateExit) -> Bool {
    switch exit.trigger {
    case .passing: true
    case .answered, .failed: !facts.putsThrough
    case .keysPressed, .spoke, .gaveUp: false
    }
  }

  /// Whether the call can take the exit at once, though usually it waits: a transfer may fail at
  /// once, and a time-out may be too short to notice.
  fileprivate func endsAtOnce(by exit: StateExit) -> Bool {
    exit.name == .outcome(Outcomes.failed)
      || exit.trigger == .gaveUp && facts.entryRules?.passesUnnoticed ?? false
  }
}

extension EntryRules {
  /// Anything shorter doesn't count as a wait.
  fileprivate static let noticeable = Duration.milliseconds(100)

  fileprivate var passesUnnoticed: Bool { timeout * maxNoinput < Self.noticeable }
}
