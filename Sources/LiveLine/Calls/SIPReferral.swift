public import CallEngine
public import CallRuntime
import Synchronization

/// A transfer that the caller's own telephone is asked to make (REFER, RFC 3515). Once it talks to the
/// other, it is hung up on (RFC 5589): the call leaves this line.
public final class SIPReferral: FarSide, Sendable {
  private let uri: String
  private let caller: SIPLeg
  private let leave: @Sendable () -> Void
  private let state = Mutex(State())

  private struct State {
    var report: FarSideReport?
    var isOver = false
    var hasLeft = false
  }

  /// - Parameters:
  ///   - uri: whom the caller's telephone is to call.
  ///   - leave: ends the line's part once the caller is gone.
  public init(to uri: String, for caller: SIPLeg, leaving leave: @escaping @Sendable () -> Void) {
    self.uri = uri
    self.caller = caller
    self.leave = leave
  }

  public func ring(reporting report: FarSideReport) {
    state.withLock { $0.report = report }
    caller.refer(to: uri) { [self] status in
      switch status.rawValue {
      case ..<200: break
      case 200..<300: putThrough()
      default: settle(ReleaseCause(status).transferOutcome)
      }
    }
  }

  /// Nothing of the conversation comes by here.
  public func forward(_ digit: Digit) {}

  public func hangUp() { settle(.noAnswer) }

  /// It has worked, maybe later than the script waits for it: the telephone is elsewhere either way.
  private func putThrough() {
    let isFirst = state.withLock { state in
      if !state.isOver { state.report?.connected() }
      defer { state.hasLeft = true }
      return !state.hasLeft
    }
    guard isFirst else { return }
    leave()
    caller.hangUp(.normalClearing)
  }

  private func settle(_ outcome: TransferOutcome) {
    state.withLock { state in
      if !state.isOver { state.report?.ended(state.hasLeft ? .connected : outcome) }
      state.isOver = true
    }
  }
}
