package import CallEngine
package import CallRuntime
package import MenuScript

/// A line's own services for hundreds of thousands of simulated calls. Each reply is remembered, so
/// that equal requests get equal replies.
///
/// A reply must depend on nothing but the request. Then a load run or an exploration is a function
/// of its input, whatever the order of the requests.
package final class RememberedReplies {
  /// The answer to a request, and the service's other possible replies.
  private final class Remembered {
    let reply: ServiceReply
    /// The messages sent with it.
    let media: Set<CallMessage.Medium>
    /// The service's own outcomes, in the order of its signature.
    let others: [ServiceReply]
    /// Whether the service answers what it does because of the moment: at another it would answer
    /// otherwise, as likely as not.
    let isOfMoment: Bool

    init(_ answer: ServiceAnswer, _ signature: ServiceSignature?) {
      reply = answer.reply
      media = Set(answer.messages.map(\.medium))
      isOfMoment = signature.map { !$0.canFail } ?? false
      others = (signature?.outcomes ?? []).compactMap { outcome in
        outcome == answer.reply.outcome
          ? answer.reply
          : signature?.reply(outcome, telling: [], otherwise: answer.reply.output)
      }
    }

    func concerns(_ target: StubTarget, _ service: String) -> Bool {
      switch target {
      case .service(let name): name == service
      case .sms: media.contains(.sms)
      case .email: media.contains(.email)
      case .transfer, .recording: false
      }
    }
  }

  /// The possible callers.
  package let callers: [CallParameters]
  /// Numbers that callers know: from the line's data and the services' examples.
  package let numbers: [String]
  /// The services, whose outcomes can be chosen.
  package let signatures: [ServiceSignature]
  private let answer: (ServiceRequest) -> ServiceAnswer
  private var remembered: [ServiceRequest: Remembered] = [:]

  /// More than any run needs. A request that was forgotten gets the same reply again.
  private static let most = 20_000

  /// - Parameter answer: the line's own answer to a request, which must not depend on earlier ones.
  package init(
    callers: [CallParameters], numbers: [String] = [], signatures: [ServiceSignature] = [],
    answer: @escaping (ServiceRequest) -> ServiceAnswer
  ) {
    self.callers = callers
    let examples = signatures.flatMap(\.outputs).compactMap(\.example?.text)
    self.numbers = numbers + examples.filter { !$0.isEmpty }
    self.signatures = signatures
    self.answer = answer
  }

  /// The line's own reply.
  package func reply(to request: ServiceRequest) -> ServiceReply { remember(request).reply }

  /// A reply as callers meet it at any time of the day.
  ///
  /// - Parameter chance: any number.
  func reply(to request: ServiceRequest, chance: Int) -> ServiceReply {
    let known = remember(request)
    return known.isOfMoment ? known.others[chance % known.others.count] : known.reply
  }

  /// A reply that fails, if the service can.
  func failure(of request: ServiceRequest) -> ServiceReply {
    let known = remember(request)
    return known.isOfMoment ? known.reply : .failed
  }

  /// A reply with one of the service's own outcomes.
  ///
  /// - Parameter number: which of them; beyond the last it starts again.
  func reply(to request: ServiceRequest, outcome number: Int) -> ServiceReply {
    let others = remember(request).others
    return others.isEmpty ? .failed : others[number % others.count]
  }

  /// The line's answer, with stub behaviours applied.
  package func answer(_ request: ServiceRequest, given: [Scenario.Provision]) -> ServiceAnswer {
    let known = remember(request)
    var delay = Duration.zero
    for provision in given where known.concerns(provision.subject, request.service) {
      delay += provision.behaviour.delay
      guard let outcome = provision.behaviour.outcome else { continue }
      let signature = signatures.first { $0.name == request.service }
      let reply = signature?.reply(
        outcome, telling: provision.behaviour.output, otherwise: known.reply.output)
      return ServiceAnswer(reply ?? .failed, delay: delay)
    }
    return ServiceAnswer(known.reply, delay: delay)
  }

  /// How a transfer goes, with stub behaviours applied.
  func course(given: [Scenario.Provision]) -> TransferCourse {
    TransferCourse(given.last { $0.subject == .transfer(nil) }?.behaviour ?? .works)
  }

  /// Whether callers can be recorded, with stub behaviours applied.
  func canRecord(given: [Scenario.Provision]) -> Bool {
    given.last { $0.subject == .recording(nil) }?.behaviour.outcome == nil
  }

  private func remember(_ request: ServiceRequest) -> Remembered {
    if let known = remembered[request] { return known }
    let answer = answer(request)
    let new = Remembered(answer, signatures.first { $0.name == request.service })
    if remembered.count >= Self.most { remembered.removeAll(keepingCapacity: true) }
    // Without the call's values: holding them would force the call to copy them on a change.
    remembered[ServiceRequest(service: request.service, input: request.input)] = new
    return new
  }
}

/// The services of one explored call that is repeated.
package final class RememberedCall: CallServices {
  private let replies: RememberedReplies
  private let given: [Scenario.Provision]

  package init(_ replies: RememberedReplies, given: [Scenario.Provision]) {
    self.replies = replies
    self.given = given
  }

  package func began(_ call: CallParameters, at now: Duration) {}

  package func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    .known(replies.answer(request, given: given))
  }

  package func transfer(to target: String, at now: Duration) -> TransferCourse {
    replies.course(given: given)
  }

  package func tape(
    for name: String, in state: String, at now: Duration
  ) -> (any RecordingTape)? {
    replies.canRecord(given: given) ? BlankTape(name) : nil
  }

  package func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] {
    []
  }

  package func ended(_ call: CallSummary, at now: Duration) {}
}
