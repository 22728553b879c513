package import CallEngine
package import CallRuntime
import MenuScript

extension CallPlan {
  /// Carries the plan out on a call, to the call's end.
  ///
  /// - Parameter isWanted: whether to continue.
  package func perform(on call: SimulatedCall, while isWanted: () -> Bool = { true }) {
    call.answer()
    var now = Duration.zero
    for step in steps where !call.hasEnded {
      now += step.wait
      call.advance(to: now)
      switch step.deed {
      case .press(let digit): call.press(digit, at: now)
      case .speak(let length): call.speak(for: length, at: now)
      case .hangUp: call.hangUp(at: now)
      }
    }
    while let due = call.nextDue, isWanted() { call.advance(to: due) }
  }

  /// The plan as a scenario that expects the line to hang up: it fails until the script is fixed,
  /// and guards the fix afterwards.
  ///
  /// - Parameters:
  ///   - title: what the scenario shows, in one line.
  ///   - script: the script's path, absolute or from the scenario's folder.
  ///   - patience: how long the line may take to hang up on a silent caller.
  package func scenario(title: String, script: String, patience: Duration) -> String {
    var lines = ["title: \(ScenarioText.quoted(title))", "script: \(ScenarioText.quoted(script))"]
    var caller = "line: \(ScenarioText.quoted(parameters.line))"
    if let language = parameters.language { caller += ", language: \(language)" }
    lines.append("caller: { \(caller) }")
    if !given.isEmpty { lines.append("given: \(ScenarioText.given(given))") }
    lines.append("steps:")
    // A step takes as long as the caller speaks.
    var spoken = Duration.zero
    for step in steps {
      let wait = step.wait - spoken
      if wait > .zero { lines.append("  - wait: \(wait.scenarioText)") }
      spoken = .zero
      switch step.deed {
      case .press(let digit): lines.append("  - press: \"\(digit.character)\"")
      case .speak(let length):
        lines.append("  - speak: \(length.scenarioText)")
        spoken = length
      case .hangUp: lines.append("  - hang_up")
      }
    }
    lines.append("  - wait: \(patience.scenarioText)")
    lines.append("  - expect: { hung_up: line }")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The keys as `gooya call --keys` takes them.
  package var keyScript: String {
    var parts: [String] = []
    var spoken = Duration.zero
    for step in steps {
      let wait = step.wait - spoken
      if wait > KeyGap.usual { parts.append("~\(wait.seconds)") }
      spoken = .zero
      switch step.deed {
      case .speak(let length):
        parts.append("say:\(length.seconds)s")
        spoken = length
      case .press(let digit):
        let key = String(digit.character)
        if wait == KeyGap.usual, let last = parts.last, !last.hasPrefix("~"),
          !last.hasPrefix("say:")
        {
          parts[parts.count - 1] = last + key
        } else {
          parts.append(key)
        }
      case .hangUp: parts.append("h")
      }
    }
    return parts.joined(separator: " ")
  }
}

extension StubBehaviour {
  /// The behaviour as a scenario writes it.
  package var text: String {
    let late = delay > .zero ? delay.scenarioText : nil
    guard output.isEmpty else {
      let parts =
        ["outcome: \(outcome ?? "works")"]
        + output.map { "\($0.name): \(ScenarioText.value($0.value))" }
        + (late.map { ["late: \($0)"] } ?? [])
      return "{ \(parts.joined(separator: ", ")) }"
    }
    return switch (late, outcome) {
    case (nil, let outcome): outcome ?? "works"
    case (let late?, nil): "late \(late)"
    case (let late?, let outcome?): "late \(late) then \(outcome)"
    }
  }
}

extension Duration {
  /// Seconds with as many decimals as necessary.
  fileprivate var seconds: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    let rest = milliseconds % 1000
    if rest == 0 { return "\(milliseconds / 1000)" }
    let decimals = String(1000 + rest).dropFirst()
    return "\(milliseconds / 1000).\(decimals)"
  }
}
