package import CallEngine

/// A gateway beyond a network, whose answer takes time: an SMS centre or a mail server.
package protocol RemoteGateway: Sendable {
  /// How many messages it may have before it answers the first of them.
  var window: Int { get }

  /// Hands a message over, and waits for the answer or until that is overdue.
  ///
  /// - Parameter key: the same whenever the same message is handed over. A gateway passes it to its
  ///   peer if it can, so that a message whose acknowledgement was lost isn't delivered again.
  func submit(_ message: CallMessage, key: String) async -> GatewayAnswer

  /// Makes it ready, as by a connection that messages come in by too.
  func begin() async

  /// Gives that up in order. What is submitted afterwards isn't sent.
  func end() async
}

extension RemoteGateway {
  package func begin() async {}
  package func end() async {}
}
