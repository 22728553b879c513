/// What can't be proved of switches, counts and choices of prompts.
extension ProofExample {
  private static let billEnd = "as: currency }], then: main }"

  static let branches = [
    ProofExample(
      "E530",
      (
        billEnd,
        "as: currency }], then: by }\n  by: { switch: \"${owner.mobile}\", cases: { set: main } }"
      ),
      at: "25:17",
      passing: [
        (
          billEnd,
          "as: currency }], then: by }\n  by: { switch: \"${owner.mobile}\", cases: { set: main, unset: bye } }"
        )
      ]),
    ProofExample(
      "W530",
      (
        "hello: { say: [welcome], then: find }",
        "hello: { switch: \"${mobile}\", cases: { unset: find }, else: find }"
      ), at: "19:20"),
    ProofExample(
      "E511",
      (
        "hello: { say: [welcome], then: find }",
        "hello: { switch: \"${mobile}\", cases: { set: find } }"
      ), at: "19:20"),
    ProofExample(
      "E511",
      (
        "sorry: { say: [welcome], then: main }",
        "sorry: { switch: \"${bill.amount}\", cases: { unset: told }, else: main }\n"
          + "  told: { say: [{ value: \"${bill.amount}\", as: currency }], then: main }"
      ), at: "41:26",
      passing: [
        (
          "sorry: { say: [welcome], then: main }",
          "sorry: { switch: \"${bill.amount}\", cases: { set: told }, else: main }\n"
            + "  told: { say: [{ value: \"${bill.amount}\", as: currency }], then: main }"
        )
      ]),
    ProofExample(
      "W512",
      (
        "sorry: { say: [welcome]",
        "sorry: { say: [welcome, { prompt_by: \"${owner.mobile}\", cases: { set: welcome } }]"
      ), at: "40:40",
      passing: [
        (
          "sorry: { say: [welcome]",
          "sorry: { say: [welcome, { prompt_by: \"${owner.mobile}\", cases: { set: welcome }, else: [] }]"
        )
      ]),
    ProofExample(
      "E516",
      (
        "{ collected: verify } }",
        "{ collected: by } }\n  by: { switch: \"${pin}\", cases: { \"1234\": verify }, else: main }"
      ), at: "35:17",
      passing: [
        (
          "{ collected: verify } }",
          "{ collected: by } }\n  by: { switch: \"${pin}\", cases: { set: verify }, else: main }"
        )
      ]),
    ProofExample(
      "E515",
      (
        "sorry: { say: [welcome]",
        "sorry: { say: [{ prompt_by: \"${pin}\", cases: { \"1\": welcome }, else: welcome }]"
      ), at: "40:31"),
    ProofExample(
      "E517",
      (
        billEnd,
        "as: currency }], then: by }\n  by: { switch: \"${owner.address}\", cases: { A: main }, else: main }"
      ), at: "25:17"),
    ProofExample(
      "E517",
      (
        "sorry: { say: [welcome]",
        "sorry: { say: [welcome, { each: \"${owner.address}\", as: a, say: [{ value: \"${a}\", as: text }] }]"
      ), at: "40:35"),
    ProofExample(
      "E504",
      (
        "none: main }",
        "none: by }\n  by: { switch: \"${call.language}\", cases: { en-US: find, fa-IR: main } }"
      ), at: "20:3",
      passing: [
        (
          "none: main }",
          "none: tries }\n  tries: { count: n, up_to: 3, outcomes: { more: find, reached: main } }"
        )
      ]),
    ProofExample(
      "W505", ("none: main }", "none: hello }"), at: "19:3",
      passing: [
        (
          "none: main }",
          "none: tries }\n  tries: { count: n, up_to: 3, outcomes: { more: hello, reached: main } }"
        )
      ]),
    ProofExample(
      "E503", ("choices: { \"1\"", "outcomes: { gave_up: tries }\n    choices: { \"1\""),
      (
        "sorry: {",
        "tries: { count: n, up_to: 3, outcomes: { more: bye, reached: main } }\n  sorry: {"
      ), at: "25:3",
      passing: [
        ("choices: { \"1\"", "outcomes: { gave_up: tries }\n    choices: { \"1\""),
        (
          "sorry: {",
          "tries: { count: n, up_to: 3, outcomes: { more: main, reached: bye } }\n  sorry: {"
        ),
      ]),
    ProofExample(
      "W501",
      (
        "sorry: {",
        "tries: { count: n, up_to: 3, outcomes: { more: main, reached: bye } }\n  sorry: {"
      ), at: "40:3"),
  ]
}
