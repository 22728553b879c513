/// Faults planted in switches, counts, lists and choices of prompts.
extension RuleExample {
  static let branches = switches + counts + lists + promptChoices + parts

  /// The sound script with more states.
  static func states(_ text: String) -> Input {
    .edit("  turn: {", "  \(text.replacing("\n", with: "\n  "))\n  turn: {")
  }

  /// The sound script with a field of one digit, a value that can be anything, and more states.
  private static func deciding(_ text: String) -> Input {
    .edits([
      ("states:", "  score: { prompt: [ask], digits: 1 }\nstates:"),
      (
        "  turn: {",
        "  ask_score: { collect: score, outcomes: { collected: bye } }\n  by: \(text)\n  turn: {"
      ),
    ])
  }

  private static func switching(_ rest: String, on name: String = "score") -> Input {
    deciding("{ switch: \"${\(name)}\", \(rest) }")
  }

  static let switches: [RuleExample] = [
    RuleExample("E130", failing: switching("cases: { \"5-1\": bye }, else: bye"), at: "35:38"),
    RuleExample("E130", failing: switching("cases: { \"1, ,3\": bye }, else: bye")),
    RuleExample("E130", failing: switching("cases: { \"'1\": bye }, else: bye")),
    RuleExample("E130", failing: switching("cases: { \">=3\": bye }, else: bye")),
    RuleExample("E130", failing: switching("cases: { \"1..3\": bye }, else: bye")),
    RuleExample("E130", failing: switching("cases: { \"1–3\": bye }, else: bye")),
    RuleExample("E130", failing: switching("cases: { \"3-\": bye }, else: bye")),
    RuleExample(
      "E130", failing: switching("cases: { \"0-8\": bye, else: main }"),
      passing: switching("cases: { \"0-8\": bye }, else: main"), .refuses),
    RuleExample(
      "E131", failing: deciding("{ switch: score, cases: { \"1\": bye }, else: bye }"), .refuses),
    RuleExample(
      "E101", failing: switching("casess: { \"0-9\": bye }"),
      passing: switching("cases: { \"0-9\": bye }"), .refuses),
    RuleExample("E102", failing: switching("else: bye"), .refuses),
    RuleExample("E114", failing: switching("cases: {}, else: bye"), .refuses),
    RuleExample(
      "E104", failing: switching("cases: { 1: bye }, else: bye"),
      passing: switching("cases: { \"1\": bye }, else: bye")),
    RuleExample("E108", failing: switching("cases: { \"0-9\": bye }, outcomes: {}"), .refuses),
    RuleExample("E206", failing: switching("cases: { \"1\": bye }, else: bye", on: "scoer")),
    RuleExample("E201", failing: switching("cases: { \"1\": byee }, else: bye")),
    RuleExample("E201", failing: switching("cases: { \"1\": bye }, else: byee")),
    RuleExample("E330", failing: switching("cases: { \"1-9\": bye }")),
    RuleExample("E330", failing: switching("cases: { \"0-3, 5, 7-9\": bye }")),
    RuleExample(
      "E330", failing: switching("cases: { unset: bye }"),
      passing: switching("cases: { unset: bye, set: main }")),
    RuleExample(
      "E330", failing: switching("cases: { \"2000\": bye }", on: "call.number_dialled"),
      passing: switching("cases: { \"2000\": bye }, else: main", on: "call.number_dialled")),
    RuleExample(
      "E330", failing: switching("cases: { en-US: bye }", on: "call.language"),
      passing: switching("cases: { en-US: bye, fa-IR: main }", on: "call.language")),
    RuleExample(
      "E331", failing: switching("cases: { \"0-5\": bye, \"5-9\": main }"),
      passing: switching("cases: { \"0-5\": bye, \"06-9\": main }")),
    RuleExample("E331", failing: switching("cases: { \"1\": bye, \"01\": main }, else: bye")),
    RuleExample("E331", failing: switching("cases: { \"1, 1\": bye }, else: bye")),
    RuleExample("E331", failing: switching("cases: { set: bye, \"1\": main }, else: bye")),
    RuleExample(
      "E331", failing: switching("cases: { unset: bye, \"unset, 3\": main }, else: main")),
    RuleExample(
      "E332", failing: switching("cases: { \"10\": bye }, else: main"),
      passing: switching("cases: { \"009\": bye }, else: main")),
    RuleExample("E332", failing: switching("cases: { many: bye }, else: main")),
    RuleExample("E332", failing: switching("cases: { \"1.5\": bye }, else: main")),
    RuleExample(
      "E332", failing: switching("cases: { en_US: bye }, else: main", on: "call.language"),
      passing: switching("cases: { en-US: bye }, else: main", on: "call.language")),
    RuleExample("W332", failing: switching("cases: { set: bye, unset: main }, else: bye")),
    RuleExample(
      "W332", failing: switching("cases: { \"0-9\": bye, unset: main }, else: bye"),
      passing: switching("cases: { \"0-8\": bye, unset: main }, else: bye")),
  ]

