extension RulePage {
  static let paths: [RulePage] = [
    RulePage(
      PathRules.Unreachable.self,
      why: """
        No call can ever come to this state: nothing that leads on from the start goes there, so \
        what it says is never heard. Either a choice or an outcome that should lead to it is \
        missing, or it is left over and can go.
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
        A caller who comes here can't get to an end any more: whatever he presses, the line never \
        says goodbye and never puts him through. He goes round until 'max_duration' or until he \
        hangs up himself. Let some state on the way lead to a 'hang_up' or a 'transfer'.
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
        Somebody who has put the telephone down on the table presses nothing, and here the line \
        would talk to him until 'max_duration', at somebody's cost. Let 'gave_up' lead on to a \
        state that hangs up, not back into the circle.
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
        As long as the same outcomes come back, the call goes round these states without a word \
        and without a wait: the caller hears silence while your services are called over and over. \
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
        hour, he hears the same apology over and over, and no key ends it. Put a menu on the way \
        round, or give up after the first failure.
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
