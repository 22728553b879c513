import CallEngine
import CallRuntime
import MenuScript
import Speech

/// The surroundings of an explored call: services with set behaviours, announcements as long as in
/// any other call, and the detection of problems.
struct ExploreSurroundings: CallSurroundings {
  private let program: MenuProgram
  private let narrator: Narrator
  private let services: RememberedReplies
  /// By state, the names that its own prompts speak.
  private let spoken: [[VariableID]]
  private let canEnd: [Bool]
  private var lengths: [Announcement: Duration] = [:]

  private var given: [Scenario.Provision] = []
  private(set) var response = LoadSurroundings.Response.nothing
  private(set) var problem: CallProblem?
  private var requests = 0
  /// What the caller says.
  private var voice = UnheardCaller()
  /// How long the far side of a transfer will talk.
  private var talking = Duration.zero
  /// The state that the call should reach; if there is one, problems don't matter.
  private var target: StateID?
  private(set) var hasArrived = false
  /// The states that the call has entered.
  private(set) var entered: Set<StateID> = []

  var hasSeenEnough: Bool { hasArrived || target == nil && problem != nil && !mayBeCircle }

  /// A dead end is watched for some steps, because reporting a circle says more.
  private var mayBeCircle: Bool {
    problem?.kind == .deadEnd && stepsInDeadEnd < Self.mostSteps(in: program)
  }
  private var stepsInDeadEnd = 0

  /// Twice as many steps as a circle may have; see `CircleGuard`.
  private static func mostSteps(in program: MenuProgram) -> Int {
    4 * program.states.count + 200
  }

  /// More requests and transfers than any menu needs in a call.
  private static let mostRequests = 500
  /// How many announcements' lengths are remembered; few callers hear few different announcements.
  private static let mostLengths = 100_000

  init(program: MenuProgram, narrator: Narrator, services: RememberedReplies) {
    self.program = program
    self.narrator = narrator
    self.services = services
    spoken = program.states.map(\.spokenNames)
    canEnd = program.canEnd
  }

  /// Prepares for another call.
  mutating func begin(given: [Scenario.Provision], watching target: StateID?) {
    self.given = given
    self.target = target
    hasArrived = false
    entered = []
    response = .nothing
    problem = nil
    stepsInDeadEnd = 0
    requests = 0
    voice = UnheardCaller()
  }

  mutating func met(_ event: CallEvent, at now: Duration, before machine: CallMachine) {}

  mutating func answered(
    _ event: CallEvent, at now: Duration, with effects: [CallEffect], by machine: CallMachine
  ) {
    response = effects.isEmpty ? .nothing : .acts
    for effect in effects {
      switch effect {
      case .play: reportUnset(in: machine.state, of: machine)
      case .note(.entered(let state)): reportEntry(of: state, by: machine)
      case .hangUp(.circle):
        if problem?.kind == .deadEnd { problem = nil }
        report(.circle, machine.state)
      case .hangUp(.maxDuration): report(.tooLong, machine.state)
      case .invoke, .transfer, .record: reportRequest(in: machine.state)
      case .stopPlaying, .stopRecording, .whisper, .endTransfer, .forward, .hangUp, .note: break
      }
    }
  }

  private mutating func reportRequest(in state: StateID) {
    requests += 1
    if requests > Self.mostRequests { report(.spin, state) }
  }

  private mutating func reportUnset(in state: StateID, of machine: CallMachine) {
    if machine.asksForConfirmation { return }
    for name in spoken[state.index] where machine.value(of: name) == nil {
      report(.unset(program.variableNames[name.index]), state)
    }
  }

  private mutating func reportEntry(of state: StateID, by machine: CallMachine) {
    entered.insert(state)
    if state == target { hasArrived = true }
    if !canEnd[state.index] {
      stepsInDeadEnd += 1
      report(.deadEnd, state)
    }
    let here = program[state]
    if case .numbers(let numbers) = here.subject,
      numbers.allSatisfy({ number in
        guard case .variable(let name) = number else { return false }
        return machine.value(of: name)?.text.isEmpty ?? true
      })
    {
      report(.noNumber, state)
    }
    // If all the values to speak are missing, nothing is played.
    if here.entryRules == nil { reportUnset(in: state, of: machine) }
  }

  private mutating func report(_ kind: CallProblem.Kind, _ state: StateID) {
    if problem == nil { problem = CallProblem(kind: kind, state: state) }
  }

  mutating func play(_ announcement: Announcement, _ id: PlayID, at now: Duration) -> PortAnswer {
    response = .speaks
    return .at(now + length(of: announcement), .finishedPlaying(id))
  }

  private mutating func length(of announcement: Announcement) -> Duration {
    if let length = lengths[announcement] { return length }
    var player = AnnouncementPlayer(narrator: narrator)
    let length = player.play(announcement, at: .zero)
    if lengths.count < Self.mostLengths { lengths[announcement] = length }
    return length
  }

  mutating func stopPlaying(at now: Duration) {}

  mutating func invoke(
    _ request: ServiceRequest, _ id: InvocationID, at now: Duration
  ) -> PortAnswer {
    let answer = answer(request)
    return .at(now + answer.delay, .serviceReturned(id, answer.reply))
  }

  private mutating func answer(_ request: ServiceRequest) -> ServiceAnswer {
    if requests > Self.mostRequests { return ServiceAnswer(.failed, delay: .seconds(60)) }
    return services.answer(request, given: given)
  }

  mutating func record(
    _ id: RecordingID, _ rules: RecordingRules, at now: Duration
  ) -> PortAnswer {
    response = .speaks
    guard services.canRecord(given: given) else {
      return .at(now, .recordingEnded(id, Recording("recording", length: .zero, end: .failed)))
    }
    return voice.record(id, rules, at: now)
  }

  mutating func stopRecording(
    _ id: RecordingID, _ end: Recording.End, at now: Duration
  ) -> PortAnswer {
    voice.stopRecording(id, end, at: now)
  }

  mutating func heard(_ speech: CallerSpeech, at now: Duration) -> PortAnswer? {
    response = .acts
    return voice.heard(speech, at: now)
  }

  mutating func transfer(to target: String, _ id: TransferID, at now: Duration) -> PortAnswer {
    let course = services.course(given: given)
    talking = course.talking
    return course.beginning(id, at: now)
  }

  mutating func whisper(
    _ announcement: Announcement, to transfer: TransferID, _ id: PlayID, at now: Duration
  ) -> PortAnswer {
    .at(now + length(of: announcement), .finishedPlaying(id))
  }

  mutating func bridged(_ id: TransferID, at now: Duration) -> PortAnswer {
    .at(now + talking, .transferEnded(id, .connected))
  }

  mutating func forward(_ digit: Digit, _ id: TransferID, at now: Duration) {}
  mutating func endTransfer(_ id: TransferID, at now: Duration) {}
  mutating func late(_ event: CallEvent, at now: Duration) {}
  mutating func note(_ note: CallNote, at now: Duration) {}
  mutating func ended(_ cause: HangUpCause, at now: Duration) {}
}

extension MenuState {
  /// The names whose values the state's own prompts speak.
  fileprivate var spokenNames: [VariableID] {
    let prompts = facts.prompts?.prompts ?? []
    return prompts.compactMap { prompt in
      if case .value(.variable(let name), _) = prompt { name } else { nil }
    }
  }
}
