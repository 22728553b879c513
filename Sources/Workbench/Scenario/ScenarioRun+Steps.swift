import CallEngine
import CallRuntime
import MenuScript
import Speech

/// The steps of a scenario that hear and expect.
extension ScenarioRun {
  /// - Parameter isNext: whether nothing else may be spoken before it.
  mutating func hear(
    _ heard: Scenario.Heard, isNext: Bool = false, _ step: Scenario.Step
  ) -> Failure? {
    hearingFrom = heardUpTo
    var wanted = heard.description + (isNext ? " next" : "")
    if case .value(let value, let form) = heard {
      do throws(UnspeakableValue) {
        let spoken = try Verbalizer.utterances(
          of: value, as: form, in: call.machine.currentLanguage)
        wanted += ", as in '\(Utterance.text(of: spoken))'"
      } catch {
        return failure(step, wanted, "\(error)")
      }
    }
    let start = heardUpTo
    let reason = goOn { run in
      guard let place = run.place(of: heard) else { return false }
      run.heardUpTo = place + 1
      return true
    }
    let said = log.events.indices.dropFirst(start).filter { isHeard($0) }
    if reason == nil, !isNext || said.first == heardUpTo - 1 {
      settle()
      return nil
    }
    let words = said.compactMap { log.events[$0].said?.text }
    let found = words.isEmpty ? "nothing" : "'" + words.joined(separator: " ") + "'"
    return failure(step, wanted, found + (reason.map { "; then \($0)" } ?? ""))
  }

  /// The places of what was said completely, after what was heard before.
  private func place(of heard: Scenario.Heard) -> Int? {
    log.events.indices.dropFirst(heardUpTo).first { place in
      isHeard(place) && fits(place, heard)
    }
  }

  /// Whether what was said there matches a step.
  func fits(_ place: Int, _ heard: Scenario.Heard) -> Bool {
    guard let said = log.events[place].said else { return false }
    switch heard {
    case .prompt(let id): return said.id == id
    case .text(let text): return said.text.says(text)
    case .value(let value, let form):
      // Values are read in the language of the moment, which the prompt's words show.
      return said.id == form.kind.name
        && languages.contains { language in
          (try? Verbalizer.utterances(of: value, as: form, in: language)).map(Utterance.text)
            == said.text
        }
    }
  }

  /// Whether something was said there, completely.
  func isHeard(_ place: Int) -> Bool {
    log.events[place].said != nil && !log.wasCut(place)
  }

  mutating func expect(_ expectation: Scenario.Expectation, _ step: Scenario.Step) -> Failure? {
    let wanted = expectation.description
    switch expectation {
    case .sms(let text, let to):
      return expectMessage(.sms, containing: text, to: to, wanted, step)
    case .email(let text, let to):
      return expectMessage(.email, containing: text, to: to, wanted, step)
    case .noSMS: return expectNo(.sms, wanted, step)
    case .noEmail: return expectNo(.email, wanted, step)
    case .transfer(let number):
      return expectEvent(wanted, step) { $0.transferTarget == number }
    case .hungUp(let cause):
      return expectEvent(wanted, step) { $0.hangUpCause?.rawValue == cause.rawValue }
    case .state(let name):
      // The name of a part's use stands for all its states.
      return goOn { $0.stateName == name || $0.stateName.hasPrefix(name + "/") }.map { reason in
        failure(step, wanted, "state '\(stateName)'; \(reason)")
      }
    case .language(let language):
      let spoken = call.machine.currentLanguage
      return spoken == language ? nil : failure(step, wanted, "the call is in \(spoken)")
    }
  }

  private mutating func expectMessage(
    _ medium: CallMessage.Medium, containing text: String, to: String?, _ wanted: String,
    _ step: Scenario.Step
  ) -> Failure? {
    let reason = goOn { run in
      let place = run.log.events.indices.first { place in
        guard let message = run.log.events[place].message, !run.matched.contains(place) else {
          return false
        }
        return message.medium == medium && message.wholeText.says(text)
          && message.goes(to: to, in: run.call.machine.program)
      }
      if let place { run.matched.insert(place) }
      return place != nil
    }
    guard let reason else { return nil }
    let others = unmatched(medium).map { "'\($0.wholeText)' to \($0.to)" }
    let found = others.isEmpty ? "there is none" : others.joined(separator: ", ")
    return failure(step, wanted, "\(found); \(reason)")
  }

  private func expectNo(
    _ medium: CallMessage.Medium, _ wanted: String, _ step: Scenario.Step
  ) -> Failure? {
    guard let message = unmatched(medium).first else { return nil }
    return failure(step, wanted, "'\(message.wholeText)' to \(message.to)")
  }

  /// Messages that no step has matched.
  func unmatched(_ medium: CallMessage.Medium) -> [CallMessage] {
    log.events.indices.filter { !matched.contains($0) }.compactMap { log.events[$0].message }
      .filter { $0.medium == medium }
  }

  private mutating func expectEvent(
    _ wanted: String, _ step: Scenario.Step, _ fits: (TranscriptEvent) -> Bool
  ) -> Failure? {
    let reason = goOn { run in
      let place = run.log.events.indices.first {
        !run.matched.contains($0) && fits(run.log.events[$0])
      }
      if let place { run.matched.insert(place) }
      return place != nil
    }
    return reason.map { failure(step, wanted, $0) }
  }
}

extension Scenario.Heard {
  var description: String {
    switch self {
    case .prompt(let id): "the prompt '\(id)'"
    case .text(let text): "'\(text)'"
    case .value(let value, let form): "'\(value)' read as \(form.kind.name)"
    }
  }
}

extension Scenario.Expectation {
  var description: String {
    switch self {
    case .sms(let text, let to): "an SMS with '\(text)'" + (to.map { " to \($0)" } ?? "")
    case .email(let text, let to): "an e-mail with '\(text)'" + (to.map { " to \($0)" } ?? "")
    case .noSMS: "no further SMS"
    case .noEmail: "no further e-mail"
    case .transfer(let number): "a transfer to \(number)"
    case .state(let name): "the state '\(name)'"
    case .language(let language): "the language \(language)"
    case .hungUp(let cause): "the call ended by \(cause.rawValue)"
    }
  }
}

extension String {
  /// Whether a text contains another, ignoring blanks. A match may end within a character: a
  /// joiner, as in «ساعته‌ی», makes one character of what authors see as two.
  func says(_ part: String) -> Bool {
    let (text, part) = (normalized, part.normalized)
    return text.contains(part) || text.unicodeScalars.contains(part.unicodeScalars)
  }

  /// The words with one blank between them.
  fileprivate var normalized: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
