import CallEngine
import CallRuntime
package import MenuScript
import Speech

extension ScenarioRun {
  /// How a failed step could be changed to match what happened.
  package enum Remedy: Hashable, Sendable {
    /// These steps in its place.
    case replace([Scenario.Step.Kind])
    /// Nothing happened that the step could match.
    case remove
    /// No change would make the step pass, for this reason.
    case none(String)
  }

  /// The most steps that replace one; authors wouldn't want to read more.
  private static let mostHeard = 30

  /// - Parameter rest: the steps after it, which may need what it could match.
  func remedy(for step: Scenario.Step, before rest: ArraySlice<Scenario.Step>) -> Remedy {
    switch step.kind {
    case .hear(.value(let value, let form)), .hearNext(.value(let value, let form)):
      // In this case nothing has been heard yet.
      guard
        (try? Verbalizer.utterances(of: value, as: form, in: call.machine.currentLanguage)) != nil
      else {
        return .none("'\(value)' can't be read as \(form.kind.name)")
      }
    case .hear, .hearNext, .press, .wait, .speak, .expect, .given, .replySMS, .hangUp: break
    }
    switch step.kind {
    case .hear: return hearing(before: rest)
    case .hearNext(let wanted): return hearingNext(wanted, before: rest)
    case .expect(let expectation): return expecting(expectation, before: rest)
    case .press: return .none("the call ends before its keys can be pressed")
    case .speak: return .none("the call ends before the caller speaks")
    case .hangUp: return .none("the call ends before the caller hangs up")
    case .replySMS: return .none("no SMS has been sent that could be answered")
    case .wait, .given: return .none("it can't fail")
    }
  }

  // MARK: Hearing

  /// The places of what was said completely since the step began.
  private var said: [Int] {
    log.events.indices.dropFirst(hearingFrom).filter { isHeard($0) }
  }

  /// One thing that was said before what the steps up to the caller's next action need: the first,
  /// or if they need nothing, the first of what the line said last. Steps needn't hear everything,
  /// and what they hear before an action is usually what asks for it.
  private func hearing(before rest: ArraySlice<Scenario.Step>) -> Remedy {
    let wanted = heard(in: rest)
    let said = self.said
    let unwanted = said.prefix { place in !wanted.contains { fits(place, $0) } }
    guard let last = unwanted.last else { return .remove }
    var place = unwanted[0]
    if unwanted.count == said.count {
      let state = log.events[..<last].lastIndex { $0.isState } ?? 0
      place = unwanted.first { $0 > state } ?? last
    }
    return log.events[place].said?.heard(in: languages).map { .replace([.hear($0)]) } ?? .remove
  }

  /// What is said next; if what the step wants comes later, everything up to there.
  private func hearingNext(
    _ wanted: Scenario.Heard, before rest: ArraySlice<Scenario.Step>
  ) -> Remedy {
    guard let first = said.first else { return .remove }
    if let place = said.firstIndex(where: { fits($0, wanted) }) {
      let heard = said[...place].compactMap { log.events[$0].said?.heard(in: languages) }
      if heard.count > Self.mostHeard { return .none("the line says too much before it") }
      return .replace(heard.map { .hearNext($0) })
    }
    if heard(in: rest).contains(where: { fits(first, $0) }) { return .remove }
    return log.events[first].said?.heard(in: languages).map { .replace([.hearNext($0)]) } ?? .remove
  }

  /// What the steps up to the caller's next action hear.
  private func heard(in rest: ArraySlice<Scenario.Step>) -> [Scenario.Heard] {
    var wanted: [Scenario.Heard] = []
    for step in rest {
      switch step.kind {
      case .hear(let heard), .hearNext(let heard): wanted.append(heard)
      case .expect, .given: break
      case .press, .wait, .speak, .replySMS, .hangUp: return wanted
      }
    }
    return wanted
  }

  // MARK: Expecting

  private func expecting(
    _ expectation: Scenario.Expectation, before rest: ArraySlice<Scenario.Step>
  ) -> Remedy {
    switch expectation {
    case .sms(let text, let to): return message(.sms, text, to, before: rest)
    case .email(let text, let to): return message(.email, text, to, before: rest)
    case .noSMS: return unexpected(.sms)
    case .noEmail: return unexpected(.email)
    case .transfer:
      let number = log.events.indices.lazy.filter { !matched.contains($0) }
        .compactMap { log.events[$0].transferTarget }.first(where: \.isTelephoneNumber)
      return number.map { .replace([.expect(.transfer($0))]) } ?? whereabouts
    case .state, .hungUp: return whereabouts
    case .language: return .replace([.expect(.language(call.machine.currentLanguage))])
    }
  }

  /// The call's current state; nothing if an earlier step has checked how the call ended.
  private var whereabouts: Remedy {
    guard let cause = call.hangUpCause.flatMap({ Scenario.HungUp(rawValue: $0.rawValue) }) else {
      return .replace([.expect(.state(stateName))])
    }
    let isTold = log.events.indices.contains {
      log.events[$0].hangUpCause != nil && matched.contains($0)
    }
    return isTold ? .remove : .replace([.expect(.hungUp(cause))])
  }

  private func message(
    _ medium: CallMessage.Medium, _ text: String, _ to: String?,
    before rest: ArraySlice<Scenario.Step>
  ) -> Remedy {
    let wanted = rest.compactMap { step -> Scenario.Expectation? in
      if case .expect(let expectation) = step.kind { expectation } else { nil }
    }
    let sent = unmatched(medium)
    if sent.isEmpty { return .replace([.expect(medium == .sms ? .noSMS : .noEmail)]) }
    let program = call.machine.program
    let unwanted = sent.first { message in !wanted.contains { message.fits($0, in: program) } }
    guard let message = unwanted else { return .remove }
    // The parts of the step that still hold are kept.
    if message.wholeText.says(text) {
      return .replace([
        .expect(
          medium == .sms
            ? .sms(contains: text, to: message.to) : .email(contains: text, to: message.to))
      ])
    }
    return telling(message, withAddress: to != nil)
  }

  private func unexpected(_ medium: CallMessage.Medium) -> Remedy {
    guard let message = unmatched(medium).first else { return .none("it can't fail") }
    return telling(message, withAddress: true)
  }

  private func telling(_ message: CallMessage, withAddress: Bool) -> Remedy {
    switch message.expectation {
    case .sms(let text, let to)?:
      .replace([.expect(.sms(contains: text, to: withAddress ? to : nil))])
    case .email(let text, let to)?:
      .replace([.expect(.email(contains: text, to: withAddress ? to : nil))])
    default: .none("nothing in the message identifies it")
    }
  }
}

extension CallMessage {
  /// Whether it is the message that a step wants.
  fileprivate func fits(_ expectation: Scenario.Expectation, in program: MenuProgram) -> Bool {
    switch expectation {
    case .sms(let part, let number):
      medium == .sms && wholeText.says(part) && goes(to: number, in: program)
    case .email(let part, let address):
      medium == .email && wholeText.says(part) && goes(to: address, in: program)
    case .noSMS, .noEmail, .transfer, .state, .language, .hungUp: false
    }
  }
}

extension TranscriptEvent {
  fileprivate var isState: Bool {
    if case .state = content { true } else { false }
  }
}
