import CallEngine
import Testing

@testable import MenuScript

struct LoweringTests {
  private func program(_ edits: [(String, String)]) throws -> MenuProgram {
    let result = try RuleExample.compile(.edits(edits))
    return try #require(result.program, "\(result.text)")
  }

  private func kind(_ name: String, in program: MenuProgram) throws -> MenuState.Kind {
    program[try #require(program.state(named: name))].kind
  }

  private func menu(_ program: MenuProgram) throws -> Menu {
    guard case .menu(let menu) = try kind("main", in: program) else { throw WrongKind() }
    return menu
  }

  private func collect(_ program: MenuProgram) throws -> Collect {
    guard case .collect(let collect) = try kind("ask_pin", in: program) else { throw WrongKind() }
    return collect
  }

  private struct WrongKind: Error {}

  @Test func `what the script doesn't say is built in`() throws {
    let program = try program([
      ("  timeout: 5s\n  max_noinput: 3\n  type_ahead: keep\n  barge_in: true\n", ""),
      ("max_duration: 15m\n", ""),
    ])
    let rules = try menu(program).rules
    #expect(rules.timeout == BuiltIn.timeout)
    #expect(rules.interdigitTimeout == BuiltIn.interdigitTimeout)
    #expect(rules.maxNoinput == BuiltIn.maxNoinput && rules.maxNomatch == BuiltIn.maxNomatch)
    #expect(rules.terminator == BuiltIn.terminator && rules.bargeIn)
    #expect(rules.noinput.isEmpty && rules.nomatch.isEmpty)
    #expect(program.maxDuration == BuiltIn.maxDuration)
    guard case .service(let service) = try kind("find", in: program),
      case .transfer(let transfer) = try kind("through", in: program)
    else { throw WrongKind() }
    #expect(service.fetchTimeout == BuiltIn.fetchTimeout)
    #expect(transfer.connectTimeout == BuiltIn.connectTimeout)
  }

  @Test func `a state goes before its field, a field before the defaults`() throws {
    let inDefaults = ("  timeout: 5s", "  timeout: 6s\n  terminator: \"A\"\n  noinput: [bye]")
    let inField = ("    digits: 15", "    digits: 15\n    timeout: 7s\n    terminator: none")
    let inState = ("collect: pin", "collect: pin, timeout: 8s, noinput: [], terminator: \"B\"")
    let first = try collect(try program([inDefaults])).rules
    #expect(first.timeout == .seconds(6) && first.terminator == .a)
    #expect(first.noinput.prompts.count == 1)
    let second = try collect(try program([inDefaults, inField])).rules
    #expect(second.timeout == .seconds(7) && second.terminator == nil)
    #expect(second.noinput.prompts.count == 1)
    let third = try collect(try program([inDefaults, inField, inState])).rules
    #expect(third.timeout == .seconds(8) && third.terminator == .b && third.noinput.isEmpty)
    #expect(try menu(try program([inDefaults, inField, inState])).rules.timeout == .seconds(6))
  }

  @Test func `a menu's own choice goes before the defaults' for the same keys`() throws {
    let menu = try menu(try program([("\"9\": turn", "\"9\": turn, \"۰\": hello")]))
    let zero = menu.choices.filter { $0.keys == KeySequence("0") }
    #expect(zero.count == 1)
    let program = try program([("\"9\": turn", "\"9\": turn, \"۰\": hello")])
    guard case .state(let target)? = zero.first?.target else { throw WrongKind() }
    #expect(program[target].name == "hello")
  }

  @Test func `an outcome leads where the state says, else where the defaults say`() throws {
    let program = try program([("collected: hello", "collected: hello, cancelled: amount")])
    let collect = try collect(program)
    #expect(collect.cancelled.map { program[$0].name } == "amount")
    #expect(program[collect.rules.gaveUp].name == "bye")
    guard case .transfer(let transfer) = try kind("through", in: program) else { throw WrongKind() }
    #expect(program[transfer.exit(.failed)].name == "bye")
  }

  @Test func `variables and prompts have the places that their tables say`() throws {
    let program = try program([])
    #expect(program.variableNames.firstIndex(of: "pin") == VariableID.builtInNames.count)
    let collect = try collect(program)
    #expect(program.variableNames[collect.variable.index] == "pin")
    guard case .service(let service) = try kind("find", in: program) else { throw WrongKind() }
    for output in service.outputs {
      #expect(program.variableNames[output.variable.index] == output.name)
    }
    #expect(service.input.map(\.value) == [.variable(.line)])
    for case .clip(let id, _) in try menu(program).prompts.prompts {
      #expect(program.promptNames[id.index] == id.name)
    }
    #expect(Set(program.promptNames) == Set(RuleExample.soundPrompts))
  }

  @Test func `prompts keep their forms`() throws {
    let program = try program([
      (
        "{ value: \"${bill.amount}\", as: currency, unit: rial }",
        "{ value: \"۱۲\", as: digits, group: 3, group_pause: 1.5s, rate: slow }, { pause: 700ms }"
      )
    ])
    guard case .say(let say) = try kind("amount", in: program),
      case .say(let hello) = try kind("hello", in: program)
    else { throw WrongKind() }
    let form = SpokenForm(
      .digits(group: 3), groupPause: .milliseconds(1500), rate: .slow)
    #expect(
      say.prompts.prompts == [.value(.literal("۱۲"), form), .pause(.milliseconds(700))])
    #expect(hello.prompts.prompts == [.text(["سلام", "hello"])] && hello.times == 2)
    let prompts = try menu(program).prompts.prompts
    guard case .clip(_, language: .next) = prompts[1] else { throw WrongKind() }
  }

