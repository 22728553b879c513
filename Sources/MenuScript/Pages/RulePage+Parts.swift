extension RulePage {
  static let partNames: [RulePage] = [
    RulePage(
      PartRules.UnknownPart.self,
      why: """
        A part is written under 'parts' in the script, or comes with gooya. This name is \
        neither. Correct it, or write the part.
        """,
      failing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: aks, with: { question: press_1 }, outcomes: { done: goodbye } }
          more: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye } }
        """,
      passing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye } }
        """),
    RulePage(
      PartRules.UnknownParameter.self,
      why: """
        What is given under 'with' replaces the part's parameters. The part has none of this \
        name, so it would be lost. Correct the name, or add it to the part's 'parameters'.
        """,
      failing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1, answer: welcome }, outcomes: { done: goodbye } }
        """,
      passing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye } }
        """),
    RulePage(
      PartRules.MissingParameter.self,
      why: """
        A parameter has no value of its own: without one the part wouldn't know what to say \
        or where to go. Name each of the part's parameters under 'with'.
        """,
      failing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, outcomes: { done: goodbye } }
        """,
      passing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye } }
        """),
  ]

  static let partConflicts: [RulePage] = [
    RulePage(
      PartRules.Recursion.self,
      why: """
        A part's states are put in where it is used. A part that uses itself, perhaps by way \
        of another one, would never end. To go round, let an exit of the part lead back to \
        the state that uses it.
        """,
      failing: """
        parts:
          ask:
            exits: [done]
            start: main
            states:
              main: { menu: [press_1], choices: { "1": done, "2": again } }
              again: { part: ask, outcomes: { done: done } }
        states:
          main: { part: ask, outcomes: { done: goodbye } }
        """,
      passing: """
        parts:
          ask:
            exits: [done, again]
            start: main
            states:
              main: { menu: [{ text: { en-US: "Press 1 or 2." } }], choices: { "1": done, "2": again } }
        states:
          main: { part: ask, outcomes: { done: goodbye, again: main } }
        """),
    RulePage(
      PartRules.NameTwice.self,
      why: """
        In a part a target is one of its states or one of its exits, and a value is a \
        parameter or one of its own. If a name is both, readers can't tell where the call \
        goes or what is said. Give one of the two another name.
        """,
      failing: """
        parts:
          ask:
            parameters: [question]
            exits: [main]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": main } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { main: goodbye } }
        """,
      passing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye } }
        """),
    RulePage(
      PartRules.UnusedPart.self,
      why: """
        No state uses this part, so nothing in it is ever heard or checked. Either a state \
        that should use it is missing, or the part can be removed.
        """,
      failing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { menu: [press_1], choices: { "1": goodbye } }
        """,
      passing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye } }
        """),
    RulePage(
      PartRules.UnusedParameter.self,
      why: """
        Whatever is given for this parameter changes nothing, since '${…}' with its name \
        stands nowhere in the part. Either a place where it should stand has a name written \
        out, or the parameter can be removed.
        """,
      failing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: [press_1], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye } }
        """,
      passing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye } }
        """),
    RulePage(
      PartRules.UnusedExit.self,
      why: """
        No state of the part leads to this exit, so a call never goes on where each use says \
        that it leads. Let a state lead there, or remove the exit.
        """,
      failing: """
        parts:
          ask:
            parameters: [question]
            exits: [done, lost]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye, lost: goodbye } }
        """,
      passing: """
        parts:
          ask:
            parameters: [question]
            exits: [done]
            start: main
            states:
              main: { menu: ["${question}"], choices: { "1": done } }
        states:
          main: { part: ask, with: { question: press_1 }, outcomes: { done: goodbye } }
        """),
  ]
}
