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
    var entries: [Journal.Entry] = []
    var parameters: CallParameters?
    var length = Duration.zero
    var isOver = false
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
    let start = ContinuousClock.now
    var carrier = CallCarrier { [leg, speed, self] in
      PhoneMedium(leg, speed: speed) { _ in
        self.state.withLock { state in
          state.isOver = true
          state.length = (ContinuousClock.now - start) * speed
        }
      }
    }
    carrier.listens = true
    carrier.busy = .seconds(3)
    carrier.changes = changes
    carrier.services = { [witness, self] services, parameters in
      state.withLock { $0.parameters = parameters }
      return witness.listening(to: services, of: parameters)
    }
    carrier.report = { [leg, witness] event in
      witness.call?.note(event)
      leg.show(event)
    }
    carrier.journal = { [witness, self] entry in
      witness.call?.note(entry)
      state.withLock { $0.entries.append(entry) }
    }
    exchange.begin(accepted, carrier)
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
      let over = state.withLock { $0.isOver ? $0.length : nil }
      if let over {
        for message in messages { leg.show(TranscriptEvent(at: over, .message(message))) }
        return
      }
      exchange.calls.perform(in: accepted.id) { [witness] audio in
        witness.answers = messages
        audio.call.receive(sms: text, from: number, at: audio.time)
      }
    }
  }

  // MARK: What is kept

  /// The call's parameters and its journal so far; `nil` before it has begun.
  var written: (parameters: CallParameters, entries: [Journal.Entry])? {
    state.withLock { state in state.parameters.map { ($0, state.entries) } }
  }

  /// The call as it was witnessed, once it is over.
  var finished: WitnessedCall? { state.withLock { $0.isOver } ? witness.call : nil }
}
