public import CallEngine
public import CallRuntime

/// How often calls have entered each state, taken each exit and begun each prompt.
public struct Coverage: Hashable, Sendable {
  /// A catalog prompt in one language.
  public struct SpokenPrompt: Hashable, Sendable {
    public let id: String
    public let language: Language
  }

  /// How often each state was entered, by `StateID.index`.
  public private(set) var entered: [Int]
  /// How often each exit was taken, by state; exits never taken are left out.
  private var taken: [[StateExit.Name: Int]]
  /// How often each prompt was begun.
  public private(set) var spoken: [SpokenPrompt: Int] = [:]

  public init(of program: MenuProgram) {
    entered = Array(repeating: 0, count: program.states.count)
    taken = Array(repeating: [:], count: program.states.count)
  }

  /// How often an exit of a state was taken.
  public func count(of exit: StateExit.Name, in state: StateID) -> Int {
    taken[state.index][exit] ?? 0
  }

  mutating func countEntry(of state: StateID) {
    entered[state.index] += 1
  }

  mutating func countExit(_ exit: StateExit.Name, of state: StateID) {
    taken[state.index][exit, default: 0] += 1
  }

  mutating func count(_ announcement: Announcement) {
    for case .clip(let id, let language) in announcement.items {
      spoken[SpokenPrompt(id: id.name, language: language), default: 0] += 1
    }
  }

  /// Adds the coverage of other calls on the same program.
  public mutating func merge(_ other: Coverage) {
    precondition(entered.count == other.entered.count, "coverage of another program")
    for state in entered.indices {
      entered[state] += other.entered[state]
      taken[state].merge(other.taken[state], uniquingKeysWith: +)
    }
    spoken.merge(other.spoken, uniquingKeysWith: +)
  }
}

/// Counts a call's states and exits while it runs.
public final class CoverageRecorder: CallObserver {
  public private(set) var coverage: Coverage
  /// The states that were entered and the exits by which they were left, in order.
  public private(set) var way: [(state: StateID, exit: StateExit.Name?)] = []

  private let program: MenuProgram

  public init(of program: MenuProgram) {
    self.program = program
    coverage = Coverage(of: program)
  }

  public func noted(_ note: CallNote) {
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

  public func began(_ announcement: Announcement) {
    coverage.count(announcement)
  }
}
