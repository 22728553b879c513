import CallEngine
public import CallRuntime

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

  mutating func play(_ announcement: Announcement, at now: Duration) -> Duration {
    response = .speaks
    let items = announcement.count * announcement.times
    return now + .milliseconds(Self.millisecondsAnItem * items)
  }

  mutating func stopPlaying(at now: Duration) {}

  mutating func invoke(_ request: ServiceRequest, at now: Duration) -> ServiceAnswer {
    services.invoke(request, at: now).answer
  }

  mutating func transfer(to target: String, at now: Duration) -> TransferCourse {
    services.transfer(to: target, at: now)
  }

  mutating func endTransfer(at now: Duration) {}

  mutating func note(_ note: CallNote, at now: Duration) {
    if case .entered(let state) = note { entered[state.index] += 1 }
  }

  mutating func ended(_ cause: HangUpCause, at now: Duration) {}
}