  @Test func `a text that is a value may say its own language`() throws {
    let written = "{ value: \"علی رضایی\", as: text, language: fa-IR }"
    let program = try program([
      ("{ value: \"${bill.amount}\", as: currency, unit: rial }", written)
    ])
    guard case .say(let say) = try kind("amount", in: program) else { throw WrongKind() }
    #expect(
      say.prompts.prompts
        == [.value(.literal("علی رضایی"), SpokenForm(.text, language: .persian))])
  }

  @Test func `type-ahead is flushed where the state or the defaults say so`() throws {
    let program = try program([
      ("type_ahead: keep", "type_ahead: flush"), ("times: 2", "type_ahead: keep"),
    ])
    func flushes(_ name: String) throws -> Bool {
      program[try #require(program.state(named: name))].flushesTypeAhead
    }
    #expect(try flushes("main"))
    #expect(try flushes("ask_pin"))
    #expect(try !flushes("hello"))
    #expect(try !flushes("bye"))
  }

  @Test func `numbers to call and languages are taken as they are meant`() throws {
    let program = try program([
      ("\"2000\"", "\"+۹۸۲۱\""), ("{ language: next", "{ language: \"${call.language}\""),
    ])
    guard case .transfer(let transfer) = try kind("through", in: program),
      case .language(let turn) = try kind("turn", in: program)
    else { throw WrongKind() }
    #expect(transfer.targets == [.literal("+9821")])
    #expect(turn.target == .value(.language))
  }

  @Test func `states know where they are written`() throws {
    let program = try program([])
    #expect(program[program.start].location.description == "menu.yaml:22:3")
  }

  @Test func `the digest is the FNV-1a of the text`() {
    // Test vectors of the algorithm's authors (64 bit).
    #expect(ContentDigest.digest(of: "".utf8) == "cbf29ce484222325")
    #expect(ContentDigest.digest(of: "a".utf8) == "af63dc4c8601ec8c")
    #expect(ContentDigest.digest(of: "foobar".utf8) == "85944171f73967e8")
  }

  @Test(arguments: [
    ("5s", Duration.seconds(5)), ("700ms", .milliseconds(700)), ("1.5s", .milliseconds(1500)),
    ("15m", .seconds(900)), ("25h", .seconds(90_000)), ("0.25m", .seconds(15)),
    ("۵s", .seconds(5)), ("0s", .zero), ("-1s", .zero), ("0.000000001s", .nanoseconds(1)),
    ("999999999h", .seconds(3_599_999_996_400)),
  ])
  func `durations are read`(_ text: String, _ duration: Duration) {
    #expect(DurationText(text).duration == duration)
  }

  @Test(arguments: [
    "", "s", "5", "5 s", "5sec", "1.s", ".5s", "1.2.3s", "1e3s", "5S", "five", "1,5s", "--5s",
    "9999999999s", "0.9999999999s",
  ])
  func `what is no duration is not read`(_ text: String) {
    #expect(DurationText(text).duration == nil)
  }
}
