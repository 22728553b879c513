package import CallEngine
package import Store

/// Delivers messages of one medium: an SMS centre, a mail server, or a stub in place of one.
package protocol MessageGateway: Sendable {
  /// Hands a message over for delivery.
  ///
  /// - Parameter key: the same whenever the same message is handed over. A gateway passes it to its
  ///   peer if it can, so that a message whose acknowledgement was lost isn't delivered again.
  func hand(_ message: CallMessage, key: String) -> GatewayAnswer
}

/// A gateway's answer to a message.
package struct GatewayAnswer: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// The gateway is responsible for it from now on.
    case accepted
    /// It can be handed over again later.
    case temporaryFailure(GatewayReason)
    /// Trying again is useless.
    case permanentFailure(GatewayReason)
    /// Trying again is useless, but another address of the recipient may be of use.
    case recipientRefused(GatewayReason)
  }

  package let outcome: Outcome
  /// How late the answer comes in virtual time, where nobody has waited for it.
  package let delay: Duration
  /// By what receipts will name the message; `nil` if none are due.
  package let receipts: AwaitedReceipts?
  /// By whom the message was sent, if not by whom the message says.
  package let sender: String?

  package init(
    _ outcome: Outcome, delay: Duration = .zero, receipts: AwaitedReceipts? = nil,
    sender: String? = nil
  ) {
    self.outcome = outcome
    self.delay = delay
    self.receipts = receipts
    self.sender = sender
  }
}

/// Why a gateway didn't accept a message.
///
/// It is stored and shown, so it consists only of the program's own words and numbers: a gateway's
/// own text often quotes the message or its recipient.
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
