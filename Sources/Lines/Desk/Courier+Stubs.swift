package import CallEngine
package import Messaging
package import Store

extension Courier {
  /// A courier whose gateways are embedded stubs that do as they are told.
  package init(
    _ store: Store, stubs: @escaping @Sendable (StubTarget) -> StubBehaviour
  ) {
    func gateway(_ target: StubTarget) -> EmbeddedGateway {
      EmbeddedGateway(store) { GatewayAnswer(stubs(target)) }
    }
    self.init(store, [.sms: gateway(.sms), .email: gateway(.email)])
  }
}

extension GatewayAnswer {
  init(_ behaviour: StubBehaviour) {
    let outcome: Outcome =
      switch behaviour.outcome {
      case nil: .accepted
      case TransferOutcome.busy.rawValue: .temporaryFailure("the gateway is busy")
      case StubBehaviour.noAnswer: .permanentFailure("the gateway doesn't answer")
      default: .permanentFailure("the gateway refused it")
      }
    self.init(outcome, delay: behaviour.replyDelay)
  }
}
