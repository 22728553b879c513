extension RulePage {
  static let paths: [RulePage] = [
    RulePage(
      PathRules.Unreachable.self,
      why: """
        No call can ever reach this state: no path from the start leads there, so \
        what it says is never heard. Either a choice or an outcome that should lead to it is \
        missing, or it is unused and can be removed.
        """,
      failing: """
        states:
          main: { say: [welcome], then: goodbye }
          news: { say: [welcome], then: goodbye }
        """,
      passing: """
        states:
          main: { say: [welcome], then: news }
          news: { say: [welcome], then: goodbye }
        """),
    RulePage(
      PathRules.NoWayOut.self,
      why: """
        A caller who gets here can't reach an end: whatever keys are pressed, the line never says \
        goodbye and never transfers the call, which goes on until 'max_duration' or until the \
        caller hangs up. Let a state on the path lead to a 'hang_up' or a 'transfer'.
        """,
      failing: """
        states:
          main: { menu: [press_1], choices: { "1": news }, outcomes: { gave_up: goodbye } }
          news: { say: [welcome], then: more }
          more: { say: [welcome], then: news }
        """,
      passing: """
        states:
          main: { menu: [press_1], choices: { "1": news }, outcomes: { gave_up: goodbye } }
          news: { say: [welcome], then: more }
          more: { say: [welcome], then: main }
        """),
    RulePage(
      PathRules.SilentCircle.self,
      why: """
        A caller who has put the telephone aside presses nothing, and here the line would talk on \
        until 'max_duration', which costs money. Let 'gave_up' lead on to a state that hangs up, \
        not back into the loop.
        """,
      failing: """
        states:
          main: { menu: [press_1], choices: { "1": goodbye }, outcomes: { gave_up: sorry } }
          sorry: { say: [welcome], then: main }
        """,
      passing: """
        states:
          main: { menu: [press_1], choices: { "1": goodbye }, outcomes: { gave_up: sorry } }
          sorry: { say: [welcome], then: goodbye }
        """),
    RulePage(
      PathRules.Spin.self,
      why: """
        As long as the same outcomes come back, the call loops through these states without a \
        prompt or a wait: the caller hears silence while your services are called over and over. \
        Lead one of them to a state that says something and ends.
        """,
      failing: """
        states:
          main:
            service: parcel.send_link
            input: { mobile: "${call.line}" }
            outcomes: { sent: goodbye, failed: main }
        """,
      passing: """
        states:
          main:
            service: parcel.send_link
            input: { mobile: "${call.line}" }
            outcomes: { sent: goodbye, failed: goodbye }
        """),
    RulePage(
      PathRules.Retry.self,
      why: """
        The call tries the same thing again without asking the caller. If a gateway is down for an \
        hour, the caller hears the same apology over and over, and no key ends it. Put a menu into \
        the loop, or give up after the first failure.
        """,
      failing: """
        states:
          main:
            service: parcel.send_link
            input: { mobile: "${call.line}" }
            outcomes: { sent: goodbye, failed: sorry }
          sorry: { say: [welcome], then: main }
        """,
      passing: """
        states:
          main:
            service: parcel.send_link
            input: { mobile: "${call.line}" }
            outcomes: { sent: goodbye, failed: sorry }
          sorry: { menu: [press_1], choices: { "1": main } }
        """),
  ]
}