  private static let goodCount =
    "tries: { count: n, up_to: 3, outcomes: { more: main, reached: bye } }"

  static let counts: [RuleExample] = [
    RuleExample(
      "E102", failing: states("tries: { count: n, outcomes: { more: main, reached: bye } }"),
      passing: states(goodCount), .refuses),
    RuleExample(
      "E112", failing: states(goodCount.replacing("3", with: "0")), .refuses, at: "33:29"),
    RuleExample("E112", failing: states(goodCount.replacing("3", with: "101")), .refuses),
    RuleExample("E103", failing: states(goodCount.replacing("3", with: "\"3\"")), .refuses),
    RuleExample(
      "E103", failing: states(goodCount.replacing("count: n", with: "count: [n]")), .refuses),
    RuleExample("E104", failing: states(goodCount.replacing("count: n", with: "count: 1"))),
    RuleExample(
      "E114", failing: states(goodCount.replacing("count: n", with: "count: \"\"")), .refuses),
    RuleExample(
      "E118", failing: states(goodCount.replacing("count: n", with: "count: n!")), .refuses),
    RuleExample("E101", failing: states(goodCount.replacing("up_to", with: "upto")), .refuses),
    RuleExample(
      "E108", failing: states(goodCount.replacing("outcomes", with: "then: bye, outcomes")),
      .refuses),
    RuleExample("E214", failing: states(goodCount.replacing(", reached: bye", with: ""))),
    RuleExample("E213", failing: states(goodCount.replacing("reached", with: "reachd"))),
    RuleExample("E201", failing: states(goodCount.replacing("more: main", with: "more: mian"))),
    RuleExample("W330", failing: states(goodCount.replacing("3", with: "1"))),
  ]

  /// The sound script with a service that gives lists, and a prompt that speaks one.
  private static func speaking(_ prompt: String) -> Input {
    states(
      "visits: { service: clinic.find_visits, input: { number: \"1\" }, "
        + "outcomes: { found: told, unknown: bye } }\n"
        + "told: { say: [ask, \(prompt)], then: bye }")
  }

  private static let goodList =
    "{ each: \"${clinic.visits}\", as: visit, max: 3, say: [{ value: \"${visit.day}\", as: date }], empty: [bye] }"

  private static func list(_ old: String, _ new: String) -> Input {
    speaking(goodList.replacing(old, with: new))
  }

