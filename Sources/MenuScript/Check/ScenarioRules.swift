import CallEngine

/// E4xx: scenarios.
enum ScenarioRules {
  static let all: [any Finding.Type] = [
    UnknownPrompt.self, MalformedStep.self, BrokenScript.self, MalformedExpectation.self,
    UnknownStub.self, UnknownBehaviour.self, MalformedCaller.self, ForeignOutput.self,
    MalformedMoment.self,
  ]

  struct UnknownPrompt: Finding {
    static let rule = Rule("E401", "A single word after 'hear' is a prompt id")
    let id: String
    let suggestion: String?
    var message: String { "no prompt named \(quoted(id))\(didYouMean(suggestion))" }
  }

  struct MalformedStep: Finding {
    static let rule = Rule("E402", "A step is exactly one thing")
    let found: [String]
    /// Whether it is a hang-up with a value.
    var isHangUp = false
    static let kinds = [
      "hear", "hear_next", "press", "wait", "speak", "expect", "reply_sms", "given", "hang_up",
    ]
    var message: String {
      if isHangUp { return "'hang_up' stands alone; write '- hang_up'" }
      return found.count > 1
        ? "a step is one thing, but this has \(quoted(found))"
        : "a step is one of \(quoted(Self.kinds, joinedBy: "or"))"
    }
  }

  struct BrokenScript: Finding {
    static let rule = Rule("E403", "The script of a scenario compiles")
    let path: String
    var message: String { "the script \(quoted(path)) doesn't compile" }
  }

  struct MalformedExpectation: Finding {
    static let rule = Rule("E404", "A step expects exactly one thing")
    let found: [String]
    static let kinds = [
      "sms", "email", "no_sms", "no_email", "transfer", "state", "language", "hung_up",
    ]
    var message: String {
      found.count > 1
        ? "a step expects one thing, but this expects \(quoted(found))"
        : "an expectation is one of \(quoted(Self.kinds, joinedBy: "or"))"
    }
  }

  struct UnknownStub: Finding {
    static let rule = Rule("E405", "'given' names a gateway, a transfer, a recording or a service")
    let name: String
    let suggestion: String?
    var message: String {
      "\(quoted(name)) is neither 'sms', 'email', 'transfer' (with its number or without), "
        + "'record' (with its name or without), 'hours' with their name nor a service"
        + didYouMean(suggestion)
    }
  }

  struct UnknownBehaviour: Finding {
    static let rule = Rule(
      "E406", "A given behaviour is a possible outcome, or 'late' and a time")
    let name: String
    let text: String
    let behaviours: [String]
    let suggestion: String?
    var message: String {
      "\(quoted(name)) can be \(quoted(behaviours, joinedBy: "or")), not \(quoted(text))"
        + didYouMean(suggestion)
    }
  }

  struct MalformedCaller: Finding {
    static let rule = Rule("E407", "A caller has 'line' or 'rung'")
    let hasBoth: Bool
    var message: String {
      hasBoth ? "a caller has 'line' or 'rung', not both" : "a caller needs 'line' or 'rung'"
    }
  }

  struct ForeignOutput: Finding {
    static let rule = Rule("E408", "A given outcome has only outputs that come with it")
    let service: String
    let name: String
    let outcome: String
    /// The outcomes that have it; empty for all of the service's own.
    let outcomes: [String]
    var message: String {
      let right = outcomes.isEmpty ? "the service's own outcomes" : quoted(outcomes, joinedBy: "or")
      return "\(quoted(service)) gives \(quoted(name)) with \(right), not with \(quoted(outcome))"
    }
  }
  struct MalformedMoment: Finding {
    static let rule = Rule("E450", "A call is answered at a date and a time")
    let text: String
    var message: String {
      if CivilDay.isNone(text) { return "\(quoted(text)): there is no such day" }
      return "\(quoted(text)) isn't a date and time such as '2026-03-05T19:00' or "
        + "'2026-03-05T19:00:00+01:00'"
    }
  }
}
