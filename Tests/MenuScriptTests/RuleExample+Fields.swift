extension RuleExample {
  private static func field(_ text: String) -> Input {
    .edits([
      ("digits: 15\n    validate: imei\n    cancel: \"*\"", text),
      (", as: digits, group: 2", ", as: text"),
    ])
  }

  static let fields = [
    RuleExample(
      "E160", failing: field("time: hhmm\n    date: ddmm"), passing: field("time: hhmm"), .refuses,
      at: "18:5"),
    RuleExample("E160", failing: field("letters: keypad\n    amount: EUR"), .refuses),
    RuleExample("E160", failing: field("digits: 4\n    amount: true"), .refuses),
    RuleExample(
      "E161", failing: field("date: ddmmyy\n    to: now"),
      passing: field("date: ddmmyy\n    to: today"),
      .refuses, at: "18:9"),
    RuleExample("E161", failing: field("date: ddmmyy\n    from: 1971-02-30")),
    RuleExample(
      "E161", failing: field("date: ddmmyy\n    from: 14d"),
      passing: field("date: ddmmyy\n    from: today+14d"), .refuses),
    RuleExample("E161", failing: field("date: ddmmyy\n    from: -1000000d"), .refuses),
    RuleExample(
      "E162", failing: field("time: hhmm\n    to: \"24:00\""),
      passing: field("time: hhmm\n    from: 22:00\n    to: \"06:00\""), .refuses, at: "18:9"),
    RuleExample("E162", failing: field("time: hhmm\n    to: today")),
    RuleExample(
      "E163", failing: field("digits: 4\n    pattern: '12[3'"),
      passing: field("digits: 4\n    pattern: \"12[34]{2}\""), at: "18:17"),
    RuleExample("E163", failing: field("digits: 4\n    pattern: \"[0-9]{4,2}\""), at: "18:20"),
    RuleExample("E163", failing: field("digits: 4\n    pattern: (1)\\1"), at: "18:17"),
    RuleExample("E163", failing: field("digits: 4\n    pattern: '((1{32}){32}){32}'")),
    RuleExample("E163", failing: field("digits: 4\n    pattern: '(?=1)1234'")),
    RuleExample(
      "E164", failing: field("amount: JPY\n    max: 1.5"),
      passing: field("amount: EUR\n    max: 1.5"),
      at: "18:10"),
    RuleExample(
      "E164", failing: field("amount: true\n    min: 0.5"),
      passing: field("amount: true\n    currency: KWD\n    min: 0.125")),
    RuleExample("E164", failing: field("amount: EUR\n    min: -5"), .refuses),
    RuleExample(
      "E165", failing: field("one_of: [\"1a\"]"), passing: field("one_of: [\"1\", \"۱۲\"]"),
      at: "17:14"),
    RuleExample(
      "E165", failing: field("letters: keypad\n    one_of: [\"N0\"]"),
      passing: field("letters: keypad\n    one_of: [\"yes\", \"no\"]")),
    RuleExample(
      "E170", failing: field("amount: EURO"), passing: field("amount: EUR"), .refuses, at: "17:13"),
    // Conflicts
    RuleExample(
      "E360", failing: field("date: ddmm\n    pattern: '1'"),
      passing: field("date: ddmm\n    from: today"),
      .refuses, at: "18:5"),
    RuleExample("E360", failing: field("digits: 4\n    calendar: gregorian"), .refuses),
    RuleExample("E360", failing: field("amount: EUR\n    currency: EUR"), .refuses),
    RuleExample("E360", failing: field("letters: keypad\n    check: luhn"), .refuses),
    RuleExample("E360", failing: field("time: hhmm\n    max_digits: 4"), .refuses),
    RuleExample("E360", failing: field("time: hhmm\n    validate: imei")),
    RuleExample(
      "E361", failing: field("date: ddmm\n    from: 2026-01-02\n    to: 2026-01-01"),
      passing: field("date: ddmm\n    from: 2026-01-01\n    to: 2026-01-01"), at: "18:11"),
    RuleExample(
      "E361", failing: field("date: ddmm\n    from: -17y\n    to: -18y"),
      passing: field("date: ddmm\n    from: +1m\n    to: +30d")),
    RuleExample("E361", failing: field("date: ddmm\n    from: +2m\n    to: +30d")),
    RuleExample(
      "E362", failing: field("amount: EUR\n    min: 10.01\n    max: 10"),
      passing: field("amount: EUR\n    min: 10\n    max: 10"), at: "18:10"),
    RuleExample("E362", failing: field("digits: 2\n    min: 20\n    max: 10")),
    RuleExample("E362", failing: field("letters: two_keys\n    min: 3\n    max: 2")),
    RuleExample(
      "E363", failing: field("amount: EUR\n    cancel: \"*\""),
      passing: field("amount: JPY\n    cancel: \"*\""), at: "18:13"),
    RuleExample(
      "E363", failing: field("amount: EUR\n    terminator: \"*\""),
      passing: field("amount: EUR\n    terminator: none"), at: "18:17"),
    RuleExample(
      "E363", failing: field("digits: 4\n    star: X\n    cancel: \"*\""),
      passing: field("digits: 4\n    star: X\n    cancel: \"#\"\n    terminator: none")),
    RuleExample(
      "E364", failing: field("digits: 2\n    one_of: [\"12\", \"123\"]"),
      passing: field("digits: 2-3\n    one_of: [\"12\", \"123\"]"), at: "18:20"),
    RuleExample(
      "E364", failing: field("check: luhn\n    one_of: [\"18\", \"19\"]"),
      passing: field("check: luhn\n    one_of: [\"18\", \"26\"]")),
    RuleExample("E364", failing: field("pattern: '1\\d'\n    one_of: [\"18\", \"21\"]")),
    RuleExample("E364", failing: field("max: 20\n    one_of: [\"18\", \"21\"]")),
    RuleExample(
      "E365", failing: field("digits: 5\n    pattern: '(12)*'"),
      passing: field("digits: 5-6\n    pattern: '(12)*'"), at: "18:14"),
    RuleExample(
      "E366", failing: field("digits: 2\n    min: 100"), passing: field("digits: 2\n    min: 99"),
      at: "18:10"),
    RuleExample(
      "E367", failing: field("letters: keypad\n    interdigit_timeout: 900ms"),
      passing: field("letters: two_keys\n    interdigit_timeout: 900ms"), at: "18:25"),
    RuleExample(
      "E368", failing: field("date: ddmmyyyy\n    from: 1366-01-01"),
      passing: field("date: ddmmyyyy\n    calendar: gregorian\n    from: 1366-01-01"), at: "18:11"),
    // Services that judge entries
    RuleExample(
      "E101", failing: judged("clinic.find_visits, accept: found"),
      passing: judged("clinic.find_visits, accepted: found"), .refuses),
    RuleExample(
      "E102", failing: field("digits: 4\n    validate: { accepted: found }"),
      passing: judged("clinic.find_visits"), .refuses),
    RuleExample(
      "E203", failing: judged("clinic.find_visit"),
      passing: field("date: ddmm\n    validate: { service: clinic.find_visits }"), at: "18:26"),
    RuleExample(
      "E204", failing: judged("clinic.find_visits, input: { numbr: \"${pin}\" }"),
      passing: judged("clinic.find_visits, input: { number: \"${pin}\" }")),
    RuleExample(
      "E213", failing: judged("clinic.find_visits, accepted: [fond]"),
      passing: judged("clinic.find_visits, accepted: [unknown]"), at: "18:57"),
    RuleExample(
      "E214",
      failing: .edits([
        ("    validate: imei\n", "    validate: { service: clinic.find_visits, rule: imei }\n"),
        (", failed: bye", ""), ("unknown_line: bye", "unknown_line: bye, failed: bye"),
      ]),
      passing: .edit(
        "    validate: imei\n", "    validate: { service: clinic.find_visits, rule: imei }\n"),
      at: "25:14"),
    RuleExample(
      "E260", failing: judged("billing.send_bill"),
      passing: judged(
        "billing.send_bill, input: { line: \"${call.line}\", mobile: \"${pin}\" }"), at: "18:26"),
    RuleExample(
      "E360",
      failing: field("time: hhmm\n    validate: { service: clinic.find_visits, rule: imei }")),
    RuleExample(
      "E369", failing: judged("clinic.find_visits, input: { number: \"1\" }"),
      passing: judged("clinic.find_visits, input: { number: \"${pin}\" }"), at: "18:26"),
    RuleExample(
      "W360", failing: judged("clinic.find_visits, accepted: [found, unknown]"),
      passing: judged("clinic.find_visits"), at: "18:26"),
  ]

  private static func judged(_ check: String) -> Input {
    field("digits: 4\n    validate: { service: \(check) }")
  }
}
