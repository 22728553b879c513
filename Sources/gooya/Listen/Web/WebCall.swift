import CallEngine
import CallRuntime
import Dispatch
import Foundation
import Lines
import MenuScript
import Synchronization
import WebHandset
import Workbench

/// A call from a page, with what is kept of it as long as the page may ask for it.
final class WebCall: PhoneCall {
  let accepted: AcceptedCall
  let exchange: Exchange
  let keepsScenarios: Bool
  private let leg: PhoneLeg
  private let speed: Int
  private let witness = Witness()
  private let state = Mutex(State())
  /// Replies wait for the database.
  private let desk = DispatchQueue(label: "gooya.web.replies")

  private struct State {
    /// When the call ended, as it counts time and by the clock.
    var end: (at: Duration, seen: ContinuousClock.Instant)?
  }

  init(
    _ accepted: AcceptedCall, of exchange: Exchange, on leg: PhoneLeg, speed: Int,
    keepsScenarios: Bool
  ) {
    self.accepted = accepted
    self.exchange = exchange
    self.leg = leg
    self.speed = speed
    self.keepsScenarios = keepsScenarios
  }

  var line: ListenLine { accepted.line }

  /// The line answers.
  ///
  /// - Parameter changes: is asked whether the script has changed; see `ScriptChange`.
  func begin(changes: (@Sendable () -> ScriptChange?)?) {
    var carrier = CallCarrier { [leg, speed] in PhoneMedium(leg, speed: speed) }
    carrier.listens = true
    carrier.busy = .seconds(3)
    carrier.changes = changes
    carrier.services = { [witness] in witness.listening(to: $0, of: $1) }
    carrier.report = { [self] in show($0) }
    carrier.journal = { [witness] in witness.note($0) }
    exchange.begin(accepted, carrier)
  }

  private func show(_ event: TranscriptEvent) {
    if event.hangUpCause != nil {
      state.withLock { $0.end = (event.at, ContinuousClock.now) }
    }
    witness.note(event)
    leg.show(event)
  }

  // MARK: The caller

  func press(_ digit: Digit) { exchange.press(digit, in: accepted.id) }

  func hangUp() { exchange.hangUp(accepted.id) }

  func receive(sms text: String, from number: String) {
    desk.async { [self] in
      let messages: [CallMessage]
      do {
        messages = try line.desk.receiveSMS(from: number, text: text, at: Date())
      } catch {
        return exchange.complain("\(error)")
      }
      if let end = state.withLock({ $0.end }) {
        let now = end.at + (ContinuousClock.now - end.seen) * speed
        witness.noteReply(text, from: number, at: now)
        for message in messages { show(TranscriptEvent(at: now, .message(message))) }
        return
      }
      exchange.calls.perform(in: accepted.id) { [witness] audio in
        witness.expect(messages)
        audio.call.receive(sms: text, from: number, at: audio.time)
      }
    }
  }

  // MARK: What is kept

  /// The call's parameters and its journal so far; `nil` before it has begun.
  var written: (parameters: CallParameters, entries: [Journal.Entry])? { witness.written }

  /// The call as far as it has come; `nil` before it has begun.
  var witnessed: WitnessedCall? { witness.call }
}
