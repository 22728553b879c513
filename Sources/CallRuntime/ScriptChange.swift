public import CallEngine
public import Speech

/// What became of a script that was saved during a call.
public enum ScriptChange: Sendable {
  /// It compiles: the call should continue in it.
  case program(MenuProgram, Narrator)
  /// It doesn't compile, for these reasons; the call goes on unchanged.
  case broken(String)
}

/// Watches a script for a call: checks now and then, and holds a change back until the call can
/// take it.
struct ScriptWatch {
  private let changes: () -> ScriptChange?
  private(set) var nextLook = Duration.zero
  private var waiting: (program: MenuProgram, narrator: Narrator)?

  /// Often enough to seem immediate.
  private static let interval = Duration.milliseconds(250)

  init(_ changes: @escaping () -> ScriptChange?) {
    self.changes = changes
  }

  /// Checks whether the script has changed.
  mutating func look(at now: Duration) -> ScriptChange? {
    nextLook = now + Self.interval
    if let change = changes() {
      waiting = nil
      return change
    }
    defer { waiting = nil }
    return waiting.map { .program($0.program, $0.narrator) }
  }

  /// Keeps a program for the next check, since the call can't take it now.
  mutating func keep(_ program: MenuProgram, _ narrator: Narrator) {
    waiting = (program, narrator)
  }
}

extension SimulatedCall {
  /// Checks whether the script has changed, and continues the call in it if possible.
  func takeChange(at now: Duration) {
    switch watch?.look(at: now) {
    case nil: break
    case .broken(let reasons):
      tell(.broken(reasons), at: now)
    case .program(let program, let narrator):
      do throws(MoveObstacle) {
        try move(to: program, narrator, at: now)
        tell(.continues(in: stateName), at: now)
      } catch {
        switch error {
        case .busy: watch?.keep(program, narrator)
        case .notUnderWay: break
        case .stateIsGone(let name):
          tell(.restarts(without: name), at: now)
          begin(anewOn: program, narrator, at: now)
        }
      }
    }
  }

  private var stateName: String { machine.program[machine.state].name }
}

/// What is told in a transcript of a script that was saved during the call.
public enum ScriptNote: Hashable, Sendable {
  /// It has errors, and the call goes on as it was.
  case broken(String)
  /// The call goes on in it, in this state.
  case continues(in: String)
  /// It has no such state any more, and the call starts over.
  case restarts(without: String)

  /// Its name in JSON.
  public var name: String {
    switch self {
    case .broken: "broken"
    case .continues: "continues"
    case .restarts: "restarts"
    }
  }

  /// The state that it names.
  public var state: String? {
    switch self {
    case .broken: nil
    case .continues(let state), .restarts(let state): state
    }
  }

  public var text: String {
    switch self {
    case .broken(let reasons):
      "the script has errors, so the call goes on as it was:\n\(reasons)"
    case .continues(let state): "the script was saved: the call goes on in '\(state)'"
    case .restarts(let state):
      "the script was saved without the state '\(state)': the call starts over"
    }
  }
}
