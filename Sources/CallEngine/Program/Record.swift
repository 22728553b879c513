/// Records what the caller says. Exits: `recorded`, `empty`, and `failed` where the script has it.
public final class Record: Sendable {
  /// The name whose value is the recording.
  public let variable: VariableID
  /// What is said before the beep.
  public let prompts: PromptSequence
  public let rules: RecordingRules
  /// The key that ends the recording; `nil` if none does.
  public let terminator: Digit?
  public let bargeIn: Bool
  public let recorded: StateID
  public let empty: StateID
  /// Where a call goes whose caller can't be recorded; `nil` to go where nothing was said.
  public let failed: StateID?

  public init(
    _ variable: VariableID, prompts: PromptSequence, rules: RecordingRules = RecordingRules(),
    terminator: Digit? = BuiltIn.terminator, bargeIn: Bool = true, recorded: StateID,
    empty: StateID, failed: StateID? = nil
  ) {
    self.variable = variable
    self.prompts = prompts
    self.rules = rules
    self.terminator = terminator
    self.bargeIn = bargeIn
    self.recorded = recorded
    self.empty = empty
    self.failed = failed
  }
}

/// How a recording begins and ends.
public struct RecordingRules: Hashable, Sendable {
  /// Whether a beep tells the caller to speak.
  public let beeps: Bool
  /// How long it may last, from the end of the beep.
  public let longest: Duration
  /// The silence that ends it, from the beep or from the caller's last word.
  public let silence: Duration
  /// From the first word to the last; a shorter one counts as empty.
  public let shortest: Duration

  public init(
    beeps: Bool = true, longest: Duration = BuiltIn.longestRecording,
    silence: Duration = BuiltIn.recordingSilence, shortest: Duration = BuiltIn.shortestRecording
  ) {
    self.beeps = beeps
    self.longest = longest
    self.silence = silence
    self.shortest = shortest
  }

  /// How long the beep takes.
  public var beep: Duration { beeps ? .milliseconds(300) : .zero }

  /// Whether a recording of this length isn't empty.
  public func keeps(_ length: Duration) -> Bool {
    length > .zero && length >= shortest
  }
}

extension MenuProgram {
  /// The names under which callers are recorded, in the order of the states.
  public var recordingNames: [String] {
    var names: [String] = []
    for state in states {
      guard case .record(let record) = state.kind else { continue }
      let name = variableNames[record.variable.index]
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}

extension BuiltIn {
  public static let longestRecording = Duration.seconds(120)
  public static let recordingSilence = Duration.seconds(4)
  public static let shortestRecording = Duration.seconds(1)
}

extension Record: StateAction {
  var facts: StateFacts {
    StateFacts(
      kind: .record, prompts: prompts, bargeIn: bargeIn, wait: rules.silence,
      subject: .recording(variable))
  }

  func exits(of state: StateID) -> [StateExit] {
    [
      StateExit(.outcome(Outcomes.recorded), recorded, when: .spoke, sets: variable),
      StateExit(.outcome(Outcomes.empty), empty, when: .gaveUp),
    ] + (failed.map { [StateExit(.outcome(Outcomes.failed), $0, when: .failed)] } ?? [])
  }
}
