package import CallEngine
internal import CallRuntime

/// How often calls have entered each state, taken each exit and begun each prompt.
package struct Coverage: Hashable, Sendable {
  /// A catalog prompt in one language.
  package struct SpokenPrompt: Hashable, Sendable {
    package let id: String
    package let language: Language
  }

  /// How often each state was entered, by `StateID.index`.
  package private(set) var entered: [Int]
  /// How often each exit was taken, by state; exits never taken are left out.
  private var taken: [[StateExit.Name: Int]]
  /// How often each prompt was begun.
  package private(set) var spoken: [SpokenPrompt: Int] = [:]

  package init(of program: MenuProgram) {
    entered = Array(repeating: 0, count: program.states.count)
    taken = Array(repeating: [:], count: program.states.count)
  }

  /// How often an exit of a state was taken.
  package func count(of exit: StateExit.Name, in state: StateID) -> Int {
    taken[state.index][exit] ?? 0
  }

  mutating func countEntry(of state: StateID, times: Int = 1) {
    entered[state.index] += times
  }

  mutating func countExit(_ exit: StateExit.Name, of state: StateID, times: Int = 1) {
    taken[state.index][exit, default: 0] += times
  }

  mutating func count(_ announcement: Announcement) {
    for case .clip(let id, let language) in announcement.items {
      spoken[SpokenPrompt(id: id.name, language: language), default: 0] += 1
    }
  }

  /// Adds the coverage of other calls on the same program.
  package mutating func merge(_ other: Coverage) {
    precondition(entered.count == other.entered.count, "coverage of another program")
    for state in entered.indices {
      entered[state] += other.entered[state]
      taken[state].merge(other.taken[state], uniquingKeysWith: +)
    }
    spoken.merge(other.spoken, uniquingKeysWith: +)
  }
}

/// Counts a call's states and exits while it runs.
package final class CoverageRecorder: CallObserver {
  package private(set) var coverage: Coverage
  /// The states that were entered and the exits by which they were left, in order.
  package private(set) var way: [(state: StateID, exit: StateExit.Name?)] = []

  private let program: MenuProgram

  package init(of program: MenuProgram) {
    self.program = program
    coverage = Coverage(of: program)
  }

  package func noted(_ note: CallNote) {
    switch note {
    case .entered(let state):
      coverage.countEntry(of: state)
      way.append((state, nil))
    case .took(let id):
      guard let last = way.last else { return }
      let exit = program[id].name
      coverage.countExit(exit, of: last.state)
      // A choice that repeats leaves the call where it is.
      if last.exit == nil { way[way.count - 1].exit = exit } else { way.append((last.state, exit)) }
    case .noinput, .nomatch, .withheld: break
    }
  }

  package func began(_ announcement: Announcement) {
    coverage.count(announcement)
  }
}
