import CallEngine
import CallRuntime
import Lines
import MenuScript
import Workbench

/// The bill line's services for exploring callers: the sample directory in memory, made to fail or
/// be late as a scenario's stubs are.
struct SampleExploration: ExploredServices {
  private let billing = SampleBilling()
  private static let ringing = Duration.seconds(4)
  private static let talking = Duration.seconds(30)

  let signatures = LineServices.signatures

  var numbers: [String] {
    billing.numbers + signatures.flatMap(\.outputs).compactMap(\.example)
  }

  let gateways: [Scenario.Provision.Subject] = [.sms, .transfer(nil)]

  var callers: [CallParameters] {
    (billing.lines + [SampleServices.unknownLine]).map {
      CallParameters(line: $0, numberDialled: CallSetup.serviceNumber)
    }
  }

  func answer(_ request: ServiceRequest, given: [Scenario.Provision]) -> CallRuntime.ServiceAnswer {
    var delay = Duration.zero
    for provision in given where concerns(provision.subject, request.service) {
      delay += provision.behaviour.delay
      guard let outcome = provision.behaviour.outcome else { continue }
      let signature = LineServices.signatures.first { $0.name == request.service }
      let reply = signature?.reply(
        outcome, telling: provision.behaviour.output,
        otherwise: billing.reply(to: request).output)
      return CallRuntime.ServiceAnswer(reply ?? .failed, delay: delay)
    }
    return CallRuntime.ServiceAnswer(billing.reply(to: request), delay: delay)
  }

  private func concerns(_ subject: Scenario.Provision.Subject, _ service: String) -> Bool {
    switch subject {
    case .service(let name): name == service
    case .sms: SampleBilling.senders.contains(service)
    case .email, .transfer: false
    }
  }

  func course(to target: String, given: [Scenario.Provision]) -> TransferCourse {
    var rings = Self.ringing
    for provision in given where provision.subject == .transfer(nil) {
      let behaviour = provision.behaviour
      if behaviour.delay > .zero { rings = behaviour.delay }
      guard let name = behaviour.outcome else { continue }
      let outcome = TransferOutcome(rawValue: name) ?? .failed
      return TransferCourse(outcome, ringing: .seconds(outcome == .noAnswer ? 60 : 1))
    }
    return TransferCourse(.connected, ringing: rings, talking: Self.talking)
  }
}

/// The services of a replayed exploration call.
final class ExploredCallServices: CallServices {
  private let services: SampleExploration
  private let given: [Scenario.Provision]

  init(_ services: SampleExploration, given: [Scenario.Provision]) {
    self.services = services
    self.given = given
  }

  func began(_ call: CallParameters, at now: Duration) {}

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    ServedRequest(services.answer(request, given: given))
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    services.course(to: target, given: given)
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }

  func ended(_ call: CallSummary, at now: Duration) {}
}
