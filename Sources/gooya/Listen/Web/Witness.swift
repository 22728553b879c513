import CallEngine
import CallRuntime
import Synchronization
import Workbench

/// Writes down a call from a page for a scenario. During the call it belongs to the calls' thread, then
/// to whoever asks for the scenario.
final class Witness: @unchecked Sendable {
  private(set) var call: WitnessedCall?
  /// What the line has answered to the SMS that comes in next.
  var answers: [CallMessage] = []

  /// Begins, and learns from a line's services which SMS come in.
  func listening(
    to services: any CallServices, of parameters: CallParameters
  ) -> any CallServices {
    let call = WitnessedCall(parameters)
    self.call = call
    return AnsweredServices(services, by: self)
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
    witness.call?.noteReply(text, from: number, at: now)
    defer { witness.answers = [] }
    return witness.answers
  }

  func ended(_ call: CallSummary, at now: Duration) { services.ended(call, at: now) }
}
