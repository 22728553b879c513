/// The result of a call's request to a service.
public struct ServiceAnswer: Hashable, Sendable {
  public let reply: ServiceReply
  /// How long after the request the reply arrives; the work itself is done immediately.
  public let delay: Duration
  /// What was sent, in order.
  public let messages: [CallMessage]
  /// Why the service failed, for the operator; the caller only hears that it did.
  public let trouble: String?

  public init(
    _ reply: ServiceReply, delay: Duration = .zero, messages: [CallMessage] = [],
    trouble: String? = nil
  ) {
    self.reply = reply
    self.delay = delay
    self.messages = messages
    self.trouble = trouble
  }
}
