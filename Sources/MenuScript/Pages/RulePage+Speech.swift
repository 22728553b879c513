extension RulePage {
  static let speech: [RulePage] = [
    RulePage(
      SpeechRules.VoidTerminator.self,
      why: """
        A key that is part of a choice doesn't end entries in this menu, although it is set as \
        terminator. Callers who press it to be quicker wait for the time-out instead, or land in \
        the choice. Give the choice another key, or set another terminator.
        """,
      failing: """
        states:
          main: { menu: [press_1], terminator: "1", choices: { "1": goodbye } }
        """,
      passing: """
        states:
          main: { menu: [press_1], terminator: "#", choices: { "1": goodbye } }
        """),
    RulePage(
      SpeechRules.AbsentChoice.self,
      why: """
        The prompt tells callers to press a key that the menu doesn't have. Those who follow the \
        prompt hear that they made a mistake. Add the choice, or change the words in this \
        language.
        """,
      failing: """
        states:
          main:
            menu: [{ text: { en-US: "For the news, press 1. For help, press 2." } }]
            choices: { "1": goodbye }
        """,
      passing: """
        states:
          main:
            menu: [{ text: { en-US: "For the news, press 1. For help, press 2." } }]
            choices: { "1": goodbye, "2": goodbye }
        """),
    RulePage(
      SpeechRules.UnspokenChoice.self,
      why: """
        The menu has a choice that its prompt doesn't offer in this language, so no caller knows \
        about it. Add it to the words. A choice that is meant for everywhere and known by habit, \
        such as "0" for the operator, belongs in 'defaults', where it needn't be spoken.
        """,
      failing: """
        states:
          main:
            menu: [{ text: { en-US: "For the news, press 1." } }]
            choices: { "1": goodbye, "2": goodbye }
        """,
      passing: """
        states:
          main:
            menu: [{ text: { en-US: "For the news, press 1. For help, press 2." } }]
            choices: { "1": goodbye, "2": goodbye }
        """),
    RulePage(
      SpeechRules.SpokenOrder.self,
      why: """
        Callers listen for the next number; when 3 comes before 2 they think that they missed one \
        and listen to everything again. Speak the options in the order of their keys, or give them \
        keys in the order in which you want to speak them.
        """,
      failing: """
        states:
          main:
            menu: [{ text: { en-US: "For help, press 2. For the news, press 1." } }]
            choices: { "1": goodbye, "2": goodbye }
        """,
      passing: """
        states:
          main:
            menu: [{ text: { en-US: "For the news, press 1. For help, press 2." } }]
            choices: { "1": goodbye, "2": goodbye }
        """),
    RulePage(
      SpeechRules.MissingClip.self,
      why: """
        The catalog has sound files for its other prompts, so callers would hear another voice \
        here, or none. Record the prompt, or have it rendered by 'gooya prompts render'. Catalogs \
        without any clips are exempt.
        """,
      inWords: """
        A prompt added to 'Prompts/en-US/common.yaml' breaks it as long as the folder \
        'Prompts/en-US/common' has clips of the others and none of it.
        """),
    RulePage(
      SpeechRules.LongWithoutBargeIn.self,
      why: """
        With 'barge_in: false' no key stops the announcement, and a caller who knows it by heart \
        must listen to all of it each time. Twenty seconds are as much as people tolerate. Shorten \
        it, cut it in two, or let keys interrupt it.
        """,
      failing: """
        states:
          main: { say: [welcome, { pause: 21s }], barge_in: false, then: goodbye }
        """,
      passing: """
        states:
          main: { say: [welcome, { pause: 21s }], then: goodbye }
        """),
    RulePage(
      SpeechRules.TooManyOptions.self,
      why: """
        Nobody who hears ten options remembers the first, and most callers press one at random or \
        hang up. Put the rare ones into a second menu behind one key.
        """,
      failing: """
        states:
          main:
            menu: [{ text: { en-US: "Press 1 to 9, or press 0." } }]
            choices:
              "1": goodbye
              "2": goodbye
              "3": goodbye
              "4": goodbye
              "5": goodbye
              "6": goodbye
              "7": goodbye
              "8": goodbye
              "9": goodbye
              "0": goodbye
        """,
      passing: """
        states:
          main:
            menu: [{ text: { en-US: "Press 1 to 3, or press 0." } }]
            choices:
              "1": goodbye
              "2": goodbye
              "3": goodbye
              "0": goodbye
        """),
    RulePage(
      SpeechRules.LateChoice.self,
      why: """
        Callers want to get something done, and after half a minute without a choice many hang up \
        or press whatever comes to mind. Put news and greetings into a 'say' before the menu, which \
        they hear once, and begin the menu with its first choice.
        """,
      failing: """
        states:
          main: { menu: [{ pause: 31s }, press_1], choices: { "1": goodbye } }
        """,
      passing: """
        states:
          main: { menu: [{ pause: 2s }, press_1], choices: { "1": goodbye } }
        """),
    RulePage(
      SpeechRules.UnknownWording.self,
      why: """
        Whether a menu offers its choices is determined from its words, and gooya doesn't know how \
        this language tells callers to press a key. Choices that are never offered, or offered but \
        missing, go unnoticed. Read its menus yourself, then silence the rule with a comment.
        """,
      failing: """
        languages: [pl-PL]
        states:
          main: { menu: [press_1], choices: { "1": goodbye } }
        """,
      passing: """
        languages: [de-DE]
        states:
          main: { menu: [press_1], choices: { "1": goodbye } }
        """),
  ]
}
