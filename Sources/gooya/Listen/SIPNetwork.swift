import CallEngine
import CallRuntime
import LiveLine
import Logging
import Store
import Synchronization
import Telephony

/// Brings in calls by SIP, and puts callers through by it.
final class SIPNetwork: CallNetwork {
  /// How callers are put through to numbers outside.
  struct Transfers: Sendable {
    /// Whom to call at a number; `nil` if it isn't called.
    var address: @Sendable (_ number: String) -> String?
    /// Whether the caller's telephone is asked to do it.
    var byReferral = false
  }

  private let settings: SIPSettings
  private let transfers: Transfers
  private let state = Mutex(State())

  private struct State {
    var exchange: Exchange?
    var calls: SIPCalls?
    var isClosed = false
    /// The calls that have begun and aren't over.
    var begun: Set<LiveCallID> = []
    var figures = Figures()
    var registration: SIPStatus?
  }

  /// What went and came in all calls that are over.
  private struct Figures {
    var sent = 0
    var received = 0
    var lost = 0
    var jitter = Duration.zero
    var calls = 0
  }

  init(_ settings: SIPSettings, transfers: Transfers) {
    self.settings = settings
    self.transfers = transfers
  }

  var place: VisibleText {
    let address = state.withLock(\.calls)?.address ?? ""
    if settings.isSecureOnly { return "sip at \(address);transport=tls" }
    let secure = settings.securePort.map { ", by TLS at port \($0)" as VisibleText }
    return "sip at \(address)\(secure ?? "")"
  }

  func begin(_ exchange: Exchange) throws {
    state.withLock { $0.exchange = exchange }
    do {
      let calls = try SIPCalls(settings, answering: self)
      state.withLock { $0.calls = calls }
    } catch {
      throw Failure("\(error)")
    }
  }

  func close() {
    state.withLock { $0.isClosed = true }
  }

  func stop() {
    let calls = state.withLock { state in
      defer { state.calls = nil }
      return state.calls
    }
    calls?.close(within: SIPCalls.farewell)
  }

  // MARK: One call

  private func take(_ event: SIPLegEvent, in accepted: AcceptedCall, on leg: SIPLeg) {
    guard let exchange = state.withLock(\.exchange) else { return }
    switch event {
    case .trying, .ringing: break
    case .established:
      state.withLock { _ = $0.begun.insert(accepted.id) }
      exchange.begin(accepted, carrier(of: leg, in: accepted, exchange))
    case .pressed(let digit): exchange.press(digit, in: accepted.id)
    case .lost: exchange.cut(accepted.id, .recoveryOnTimerExpiry)
    case .ended(let ending):
      let hasBegun = state.withLock { $0.begun.remove(accepted.id) != nil }
      if !hasBegun {
        // Without an ACK the answer is sent again for 32 s (RFC 3261, 13.3.1.4).
        let isAcknowledged = ending.cause != .recoveryOnTimerExpiry
        exchange.abandon(accepted, isAcknowledged: isAcknowledged)
      } else if ending.isRemote {
        exchange.hangUp(accepted.id, CallEndCause(ending.cause))
      }
    }
  }

  private func carrier(
    of leg: SIPLeg, in accepted: AcceptedCall, _ exchange: Exchange
  ) -> CallCarrier {
    CallCarrier(
      listens: leg.pressesKeysBySound,
      farSide: { [self] in farSide($0, for: leg, in: accepted, exchange) },
      sound: { [self] in
        let figures = leg.figures
        note(figures)
        exchange.note(figures, of: accepted)
        return figures
      },
      medium: {
        SIPMedium(
          leg,
          cut: {
            exchange.cause(ofCut: accepted.id).flatMap { ReleaseCause(rawValue: $0.q850Cause) }
          })
      })
  }

  private func farSide(
    _ number: String, for leg: SIPLeg, in accepted: AcceptedCall, _ exchange: Exchange
  ) -> (any FarSide)? {
    guard let address = transfers.address(number), let calls = state.withLock(\.calls) else {
      return nil
    }
    return transfers.byReferral
      ? SIPReferral(to: address, for: leg) { exchange.hangUp(accepted.id) }
      : SIPTransfer(calls, to: address, for: leg)
  }

