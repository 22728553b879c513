import CallEngine
import Testing

@testable import MenuScript

extension ScenarioTests {
  /// What a stub is told, as it is written in a scenario and after 'stub='.
  static let told: [(stub: String, text: String, behaviour: StubBehaviour)] = [
    ("billing.find_bill", "works", .works), ("billing.find_bill", "failed", .outcome("failed")),
    ("billing.find_bill", "no_answer", .outcome("no_answer")),
    ("billing.find_bill", "due", .outcome("due")), ("billing.find_bill", "paid", .outcome("paid")),
    ("billing.find_bill", "unknown_line", .outcome("unknown_line")),
    ("billing.find_bill", "late 2s", .late(.seconds(2))),
    (
      "billing.find_bill", "late 700ms then paid",
      .init(outcome: "paid", delay: .milliseconds(700))
    ),
    ("billing.find_bill", "{ outcome: paid }", .outcome("paid")),
    ("billing.find_bill", "{ late: 1m }", .late(.seconds(60))),
    (
      "billing.find_bill", "{ outcome: due, bill.amount: \"17000\" }",
      .outcome("due", [NamedValue("bill.amount", "17000")])
    ),
    (
      "billing.find_bill",
      "{ late: 2s, subscriber.name: \"A, \\\"B\\\" = C\", outcome: due }",
      .init(
        outcome: "due", output: [NamedValue("subscriber.name", "A, \"B\" = C")],
        delay: .seconds(2))
    ),
    (
      "clinic.find_visits",
      "{ outcome: found, clinic.visits: [{ day: \"2026-01-02\" }, {}], clinic.names: [A, B] }",
      .outcome(
        "found",
        [
          NamedValue(
            "clinic.visits",
            .list([ListItem([NamedValue("day", "2026-01-02")]), ListItem([])])),
          NamedValue("clinic.names", .list([ListItem("A"), ListItem("B")])),
        ])
    ),
    ("billing.send_bill", "sent", .outcome("sent")), ("sms", "failed", .outcome("failed")),
    ("sms", "no_answer", .outcome("no_answer")), ("email", "late 24h", .late(.seconds(86_400))),
    ("transfer", "connected", .works), ("transfer 2001", "busy", .outcome("busy")),
    ("transfer ۲۰۰۱", "late 2s then no_answer", .init(outcome: "no_answer", delay: .seconds(2))),
  ]

  @Test(arguments: told.indices)
  func `any outcome of any service can be given, with what it brings`(_ index: Int) throws {
    let (stub, text, behaviour) = Self.told[index]
    let result = try parse([
      ("sms: failed, ", "\"\(stub)\": \(text), "), (", billing.find_bill: late 12s", ""),
    ])
    #expect(result.text == "")
    #expect(result.scenario?.given.first?.behaviour == behaviour)
    let (provision, faults) = ScenarioParser.provision(
      "\(stub)=\(text)", services: TestBench.services)
    #expect(faults.isEmpty)
    #expect(provision == result.scenario?.given.first)
  }

  @Test(arguments: [
    ("billing.find_bill=paidd", "did you mean 'paid'?"),
    ("billing.find_bil=paid", "did you mean 'billing.find_bill'?"),
    ("billing.find_bill={ outcome: due, bill.amont: \"1\" }", "did you mean 'bill.amount'?"),
    ("billing.find_bill={ outcome: deu }", "did you mean 'due'?"),
    ("billing.send_bill=due", "'sent'"), ("sms=connected", "'failed'"), ("fax=failed", "'fax'"),
    ("transfer=connect", "did you mean 'connected'?"), ("transfer 2x=busy", "'2x'"),
    ("sms=late 12", "unit"), ("sms=late 25h", "24h"), ("sms={ outcome: failed", " "),
    ("sms=late 99999999999999999999999s", "24h"), ("sms=late 12s then", "not 'late 12s then'"),
    ("sms=FAILED", "not 'FAILED'"),
    ("sms=[failed]", "a text"),
    ("clinic.find_visits={ outcome: found, clinic.visits: \"2026-01-02\" }", "a list"),
    ("clinic.find_visits={ outcome: found, clinic.visits: [{ dy: \"2026-01-02\" }] }", "'day'"),
    ("clinic.find_visits={ outcome: found, clinic.visits: [[a]] }", "a map"),
    ("billing.find_bill={ outcome: due, bill.amount: [\"1\"] }", "a text"),
  ])
  func `what no stub can be told is refused with the nearest that it can`(
    text: String, reason: String
  ) {
    let (provision, faults) = ScenarioParser.provision(text, services: TestBench.services)
    #expect(provision == nil)
    #expect(faults.contains { $0.message.contains(reason) }, "\(faults.map(\.message))")
  }

  @Test(arguments: [
    ("late 12s", "paidd", "paid"), ("late 12s", "{ outcome: pad }", "paid"),
    ("late 12s", "{ outcome: due, bill.amont: \"17000\" }", "bill.amount"),
    ("billing.find_bill: late 12s", "billing.find_bil: due", "billing.find_bill"),
    ("sms: failed", "sms: faild", "failed"),
  ])
  func `a slip in what is given is mended where it stands`(
    old: String, new: String, replacement: String
  ) throws {
    let result = try parse([(old, new)])
    let fixIt = try #require(result.diagnostics.first?.fixIts.first)
    #expect(fixIt.replacement == replacement)
    #expect(result.diagnostics.first?.range.start.line == 3)
  }
}
