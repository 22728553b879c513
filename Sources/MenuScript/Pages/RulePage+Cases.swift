extension RulePage {
  static let branchShapes: [RulePage] = [
    RulePage(
      BranchRules.MalformedCase.self,
      why: """
        A case names values: a text, a number, a span such as '1-3' with both its ends, \
        several of these with commas between them, 'set' or 'unset'. What happens for all \
        other values isn't a case: it goes under 'else', beside 'cases'. A text that would \
        be read as something else is put into single quotes inside the double ones.
        """,
      failing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "5-1": goodbye }, else: goodbye }
        """,
      passing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "1-5": goodbye }, else: goodbye }
        """),
    RulePage(
      BranchRules.NotAName.self,
      why: """
        Only a value can decide something during a call, or be a list. A text that is \
        written in the script is always the same, so there would be nothing to choose. Write \
        the value's name as '${name}'.
        """,
      failing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "score", cases: { "1-5": goodbye }, else: goodbye }
        """,
      passing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "1-5": goodbye }, else: goodbye }
        """),
  ]

  static let branchNames: [RulePage] = [
    RulePage(
      BranchRules.UnknownItemValue.self,
      why: """
        The service says which values each item of its list has. A name that isn't among \
        them would never be spoken. Use one of the names, after the item's own and a full \
        stop.
        """,
      failing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits:
            say: [{ each: "${clinic.visits}", as: visit, say: [{ value: "${visit.dya}", as: date }] }]
            then: goodbye
        """,
      passing: """
        states:
          main:
            service: clinic.find_visits
            input: { number: "${call.line}" }
            outcomes: { found: visits }
          visits:
            say: [{ each: "${clinic.visits}", as: visit, say: [{ value: "${visit.day}", as: date }] }]
            then: goodbye
        """)
  ]

  static let branchProofs: [RulePage] = [
    RulePage(
      BranchRules.UnsetWithoutCase.self,
      why: """
        A path leads here that doesn't set the value, and then none of the cases fits. The \
        call would go where nobody meant it to. Add a case 'unset' or an 'else', or set the \
        value on every path.
        """,
      failing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { menu: [{ text: { en-US: "Press 1 or 2." } }], choices: { "1": ask, "2": by_score } }
          ask: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "0-5": goodbye, "6-9": goodbye } }
        """,
      passing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { menu: [{ text: { en-US: "Press 1 or 2." } }], choices: { "1": ask, "2": by_score } }
          ask: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "0-5": goodbye, "6-9": goodbye, unset: main } }
        """),
    RulePage(
      BranchRules.NeverSetSwitch.self,
      why: """
        Nothing on the way here sets the value, so every call goes the same way and all the \
        cases but one are never taken. Let the call come by the state that sets the value \
        first.
        """,
      failing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { menu: [{ text: { en-US: "Press 1 or 2." } }], choices: { "1": ask, "2": by_score } }
          ask: { collect: score, outcomes: { collected: goodbye } }
          by_score: { switch: "${score}", cases: { "0-5": goodbye }, else: goodbye }
        """,
      passing: """
        fields:
          score: { prompt: [enter_mobile], digits: 1 }
        states:
          main: { menu: [{ text: { en-US: "Press 1 or 2." } }], choices: { "1": ask, "2": by_score } }
          ask: { collect: score, outcomes: { collected: by_score } }
          by_score: { switch: "${score}", cases: { "0-5": goodbye }, else: goodbye }
        """),
  ]
}