  private func note(_ figures: SoundFigures) {
    state.withLock { state in
      state.figures.calls += 1
      state.figures.sent += figures.sent
      state.figures.received += figures.received
      state.figures.lost += figures.lost
      state.figures.jitter += figures.jitter
    }
  }

  var metrics: [Metric] {
    let (figures, registration) = state.withLock { ($0.figures, $0.registration) }
    var metrics = [
      Metric(
        "gooya_sip_packets_sent_total", .counter, "RTP packets sent in calls that are over",
        Double(figures.sent)),
      Metric(
        "gooya_sip_packets_received_total", .counter,
        "RTP packets received in calls that are over", Double(figures.received)),
      Metric(
        "gooya_sip_packets_lost_total", .counter, "RTP packets that never came",
        Double(figures.lost)),
      Metric(
        "gooya_sip_jitter_seconds", .summary, "Interarrival jitter at the end of each call",
        [
          Metric.Sample(suffix: "_sum", value: figures.jitter / .seconds(1)),
          Metric.Sample(suffix: "_count", value: Double(figures.calls)),
        ]),
    ]
    if let registration {
      metrics.append(
        Metric(
          "gooya_sip_registered", .gauge, "Whether the registration holds",
          registration == .ok ? 1 : 0))
    }
    return metrics
  }
}

extension SIPNetwork: SIPAnswering {
  var takesCalls: Bool {
    let (exchange, isClosed) = state.withLock { ($0.exchange, $0.isClosed) }
    return !isClosed && exchange?.isStoreAway != true
  }

  func answer(_ invitation: SIPInvitation, _ leg: SIPLeg) -> SIPReception {
    let (exchange, isClosed) = state.withLock { ($0.exchange, $0.isClosed) }
    guard let exchange, !isClosed else {
      return .refused(.serviceUnavailable, cause: .temporaryFailure)
    }
    switch exchange.answer(IncomingCall(invitation)) {
    case .refused(let refusal):
      return .refused(
        SIPStatus(rawValue: UInt16(refusal.sipStatus)),
        cause: ReleaseCause(rawValue: refusal.cause.q850Cause), retryAfter: refusal.retryAfter)
    case .line(let accepted):
      return .taken { [self] event in take(event, in: accepted, on: leg) }
    }
  }

  func turnedAway(_ invitation: SIPInvitation, _ reason: SIPObstacle) {
    let (refusal, error): (CallRefusal, String?) =
      switch reason {
      case .unauthorized: (.unauthorized, nil)
      case .noSockets(let error): (.noPorts, error)
      }
    state.withLock(\.exchange)?.note(refusal, of: IncomingCall(invitation), because: error)
  }

  func registered(_ status: SIPStatus) {
    let (exchange, before) = state.withLock { state in
      defer { state.registration = status }
      return (state.exchange, state.registration)
    }
    if status != before { exchange?.note(registration: Int(status.rawValue)) }
  }
}

extension CallEndCause {
  /// The far side's cause; `nil` if call records have none such.
  init?(_ cause: ReleaseCause) { self.init(rawValue: cause.rawValue) }
}

extension IncomingCall {
  fileprivate init(_ invitation: SIPInvitation) {
    self.init(
      network: .sip, from: invitation.caller, numberDialled: invitation.to,
      source: invitation.source)
  }
}

extension Exchange {
  /// How the sound of a call went on its way, here and as the far side's reports tell.
  fileprivate func note(_ figures: SoundFigures, of accepted: AcceptedCall) {
    func milliseconds(_ time: Duration) -> Logger.MetadataValue {
      .number(Int((time / .milliseconds(1)).rounded()))
    }
    var metadata: Logger.Metadata = [
      "call": "\(accepted.callID)", "codec": "\(figures.codec ?? "none")",
      "sent": .number(figures.sent), "received": .number(figures.received),
      "lost": .number(figures.lost), "jitter_ms": milliseconds(figures.jitter),
    ]
    metadata["lost_there"] = figures.lostThere.map { .number($0) }
    metadata["jitter_there_ms"] = figures.jitterThere.map(milliseconds)
    metadata["round_trip_ms"] = figures.roundTrip.map(milliseconds)
    log.info("sound of a call", metadata: metadata)
  }

  /// A registration with a telephone network has another state than before.
  fileprivate func note(registration status: Int) {
    if status == 200 {
      log.notice("registered")
    } else {
      log.error("not registered", metadata: ["status": .number(status)])
    }
  }
}
