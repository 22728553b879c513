import CallEngine
import Foundation
import RandomInputs
import Testing

@testable import MenuScript

struct ScenarioTests {
  static let sound = """
    title: The bill goes by SMS to a keyed-in mobile
    caller: { line: "02177000001", language: fa-IR }
    given: { sms: failed, "transfer 2000": busy, billing.find_bill: late 12s }
    steps:
      - hear: main_options
      - hear: { value: "17000", as: currency }
      - hear: سلام و درود
      - hear_next: goodbye
      - press: "2"
      - wait: 3s
      - expect: { sms: "شناسه", to: "09120000001" }
      - reply_sms: { from: "09120000001", text: "a@b.example" }
      - reply_sms: thank you
      - given: { sms: works, transfer: connected, "transfer 2000": works, "transfer 9990": no_answer, billing.find_bill: failed }
      - expect: { state: main }
      - hang_up
      - expect: { hung_up: caller }

    """

  private static let script = """
    format: 1
    title: A line
    languages: [fa-IR, en-US]
    catalogs: [common]
    start: main
    states:
      main: { hang_up: [main_options] }
    """

  func parse(_ edits: [(String, String)]) throws -> ScenarioResult {
    var text = Self.sound
    for (old, new) in edits {
      let range = try #require(text.range(of: old), "\(old)")
      text.replaceSubrange(range, with: new)
    }
    let parser = ScenarioParser(services: TestBench.services) { path in
      TestBench.compiler.compile(
        path.hasSuffix("broken.yaml") ? "format: 1\n" : Self.script, file: path,
        prompts: TestBench.prompts(["main_options", "goodbye"]))
    }
    return parser.parse(bytes: Array(text.utf8), file: "lines/a/scenarios/one.yaml")
  }

