/// Faults planted in parts and their uses.
extension RuleExample {
  private static let goodParts = """
    parts:
      why:
        parameters: [question, next]
        exits: [done]
        start: main
        fields:
          reason: { prompt: ["${question}"], digits: 1 }
        states:
          main: { collect: reason, outcomes: { collected: told } }
          told: { say: [{ value: "${reason}", as: digits }, ask], then: choose }
          choose: { menu: ["${question}"], choices: { "1": done, "2": "${next}", "3": main, "4": repeat } }
    states:
      why_1: { part: why, with: { question: [ask, { pause: 1s }], next: turn }, outcomes: { done: why_2 } }
      why_2: { part: why, with: { question: other, next: why_1 }, outcomes: { done: turn } }
    """

  private static func part(_ edits: (String, String)...) -> Input {
    var text = goodParts
    for (old, new) in edits { text.replace(old, with: new, maxReplacements: 1) }
    return .edit("states:", text)
  }

  static let parts: [RuleExample] = [
    RuleExample("E231", failing: part(("part: why", "part: wy")), passing: part()),
    RuleExample("E232", failing: part(("next: turn }", "next: turn, nxet: turn }"))),
    RuleExample("E233", failing: part((", next: turn }", " }")), at: "33:18"),
    RuleExample("E232", failing: part(("question: [ask", "qestion: [ask"))),
    RuleExample("E213", failing: part(("{ done: why_2", "{ finished: turn, done: why_2"))),
    RuleExample("E214", failing: part((", outcomes: { done: why_2 }", ""))),
    RuleExample(
      "E337",
      failing: part(
        (
          "then: choose }",
          "then: again }\n      again: { part: why, with: { question: ask, next: turn }, outcomes: { done: choose } }"
        ))),
    RuleExample(
      "E338",
      failing: part(
        ("exits: [done]", "exits: [done, told]"), ("{ done: why_2", "{ told: bye, done: why_2"),
        ("{ done: turn", "{ told: bye, done: turn"))),
    RuleExample(
      "E338",
      failing: part(
        ("[question, next]", "[question, next, reason]"), ("next: turn", "next: turn, reason: bye"),
        ("next: why_1", "next: why_1, reason: bye"))),
    RuleExample("E201", failing: part(("then: choose", "then: chose")), at: "30:69"),
    RuleExample("E201", failing: part(("then: choose", "then: turn"))),
    RuleExample("E201", failing: part(("start: main", "start: mian"))),
    RuleExample("E201", failing: part(("next: turn", "next: trun"))),
    RuleExample("E201", failing: part(("done: why_2", "done: why_3"))),
    RuleExample("E102", failing: part(("    start: main\n", "")), .refuses),
    RuleExample("E101", failing: part(("exits:", "exit:")), .refuses),
    RuleExample("E118", failing: part(("[question, next]", "[question, next, \"a b\"]")), .refuses),
    RuleExample("E117", failing: part(("[question, next]", "[question, next, next]")), .refuses),
    RuleExample("E206", failing: part(("\"${reason}\"", "\"${raeson}\""))),
    RuleExample("E207", failing: part(("question: [ask", "question: [aks"))),
    RuleExample(
      "E107", failing: part(("why_1: { part: why", "why_1: { hang_up: [], part: why")), .refuses),
    RuleExample(
      "E108", failing: part(("why_1: { part: why", "why_1: { then: bye, part: why")), .refuses),
    RuleExample(
      "W333",
      failing: part(("parts:", "parts:\n  other: { start: a, states: { a: { hang_up: [] } } }"))),
    RuleExample(
      "W334",
      failing: part(
        ("next]", "next, more]"), ("next: turn", "next: turn, more: bye"),
        ("next: why_1", "next: why_1, more: bye"))),
    RuleExample(
      "W335",
      failing: part(
        ("exits: [done]", "exits: [done, lost]"), ("{ done: why_2", "{ lost: bye, done: why_2"),
        ("{ done: turn", "{ lost: bye, done: turn"))),
    RuleExample(
      "E232",
      failing: states(
        "sure: { part: yes_or_no, with: { question: ask, a: bye }, outcomes: { \"yes\": bye, \"no\": main } }"
      ),
      passing: states(
        "sure: { part: yes_or_no, with: { question: ask }, outcomes: { \"yes\": bye, \"no\": main } }"
      )),
    RuleExample(
      "E214",
      failing: states(
        "sure: { part: yes_or_no, with: { question: ask }, outcomes: { \"yes\": bye } }")),
  ]
}
