extension RulePage {
  static let names: [RulePage] = [
    RulePage(
      NameRules.UnknownState.self,
      why: """
        A target says where the call goes next. If there is no such state the call could only stop, \
        with the caller on the line. Correct the name or write the state; 'repeat' is a target only \
        in a menu.
        """,
      failing: """
        states:
          main: { say: [welcome], then: mian }
        """,
      passing: """
        states:
          main: { say: [welcome], then: goodbye }
        """),
    RulePage(
      NameRules.UnknownField.self,
      why: """
        'collect' names a field, and the field says what is asked and how many digits an answer \
        has. Without it the caller could not be asked anything. Correct the name, or write the \
        field under 'fields'.
        """,
      failing: """
        states:
          main: { collect: mobil, outcomes: { collected: goodbye } }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11 }
        states:
          main: { collect: mobile, outcomes: { collected: dial } }
          dial: { transfer: "${mobile}", outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye } }
        """),
    RulePage(
      NameRules.UnknownService.self,
      why: """
        Services are built into gooya; a script can only call those. Any other would fail \
        each time, and callers would hear your apology and nothing else. Correct the name; README \
        lists the services.
        """,
      failing: """
        states:
          main:
            service: parcel.send_lnk
            input: { mobile: "${call.line}" }
            outcomes: { sent: goodbye }
        """,
      passing: """
        states:
          main:
            service: parcel.send_link
            input: { mobile: "${call.line}" }
            outcomes: { sent: goodbye }
        """),
    RulePage(
      NameRules.UnknownInput.self,
      why: """
        The service doesn't know this input and would work without it, perhaps on the wrong thing: \
        an SMS in the wrong language, say. Correct the name or remove it.
        """,
      failing: """
        states:
          main:
            service: parcel.send_link
            input: { mobile: "${call.line}", langage: "${call.language}" }
            outcomes: { sent: goodbye }
        """,
      passing: """
        states:
          main:
            service: parcel.send_link
            input: { mobile: "${call.line}", language: "${call.language}" }
            outcomes: { sent: goodbye }
        """),
    RulePage(
      NameRules.MissingInput.self,
      why: """
        Without this input the service can't do its work, and every call would take 'failed'. Give \
        it under 'input': a name in '${…}' or a text in quotes.
        """,
      failing: """
        states:
          main: { service: parcel.send_link, outcomes: { sent: goodbye } }
        """,
      passing: """
        states:
          main:
            service: parcel.send_link
            input: { mobile: "${call.line}" }
            outcomes: { sent: goodbye }
        """),
    RulePage(
      NameRules.UnknownValue.self,
      why: """
        A value comes from a field, from a service that this script calls, or from the call itself \
        ('call.line', 'call.language', 'call.answered' and so on). Nothing provides this one, so the \
        caller would hear nothing. Correct the name, or call the service that gives it.
        """,
      failing: """
        states:
          main: { say: [{ value: "${call.lin}", as: telephone }], then: goodbye }
        """,
      passing: """
        states:
          main: { say: [{ value: "${call.line}", as: telephone }], then: goodbye }
        """),
    RulePage(
      NameRules.UnknownPrompt.self,
      why: """
        The id is in none of the catalogs that the script lists, so the caller would hear nothing. \
        Correct it, add the prompt to a catalog, or list the catalog that has it. For a first draft \
        '{ text: … }' needs no catalog.
        """,
      failing: """
        states:
          main: { hang_up: [welcom] }
        """,
      passing: """
        states:
          main: { hang_up: [welcome] }
        """),
    RulePage(
      NameRules.PromptInTwoCatalogs.self,
      why: """
        If two of the script's catalogs have the same id, which text a caller hears would depend \
        on the order of a list. Rename one of the two prompts, or list one catalog only. Below, \
        'welcome' is in both 'common' and 'holidays'.
        """,
      failing: """
        catalogs: [common, holidays]
        states:
          main: { hang_up: [welcome] }
        """,
      passing: """
        catalogs: [common]
        states:
          main: { hang_up: [welcome] }
        """),
    RulePage(
      NameRules.MissingCatalog.self,
      why: """
        A catalog is a file in each language, 'Prompts/en-US/common.yaml' and so on. Where one is \
        missing, callers in that language would hear nothing of it. Write the file, or remove the \
        catalog or the language. Below, 'news' exists in English only.
        """,
      failing: """
        languages: [en-US, fa-IR]
        catalogs: [common, news]
        """,
      passing: """
        languages: [en-US, fa-IR]
        catalogs: [common]
        """),
    RulePage(
      NameRules.MissingPromptText.self,
      why: """
        A caller who has chosen a language must hear all of it; a prompt without a text there would \
        be a silence. Translate it in that language's catalog. Below, 'untranslated' has an English \
        text only.
        """,
      failing: """
        languages: [en-US, fa-IR]
        states:
          main: { hang_up: [untranslated] }
        """,
      passing: """
        languages: [en-US, fa-IR]
        states:
          main: { hang_up: [welcome] }
        """),
    RulePage(
      NameRules.UnknownValidation.self,
      why: """
        A validation rule that doesn't exist would let every entry pass, and wrong numbers would \
        reach your services. Use one of those that are built in, as the message suggests, or none.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11, validate: iran_mobil }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 11, validate: iran_mobile }
        """),
    RulePage(
      NameRules.UndeclaredLanguage.self,
      why: """
        Only the languages under 'languages' have their prompts checked and at hand. In another the \
        caller would be spoken to in part or not at all. Declare it there, or correct the tag.
        """,
      failing: """
        languages: [en-US, fa-IR]
        states:
          main: { language: fa-IQ, then: goodbye }
        """,
      passing: """
        languages: [en-US, fa-IR]
        states:
          main: { language: fa-IR, then: goodbye }
        """),
    RulePage(
      NameRules.UnknownOutcome.self,
      why: """
        The outcome can't happen here, so no call would ever take it; usually the name is \
        misspelt, and the outcome that you meant leads elsewhere. Correct it or remove it. \
        'cancelled' happens only to a field that has a 'cancel' key.
        """,
      failing: """
        states:
          main:
            transfer: "2000"
            outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye, engaged: goodbye }
        """,
      passing: """
        states:
          main:
            transfer: "2000"
            outcomes: { connected: goodbye, busy: goodbye, no_answer: goodbye }
        """),
    RulePage(
      NameRules.MissingOutcome.self,
      why: """
        Whatever can happen in a state must lead somewhere, or a call in which it happens would be \
        stuck. Say where in the state's 'outcomes', or in 'defaults' for all states at once; \
        'failed' and 'gave_up' are best kept there.
        """,
      failing: """
        states:
          main: { transfer: "2000", outcomes: { connected: goodbye, no_answer: goodbye } }
        """,
      passing: """
        states:
          main: { transfer: "2000", outcomes: { connected: goodbye, no_answer: goodbye, busy: goodbye } }
        """),
    RulePage(
      NameRules.MissingText.self,
      why: """
        A '{ text: … }' speaks for itself, so it needs its words in each of the script's languages. \
        In the one that is left out the caller would hear a silence. Add the translation.
        """,
      failing: """
        languages: [en-US, fa-IR]
        states:
          main: { hang_up: [{ text: { en-US: Goodbye. } }] }
        """,
      passing: """
        languages: [en-US, fa-IR]
        states:
          main: { hang_up: [{ text: { en-US: Goodbye., fa-IR: خدانگهدار } }] }
        """),
  ]
}
