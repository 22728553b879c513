/// A visit of a call to one of its states: what is counted of it afterwards.
public struct CallStep: Hashable, Sendable {
  /// The state's name.
  public let state: String
  /// When the call entered it, as time since the answer.
  public let at: Duration
  /// The exits that it took: choices that repeat the state, and then, unless the call ended in the
  /// state, the one that led on.
  public var exits: [StateExit.Name]
  /// How often the caller pressed nothing, and nothing valid.
  public var noinputs: Int
  public var nomatches: Int

  public init(
    _ state: String, at: Duration, exits: [StateExit.Name] = [], noinputs: Int = 0,
    nomatches: Int = 0
  ) {
    self.state = state
    self.at = at
    self.exits = exits
    self.noinputs = noinputs
    self.nomatches = nomatches
  }

  /// Takes in what the machine noted while the call was in the state.
  public mutating func take(_ note: CallNote, of program: MenuProgram) {
    switch note {
    case .took(let id): exits.append(program[id].name)
    case .noinput: noinputs += 1
    case .nomatch: nomatches += 1
    case .entered, .withheld: break
    }
  }
}
