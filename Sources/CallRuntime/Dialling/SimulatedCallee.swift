/// A call to a simulated callee: it rings, and what answers is a `SimulatedCall`.
public final class SimulatedCallee: OutgoingCall {
  private enum Phase {
    case ringing(until: Duration)
    case talking(KeyedCall, since: Duration, by: OutgoingEnding.Answerer)
    case over(OutgoingEnding)
  }

  private var phase: Phase
  private let behaviour: CalleeBehaviour
  private let makeCall: MakeCall

  /// Makes the call when somebody or something answers; `nil` to hang up at once.
  public typealias MakeCall = (OutgoingEnding.Answerer, Duration) -> SimulatedCall?

  /// - Parameter delay: how late he answers, from 0 to 1.
  public init(
    _ behaviour: CalleeBehaviour, delay: Double, at now: Duration, makeCall: @escaping MakeCall
  ) {
    self.behaviour = behaviour
    self.makeCall = makeCall
    phase = .ringing(until: now + behaviour.ringing(delay: delay))
  }

  public var nextDue: Duration? {
    switch phase {
    case .ringing(let until): until
    case .talking(let call, let since, _): call.nextDue.map { since + $0 }
    case .over: nil
    }
  }

  public var ending: OutgoingEnding? {
    if case .over(let ending) = phase { ending } else { nil }
  }

  public func advance(to now: Duration) {
    if case .ringing(let until) = phase, until <= now { stopRinging(at: until) }
    guard case .talking(var call, let since, let answerer) = phase else { return }
    call.advance(to: now - since)
    phase = .talking(call, since: since, by: answerer)
    finish(call, since, answerer, at: now)
  }

  public func hangUp(at now: Duration) {
    switch phase {
    case .ringing: phase = .over(OutgoingEnding(.abandoned, at: now))
    case .talking(let call, let since, let answerer):
      call.call.hangUp(at: now - since)
      finish(call, since, answerer, at: now)
    case .over: break
    }
  }

  private func stopRinging(at now: Duration) {
    switch behaviour {
    case .busy: phase = .over(OutgoingEnding(.busy, at: now))
    case .noAnswer: phase = .over(OutgoingEnding(.noAnswer, at: now))
    case .unreachable: phase = .over(OutgoingEnding(.unreachable, at: now))
    case .machine: answer(.machine, KeyScript([]), at: now)
    case .answers(let keys): answer(.person, keys, at: now)
    }
  }

  private func answer(_ answerer: OutgoingEnding.Answerer, _ keys: KeyScript, at now: Duration) {
    guard let call = makeCall(answerer, now) else {
      phase = .over(OutgoingEnding(.answered(by: answerer, at: now, nil), at: now))
      return
    }
    call.answer()
    phase = .talking(KeyedCall(call, keys: keys), since: now, by: answerer)
  }

  private func finish(
    _ call: KeyedCall, _ since: Duration, _ answerer: OutgoingEnding.Answerer, at now: Duration
  ) {
    guard call.call.hasEnded else { return }
    phase = .over(OutgoingEnding(.answered(by: answerer, at: since, call.call.summary), at: now))
  }
}
