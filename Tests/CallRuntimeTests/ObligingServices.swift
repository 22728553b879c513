import CallEngine
import CallRuntime

/// Services that do whatever they are asked: an SMS for every request, and an answer to every call.
final class ObligingServices: CallServices {
  func began(_ call: CallParameters, at now: Duration) {}

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    .known(
      ServiceAnswer(
        ServiceReply(outcome: "sent"),
        messages: [
          CallMessage(.sms, from: "1000", to: "09120000001", text: "Your code is 4711.")
        ]))
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    TransferCourse(.connected, ringing: .seconds(1), talking: .seconds(1_000_000))
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }

  func ended(_ call: CallSummary, at now: Duration) {}
}
