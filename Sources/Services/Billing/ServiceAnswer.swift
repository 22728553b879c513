public import CallEngine

/// What came of a call's request to a service.
public struct ServiceAnswer: Sendable {
  public let reply: ServiceReply
  /// How long after the request the reply comes; the work is done at once.
  public let delay: Duration
  /// What was sent, in order.
  public let deliveries: [Delivery]
  /// Why the service failed, for the operator; the caller only hears that it did.
  public let trouble: ServiceTrouble?

  public init(
    _ reply: ServiceReply, delay: Duration = .zero, deliveries: [Delivery] = [],
    trouble: ServiceTrouble? = nil
  ) {
    self.reply = reply
    self.delay = delay
    self.deliveries = deliveries
    self.trouble = trouble
  }
}

/// Why a service failed.
public enum ServiceTrouble: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownService(String)
  case missingInput(service: String, name: String)
  /// A line that nobody has, or a number that is no mobile number.
  case badInput(service: String, name: String, why: String)
  case store(StoreError)

  public var description: String {
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
public struct TransferPlan: Hashable, Sendable {
  public let outcome: TransferOutcome
  /// How long it rings: until somebody answers, or until the network gives up.
  public let rings: Duration
  /// How long the far side talks once it has answered.
  public let talks: Duration
  /// Why the transfer could not be recorded; it goes on all the same.
  public let trouble: ServiceTrouble?

  public var isAnswered: Bool { outcome == .connected }
}
