extension RulePage {
  static let conflicts: [RulePage] = [
    RulePage(
      ConflictRules.SameKeys.self,
      why: """
        If the same keys lead to two places, only one of them can be reached. YAML doesn't notice \
        when they are written differently, as "1" and "۱" are. Give one of the two other keys.
        """,
      failing: """
        states:
          main: { menu: [press_1], choices: { "1": goodbye, "۱": main } }
        """,
      passing: """
        states:
          main: { menu: [press_1], choices: { "1": goodbye } }
        """),
    RulePage(
      ConflictRules.CancelIsTerminator.self,
      why: """
        A caller who presses this key to finish an entry would throw it away instead. The built-in \
        terminator is '#', so '*' is the usual key to cancel. Change one of the two, or set \
        'terminator: none'.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11, cancel: "#" }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11, cancel: "*" }
        """),
    RulePage(
      ConflictRules.DigitsTwice.self,
      why: """
        'digits' fixes the length, 'min_digits' and 'max_digits' give a range; with both, nobody \
        can tell when an entry is complete, and callers would be cut off or left waiting. Keep one \
        of the two.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11, max_digits: 15 }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], min_digits: 11, max_digits: 15 }
        """),
    RulePage(
      ConflictRules.MinAboveMax.self,
      why: """
        No entry is long enough and short enough at once, so every caller would be refused until \
        the line gives up. Swap the two numbers or correct one.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], min_digits: 12, max_digits: 11 }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], min_digits: 11, max_digits: 12 }
        """),
    RulePage(
      ConflictRules.StrayOption.self,
      why: """
        The option has no meaning for this form: a sum of money isn't read in groups of digits, and \
        a prompt from a catalog has no calendar. It would change nothing of what the caller hears. \
        Remove it, or use the form that it goes with.
        """,
      failing: """
        states:
          main: { hang_up: [{ value: "1500", as: currency, group: 3 }] }
        """,
      passing: """
        states:
          main: { hang_up: [{ value: "1500", as: digits, group: 3 }] }
        """),
    RulePage(
      ConflictRules.LanguageCircle.self,
      why: """
        A state that changes the language neither speaks nor waits. If such states lead only to \
        each other, the call would loop forever, with the caller in silence. Lead one \
        of them to a state that says something.
        """,
      failing: """
        languages: [en-US, fa-IR]
        states:
          main: { language: next, then: main }
        """,
      passing: """
        languages: [en-US, fa-IR]
        states:
          main: { language: next, then: goodbye }
        """),
    RulePage(
      ConflictRules.Unreadable.self,
      why: """
        A value written in the script is checked at once: letters aren't an amount, and no date has a \
        month 13. The caller would hear nothing in its place. Correct the value or choose how else it \
        is read.
        """,
      failing: """
        states:
          main: { hang_up: [{ value: "2026-13-01", as: date }] }
        """,
      passing: """
        states:
          main: { hang_up: [{ value: "2026-12-01", as: date }] }
        """),
    RulePage(
      ConflictRules.NoLengthInCommon.self,
      why: """
        The validation rule accepts only entries of certain lengths, and the field takes none of \
        them, so every caller would be refused, whatever they key in. Let the field take a length \
        that the message names.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 10, validate: iran_mobile }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11, validate: iran_mobile }
        """),
    RulePage(
      ConflictRules.NeverReadable.self,
      why: """
        What is read aloud is digits, a number, a date; a value of another kind can't, and \
        callers would hear it as it is, hyphens and all. Eight keyed digits aren't a date to the \
        reader, nor is a date a number. Choose the 'as' that fits the value.
        """,
      failing: """
        fields:
          birthday: { prompt: [enter_pin], digits: 8, confirm: [{ value: "${birthday}", as: date }] }
        states:
          main: { collect: birthday, outcomes: { collected: dial } }
          dial: { transfer: "${birthday}", outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye } }
        """,
      passing: """
        fields:
          birthday: { prompt: [enter_pin], digits: 8, confirm: [{ value: "${birthday}", as: digits }] }
        states:
          main: { collect: birthday, outcomes: { collected: dial } }
          dial: { transfer: "${birthday}", outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye } }
        """),
    RulePage(
      ConflictRules.NoReadings.self,
      why: """
        Numbers, amounts and dates are spoken by a language's own rules or as CLDR spells them, and \
        for this language there are neither. Callers would hear raw digits in whatever way the voice \
        reads them. Use another language, or speak the value as text.
        """,
      failing: """
        languages: [ur-PK]
        states:
          main: { say: [welcome, { value: "12", as: number }], then: goodbye }
        """,
      passing: """
        languages: [ur-PK]
        states:
          main: { say: [welcome, { value: "12", as: text }], then: goodbye }
        """),
    RulePage(
      ConflictRules.UnusedField.self,
      why: """
        A field that no state collects is never asked for. Either a state is missing, and \
        callers miss a question, or the field is unused and can be removed.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11 }
        states:
          main: { hang_up: [welcome] }
        """,
      passing: """
        states:
          main: { hang_up: [welcome] }
        """),
    RulePage(
      ConflictRules.DigitAsCommand.self,
      why: """
        A digit that cancels or ends an entry can't be part of one: a caller whose number has a 9 \
        in it would be interrupted at that digit. Use '*' or '#'.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11, cancel: "9" }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11, cancel: "*" }
        """),
    RulePage(
      ConflictRules.OneLanguage.self,
      why: """
        'next' goes to the language after the present one, and in a script of one language that is \
        the same again. A caller who asks for another hears no difference. Declare the second \
        language, or remove the state and the choice that leads to it.
        """,
      failing: """
        languages: [en-US]
        states:
          main: { language: next, then: goodbye }
        """,
      passing: """
        languages: [en-US, fa-IR]
        states:
          main: { language: next, then: goodbye }
        """),
    RulePage(
      ConflictRules.MaybeUnreadable.self,
      why: """
        The value is mostly what 'as' takes it for, but it can be something else, such as a name \
        where a number is expected. Then callers hear it as it is. Choose an 'as' that fits every \
        value of its kind.
        """,
      failing: """
        states:
          main: { say: [{ value: "${call.line}", as: number }], then: goodbye }
        """,
      passing: """
        states:
          main: { say: [{ value: "${call.line}", as: telephone }], then: goodbye }
        """),
  ]
}
