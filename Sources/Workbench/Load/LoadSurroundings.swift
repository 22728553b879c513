import CallEngine
import CallRuntime

/// What a call meets in a load run: the clock, the services, and counters.
struct LoadSurroundings: CallSurroundings {
  private(set) var events = 0
  private(set) var entered: [Int]
  /// What the line made of the last event.
  private(set) var response = Response.nothing

  /// What a caller notices of the line.
  enum Response: Equatable {
    case nothing
    case speaks
    case acts
  }

  private let services: any CallServices
  /// Which of the calls that go on at once has its turn.
  var call = 0
  /// How long far sides will talk, by the calls that they were put through to.
  private var talks: [Int: Duration] = [:]

  /// About what a prompt or a value takes to say. No load run puts anything into words: its time is
  /// virtual, and nobody hears it.
  private static let millisecondsAnItem = 2000

  init(program: MenuProgram, services: any CallServices) {
    self.services = services
    entered = Array(repeating: 0, count: program.states.count)
  }

  mutating func met(_ event: CallEvent, at now: Duration, before machine: CallMachine) {}

  mutating func answered(
    _ event: CallEvent, at now: Duration, with effects: [CallEffect], by machine: CallMachine
  ) {
    events += 1
    response = effects.isEmpty ? .nothing : .acts
  }

  mutating func play(_ announcement: Announcement, _ id: PlayID, at now: Duration) -> PortAnswer {
    response = .speaks
    let items = announcement.count * announcement.times
    return .at(now + .milliseconds(Self.millisecondsAnItem * items), .finishedPlaying(id))
  }

  mutating func stopPlaying(at now: Duration) {}

  mutating func invoke(
    _ request: ServiceRequest, _ id: InvocationID, at now: Duration
  ) -> PortAnswer {
    let answer = services.invoke(request, at: now).known(to: request)
    return .at(now + answer.delay, .serviceReturned(id, answer.reply))
  }

  mutating func transfer(to target: String, _ id: TransferID, at now: Duration) -> PortAnswer {
    let course = services.transfer(to: target, at: now)
    talks[call] = course.talking
    return course.beginning(id, at: now)
  }

  mutating func bridged(_ id: TransferID, at now: Duration) -> PortAnswer {
    .at(now + (talks[call] ?? .zero), .transferEnded(id, .connected))
  }

  mutating func forward(_ digit: Digit, _ id: TransferID, at now: Duration) {}

  mutating func endTransfer(_ id: TransferID, at now: Duration) {}

  mutating func late(_ event: CallEvent, at now: Duration) {}

  mutating func note(_ note: CallNote, at now: Duration) {
    if case .entered(let state) = note { entered[state.index] += 1 }
  }

  mutating func ended(_ cause: HangUpCause, at now: Duration) {}
}
