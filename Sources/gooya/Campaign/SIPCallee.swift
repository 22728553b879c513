import CallEngine
import CallRuntime
import Foundation
import LiveLine
import Store
import Synchronization

/// A call to a debtor's telephone by SIP. Once it is answered the exchange holds it, on the calls'
/// thread; the dialler looks now and then how far it is.
final class SIPCallee: OutgoingCall, Sendable {
  private let number: String
  private let calledFrom: String
  private let exchange: Exchange
  private let gateway: PortWatch?
  private let transfers: @Sendable (_ number: String) -> String?
  /// When it has rung for long enough.
  private let ringingUntil: Duration
  /// When the gateway ought to have said something.
  private let doubtedFrom: Duration
  private let state: Mutex<State>

  private struct State {
    /// When the dialler looks again.
    var looksAt: Duration
    var leg: SIPLeg?
    var calls: SIPCalls?
    /// Once somebody has answered.
    var accepted: AcceptedCall?
    /// When the dialler has seen that.
    var answeredAt: Duration?
    var summary: CallSummary?
    /// Whether the line's part is over.
    var isOver = false
    /// How it ended if nobody answered, or the call couldn't even be begun.
    var refusal: OutgoingEnding.Result?
    /// Whether the network has said anything of it.
    var isHeard = false
    /// Whether the network says that the telephone rings.
    var hasRung = false
    var trouble: Trouble?
    var ending: OutgoingEnding?
  }

  /// What is wrong with the network rather than with who is called.
  enum Trouble: String {
    case unheard = "nothing is heard of"
    case credentials = "other credentials are wanted by"
    case closedPort = "nobody listens at"
    case unreachable = "there is no connection to"

    /// Whether the call certainly got nowhere: the debtor's telephone can't have rung.
    var isCertain: Bool { self != .unheard }
  }

  /// How often the dialler looks.
  private static let look = Duration.milliseconds(50)

  /// - Parameters:
  ///   - number: the debtor's.
  ///   - calledFrom: the line's own.
  ///   - gateway: tells whether calls can get anywhere at all.
  ///   - transfers: whom to call at a number that a debtor is put through to.
  init(
    _ number: String, calledFrom: String, _ exchange: Exchange, gateway: PortWatch?,
    transfers: @escaping @Sendable (_ number: String) -> String?, ringingUntil: Duration,
    at now: Duration
  ) {
    self.number = number
    self.calledFrom = calledFrom
    self.exchange = exchange
    self.gateway = gateway
    self.transfers = transfers
    self.ringingUntil = ringingUntil
    doubtedFrom = now + .seconds(1)
    state = Mutex(State(looksAt: now + Self.look))
  }

  /// Its identity in call records; `nil` if nobody has answered.
  var callID: String? { state.withLock { $0.accepted?.callID } }

  var trouble: Trouble? { state.withLock(\.trouble) }

  /// Whether the debtor's telephone has rung, as far as the network says.
  var hasRung: Bool { state.withLock { $0.hasRung || $0.accepted != nil } }

  /// Rings.
  ///
  /// - Throws: `SIPEndpointError` if the call can't be begun; it has ended then.
  func ring(on calls: SIPCalls, at address: String, from: String) throws {
    do {
      state.withLock { $0.calls = calls }
      let leg = try calls.call(address, from: from) { [self] event, leg in take(event, on: leg) }
      state.withLock { $0.leg = leg }
    } catch {
      state.withLock { $0.refusal = .congestion }
      throw error
    }
  }

  // MARK: The dialler's side

  var nextDue: Duration? { state.withLock { $0.ending == nil ? $0.looksAt : nil } }

  var ending: OutgoingEnding? { state.withLock(\.ending) }

