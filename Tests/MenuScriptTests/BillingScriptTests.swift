import CallEngine
import Testing

@testable import MenuScript

struct BillingScriptTests {
  let result: CompilationResult

  init() throws {
    let text = try TestBench.script("billing/menu.yaml")
    let index = TestBench.promptsOfEverything(in: text)
    result = TestBench.compiler.compile(text, prompts: index)
  }

  @Test func `the billing script compiles without a word`() throws {
    #expect(result.text == "")
    let program = try #require(result.program)
    #expect(program.title == "Telephone bill")
    #expect(program.languages == [.persian, .english])
    #expect(program[program.start].name == "who_rang")
    #expect(program.maxDuration == .seconds(900))
    #expect(program.variableNames.starts(with: VariableID.builtInNames))
    #expect(program.variableNames.contains("bill.payment_id"))
    #expect(program.digest.count == 16)
  }

  @Test func `the main menu has its own choices and the defaults`() throws {
    let program = try #require(result.program)
    let id = try #require(program.state(named: "main"))
    guard case .menu(let menu) = program[id].kind else {
      Issue.record("main isn't a menu")
      return
    }
    #expect(menu.choices.map(\.keys.description) == ["1", "2", "3", "4", "5", "9", "*", "0"])
    #expect(menu.choices.first { $0.keys == KeySequence("*") }?.target == .repeat)
    #expect(menu.rules.noinput.prompts.count == 1)
    #expect(menu.rules.terminator == .pound)
    #expect(program[menu.rules.gaveUp].name == "give_up")
  }

  @Test func `the collect takes its field's settings`() throws {
    let program = try #require(result.program)
    let id = try #require(program.state(named: "sms_recipient"))
    guard case .collect(let collect) = program[id].kind else {
      Issue.record("sms_recipient isn't a collect")
      return
    }
    #expect(collect.minDigits == 11 && collect.maxDigits == 11)
    #expect(collect.validation == .iranMobile)
    #expect(collect.cancel == .star)
    #expect(collect.cancelled.map { program[$0].name } == "main")
    #expect(program[collect.collected].name == "send_bill")
    let own = try #require(program.variableNames.firstIndex(of: "subscriber.own_mobile"))
    #expect(collect.known == .variable(VariableID(index: own)))
  }
}
