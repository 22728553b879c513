import CallEngine
import CallRuntime
import Speech
import Synchronization

/// A line that asks one thing of somebody outside, and hangs up.
enum RemoteLine {
  static let parameters = CallParameters(line: "1", numberDialled: "2")

  static let asking = program(asking(fetchTimeout: BuiltIn.fetchTimeout))

  /// Asks too, and waits longer than a busy machine can keep a test in real time from its work.
  static let askingWithPatience = program(asking(fetchTimeout: .seconds(3600)))

  static let transferring = program(
    .transfer(Transfer(to: .literal("2000")) { _ in .init(index: 1) }))

  private static func asking(fetchTimeout: Duration) -> MenuState.Kind {
    .service(
      ServiceCall(
        service: "remote.ask", input: [], outputs: [], outcomes: [.init("yes", StateID(index: 1))],
        failed: StateID(index: 2), fetchTimeout: fetchTimeout))
  }

  private static func program(_ kind: MenuState.Kind) -> MenuProgram {
    let location = SourceLocation(file: "menu.yaml", line: 1, column: 1)
    let parting = MenuState.Kind.hangUp(
      HangUp(PromptSequence([.pause(.milliseconds(20))], languages: [.english])))
    return MenuProgram(
      title: "Test", digest: "d", languages: [.english],
      states: [("ask", kind), ("yes", parting), ("failed", parting)].map {
        MenuState(name: $0.0, location: location, kind: $0.1)
      }, start: StateID(index: 0))
  }

  static func call(
    _ program: MenuProgram, _ services: any CallServices, inbox: CallInbox.Address?,
    sound: LineSound? = nil,
    journal: @escaping (Journal.Entry) -> Void = { _ in },
    report: @escaping (TranscriptEvent) -> Void = { _ in }
  ) -> SimulatedCall {
    SimulatedCall(
      program: program, parameters: parameters, narrator: Narrator(library: PromptLibrary([])),
      services: services, inbox: inbox, sound: sound, journal: journal, report: report)
  }
}

/// Services that leave their answers for later, and a far side that is rung.
final class RemoteServices: CallServices {
  private let work: @Sendable (ServiceCompletion) -> Void
  private let far: (any FarSide)?
  /// What came too late, each by its service and outcome.
  private(set) var late: [String] = []
  private(set) var summaries: [CallSummary] = []

  init(
    farSide: (any FarSide)? = nil,
    _ work: @escaping @Sendable (ServiceCompletion) -> Void = { _ in }
  ) {
    self.work = work
    far = farSide
  }

  func began(_ call: CallParameters, at now: Duration) {}
  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest { .later(work) }
  func transfer(to target: String, at now: Duration) -> TransferCourse {
    TransferCourse(.failed, ringing: .zero)
  }
  func farSide(_ target: String, at now: Duration) -> (any FarSide)? { far }
  func late(_ reply: ServiceReply, from service: String, at now: Duration) {
    late.append("\(service): \(reply.outcome)")
  }
  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }
  func ended(_ call: CallSummary, at now: Duration) { summaries.append(call) }
}

/// A far side that notes what reaches it.
final class NotingFarSide: FarSide {
  private(set) var report: FarSideReport?
  private(set) var heard = ""

  func ring(reporting report: FarSideReport) { self.report = report }
  func forward(_ digit: Digit) { heard.append(digit.character) }
  func hangUp() { heard += " (cut)" }
}

/// Completions that wait for somebody to call them, from whatever thread.
final class Waiting: Sendable {
  private let completions = Mutex<[ServiceCompletion]>([])

  var count: Int { completions.withLock { $0.count } }

  /// - Returns: how many wait now.
  @discardableResult
  func add(_ completion: ServiceCompletion) -> Int {
    completions.withLock {
      $0.append(completion)
      return $0.count
    }
  }

  func completeAll(_ outcome: String = "yes") {
    let taken = completions.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    for completion in taken { completion(ServiceReply(outcome: outcome)) }
  }
}
