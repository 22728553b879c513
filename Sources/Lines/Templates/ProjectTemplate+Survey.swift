extension ProjectTemplate {
  /// Asks questions and thanks the caller.
  static let survey = ProjectTemplate(
    name: "survey", summary: "asks a few questions and thanks for the answers",
    title: "Survey",
    about: [
      "A survey: up to three questions, then thanks.",
      "What was answered stands in a call's journal.",
    ],
    body: { tongues in
      """
      max_duration: 5m

      defaults:
        noinput: [still_there]
        nomatch: [not_an_option]
        choices: { "*": repeat, "0": goodbye }
        outcomes: { gave_up: give_up }

      states:
        welcome: { say: [welcome], then: satisfaction }

        # The questions

        satisfaction:
          menu: \(tongues.menu("how_satisfied"))
          choices:
            "1": recommendation
            "2": recommendation
            "3": reason\(tongues.ifSeveral("\n      \"9\": other_language"))
      \(tongues.ifSeveral("\n  other_language: { language: next, then: satisfaction }\n"))
        reason:
          menu: [what_was_wrong]
          choices: { "1": recommendation, "2": recommendation }

        recommendation:
          menu: [would_recommend]
          choices: { "1": thanks, "2": thanks }

        # Endings

        thanks: { hang_up: [thanks, goodbye] }
        give_up: { hang_up: [no_choice_made, goodbye] }
        goodbye: { hang_up: [goodbye] }
      """
    },
    prompts: [
      PromptGroup(
        title: "The questions",
        prompts: [
          .init(
            "welcome", "با سلام. لطفاً به چند پرسش کوتاه پاسخ دهید.",
            "Hello. Please answer a few short questions."),
          .init(
            "how_satisfied",
            "از خدمات ما چقدر رضایت دارید؟ اگر راضی هستید، عدد یک؛ اگر نظر خاصی ندارید، عدد دو؛ و اگر ناراضی هستید، عدد سه را فشار دهید. برای شنیدن دوباره، کلید ستاره؛ و برای پایان تماس، عدد صفر را فشار دهید.",
            "How satisfied are you with our service? If you are satisfied, press 1. If you are neither satisfied nor dissatisfied, press 2. If you are dissatisfied, press 3. To hear this again, press star. To end the call, press 0."
          ),
          .init(
            "what_was_wrong",
            "از چه چیزی ناراضی هستید؟ برای زمان انتظار، عدد یک؛ و برای پاسخی که گرفتید، عدد دو را فشار دهید.",
            "What were you dissatisfied with? For the waiting time, press 1. For the answer that you got, press 2."
          ),
          .init(
            "would_recommend",
            "آیا ما را به دیگران پیشنهاد می‌کنید؟ اگر بله، عدد یک؛ و اگر نه، عدد دو را فشار دهید.",
            "Would you recommend us to others? If you would, press 1. If not, press 2."),
        ]),
      .otherLanguage, .keys,
      PromptGroup(
        title: "Endings",
        prompts: [
          .init(
            "thanks", "از پاسخ‌های شما سپاسگزاریم.", "Thank you for your answers."),
          .init("goodbye", "خدانگهدار.", "Goodbye."),
        ]),
    ],
    scenarios: [
      ScenarioDraft(
        name: "satisfied", title: "A satisfied caller is asked one more question and thanked",
        steps: [
          "hear: welcome", "hear: how_satisfied", "press: \"1\"", "hear: would_recommend",
          "press: \"1\"", "hear: thanks", "hear: goodbye", "expect: { hung_up: line }",
        ]),
      ScenarioDraft(
        name: "indifferent", title: "A caller without an opinion would not recommend the service",
        steps: [
          "hear: how_satisfied", "press: \"2\"", "hear: would_recommend", "press: \"2\"",
          "hear: thanks", "expect: { hung_up: line }",
        ]),
      ScenarioDraft(
        name: "dissatisfied-with-waiting", title: "A dissatisfied caller is asked for the reason",
        steps: [
          "hear: how_satisfied", "press: \"3\"", "hear: what_was_wrong", "press: \"1\"",
          "hear: would_recommend", "press: \"2\"", "hear: thanks", "expect: { hung_up: line }",
        ]),
      ScenarioDraft(
        name: "dissatisfied-with-answer", title: "Keys can be pressed ahead of the questions",
        steps: ["press: \"322\"", "hear: thanks", "expect: { hung_up: line }"]),
      ScenarioDraft(
        name: "heard-again",
        title: "Star repeats each question, and so does a key without a choice",
        steps: [
          "hear: how_satisfied", "press: \"7\"", "hear: not_an_option", "hear: how_satisfied",
          "press: \"*\"", "hear: how_satisfied", "press: \"3\"",
          "hear: what_was_wrong", "press: \"*\"", "hear: what_was_wrong", "press: \"1\"",
          "hear: would_recommend", "press: \"*\"", "hear: would_recommend", "press: \"1\"",
          "hear: thanks", "expect: { hung_up: line }",
        ]),
      .ended("goodbye-at-first-question", after: ""),
      .ended("goodbye-at-reason", after: "3"),
      .ended("goodbye-at-recommendation", after: "1"),
      .silent("silence-at-first-question", "hear: how_satisfied", "? hear: change_language"),
      .silent("silence-at-reason", after: "3", "hear: what_was_wrong"),
      .silent("silence-at-recommendation", after: "1", "hear: would_recommend"),
      .otherLanguage(menu: "how_satisfied"),
    ])
}

extension ProjectTemplate.ScenarioDraft {
  /// 0 ends the call in a menu reached by some keys.
  static func ended(_ name: String, after keys: String) -> Self {
    Self(
      name: name, title: "0 ends the call with a goodbye",
      steps: [
        "press: \"\(keys)0\"", "hear: goodbye", "expect: { state: goodbye }",
        "expect: { hung_up: line }",
      ])
  }

  /// Silence in a menu reached by some keys.
  ///
  /// - Parameter last: the steps that its prompts end with.
  static func silent(_ name: String, after keys: String = "", _ last: String...) -> Self {
    Self(
      name: name, title: "A silent caller is asked again, then the line hangs up",
      steps: (keys.isEmpty ? [] : ["press: \"\(keys)\""])
        + (last + ["wait: 5s", "hear: still_there"]) + (last + ["wait: 5s", "hear: still_there"])
        + (last + ["wait: 5s", "hear: no_choice_made"])
        + ["hear: goodbye", "expect: { hung_up: line }"])
  }

  /// 9 changes the language.
  static func otherLanguage(menu: String) -> Self {
    Self(
      name: "other-language", title: "9 changes the language, and changes it back",
      needsTwoLanguages: true,
      steps: [
        "expect: { language: {first} }", "hear: \(menu)", "hear: change_language", "press: \"9\"",
        "expect: { language: {second} }", "hear: \(menu)", "press: \"9\"",
        "expect: { language: {first} }", "hear: \(menu)", "press: \"0\"", "hear: goodbye",
        "expect: { hung_up: line }",
      ])
  }
}
