import CallEngine
import CallRuntime
import Foundation
import LiveLine
import Synchronization

/// Rings somebody by SIP, and waits for the answer.
final class SIPRinging: Sendable {
  private let uri: String
  private let state = Mutex(State())

  private struct State {
    var isHeard = false
    var isRinging = false
    var isAnswered = false
    var keys: [Digit] = []
    var ending: SIPEnding?
  }

  /// A call in progress.
  struct Answered {
    let calls: SIPCalls
    let leg: SIPLeg
    let telephone: SIPTelephone

    /// The call's sound, and whether keys have to be sought in it.
    var sound: (telephone: SIPTelephone, listens: Bool) { (telephone, leg.pressesKeysBySound) }
  }

  init(_ uri: String) {
    self.uri = uri
  }

  /// The number in a SIP address; `nil` if its user has none.
  static func number(in uri: String) -> String? {
    guard let at = uri.firstIndex(of: "@"), let colon = uri.firstIndex(of: ":"), colon < at else {
      return nil
    }
    let user = uri[uri.index(after: colon)..<at]
    let digits = user.first == "+" ? user.dropFirst() : user
    let isNumber = !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) }
    return isNumber ? String(user) : nil
  }

  /// - Parameters:
  ///   - patience: how long it may ring.
  ///   - isAbandoned: polled; whether to give up.
  /// - Throws: `Failure` if nobody answers.
  func ring(
    _ settings: SIPSettings, for patience: DurationOption, isAbandoned: () -> Bool
  ) throws -> Answered {
    guard let address = SIPTarget.resolved(uri) else { throw Failure("\(uri) can't be found") }
    var settings = settings
    settings.host = SIPTarget(address)?.ownAddress ?? settings.host
    do {
      let calls = try SIPCalls(settings, answering: Nobody())
      let leg = try calls.call(address) { [self] event, _ in take(event) }
      StandardError.line("gooya: calling \(uri); it may ring for \(patience)")
      func giveUp(_ cause: ReleaseCause) {
        leg.hangUp(cause)
        calls.leave()
      }
      let watch = PortWatch(address)
      let end = ContinuousClock.now + patience.duration
      var hasTold = false
      while true {
        let (isHeard, isRinging, isAnswered, ending) = state.withLock {
          ($0.isHeard, $0.isRinging, $0.isAnswered, $0.ending)
        }
        if let ending {
          calls.close()
          throw Failure("\(uri) didn't answer: \(words(for: ending))")
        }
        if isAnswered { return Answered(calls: calls, leg: leg, telephone: SIPTelephone(leg)) }
        if isRinging, !hasTold {
          StandardError.line("gooya: it rings")
          hasTold = true
        }
        if !isHeard, let watch, let obstacle = watch.look() {
          // Nobody is there who could answer.
          calls.close()
          throw Failure("\(uri) didn't answer: \(obstacle.rawValue) \(watch.place)")
        }
        if ContinuousClock.now >= end {
          giveUp(.noAnswer)
          throw Failure(
            isRinging
              ? "\(uri) didn't answer: it has rung for \(patience)"
              : "\(uri) didn't answer: it \(isHeard ? "didn't ring" : "said nothing") for \(patience)"
          )
        }
        if isAbandoned() {
          giveUp(.normalClearing)
          throw Failure("\(uri) wasn't waited for any longer")
        }
        Thread.sleep(forTimeInterval: 0.01)
      }
    } catch let error as SIPEndpointError {
      throw Failure("\(error)")
    }
  }

  /// Lets what has happened at the far side take effect in the call.
  func pass(on telephone: SIPTelephone, to audio: AudioCall) {
    let (keys, ending) = state.withLock { state in
      defer { state.keys = [] }
      return (state.keys, state.ending)
    }
    for key in telephone.keys() + keys { audio.press(key) }
    if ending != nil, !audio.call.hasEnded { audio.hangUp() }
  }

  /// Hangs up, if the far side hasn't.
  func end(_ answered: Answered) {
    if state.withLock({ $0.ending == nil }) { answered.leg.hangUp(.normalClearing) }
    answered.calls.leave()
  }

  private func take(_ event: SIPLegEvent) {
    state.withLock { state in
      switch event {
      case .established: state.isAnswered = true
      case .pressed(let digit): state.keys.append(digit)
      case .ended(let ending): state.ending = ending
      case .trying: state.isHeard = true
      case .ringing: (state.isHeard, state.isRinging) = (true, true)
      case .lost: break
      }
    }
  }

  private func words(for ending: SIPEnding) -> VisibleText {
    if ending.isUnheard { return "nothing was heard of it" }
    if ending.isUnanswered {
      let isUntrusted =
        ending.cause == .bearerNotImplemented && SIPTarget(uri)?.isSecure ?? false
      return isUntrusted
        ? "it doesn't speak TLS, or its certificate isn't trusted (see sip.tls_ca_file)"
        : "there is no connection to it"
    }
    let status = ending.status.map { " (\($0.rawValue) \($0.reason))" } ?? ""
    let words =
      switch ending.cause {
      case .userBusy: "busy"
      case .noUserResponding, .noAnswer, .recoveryOnTimerExpiry: "no answer"
      case .subscriberAbsent: "not reachable"
      case .callRejected: "rejected"
      case .unallocatedNumber: "no such number"
      default: "cause \(ending.cause.rawValue)"
      }
    return "\(words)\(status)"
  }

  /// Answers no calls that come in.
  private final class Nobody: SIPAnswering {
    let takesCalls = false

    func answer(_ invitation: SIPInvitation, _ leg: SIPLeg) -> SIPReception {
      .refused(.temporarilyUnavailable, cause: .noAnswer)
    }
  }
}

extension SIPCalls {
  /// Ends all calls before the program ends, with time for the far sides to hear of it even if a signal
  /// asked for that; another one ends the program at once.
  func leave() {
    Interruption.wait(atMost: Self.farewell + .seconds(2))
    close(within: Self.farewell)
  }
}
