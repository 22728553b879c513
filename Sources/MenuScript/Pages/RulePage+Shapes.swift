extension RulePage {
  static let shapes: [RulePage] = [
    RulePage(
      ShapeRules.UnknownKey.self,
      why: """
        An unknown key would be ignored: you would think that a setting applies, and callers would \
        get the default. Usually it is misspelt or indented too far. Write it as suggested, or \
        remove it.
        """,
      failing: """
        defaults:
          timeot: 8s
        """,
      passing: """
        defaults:
          timeout: 8s
        """),
    RulePage(
      ShapeRules.MissingKey.self,
      why: """
        Some keys have no built-in value, because any guess would be wrong: where a call goes \
        after an announcement, how many digits an entry has. Without them a call would stop there. \
        Add the key that is named.
        """,
      failing: """
        states:
          main: { say: [welcome] }
        """,
      passing: """
        states:
          main: { say: [welcome], then: goodbye }
        """),
    RulePage(
      ShapeRules.WrongType.self,
      why: """
        A list instead of a number, or 'yes' instead of 'true', has no clear meaning, and gooya \
        doesn't guess one. Write the value as the message says. Here 'yes' is only a word, and \
        numbers stand without quotes.
        """,
      failing: """
        defaults:
          barge_in: yes
        """,
      passing: """
        defaults:
          barge_in: true
        """),
    RulePage(
      ShapeRules.Unquoted.self,
      why: """
        YAML programs take 0912 for a number and drop its zero, and a caller would be put through \
        to the wrong place. So whatever looks like a number but is a text, as keys and telephone \
        numbers are, stands in quotes.
        """,
      failing: """
        states:
          main: { transfer: 2000, outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye } }
        """,
      passing: """
        states:
          main: { transfer: "2000", outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye } }
        """),
    RulePage(
      ShapeRules.DuplicateKey.self,
      why: """
        Of two equal keys many YAML programs silently keep the last. A second state of the \
        same name would hide the first, and callers would never hear what you wrote there. Remove \
        one of the two or rename it.
        """,
      failing: """
        defaults:
          timeout: 5s
          timeout: 8s
        """,
      passing: """
        defaults:
          timeout: 8s
        """),
    RulePage(
      ShapeRules.NoKind.self,
      why: """
        A state does one thing: it says something, offers a menu, collects an entry, calls a \
        service, transfers, changes the language or hangs up. One without any of these would leave \
        the caller in silence. Add the key of its kind; it may just be misspelt.
        """,
      failing: """
        states:
          main: { then: goodbye }
        """,
      passing: """
        states:
          main: { say: [welcome], then: goodbye }
        """),
    RulePage(
      ShapeRules.SeveralKinds.self,
      why: """
        If a state both says something and hangs up, it isn't clear which comes first, or \
        whether the caller hears all of it. Split it: one state for each thing, the first leading \
        to the second.
        """,
      failing: """
        states:
          main: { say: [welcome], language: next, then: goodbye }
        """,
      passing: """
        states:
          main: { say: [welcome], then: last }
          last: { hang_up: [welcome] }
        """),
    RulePage(
      ShapeRules.MisplacedKey.self,
      why: """
        The key exists, but a state of this kind doesn't use it: nothing is keyed in while the \
        line hangs up, so a time-out there means nothing. It would have no effect, and callers \
        would not get what you meant. Move it to the state that you had in mind.
        """,
      failing: """
        states:
          main: { hang_up: [welcome], times: 2 }
        """,
      passing: """
        states:
          main: { say: [welcome], times: 2, then: last }
          last: { hang_up: [] }
        """),
    RulePage(
      ShapeRules.BadName.self,
      why: """
        Names are used in targets, in '${…}', in journals and in call records, so they are kept \
        simple: a letter, then letters, digits, '_' and '-', of any script. 'repeat' is reserved: \
        it repeats a menu. Rename it, and its targets with it.
        """,
      failing: """
        states:
          main: { say: [welcome], then: 2nd }
          2nd: { hang_up: [] }
        """,
      passing: """
        states:
          main: { say: [welcome], then: second }
          second: { hang_up: [] }
        """),
    RulePage(
      ShapeRules.NotAList.self,
      why: """
        What a caller hears is a list of prompts, spoken one after the other, even where there is \
        only one today. Put it in brackets.
        """,
      failing: """
        states:
          main: { hang_up: welcome }
        """,
      passing: """
        states:
          main: { hang_up: [welcome] }
        """),
  ]
}
