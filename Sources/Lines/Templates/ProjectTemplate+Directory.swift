import CallEngine

extension ProjectTemplate {
  /// Puts callers through to departments.
  static let directory = ProjectTemplate(
    name: "directory", summary: "puts callers through to departments",
    title: "Departments",
    about: ["A switchboard: callers choose a department and are put through to it."],
    body: { tongues in
      """
      max_duration: 30m

      defaults:
        noinput: [still_there]
        nomatch: [not_an_option]
        choices: { "*": repeat, "0": goodbye }
        outcomes:
          gave_up: give_up
          connected: goodbye
          busy: department_busy
          no_answer: department_no_answer
          failed: department_not_reached

      states:
        welcome: { say: [welcome], then: main }

        main:
          menu: \(tongues.menu("main_options"))
          choices:
            "1": sales
            "2": support
            "3": accounts\(tongues.ifSeveral("\n      \"9\": other_language"))
      \(tongues.ifSeveral("\n  other_language: { language: next, then: main }\n"))
        # The departments: write their own numbers here

        sales: { transfer: "2001" }
        support: { transfer: "2002" }
        accounts: { transfer: "2003" }

        department_busy: { say: [department_is_busy], then: main }
        department_no_answer: { say: [department_does_not_answer], then: main }
        department_not_reached: { say: [department_not_reached], then: main }

        # Endings

        give_up: { hang_up: [no_choice_made, goodbye] }
        goodbye: { hang_up: [goodbye] }
      """
    },
    prompts: [
      PromptGroup(
        title: "The departments",
        prompts: [
          .init("welcome", "با سلام، خوش آمدید.", "Hello, and welcome."),
          .init(
            "main_options",
            "برای فروش، عدد یک؛ برای پشتیبانی، عدد دو؛ و برای امور مالی، عدد سه را فشار دهید. برای شنیدن دوباره، کلید ستاره؛ و برای پایان تماس، عدد صفر را فشار دهید.",
            "For sales, press 1. For support, press 2. For accounts, press 3. To hear this again, press star. To end the call, press 0."
          ),
          .init(
            "department_is_busy", "متأسفانه این بخش مشغول است.",
            "Sorry, this department is busy."),
          .init(
            "department_does_not_answer", "متأسفانه این بخش پاسخ نمی‌دهد.",
            "Sorry, this department does not answer."),
          .init(
            "department_not_reached", "متأسفانه ارتباط با این بخش برقرار نشد.",
            "Sorry, this department could not be reached."),
        ]),
      .otherLanguage, .keys,
      PromptGroup(
        title: "Endings",
        prompts: [.init("goodbye", "با سپاس از شما، خدانگهدار.", "Thank you. Goodbye.")]),
    ],
    scenarios: [
      .connected("sales", key: "1", number: "2001"),
      .connected("support", key: "2", number: "2002"),
      .connected("accounts", key: "3", number: "2003"),
      .unreached(.busy, hearing: "department_is_busy"),
      .unreached(.noAnswer, hearing: "department_does_not_answer"),
      .unreached(.failed, hearing: "department_not_reached"),
      ScenarioDraft(
        name: "heard-again", title: "Star repeats the menu, and so does a key without a choice",
        steps: [
          "hear: main_options", "press: \"7\"", "hear: not_an_option", "hear: main_options",
          "press: \"*\"", "hear: main_options", "press: \"0\"",
          "hear: goodbye", "expect: { hung_up: line }",
        ]),
      .ended("goodbye", after: ""),
      .silent("silence", "hear: main_options", "? hear: change_language"),
      .otherLanguage(menu: "main_options"),
    ])
}

extension ProjectTemplate.ScenarioDraft {
  /// A caller talks to a department.
  fileprivate static func connected(_ name: String, key: String, number: String) -> Self {
    Self(
      name: name, title: "\(key) puts the caller through to \(name)",
      steps: [
        "hear: welcome", "hear: main_options", "press: \"\(key)\"",
        "expect: { transfer: \"\(number)\" }", "hear: goodbye", "expect: { hung_up: line }",
      ])
  }

  /// No department can be reached.
  fileprivate static func unreached(_ outcome: TransferOutcome, hearing prompt: String) -> Self {
    Self(
      name: outcome.rawValue.replacing("_", with: "-"),
      title: "A caller who reaches no department hears why and returns to the menu",
      given: "{ transfer: \(outcome.rawValue) }",
      steps: ["1", "2", "3"].flatMap { key in
        ["hear: main_options", "press: \"\(key)\"", "hear: \(prompt)"]
      } + ["hear: main_options", "press: \"0\"", "hear: goodbye", "expect: { hung_up: line }"])
  }
}
