public import CallEngine
public import CallRuntime
import Synchronization

/// A transfer by a call of this side's to somebody, whose sound the caller then hears.
///
/// The far side's own ringing is heard where it sends one, else the line's.
public final class SIPTransfer: FarSide, Sendable {
  private let calls: SIPCalls
  private let uri: String
  private let caller: SIPLeg
  private let state = Mutex(State())

  private struct State {
    var leg: SIPLeg?
    var isConnected = false
    var isOver = false
  }

  /// - Parameters:
  ///   - uri: whom to call.
  ///   - caller: who is put through.
  public init(_ calls: SIPCalls, to uri: String, for caller: SIPLeg) {
    self.calls = calls
    self.uri = uri
    self.caller = caller
  }

  public func ring(reporting report: FarSideReport) {
    do {
      let leg = try calls.call(uri) { [self] event, leg in take(event, on: leg, report) }
      state.withLock { $0.leg = $0.isOver ? nil : leg }
    } catch {
      end(.failed, report)
    }
  }

  public func forward(_ digit: Digit) {
    // A tone in the caller's sound goes there by itself.
    if !caller.pressesKeysBySound { state.withLock(\.leg)?.press(digit) }
  }

  public func hangUp() {
    state.withLock(\.leg)?.hangUp(.normalClearing)
  }

  private func take(_ event: SIPLegEvent, on leg: SIPLeg, _ report: FarSideReport) {
    switch event {
    case .ringing(let hasSound): if hasSound { caller.bridge(to: leg, isTalking: false) }
    case .established:
      state.withLock { $0.isConnected = true }
      caller.bridge(to: leg, isTalking: true)
      report.connected()
    case .ended(let ending):
      caller.unbridge(from: leg)
      let isConnected = state.withLock(\.isConnected)
      end(isConnected ? .connected : ending.cause.transferOutcome, report)
    case .trying, .pressed, .lost: break
    }
  }

  private func end(_ outcome: TransferOutcome, _ report: FarSideReport) {
    state.withLock { state in
      state.isOver = true
      state.leg = nil
    }
    report.ended(outcome)
  }
}

extension ReleaseCause {
  /// The outcome of a transfer that was refused for this cause.
  var transferOutcome: TransferOutcome {
    switch self {
    case .userBusy: .busy
    case .noUserResponding, .noAnswer, .subscriberAbsent, .recoveryOnTimerExpiry, .normalClearing:
      .noAnswer
    default: .failed
    }
  }
}
