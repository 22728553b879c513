import CallEngine
import RandomInputs

/// One call full of random events, some of which make sense.
struct EventStorm {
  private var random: SeededGenerator
  let parameters: CallParameters
  private(set) var machine: CallMachine
  private(set) var watch: CallWatch
  private(set) var now = Duration.zero
  private var isAnswered = false
  /// Keys that the caller has.
  private let keypad: [Digit]
  /// Whether a far side may answer, keys then being its own.
  private let connectsTransfers: Bool

  init(
    _ program: MenuProgram, keypad: [Digit] = Digit.allCases, connectsTransfers: Bool = true,
    tracesExits: Bool = false, seed: UInt64
  ) {
    random = SeededGenerator(seed: seed)
    parameters = CallParameters(
      line: "02155500001", numberDialled: "1234", language: random.one(in: 2) ? .english : nil)
    machine = CallMachine(program: program, parameters: parameters)
    machine.tracesExits = tracesExits
    watch = CallWatch(of: program)
    self.keypad = keypad
    self.connectsTransfers = connectsTransfers
  }

  /// Gives the machine one event more, some time later.
  mutating func blow() -> (event: CallEvent, effects: [CallEffect]) {
    if !random.one(in: 3) { now += .milliseconds(random.below(1500)) }
    return deliver(nextEvent())
  }

  mutating func deliver(_ event: CallEvent) -> (event: CallEvent, effects: [CallEffect]) {
    (event, watch.deliver(event, to: &machine, at: now))
  }

  private mutating func nextEvent() -> CallEvent {
    if !isAnswered {
      isAnswered = !random.one(in: 8)
      if isAnswered { return .answered }
    }
    switch random.below(64) {
    case 0...27:
      return .digit(random.element(of: keypad))
    case 28...39:
      if let playing = watch.playing { return .finishedPlaying(playing) }
      if let deadline = machine.deadline, !random.one(in: 8) { now = max(now, deadline) }
      return .deadlineReached
    case 40...47:
      if let recording = watch.recording, random.one(in: 2) {
        return .recordingEnded(recording, recorded())
      }
      if let invocation = watch.invocation { return .serviceReturned(invocation, reply()) }
      return .deadlineReached
    case 48...53:
      if let transfer = watch.transfers.last, connectsTransfers, !watch.isConnected {
        return .transferConnected(transfer)
      }
      return .digit(random.element(of: keypad))
    case 54...57:
      if let transfer = watch.transfer {
        return .transferEnded(transfer, random.element(of: TransferOutcome.allCases))
      }
      return .answered
    case 58: return .finishedPlaying(PlayID(random.below(20)))
    case 59: return .serviceReturned(InvocationID(random.below(20)), reply())
    case 60:
      return connectsTransfers ? .transferConnected(TransferID(random.below(20))) : .answered
    case 61 where random.one(in: 2):
      return .recordingEnded(RecordingID(random.below(20)), recorded())
    case 61: return .transferEnded(TransferID(random.below(20)), .failed)
    case 62: return .answered
    default: return random.one(in: 8) ? .hungUp : .deadlineReached
    }
  }

  private mutating func recorded() -> Recording {
    Recording(
      "take", length: .milliseconds(random.below(3000)),
      end: random.element(of: Recording.End.allCases))
  }

  private mutating func reply() -> ServiceReply {
    var output: [NamedValue] = []
    for name in ["x", "y", "z"] where random.one(in: 2) {
      output.append(NamedValue(name, random.element(of: ["", "1", "en-US", "09120000001"])))
    }
    return ServiceReply(
      outcome: random.element(of: ["found", "lost", "failed", "unheard_of"]), output: output)
  }
}