  @Test func `a scenario is read whole`() throws {
    let result = try parse([])
    #expect(result.text == "")
    let scenario = try #require(result.scenario)
    #expect(scenario.title == "The bill goes by SMS to a keyed-in mobile")
    #expect(scenario.script == "lines/a/menu.yaml")
    #expect(result.script?.program?.title == "A line")
    #expect(scenario.caller.line == "02177000001" && !scenario.caller.isRung)
    #expect(scenario.caller.language == .persian)
    #expect(
      scenario.given == [
        .init(subject: .sms, behaviour: .outcome("failed")),
        .init(subject: .transfer("2000"), behaviour: .outcome("busy")),
        .init(subject: .service("billing.find_bill"), behaviour: .late(.seconds(12))),
      ])
    #expect(
      scenario.steps.map(\.kind) == [
        .hear(.prompt("main_options")),
        .hear(.value("17000", SpokenForm(.currency(.rial)))),
        .hear(.text("سلام و درود")),
        .hearNext(.prompt("goodbye")),
        .press([.two]),
        .wait(.seconds(3)),
        .expect(.sms(contains: "شناسه", to: "09120000001")),
        .replySMS(from: "09120000001", text: "a@b.example"),
        .replySMS(from: nil, text: "thank you"),
        .given([
          .init(subject: .sms, behaviour: .works),
          .init(subject: .transfer(nil), behaviour: .works),
          .init(subject: .transfer("2000"), behaviour: .works),
          .init(subject: .transfer("9990"), behaviour: .outcome("no_answer")),
          .init(subject: .service("billing.find_bill"), behaviour: .outcome("failed")),
        ]),
        .expect(.state("main")),
        .hangUp,
        .expect(.hungUp(.caller)),
      ])
    #expect(scenario.steps[4].location.description == "lines/a/scenarios/one.yaml:9:5")
  }

  @Test(arguments: [
    (
      "{ sms: \"شناسه\", to: \"09120000001\" }",
      "{ email: { contains: 17000 rial }, to: a@b.example }",
      Scenario.Expectation.email(contains: "17000 rial", to: "a@b.example")
    ),
    ("{ sms: \"شناسه\", to: \"09120000001\" }", "{ transfer: \"۲۰۰۰\" }", .transfer("2000")),
    ("{ sms: \"شناسه\", to: \"09120000001\" }", "{ language: en-US }", .language(.english)),
    ("{ sms: \"شناسه\", to: \"09120000001\" }", "{ hung_up: max_duration }", .hungUp(.maxDuration)),
    ("{ sms: \"شناسه\", to: \"09120000001\" }", "{ no_sms: true }", .noSMS),
    ("{ sms: \"شناسه\", to: \"09120000001\" }", "{ no_email: true }", .noEmail),
  ])
  func `each expectation is read`(
    _ old: String, _ new: String, _ expectation: Scenario.Expectation
  ) throws {
    let result = try parse([(old, new)])
    #expect(result.text == "")
    #expect(result.scenario?.steps[6].kind == .expect(expectation))
  }

  @Test func `the operator may ring the line`() throws {
    let caller = "{ rung: \"09120000001\", from: \"2000\", dialled: \"+982100\" }"
    let result = try parse([("{ line: \"02177000001\", language: fa-IR }", caller)])
    #expect(result.text == "")
    let read = try #require(result.scenario?.caller)
    #expect(read.isRung && read.line == "09120000001")
    #expect(read.from == "2000" && read.dialled == "+982100" && read.language == nil)
  }

  /// Breaches of the rules on scenarios; the passing example of each is the sound scenario.
  static let breaches: [(code: String, edits: [(String, String)])] = [
    ("E401", [("hear: main_options", "hear: main_optons")]),
    ("E401", [("hear: main_options", "hear: { prompt: main_optons }")]),
    ("E401", [("hear_next: goodbye", "hear_next: godbye")]),
    ("E402", [("press: \"2\"", "press: \"2\"\n    wait: 1s")]),
    ("E402", [("- hang_up", "- hangup")]),
    ("E402", [("press: \"2\"", "hang_up: now")]),
    ("E402", [("press: \"2\"", "hang_up: true")]),
    ("E403", [("caller:", "script: broken.yaml\ncaller:")]),
    ("E404", [("{ state: main }", "{ state: main, no_sms: true }")]),
    ("E404", [("{ sms: \"شناسه\", to: \"09120000001\" }", "{ to: \"09120000001\" }")]),
    ("E405", [("sms: failed", "smss: failed")]),
    ("E405", [("sms: failed", "recrd: failed")]),
    ("E405", [("sms: failed", "record message: failed")]),
    ("E406", [("sms: failed", "record: empty")]),
    ("E406", [("sms: failed", "record: late 2s")]),
    ("E406", [("sms: failed", "record: { outcome: failled }")]),
    ("E101", [("sms: failed", "record: { outcome: failed, late: 2s }")]),
    ("E406", [("sms: failed", "sms: connected")]),
    ("E406", [("billing.find_bill: late 12s", "billing.find_bill: late")]),
    ("E406", [("billing.find_bill: late 12s", "billing.find_bill: unknown_lin")]),
    ("E406", [("billing.find_bill: late 12s", "billing.find_bill: sent")]),
    ("E406", [("billing.find_bill: late 12s", "billing.find_bill: late 12s then payd")]),
    ("E406", [("billing.find_bill: late 12s", "billing.find_bill: late 12s and due")]),
    ("E406", [("billing.find_bill: late 12s", "billing.find_bill: { outcome: dew }")]),
    ("E406", [("sms: failed", "sms: due")]),
    ("E101", [("late 12s", "{ outcome: due, bill.amont: \"17000\" }")]),
    ("E101", [("late 12s", "{ outcome: due, patient.name: A. Example }")]),
    ("E101", [("sms: failed", "sms: { outcome: failed, bill.amount: \"17000\" }")]),
    ("E102", [("late 12s", "{ bill.amount: \"17000\" }")]),
    ("E102", [("late 12s", "{}")]),
    ("E104", [("late 12s", "{ outcome: due, bill.amount: 17000 }")]),
    ("E104", [("late 12s", "{ outcome: due, bill.amount: true }")]),
    ("E103", [("late 12s", "{ outcome: due, bill.amount: [a] }")]),
    ("E109", [("late 12s", "{ outcome: due, late: 2 }")]),
    ("E408", [("late 12s", "{ outcome: paid, bill.due_on: \"2026-01-02\" }")]),
    ("E408", [("late 12s", "{ outcome: failed, bill.amount: \"17000\" }")]),
    ("E408", [("late 12s", "{ outcome: works, bill.amount: \"17000\" }")]),
    ("E408", [("late 12s", "{ outcome: no_answer, subscriber.name: A. Example }")]),
    ("E440", [("late 12s", "{ outcome: due, bill.amount: a lot }")]),
    ("E406", [("transfer: connected", "transfer: sent")]),
    ("E405", [("sms: works", "smss: works")]),
    ("E450", [("line: \"02177000001\"", "line: \"02177000001\", at: tomorrow")]),
    ("E450", [("line: \"02177000001\"", "line: \"02177000001\", at: \"2026-02-30T10:00\"")]),
    ("E450", [("line: \"02177000001\"", "line: \"02177000001\", at: \"2026-02-03\"")]),
    ("E407", [("line: \"02177000001\", ", "")]),
    ("E407", [("line: \"02177000001\"", "line: \"02177000001\", rung: \"021\"")]),
    ("E101", [("press: \"2\"", "pres: \"2\"")]),
    ("E102", [("{ from: \"09120000001\", text: \"a@b.example\" }", "{ from: \"09120000001\" }")]),
    ("E104", [("press: \"2\"", "press: 2")]),
    ("E104", [("{ line: \"02177000001\"", "{ line: 02177000001")]),
    ("E109", [("wait: 3s", "wait: 3")]),
    ("E109", [("late 12s", "late 12")]),
    ("E111", [("press: \"2\"", "press: \"2x\"")]),
    ("E112", [("wait: 3s", "wait: 9999999h")]),
    ("E114", [("title: The bill goes by SMS to a keyed-in mobile", "title: \"\"")]),
    ("E119", [("hung_up: caller", "hung_up: operator")]),
    ("E119", [("{ state: main }", "{ no_sms: false }")]),
    ("E122", [("\"09120000001\" }", "\"my mobile\" }")]),
    ("E201", [("{ state: main }", "{ state: mian }")]),
    ("E212", [("language: fa-IR", "language: fr-FR")]),
    ("E305", [("{ state: main }", "{ state: main, to: \"021\" }")]),
    ("E307", [("\"17000\"", "\"seventeen\"")]),
    ("E115", [("\"17000\"", "\"${bill.amount}\"")]),
  ]

  @Test(arguments: breaches.indices)
  func `a breach in a scenario is reported, by its rule and no other`(_ index: Int) throws {
    let (code, edits) = Self.breaches[index]
    let result = try parse(edits)
    #expect(result.diagnostics.map(\.code) == [code], "\(result.text)")
    #expect(result.scenario == nil)
  }

  @Test func `a script's own errors stay with the script`() throws {
    let result = try parse([("caller:", "script: broken.yaml\ncaller:"), ("main }", "nowhere }")])
    #expect(result.diagnostics.map(\.code) == ["E403"])
    #expect(result.script?.hasErrors == true)
  }

  @Test(arguments: [
    ("../menu.yaml", "a/b/c.yaml", "a/menu.yaml"), ("../menu.yaml", "c.yaml", "../menu.yaml"),
    ("../../x.yaml", "a/c.yaml", "../x.yaml"), ("./x.yaml", "/a/c.yaml", "/a/x.yaml"),
    ("/x.yaml", "a/c.yaml", "/x.yaml"), ("../menu.yaml", "../s/c.yaml", "../menu.yaml"),
  ])
  func `a script's path starts where the scenario's does`(
    _ path: String, _ file: String, _ result: String
  ) {
    #expect(ScenarioReading.path(path, from: file) == result)
  }

  @Test func `a mutated scenario never traps`() throws {
    var generator = SeededGenerator(seed: 9990)
    let parser = ScenarioParser(services: TestBench.services) { path in
      TestBench.compiler.compile(
        Self.script, file: path, prompts: TestBench.prompts(["main_options"]))
    }
    for _ in 0..<300 {
      let bytes = MutationTests.mutate(Array(Self.sound.utf8), &generator)
      let result = parser.parse(bytes: bytes, file: "one.yaml")
      #expect(
        (result.scenario == nil) == !result.diagnostics.filter { $0.severity == .error }.isEmpty)
    }
  }

  @Test(arguments: [
    ("[{ day: soon }]", "'day' in item 1 of 'clinic.visits' is a date, not 'soon'"),
    (
      "[{ day: \"2026-01-02\" }, Sample]",
      "item 2 of 'clinic.visits' is a map with 'day' and 'doctor', not a text"
    ),
    ("[{ day: [1] }]", "'day' in item 1 of 'clinic.visits' is a text, but this is a list"),
    ("[[]]", "item 1 of 'clinic.visits' is a map, but this is a list"),
    ("none", "'clinic.visits' is a list, but this is a text"),
  ])
  func `a given list says which of its items is wrong, and why`(list: String, message: String) {
    let (provision, faults) = ScenarioParser.provision(
      "clinic.find_visits={ outcome: found, clinic.visits: \(list) }",
      services: TestBench.services)
    #expect(provision == nil && faults.map(\.message) == [message])
  }

  @Test func `a hang-up with a value is put right`() throws {
    let found = try #require(
      try parse([("press: \"2\"", "hang_up: true")]).diagnostics.first)
    #expect(found.message == "'hang_up' stands alone; write '- hang_up'")
    #expect(found.fixIts.map(\.replacement) == ["hang_up"])
    let unknown = try parse([("sms: failed", "day: failed")]).diagnostics.first
    #expect(unknown?.message.contains("'hours' with their name") == true)
  }

  @Test(arguments: ["再见。", "سلام!", "1", "Bye.", "two words"])
  func `what can't be an id is a text`(text: String) throws {
    let result = try parse([("hear: main_options", "hear: \"\(text)\"")])
    #expect(result.diagnostics.isEmpty, "\(result.text)")
    let heard = result.scenario?.steps.compactMap { step -> Scenario.Heard? in
      if case .hear(let heard) = step.kind { heard } else { nil }
    }
    #expect(heard?.contains(.text(text)) == true)
  }
}
