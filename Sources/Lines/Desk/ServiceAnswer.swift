package import CallEngine
package import Store

/// What came of a call's request to a service.
package struct ServiceAnswer: Sendable {
  package let reply: ServiceReply
  /// How long after the request the reply comes; the work is done at once.
  package let delay: Duration
  /// What was sent, in order.
  package let messages: [CallMessage]
  /// Why the service failed, for the operator; the caller only hears that it did.
  package let trouble: ServiceTrouble?

  package init(
    _ reply: ServiceReply, delay: Duration = .zero, messages: [CallMessage] = [],
    trouble: ServiceTrouble? = nil
  ) {
    self.reply = reply
    self.delay = delay
    self.messages = messages
    self.trouble = trouble
  }
}

/// Why a service failed.
package enum ServiceTrouble: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownService(String)
  case missingInput(service: String, name: String)
  /// A line that nobody has, or a number that is no mobile number.
  case badInput(service: String, name: String, why: String)
  case store(StoreError)

  package var description: String {
    switch self {
    case .unknownService(let name): "there is no service \(quoted(name))"
    case .missingInput(let service, let name): "\(service) was called without '\(name)'"
    case .badInput(let service, let name, let why): "\(service) can't use '\(name)': \(why)"
    case .store(let error): error.description
    }
  }

  init(_ error: any Error) {
    switch error {
    case let trouble as ServiceTrouble: self = trouble
    case let error as StoreError: self = .store(error)
    default:
      self = .store(
        StoreError(.other, "serve a call", path: "the data", reason: String(describing: error)))
    }
  }
}

/// How a transfer will go: what the far side does from when it begins to ring.
package struct TransferPlan: Hashable, Sendable {
  package let outcome: TransferOutcome
  /// How long it rings: until somebody answers, or until the network gives up.
  package let rings: Duration
  /// How long the far side talks once it has answered.
  package let talks: Duration
  /// Why the transfer could not be recorded; it goes on all the same.
  package let trouble: ServiceTrouble?

  package var isAnswered: Bool { outcome == .connected }
}
