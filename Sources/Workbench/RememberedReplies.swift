public import CallEngine
public import CallRuntime
public import MenuScript

/// The services that simulated callers meet by the hundred thousand: a line's own, each of whose
/// replies is remembered, so that whoever asks the same gets the same.
///
/// A reply must hang on nothing but the request: then a load run or an exploration is a function of
/// its input, whatever is asked first.
public final class RememberedReplies {
  /// One question's answer, with whatever else the service could have said.
  private final class Remembered {
    let reply: ServiceReply
    /// What was sent by it.
    let media: Set<CallMessage.Medium>
    /// The service's own outcomes, in the order of its signature.
    let others: [ServiceReply]

    init(_ answer: ServiceAnswer, _ signature: ServiceSignature?) {
      reply = answer.reply
      media = Set(answer.messages.map(\.medium))
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
      case .transfer: false
      }
    }
  }

  /// Who may ring.
  public let callers: [CallParameters]
  /// Numbers that callers know: the line's data, and what services' examples have.
  public let numbers: [String]
  /// The services, whose outcomes can be chosen.
  public let signatures: [ServiceSignature]
  private let answer: (ServiceRequest) -> ServiceAnswer
  private var remembered: [ServiceRequest: Remembered] = [:]

  /// More than a town's callers ask. Whoever asks for the first time again gets the same again.
  private static let most = 20_000

  /// - Parameter answer: the line's own answer to a request, on which nothing that was asked before
  ///   has a bearing.
  public init(
    callers: [CallParameters], numbers: [String] = [], signatures: [ServiceSignature] = [],
    answer: @escaping (ServiceRequest) -> ServiceAnswer
  ) {
    self.callers = callers
    self.numbers = numbers + signatures.flatMap(\.outputs).compactMap(\.example)
    self.signatures = signatures
    self.answer = answer
  }

  /// What the line says.
  public func reply(to request: ServiceRequest) -> ServiceReply { remember(request).reply }

  /// A reply with one of the outcomes that the service has of its own.
  ///
  /// - Parameter number: which of them, counted round.
  func reply(to request: ServiceRequest, outcome number: Int) -> ServiceReply {
    let others = remember(request).others
    return others.isEmpty ? .failed : others[number % others.count]
  }

  /// What the line says where stubs are told something.
  public func answer(_ request: ServiceRequest, given: [Scenario.Provision]) -> ServiceAnswer {
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

  /// How a transfer goes where stubs are told something.
  func course(given: [Scenario.Provision]) -> TransferCourse {
    TransferCourse(given.last { $0.subject == .transfer(nil) }?.behaviour ?? .works)
  }

  private func remember(_ request: ServiceRequest) -> Remembered {
    if let known = remembered[request] { return known }
    let answer = answer(request)
    let new = Remembered(answer, signatures.first { $0.name == request.service })
    if remembered.count >= Self.most { remembered.removeAll(keepingCapacity: true) }
    // Without the call's values, which it would keep from being changed where they are.
    remembered[ServiceRequest(service: request.service, input: request.input)] = new
    return new
  }
}

/// The services of one call that is had again as it was explored.
public final class RememberedCall: CallServices {
  private let replies: RememberedReplies
  private let given: [Scenario.Provision]

  public init(_ replies: RememberedReplies, given: [Scenario.Provision]) {
    self.replies = replies
    self.given = given
  }

  public func began(_ call: CallParameters, at now: Duration) {}

  public func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    .known(replies.answer(request, given: given))
  }

  public func transfer(to target: String, at now: Duration) -> TransferCourse {
    replies.course(given: given)
  }

  public func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] {
    []
  }

  public func ended(_ call: CallSummary, at now: Duration) {}
}