  static let lists: [RuleExample] = [
    RuleExample(
      "E131", failing: list("\"${clinic.visits}\"", "clinic.visits"), passing: speaking(goodList),
      .refuses),
    RuleExample("E102", failing: list("as: visit, ", ""), .refuses),
    RuleExample(
      "E102", failing: list("say: [{ value: \"${visit.day}\", as: date }], ", ""), .refuses),
    RuleExample(
      "E114", failing: list("[{ value: \"${visit.day}\", as: date }]", "[]"), .refuses),
    RuleExample("E112", failing: list("max: 3", "max: 0"), .refuses),
    RuleExample("E112", failing: list("max: 3", "max: 101"), .refuses),
    RuleExample("E103", failing: list("max: 3", "max: all"), .refuses),
    RuleExample(
      "E118",
      failing: speaking(
        "{ each: \"${clinic.names}\", as: a!, say: [{ value: \"${a!}\", as: text }] }"),
      .refuses),
    RuleExample("E101", failing: list("empty:", "emtpy:"), .refuses),
    RuleExample("E305", failing: list("max: 3", "max: 3, rate: slow"), .refuses),
    RuleExample("E121", failing: list("{ each", "{ pause: 1s, each"), .refuses),
    RuleExample("E230", failing: list("visit.day", "visit.dya")),
    RuleExample("E230", failing: list("visit.day", "visit")),
    RuleExample(
      "E230",
      failing: speaking(
        "{ each: \"${clinic.names}\", as: name, say: [{ value: \"${name.first}\", as: text }] }"),
      passing: speaking(
        "{ each: \"${clinic.names}\", as: name, say: [{ value: \"${name}\", as: text }] }")),
    RuleExample("E206", failing: list("clinic.visits", "clinic.visit")),
    RuleExample(
      "E206", failing: list("empty: [bye]", "empty: [{ value: \"${visit.day}\", as: date }]")),
    RuleExample("E207", failing: list("[bye]", "[goodbye]")),
    RuleExample("E309", failing: list("as: date", "as: currency")),
    RuleExample("E309", failing: speaking("{ value: \"${clinic.visits}\", as: text }")),
    RuleExample(
      "E333",
      failing: states(
        "visits: { service: clinic.find_visits, input: { number: \"1\" }, outcomes: { found: again, unknown: bye } }\n"
          + "again: { service: clinic.find_visits, input: { number: \"${clinic.visits}\" }, outcomes: { found: bye, unknown: bye } }"
      )),
    RuleExample(
      "E334",
      failing: speaking("{ each: \"${clinic.kind}\", as: a, say: [{ value: \"${a}\", as: text }] }")
    ),
    RuleExample(
      "E334",
      failing: speaking("{ each: \"${call.line}\", as: a, say: [{ value: \"${a}\", as: digits }] }")
    ),
    RuleExample(
      "E335",
      failing: list(
        "say: [",
        "say: [{ each: \"${clinic.names}\", as: name, say: [{ value: \"${name}\", as: text }] }, ")),
    RuleExample(
      "E336",
      failing: speaking(
        goodList.replacing("visit", with: "pin").replacing("clinic.pins", with: "clinic.visits"))),
    RuleExample("W331", failing: list("[{ value: \"${visit.day}\", as: date }]", "[ask]")),
  ]

  private static let goodChoice =
    "{ prompt_by: \"${clinic.kind}\", cases: { child: ask, adult: [bye, { pause: 1s }], unset: [] }, else: other }"

  private static func choice(_ old: String, _ new: String) -> Input {
    speaking(goodChoice.replacing(old, with: new))
  }

  static let promptChoices: [RuleExample] = [
    RuleExample(
      "E131", failing: choice("\"${clinic.kind}\"", "clinic.kind"), passing: speaking(goodChoice),
      .refuses),
    RuleExample(
      "E102",
      failing: choice("cases: { child: ask, adult: [bye, { pause: 1s }], unset: [] }, ", ""),
      .refuses),
    RuleExample("E101", failing: choice("else:", "esle:"), .refuses),
    RuleExample("E121", failing: choice("{ prompt_by", "{ prompt: ask, prompt_by"), .refuses),
    RuleExample("E305", failing: choice("else: other", "else: other, as: text"), .refuses),
    RuleExample("E130", failing: choice("child", "\"a,\"")),
    RuleExample("E206", failing: choice("clinic.kind", "clinic.knd")),
    RuleExample("E207", failing: choice("child: ask", "child: aks")),
    RuleExample("E207", failing: choice("[bye,", "[byee,")),
    RuleExample("E330", failing: choice(", else: other", "")),
    RuleExample("E331", failing: choice("adult:", "\"adult, child\":")),
    RuleExample("E333", failing: choice("clinic.kind", "clinic.visits")),
    RuleExample("E215", failing: choice("child: ask", "child: { text: { fa-IR: a } }")),
    RuleExample(
      "E230",
      failing: list(
        "say: [", "say: [{ prompt_by: \"${visit.kind}\", cases: { a: ask }, else: [] }, "),
      passing: list(
        "say: [", "say: [{ prompt_by: \"${visit.doctor}\", cases: { a: ask }, else: [] }, ")),
    RuleExample(
      "E330",
      failing: list("say: [", "say: [{ prompt_by: \"${visit.doctor}\", cases: { a: ask } }, ")),
  ]
}
