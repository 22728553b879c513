extension RulePage {
  static let scenarios: [RulePage] = [
    RulePage(
      ScenarioRules.UnknownPrompt.self,
      why: """
        A single word after 'hear' is the id of a prompt, and no catalog of the script has this \
        one, so the scenario would wait for something that no caller ever hears. Correct the id. If \
        you meant the spoken word itself, write '{ text: … }'.
        """,
      failing: """
        steps:
          - hear: welcom
        """,
      passing: """
        steps:
          - hear: welcome
        """),
    RulePage(
      ScenarioRules.MalformedStep.self,
      why: """
        Steps happen one after the other, and a step that does two things doesn't say in which \
        order. It makes a difference whether a caller presses a key before or after he waits. Make \
        two steps of it.
        """,
      failing: """
        steps:
          - press: "1"
            wait: 2s
        """,
      passing: """
        steps:
          - press: "1"
          - wait: 2s
        """),
    RulePage(
      ScenarioRules.BrokenScript.self,
      why: """
        A scenario calls the line of its script, and a script that doesn't compile can't be \
        called. 'gooya check' reports its faults. If the script is elsewhere, 'script' names it, \
        as a path from the scenario's own folder; without it '../menu.yaml' is meant.
        """,
      failing: """
        script: broken.yaml
        """,
      passing: """
        script: ../menu.yaml
        """),
    RulePage(
      ScenarioRules.MalformedExpectation.self,
      why: """
        When an expectation of two things fails, it doesn't say which. Make a step of each; then \
        the report points at the one that a caller would miss. 'to' goes with 'sms' and 'email' \
        and is none by itself.
        """,
      failing: """
        steps:
          - expect: { state: main, no_sms: true }
        """,
      passing: """
        steps:
          - expect: { state: main }
          - expect: { no_sms: true }
        """),
    RulePage(
      ScenarioRules.UnknownStub.self,
      why: """
        'given' says how the world outside behaves in this call: 'sms', 'email', 'transfer', \
        'transfer' with a number, 'record', 'record' with the name of a recording, or a service by its \
        name. Under another name it would change \
        nothing, and the scenario would prove less about the caller's way than you think.
        """,
      failing: """
        given: { smss: failed }
        """,
      passing: """
        given: { sms: failed }
        """),
    RulePage(
      ScenarioRules.UnknownBehaviour.self,
      why: """
        A gateway or a service can only do what it could do in a real call: an SMS can fail or come \
        late, but nobody is connected to it, a recording works or fails, and a service ends with 'failed' or one of its own outcomes. Choose \
        one of those in the message, so that the scenario shows what a caller can really meet.
        """,
      failing: """
        given: { sms: connected }
        """,
      passing: """
        given: { sms: late 2s }
        """),
    RulePage(
      ScenarioRules.MalformedCaller.self,
      why: """
        Either a caller calls from a line ('line'), or the operator calls that line ('rung'). This \
        decides what is heard first and what 'call.number_dialled' is, so exactly one is given.
        """,
      failing: """
        caller: { language: en-US }
        """,
      passing: """
        caller: { line: "02199900001", language: en-US }
        """),
    RulePage(
      ScenarioRules.ForeignOutput.self,
      why: """
        Each output of a service comes with some of its outcomes: a caller without a booked visit \
        has no fee to pay. A scenario that gives one with another outcome would show what callers \
        never meet. Choose the outcome that brings it, or leave it out; what isn't given comes \
        from the data, or from the service's example.
        """,
      failing: """
        given: { clinic.find_visit: { outcome: none, visit.fee: "17000" } }
        """,
      passing: """
        given: { clinic.find_visit: { outcome: booked, visit.fee: "17000" } }
        """),
    RulePage(
      ScenarioRules.MalformedMoment.self,
      why: """
        Whether a line is open depends on when it is called. 'at' says so as ISO 8601 does: the \
        date, a 'T', the time, and how far the place is from UTC. Without that offset the time is \
        what the clock on the line's own wall shows.
        """,
      failing: """
        caller: { line: "02199900001", at: "tomorrow" }
        """,
      passing: """
        caller: { line: "02199900001", at: "2026-03-05T10:00:00+01:00" }
        """),
  ]
}
