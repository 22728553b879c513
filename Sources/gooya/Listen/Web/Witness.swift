import CallEngine
import CallRuntime
import Synchronization
import Workbench

/// Writes down a call from a page, for its journal and for a scenario. Any thread may use it.
final class Witness: Sendable {
  private let state = Mutex(State())

  private struct State {
    var parameters: CallParameters?
    /// In the order in which it came: a scenario's steps follow it.
    var notes: [Note] = []
    /// What the line has answered to the SMS that comes in next.
    var answers: [CallMessage] = []
  }

  private enum Note: Sendable {
    case event(TranscriptEvent)
    case entry(Journal.Entry)
    case reply(String, from: String, at: Duration)
  }

  /// Begins, and learns from a line's services which SMS come in.
  func listening(
    to services: any CallServices, of parameters: CallParameters
  ) -> any CallServices {
    state.withLock { $0.parameters = parameters }
    return AnsweredServices(services, by: self)
  }

  func note(_ event: TranscriptEvent) { add(.event(event)) }

  func note(_ entry: Journal.Entry) { add(.entry(entry)) }

  func noteReply(_ text: String, from number: String, at now: Duration) {
    add(.reply(text, from: number, at: now))
  }

  private func add(_ note: Note) { state.withLock { $0.notes.append(note) } }

  /// - Parameter messages: what the line has answered to the SMS that comes in next.
  func expect(_ messages: [CallMessage]) { state.withLock { $0.answers = messages } }

  fileprivate func takeAnswers() -> [CallMessage] {
    state.withLock { state in
      defer { state.answers = [] }
      return state.answers
    }
  }

  /// The call's parameters and its journal so far; `nil` before it has begun.
  var written: (parameters: CallParameters, entries: [Journal.Entry])? {
    state.withLock { state in
      state.parameters.map { parameters in
        (
          parameters,
          state.notes.compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
        )
      }
    }
  }

  /// The call as far as it has come; `nil` before it has begun.
  var call: WitnessedCall? {
    let (parameters, notes) = state.withLock { ($0.parameters, $0.notes) }
    guard let parameters else { return nil }
    let call = WitnessedCall(parameters)
    for note in notes {
      switch note {
      case .event(let event): call.note(event)
      case .entry(let entry): call.note(entry)
      case .reply(let text, let number, let moment):
        call.noteReply(text, from: number, at: moment)
      }
    }
    return call
  }
}

/// Services of which SMS have been asked already, where it may wait.
private final class AnsweredServices: CallServices {
  private let services: any CallServices
  private unowned let witness: Witness

  init(_ services: any CallServices, by witness: Witness) {
    self.services = services
    self.witness = witness
  }

  func began(_ call: CallParameters, at now: Duration) { services.began(call, at: now) }

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    services.invoke(request, at: now)
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    services.transfer(to: target, at: now)
  }

  func farSide(_ target: String, at now: Duration) -> (any FarSide)? {
    services.farSide(target, at: now)
  }

  func line(
    answering target: String, in language: Language, at now: Duration
  ) -> AnsweringLine? {
    services.line(answering: target, in: language, at: now)
  }

  func tape(for name: String, in state: String, at now: Duration) -> (any RecordingTape)? {
    services.tape(for: name, in: state, at: now)
  }

  func late(_ reply: ServiceReply, from service: String, at now: Duration) {
    services.late(reply, from: service, at: now)
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] {
    witness.noteReply(text, from: number, at: now)
    return witness.takeAnswers()
  }

  func ended(_ call: CallSummary, at now: Duration) { services.ended(call, at: now) }
}
