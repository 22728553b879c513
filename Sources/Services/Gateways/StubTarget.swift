internal import CallEngine

/// Which stub is told what to do.
///
/// Written as `sms`, `email`, `transfer`, `transfer 2000`, or a service's name such as
/// `billing.find_bill`.
public enum StubTarget: Hashable, Sendable, CustomStringConvertible {
  case sms
  case email
  /// Transfers to a number; `nil` for all that have no behaviour of their own.
  case transfer(String?)
  case service(String)

  /// - Throws: `StubFault`.
  public init(parsing text: String) throws(StubFault) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    switch (words.first, words.count) {
    case ("sms", 1): self = .sms
    case ("email", 1): self = .email
    case ("transfer", 1): self = .transfer(nil)
    case ("transfer", 2): self = .transfer(TypedDigits.ascii(words[1]))
    case (let name?, 1) where BillingServices.signatures.contains { $0.name == name }:
      self = .service(name)
    default: throw .target(text)
    }
  }

  public var description: String {
    switch self {
    case .sms: "sms"
    case .email: "email"
    case .transfer(nil): "transfer"
    case .transfer(let number?): "transfer \(number)"
    case .service(let name): name
    }
  }
}
