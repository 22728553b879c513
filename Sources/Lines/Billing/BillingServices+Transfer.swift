internal import CallEngine
package import Foundation
internal import Store

extension BillingServices {
  /// How long the payment system rings and talks, where it isn't told otherwise.
  static let ringing = Duration.seconds(4)
  static let talking = Duration.seconds(30)
  /// How long a far side that doesn't answer rings before the network gives up.
  static let ringingUnanswered = Duration.seconds(60)

  /// Puts a call through: says how it will go, and records where it went.
  package func transfer(to target: String, callID: String, at now: Date) -> TransferPlan {
    let stub = stub(of: .transfer(target)) ?? behaviour(of: .transfer(nil))
    let outcome: TransferOutcome =
      switch stub.outcome {
      case .works: .connected
      case .busy: .busy
      case .noAnswer: .noAnswer
      // Only a service replies.
      case .failed, .replies: .failed
      }
    var trouble: ServiceTrouble?
    do {
      try store.recordTransfer(
        to: target, from: ServiceAddress.smsSender, outcome.rawValue,
        outcome == .connected ? .sent : .failed, at: now, callID: callID)
    } catch {
      trouble = ServiceTrouble(error)
    }
    let rings: Duration =
      switch outcome {
      case .connected: stub.delay == .zero ? Self.ringing : stub.delay
      case .noAnswer: stub.delay + Self.ringingUnanswered
      case .busy, .failed: stub.delay + .seconds(1)
      }
    return TransferPlan(
      outcome: outcome, rings: rings, talks: outcome == .connected ? Self.talking : .zero,
      trouble: trouble)
  }
}
