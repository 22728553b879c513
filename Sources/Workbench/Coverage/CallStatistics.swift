package import CallEngine

/// What many calls on a script did: how they ended, where they went, and what went wrong there.
package struct CallStatistics: Sendable {
  /// What calls did in one state.
  package struct State: Sendable {
    /// How often it was entered.
    package fileprivate(set) var visits = 0
    /// By how many calls.
    package fileprivate(set) var calls = 0
    /// The time of all visits.
    package fileprivate(set) var time = Duration.zero
    /// How often callers pressed nothing, and nothing valid.
    package fileprivate(set) var noinputs = 0
    package fileprivate(set) var nomatches = 0
    /// How often callers heard it again by a choice of theirs.
    package fileprivate(set) var repeats = 0
    /// How many callers hung up in it.
    package fileprivate(set) var hangUps = 0
    package fileprivate(set) var exits: [StateExit.Name: Int] = [:]

    /// Nothing has been counted.
    package init() {}

    /// The mean time of a visit.
    package var meanTime: Duration { visits == 0 ? .zero : time / visits }
  }

  package private(set) var calls = 0
  /// How the calls ended, with their numbers.
  package private(set) var endings: [String: Int] = [:]
  /// By the states' names.
  package private(set) var states: [String: State] = [:]

  package init() {}

  /// Counts a call.
  ///
  /// - Parameters:
  ///   - ending: how it ended, in a word.
  ///   - steps: its way, in order; empty for a call that isn't over.
  ///   - duration: how long it took.
  ///   - isHungUp: whether its caller hung up.
  package mutating func add(
    ending: String, steps: [CallStep] = [], duration: Duration = .zero, isHungUp: Bool = false
  ) {
    calls += 1
    endings[ending, default: 0] += 1
    for name in Set(steps.map(\.state)) { states[name, default: State()].calls += 1 }
    for (place, step) in steps.enumerated() {
      let isLast = place == steps.count - 1
      let until = isLast ? max(duration, step.at) : steps[place + 1].at
      var state = states[step.state] ?? State()
      state.visits += 1
      state.time += until - step.at
      state.noinputs += step.noinputs
      state.nomatches += step.nomatches
      // All but the exit that led on.
      state.repeats += max(0, step.exits.count - (isLast ? 0 : 1))
      for exit in step.exits { state.exits[exit, default: 0] += 1 }
      if isLast && isHungUp { state.hangUps += 1 }
      states[step.state] = state
    }
  }

  /// How often the calls entered each state of a program and took each exit; what an earlier version
  /// of the script had besides is left out.
  package func coverage(of program: MenuProgram) -> Coverage {
    var coverage = Coverage(of: program)
    for place in program.states.indices {
      let id = StateID(index: place)
      guard let state = states[program[id].name] else { continue }
      coverage.countEntry(of: id, times: state.visits)
      for exit in program.exits(of: id) {
        if let count = state.exits[exit.name] {
          coverage.countExit(exit.name, of: id, times: count)
        }
      }
    }
    return coverage
  }
}