  func advance(to now: Duration) {
    let unanswered = state.withLock { state -> SIPLeg? in
      guard state.ending == nil else { return nil }
      state.looksAt = now + Self.look
      if let refusal = state.refusal {
        state.ending = OutgoingEnding(refusal, at: now)
      } else if state.accepted != nil {
        let since = state.answeredAt ?? now
        state.answeredAt = since
        guard state.isOver else { return nil }
        state.ending = OutgoingEnding(
          .answered(by: .person, at: since, state.summary), at: now)
      } else if now >= ringingUntil {
        state.refusal = state.hasRung ? .noAnswer : .congestion
        if !state.isHeard { state.trouble = .unheard }
        return state.leg
      } else if !state.isHeard, now >= doubtedFrom, let obstacle = gateway?.look() {
        state.refusal = .congestion
        state.trouble = obstacle == .closedPort ? .closedPort : .unreachable
        return state.leg
      }
      return nil
    }
    unanswered?.hangUp(.noAnswer)
  }

  func hangUp(at now: Duration) {
    let (leg, accepted) = state.withLock { state in
      if state.ending == nil { state.ending = OutgoingEnding(.abandoned, at: now) }
      return (state.leg, state.accepted)
    }
    if let accepted {
      exchange.cut(accepted.id, .temporaryFailure)
    } else {
      leg?.hangUp(.normalClearing)
    }
  }

  // MARK: Signalling's side

  private func take(_ event: SIPLegEvent, on leg: SIPLeg) {
    switch event {
    case .trying: state.withLock { $0.isHeard = true }
    case .ringing:
      state.withLock { state in
        state.isHeard = true
        state.hasRung = true
      }
    case .established:
      state.withLock { $0.hasRung = true }
      answer(leg)
    case .pressed(let digit): if let accepted { exchange.press(digit, in: accepted.id) }
    case .lost: if let accepted { exchange.cut(accepted.id, .recoveryOnTimerExpiry) }
    case .ended(let ending):
      if let accepted {
        if ending.isRemote { exchange.hangUp(accepted.id, CallEndCause(ending.cause)) }
        return
      }
      state.withLock { state in
        // It may have rung for too long before.
        if state.refusal != nil { return }
        state.refusal = ending.dialled
        state.trouble = state.isHeard && ending.isUnanswered ? nil : ending.trouble
      }
    }
  }

  private var accepted: AcceptedCall? { state.withLock(\.accepted) }

  private func answer(_ leg: SIPLeg) {
    let call = IncomingCall(
      network: .sip, calledFrom: calledFrom, from: number, numberDialled: number, source: number)
    guard case .line(let accepted) = exchange.answer(call) else {
      return leg.hangUp(.temporaryFailure)
    }
    let isTooLate = state.withLock { state in
      if state.refusal == nil, state.ending == nil { state.accepted = accepted }
      return state.accepted == nil
    }
    if isTooLate {
      exchange.abandon(accepted)
      return leg.hangUp(.normalClearing)
    }
    exchange.begin(accepted, carrier(of: leg, in: accepted))
  }

  private func carrier(of leg: SIPLeg, in accepted: AcceptedCall) -> CallCarrier {
    CallCarrier(
      listens: leg.pressesKeysBySound,
      farSide: { [self] number in
        guard let calls = state.withLock(\.calls), let address = transfers(number) else {
          return nil
        }
        return SIPTransfer(calls, to: address, for: leg)
      },
      sound: { leg.figures },
      medium: { [self] in
        let medium = SIPMedium(
          leg,
          cut: { [exchange] in
            exchange.cause(ofCut: accepted.id).flatMap { ReleaseCause(rawValue: $0.q850Cause) }
          })
        return EndedMedium(medium) { [self] _, call in
          let summary = call?.call.summary
          state.withLock { state in
            state.summary = summary
            state.isOver = true
          }
        }
      })
  }
}

extension SIPEnding {
  fileprivate var trouble: SIPCallee.Trouble? {
    if wantsCredentials { return .credentials }
    if isUnheard { return .unheard }
    return isUnanswered ? .unreachable : nil
  }
}
