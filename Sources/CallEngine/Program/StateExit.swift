/// One way out of a state.
public struct StateExit: Hashable, Sendable {
  /// What identifies an exit among those of its state.
  public enum Name: Hashable, Sendable {
    /// A choice, by its keys.
    case choice(KeySequence)
    /// An outcome: `gave_up`, `collected`, `busy`, a service's own.
    case outcome(String)
    /// The only way on.
    case then
  }

  /// What makes a call leave by this exit.
  public enum Trigger: Hashable, Sendable {
    /// The caller presses this many keys, or more.
    case keysPressed(Int)
    /// The caller presses nothing, or nothing valid, as often as the state allows.
    case gaveUp
    /// The caller says something.
    case spoke
    /// A service or a far side answers.
    case answered
    /// A service fails, or nobody is reached.
    case failed
    /// Nothing: the state leaves when it is done.
    case passing
  }

  public let name: Name
  public let target: StateID
  public let trigger: Trigger
  /// The name that has a value afterwards, even if it had none before.
  public let sets: VariableID?
  /// What the state has found out about a name's value if this exit is taken.
  public let shows: Insight?
  /// Whether it is taken only so many times in a call.
  public let isBounded: Bool

  /// What looking at a name tells.
  public enum Insight: Hashable, Sendable {
    /// The name has a value.
    case set(VariableID)
    /// It has none.
    case unset(VariableID)
  }

  init(
    _ name: Name, _ target: StateID, when trigger: Trigger, sets: VariableID? = nil,
    shows: Insight? = nil, isBounded: Bool = false
  ) {
    self.name = name
    self.target = target
    self.trigger = trigger
    self.sets = sets
    self.shows = shows
    self.isBounded = isBounded
  }

  static func choice(_ keys: KeySequence, _ target: StateID) -> StateExit {
    StateExit(.choice(keys), target, when: .keysPressed(keys.count))
  }

  static func then(_ target: StateID) -> StateExit {
    StateExit(.then, target, when: .passing)
  }

  static func gaveUp(_ rules: EntryRules) -> StateExit {
    StateExit(.outcome(Outcomes.gaveUp), rules.gaveUp, when: .gaveUp)
  }
}

/// An exit's place in its program. It is one or two numbers instead of a name to keep effects
/// small.
public struct ExitID: Hashable, Sendable {
  public let state: StateID
  fileprivate let index: Int
}

/// The names of outcomes, except for services' own.
public enum Outcomes {
  /// Of menus and collects.
  public static let gaveUp = "gave_up"
  public static let collected = "collected"
  public static let cancelled = "cancelled"
  /// Of counts.
  public static let more = "more"
  public static let reached = "reached"
  /// Of a switch, where no case fits. No case can have this name.
  public static let otherwise = "else"
  /// Of recordings.
  public static let recorded = "recorded"
  public static let empty = "empty"
  /// Of transfers, of recordings and of every service; a service's time-out counts as a failure.
  public static let failed = "failed"
  public static let transfer = TransferOutcome.allCases.map(\.rawValue)

  /// All outcomes.
  public static let builtIn = Set(
    transfer + [gaveUp, collected, cancelled, more, reached, recorded, empty, failed])
}

extension MenuProgram {
  /// Every exit of a state, in the order of the script; a choice that repeats leads to the state
  /// itself.
  public func exits(of id: StateID) -> [StateExit] {
    self[id].kind.action.exits(of: id)
  }

  func exit(named name: StateExit.Name, of id: StateID) -> ExitID? {
    exits(of: id).firstIndex { $0.name == name }.map { ExitID(state: id, index: $0) }
  }

  public subscript(exit: ExitID) -> StateExit { exits(of: exit.state)[exit.index] }

  /// The exits of all states, by `StateID.index`.
  public var exits: [[StateExit]] {
    states.indices.map { exits(of: StateID(index: $0)) }
  }
}
