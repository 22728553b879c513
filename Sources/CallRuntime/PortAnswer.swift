public import CallEngine

/// What a port says to a request: when it will be done, or that it can't know.
public enum PortAnswer: Hashable, Sendable {
  /// It is known already: this happens then. Virtual time has nothing else.
  case at(Duration, CallEvent)
  /// It comes from outside. Whoever finishes it delivers the event, with the id that the port was
  /// handed, through the driver's `CallInbox`.
  case later
}

extension TransferCourse {
  /// How a transfer begins: the far side answers, or is known not to.
  public func beginning(_ id: TransferID, at now: Duration) -> PortAnswer {
    .at(
      now + ringing,
      outcome == .connected ? .transferConnected(id) : .transferEnded(id, outcome))
  }
}
