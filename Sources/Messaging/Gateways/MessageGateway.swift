package import CallEngine

/// The way out for messages of one medium: an SMS centre, a mail server, or a stub in place of one.
package protocol MessageGateway: Sendable {
  /// Hands a message to the outside.
  ///
  /// - Parameter key: is the same whenever the same message is handed over. A gateway that can, tells
  ///   its peer, so that a message whose acknowledgement was lost isn't delivered again.
  func hand(_ message: CallMessage, key: String) -> GatewayAnswer
}

/// What a gateway says of a message that it was handed.
package struct GatewayAnswer: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// The gateway is answerable for it from now on.
    case accepted
    /// It can be handed over again later.
    case temporaryFailure(GatewayReason)
    /// Trying again is no use.
    case permanentFailure(GatewayReason)
  }

  package let outcome: Outcome
  /// How late the answer comes, where time is virtual and nobody has waited for it.
  package let delay: Duration

  package init(_ outcome: Outcome, delay: Duration = .zero) {
    self.outcome = outcome
    self.delay = delay
  }
}

/// Why a gateway didn't take a message.
///
/// It is kept and shown, so it is made of the program's own words and of numbers alone: what a
/// gateway says in its own words often quotes the message or its receiver.
package struct GatewayReason: Hashable, Sendable, CustomStringConvertible,
  ExpressibleByStringInterpolation
{
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
  }

  package let description: String

  package init(stringLiteral: StaticString) { description = "\(stringLiteral)" }

  package init(stringInterpolation: StringInterpolation) { description = stringInterpolation.text }
}
