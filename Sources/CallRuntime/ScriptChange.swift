public import CallEngine
public import Speech

/// What has become of a script that its author saved while a call was held on it.
public enum ScriptChange: Sendable {
  /// It compiles: the call is to go on in it.
  case program(MenuProgram, Narrator)
  /// It doesn't, for these reasons; the call goes on as it was.
  case broken(String)
}

/// Watches a script for a call: looks now and then, and holds a change back until the call can take it.
struct ScriptWatch {
  private let changes: () -> ScriptChange?
  private(set) var nextLook = Duration.zero
  private var waiting: (program: MenuProgram, narrator: Narrator)?

  /// Often enough to be felt as at once.
  private static let interval = Duration.milliseconds(250)

  init(_ changes: @escaping () -> ScriptChange?) {
    self.changes = changes
  }

  /// Looks whether the script has changed.
  mutating func look(at now: Duration) -> ScriptChange? {
    nextLook = now + Self.interval
    if let change = changes() {
      waiting = nil
      return change
    }
    defer { waiting = nil }
    return waiting.map { .program($0.program, $0.narrator) }
  }

  /// Keeps a program for the next look, since the call can't take it now.
  mutating func keep(_ program: MenuProgram, _ narrator: Narrator) {
    waiting = (program, narrator)
  }
}

extension SimulatedCall {
  /// Looks whether the script has changed, and has the call go on in it if it can.
  func takeChange(at now: Duration) {
    switch watch?.look(at: now) {
    case nil: break
    case .broken(let reasons):
      tell("the script has errors, so the call goes on as it was:\n\(reasons)", at: now)
    case .program(let program, let narrator):
      do throws(MoveObstacle) {
        try move(to: program, narrator, at: now)
        tell("the script was saved: the call goes on in '\(stateName)'", at: now)
      } catch {
        switch error {
        case .busy: watch?.keep(program, narrator)
        case .notUnderWay: break
        case .stateIsGone(let name):
          tell("the script was saved without the state '\(name)': the call begins anew", at: now)
          begin(anewOn: program, narrator, at: now)
        }
      }
    }
  }

  private var stateName: String { machine.program[machine.state].name }
}
