public import CallEngine

/// What a service says to a request: its answer, with the messages that it sent, or that both come
/// later.
public enum ServedRequest: Sendable {
  case known(ServiceAnswer)
  /// - Parameter work: is begun at once and must not wait; whoever ends it calls the completion, from
  ///   any thread.
  case later(_ work: @Sendable (ServiceCompletion) -> Void)

  /// The answer, for whoever lives in virtual time: nothing outside happens in it.
  public func known(to request: ServiceRequest) -> ServiceAnswer {
    guard case .known(let answer) = self else {
      fatalError(Self.refusal(of: request))
    }
    return answer
  }

  static func refusal(of request: ServiceRequest) -> String {
    "the service '\(request.service)' answers later, which virtual time can't wait for; "
      + "drive the call in real time with a CallInbox, or have the service answer at once with a delay"
  }
}

/// By which a service answers one request later, from any thread.
public struct ServiceCompletion: Sendable {
  private let deliver: @Sendable (ServiceReply, [CallMessage]) -> Void

  init(_ id: InvocationID, to inbox: CallInbox.Address) {
    deliver = { inbox.deliver(.serviceReturned(id, $0), messages: $1) }
  }

  /// Passes the answer on by way of somebody who looks at it.
  public init(_ deliver: @escaping @Sendable (ServiceReply, [CallMessage]) -> Void) {
    self.deliver = deliver
  }

  /// Answers. If the call waits no more, the answer is recorded, and that is all.
  ///
  /// - Parameter messages: what the service sent meanwhile.
  public func callAsFunction(_ reply: ServiceReply, messages: [CallMessage] = []) {
    deliver(reply, messages)
  }
}
