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

  private let services: RememberedReplies
  /// Which of the calls that go on at once has its turn.
  var call = 0
  /// The call's number among all of the run.
  var number = 0
  /// How long far sides will talk, by the calls that they were put through to.
  private var talks: [Int: Duration] = [:]

  /// What callers say, by their calls.
  private var voices: [Int: UnheardCaller] = [:]

  /// About what a prompt or a value takes to say. No load run puts anything into words: its time is
  /// virtual, and nobody hears it.
  private static let millisecondsAnItem = 2000

  /// Of so many requests one fails, and another ends with any of the service's own outcomes.
  private static let requestsAFailure = 50
  /// So short that services which lead back to themselves are a circle, as they are in other calls.
  private static let delay = Duration.milliseconds(50)

  /// How transfers go, one after the other.
  private static let courses =
    Array(repeating: TransferCourse(), count: 7)
    + [TransferOutcome.busy, .noAnswer, .failed].map { TransferCourse(.outcome($0.rawValue)) }

  init(program: MenuProgram, services: RememberedReplies) {
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
    let chance = Self.chance(now)
    let reply: ServiceReply =
      switch chance % Self.requestsAFailure {
      case 1: services.failure(of: request)
      case 2: services.reply(to: request, outcome: chance / Self.requestsAFailure)
      default: services.reply(to: request, chance: number &+ chance / Self.requestsAFailure)
      }
    return .at(now + Self.delay, .serviceReturned(id, reply))
  }

  mutating func record(
    _ id: RecordingID, _ rules: RecordingRules, at now: Duration
  ) -> PortAnswer {
    response = .speaks
    return voices[call, default: UnheardCaller()].record(id, rules, at: now)
  }

  mutating func stopRecording(
    _ id: RecordingID, _ end: Recording.End, at now: Duration
  ) -> PortAnswer {
    voices[call, default: UnheardCaller()].stopRecording(id, end, at: now)
  }

  mutating func heard(_ speech: CallerSpeech, at now: Duration) -> PortAnswer? {
    response = .acts
    return voices[call, default: UnheardCaller()].heard(speech, at: now)
  }

  mutating func transfer(to target: String, _ id: TransferID, at now: Duration) -> PortAnswer {
    let course = Self.courses[Self.chance(now) % Self.courses.count]
    talks[call] = course.talking
    return course.beginning(id, at: now)
  }

  /// Chance that every run meets alike: it hangs on the moment of the call, whose milliseconds nobody
  /// plans.
  private static func chance(_ now: Duration) -> Int {
    // A millisecond is 5¹⁵ · 2¹⁵ attoseconds; 64 bits hold a week of them.
    Int(UInt64(truncatingIfNeeded: now.attoseconds >> 15) / 30_517_578_125)
  }

  mutating func whisper(
    _ announcement: Announcement, to transfer: TransferID, _ id: PlayID, at now: Duration
  ) -> PortAnswer {
    let items = announcement.count * announcement.times
    return .at(now + .milliseconds(Self.millisecondsAnItem * items), .finishedPlaying(id))
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

  mutating func ended(_ cause: HangUpCause, at now: Duration) {
    if !voices.isEmpty { voices[call] = nil }
  }
}
