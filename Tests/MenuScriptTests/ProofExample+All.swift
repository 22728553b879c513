extension ProofExample {
  static let all = paths + values + speech + branches

  static let paths = [
    ProofExample(
      "W501", ("sorry: {", "lost: { say: [welcome], then: bye }\n  sorry: {"), at: "40:3"),
    ProofExample("W501", ("\"9\": turn", "\"9\": main"), at: "28:3"),
    ProofExample(
      "E502",
      (
        "gave_up: bye, cancelled: main, failed: sorry",
        "gave_up: trap, cancelled: main, failed: sorry"
      ),
      ("sorry: {", "trap: { say: [welcome], then: trap }\n  sorry: {"),
      ("connected: bye", "connected: bye"),
      at: "40:3",
      passing: [
        ("gave_up: bye, cancelled: main", "gave_up: trap, cancelled: main"),
        ("sorry: {", "trap: { say: [welcome], then: bye }\n  sorry: {"),
      ]),
    ProofExample(
      "E502",
      (
        "sorry: { say: [welcome], then: main }",
        "sorry: { say: [welcome], then: worse }\n  worse: { say: [welcome], then: sorry }"
      ),
      at: "40:3"),
    ProofExample(
      "E503", ("choices: { \"1\"", "outcomes: { gave_up: sorry }\n    choices: { \"1\""), at: "25:3"
    ),
    ProofExample(
      "E503", ("choices: { \"1\"", "outcomes: { gave_up: main }\n    choices: { \"1\""), at: "25:3"),
    ProofExample(
      "E504",
      ("outcomes: { found: amount, none: main }", "outcomes: { found: amount, none: find }"),
      at: "20:3"),
    ProofExample(
      "E504", ("outcomes: { sent: main }", "outcomes: { sent: main, failed: ask_mobile }"),
      at: "29:3"),
    ProofExample(
      "W505",
      ("outcomes: { found: amount, none: main }", "outcomes: { found: amount, none: hello }"),
      at: "19:3",
      passing: [
        ("outcomes: { found: amount, none: main }", "outcomes: { found: amount, none: bye }")
      ]),
  ]

  static let values = [
    ProofExample(
      "E511",
      ("hello: { say: [welcome]", "hello: { say: [{ value: \"${bill.amount}\", as: currency }]"),
      at: "19:27"),
    ProofExample("E511", ("{ line: \"${call.line}\" }", "{ line: \"${mobile}\" }"), at: "22:20"),
    ProofExample("E516", ("\"2000\"", "\"${pin}\""), at: "39:24"),
    ProofExample(
      "W512",
      ("sorry: { say: [welcome]", "sorry: { say: [{ value: \"${bill.amount}\", as: currency }]"),
      at: "40:27"),
    ProofExample(
      "W512", ("\"2000\"", "\"${owner.mobile}\""), at: "39:24"),
    ProofExample(
      "W513", ("{ pin: \"${pin}\" }", "{ pin: \"1234\" }"), at: "14:3"),
    ProofExample(
      "W514",
      (
        "then: find }",
        "then: ping }\n  ping: { service: test.ping, outcomes: { done: find, failed: find } }"
      ),
      at: "20:20",
      passing: [
        ("then: find }", "then: ping }\n  ping: { service: test.ping, outcomes: { done: find } }")
      ]),
    ProofExample(
      "E515",
      ("sensitive: true", "sensitive: true\n    confirm: [{ value: \"${pin}\", as: digits }]"),
      at: "18:24"),
    ProofExample(
      "E515",
      (
        "through: {",
        "aloud: { say: [{ value: \"${pin}\", as: digits }], then: through }\n  through: {"
      ),
      ("right: through", "right: aloud"), at: "39:27"),
    ProofExample(
      "E516", ("{ pin: \"${pin}\" }", "{ pin: \"${pin}\" }\n    fetch_timeout: 3s"),
      ("outcomes: { right: through", "outcomes: { right: leak"),
      (
        "through: {",
        "leak: { service: test.send, input: { to: \"2000\", note: \"${pin}\" }, outcomes: { sent: through } }\n  through: {"
      ),
      at: "40:58"),
    ProofExample(
      "E517",
      (
        "[welcome, { value: \"${bill.amount}\", as: currency }]",
        "[welcome, { value: \"${owner.address}\", as: text }, { value: \"${bill.amount}\", as: currency }]"
      ),
      at: "24:37"),
  ]

  static let speech = [
    ProofExample(
      "W521", ("menu: [options]", "menu: [options]\n    terminator: \"9\""), at: "27:17"),
    ProofExample(
      "W522",
      (
        "menu: [options]", "menu: [options, { text: { en-US: \"For more, press 3.\", fa-IR: ها } }]"
      ),
      at: "26:5"),
    ProofExample(
      "W523", ("\"9\": turn", "\"9\": turn, \"4\": bye"), at: "27:58"),
    ProofExample(
      "W524",
      (
        "menu: [options]",
        "menu: [{ text: { en-US: \"Press 2, 1 or 9.\", fa-IR: \"یک، دو؛ یا نه\" } }]"
      ),
      at: "26:5"),
    ProofExample(
      "W526",
      ("hello: { say: [welcome]", "hello: { barge_in: false, say: [welcome, { pause: 21s }]"),
      at: "19:29",
      passing: [("hello: { say: [welcome]", "hello: { say: [welcome, { pause: 21s }]")]),
    ProofExample(
      "W527",
      (
        "menu: [options]",
        "menu: [{ text: { en-US: \"Press 1 to 9, or 0.\", fa-IR: عدد ۱ تا ۹ یا صفر را } }]"
      ),
      (
        "\"9\": turn",
        "\"3\": bye, \"4\": bye, \"5\": bye, \"6\": bye, \"7\": bye, \"8\": bye, \"9\": turn, \"0\": bye"
      ),
      at: "26:5"),
    ProofExample(
      "W528", ("menu: [options]", "menu: [{ pause: 31s }, options]"), at: "26:5",
      passing: [("menu: [options]", "menu: [{ pause: 20s }, options]")]),
  ]
}
