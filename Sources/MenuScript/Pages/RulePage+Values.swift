extension RulePage {
  static let values: [RulePage] = [
    RulePage(
      ValueRules.BareDuration.self,
      why: """
        A bare 5 may mean five seconds or five milliseconds; callers would get no time, or wait \
        for ever. Add the unit: 'ms', 's', 'm' or 'h'.
        """,
      failing: """
        defaults:
          timeout: 5
        """,
      passing: """
        defaults:
          timeout: 5s
        """),
    RulePage(
      ValueRules.BadDuration.self,
      why: """
        A duration must be unambiguous. Write one number and one \
        unit without a space: '700ms', '1.5s', '15m', '1h'.
        """,
      failing: """
        defaults:
          timeout: 5 sec
        """,
      passing: """
        defaults:
          timeout: 5s
        """),
    RulePage(
      ValueRules.BadKeys.self,
      why: """
        A telephone has the keys 0 to 9, '*' and '#', and a few have A to D. No caller can press \
        anything else. A choice is one to fifteen keys; a terminator or a cancel key is one.
        """,
      failing: """
        states:
          main: { menu: [press_1], choices: { "x": goodbye, "1": goodbye } }
        """,
      passing: """
        states:
          main: { menu: [press_1], choices: { "1": goodbye } }
        """),
    RulePage(
      ValueRules.OutOfRange.self,
      why: """
        Outside its range the value would make the line useless: a time-out of zero gives the \
        caller no time to press anything, one of a day never ends. Choose a value in the range \
        that the message gives.
        """,
      failing: """
        defaults:
          timeout: 0s
        """,
      passing: """
        defaults:
          timeout: 4s
        """),
    RulePage(
      ValueRules.UnknownFormat.self,
      why: """
        The format is the version of the language that the script is written in, so that a line \
        that works today works the same next year. The only version so far is 1. A higher number \
        needs a newer gooya.
        """,
      failing: "format: 2",
      passing: "format: 1"),
    RulePage(
      ValueRules.Empty.self,
      why: """
        Something was begun and not written: a prompt without words, a list without entries. The \
        caller would hear silence where you meant to say something. Fill it in, or remove the key. \
        Of prompts, only 'hang_up', 'noinput' and 'nomatch' may be '[]', for no words at all.
        """,
      failing: """
        states:
          main: { say: [], then: goodbye }
        """,
      passing: """
        states:
          main: { say: [welcome], then: goodbye }
        """),
    RulePage(
      ValueRules.NameInsideText.self,
      why: """
        A number inside a sentence is read differently in each language and by each recording, so \
        a value is never put into text: the caller would hear dollar signs and brackets. Split the \
        sentence and give the value a prompt of its own, which says how it is read.
        """,
      failing: """
        states:
          main: { say: [{ text: { en-US: "You ring from ${call.line}." } }], then: goodbye }
        """,
      passing: """
        states:
          main:
            say: [{ text: { en-US: You ring from } }, { value: "${call.line}", as: telephone }]
            then: goodbye
        """),
    RulePage(
      ValueRules.NameInBraces.self,
      why: """
        In the texts of SMS and e-mails a name in braces stands for a value. In what is spoken it \
        doesn't: the caller would hear the name. Split the sentence, and give the value a prompt of \
        its own, which says how it is read.
        """,
      failing: """
        states:
          main: { say: [{ text: { en-US: "You ring from {call.line}." } }], then: goodbye }
        """,
      passing: """
        states:
          main:
            say: [{ text: { en-US: You ring from } }, { value: "${call.line}", as: telephone }]
            then: goodbye
        """),
    RulePage(
      ValueRules.BadLanguageTag.self,
      why: """
        Languages have standard tags (BCP 47): a language, a hyphen, a region. Prompts are found \
        by this tag; with another the caller would hear none.
        """,
      failing: "languages: [english_US]",
      passing: "languages: [en-US]"),
    RulePage(
      ValueRules.ListedTwice.self,
      why: """
        A language listed twice would be offered twice by 'next', and a catalog \
        listed twice has every prompt twice. Remove one of the two; the order of the others stays.
        """,
      failing: "catalogs: [common, common]",
      passing: "catalogs: [common]"),
    RulePage(
      ValueRules.UnknownWord.self,
      why: """
        Only the words in the message mean something here. Any other would have no effect, and the \
        caller might hear an amount read as a telephone number. Choose one of them.
        """,
      failing: """
        states:
          main: { say: [{ value: "1500", as: curency }], then: goodbye }
        """,
      passing: """
        states:
          main: { say: [{ value: "1500", as: currency }], then: goodbye }
        """),
    RulePage(
      ValueRules.MalformedPrompt.self,
      why: """
        A prompt is one of four things: an id from a catalog, a value, a pause or a text. If it is \
        two at once, it isn't clear which the caller hears first. Make two prompts of it, in the \
        order in which they are spoken.
        """,
      failing: """
        states:
          main: { hang_up: [{ prompt: welcome, pause: 1s }] }
        """,
      passing: """
        states:
          main: { hang_up: [welcome, { pause: 1s }] }
        """),
    RulePage(
      ValueRules.BadNumber.self,
      why: """
        A number to call is made of keys, optionally after a '+'; brackets, spaces and hyphens \
        can't be dialled, and the transfer would fail with the caller on the line. Write only the \
        digits, at most 32.
        """,
      failing: """
        states:
          main:
            transfer: "(021) 2000"
            outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye }
        """,
      passing: """
        states:
          main:
            transfer: "0212000"
            outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye }
        """),
    RulePage(
      ValueRules.TooMany.self,
      why: """
        A menu of more than 100 choices or a script of more than 20 languages is beyond what a \
        caller can use, and usually comes from a table pasted in the wrong place. Split the menu, or \
        collect an entry and let a service look it up.
        """,
      inWords: "A menu with 101 choices breaks it."),
    RulePage(
      ValueRules.UnknownCurrency.self,
      why: """
        A currency is named by its three letters in ISO 4217, the same in every language; what \
        the caller hears is the language's own name for it. Of a code that doesn't exist nobody \
        knows the name, nor how many decimals an amount has. Without 'currency' amounts are Rial.
        """,
      failing: """
        states:
          main: { say: [{ value: "12.50", as: currency, currency: EURO }], then: goodbye }
        """,
      passing: """
        states:
          main: { say: [{ value: "12.50", as: currency, currency: EUR }], then: goodbye }
        """),
  ]
}
