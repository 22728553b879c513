import CallEngine
import Testing

@testable import MenuScript

/// What fields compile to.
struct FieldTests {
  /// A script with one field, `it`, which is read back.
  private static func script(_ field: String, readBack: String = "{ value: \"${it}\" }") -> String {
    """
    format: 1
    title: A line
    languages: [en-US, fa-IR]
    catalogs: [common]
    start: main
    fields:
      it: { prompt: [ask], \(field) }
    states:
      main: { collect: it, outcomes: { collected: told, gave_up: bye } }
      told: { say: [\(readBack)], then: bye }
      bye: { hang_up: [bye] }

    """
  }

  private func compile(
    _ field: String, readBack: String = "{ value: \"${it}\" }"
  ) -> CompilationResult {
    TestBench.compiler.compile(
      Self.script(field, readBack: readBack), prompts: TestBench.prompts(["ask", "bye"]))
  }

  private func collect(_ field: String) throws -> Collect {
    let result = compile(field)
    let program = try #require(result.program, "\(result.text)")
    guard case .collect(let collect) = program.states[0].kind else { throw WrongKind() }
    return collect
  }

  private struct WrongKind: Error {}

  private let setting = EntrySetting(
    today: CivilDay(year: 2026, month: 3, day: 5)!, calendar: .gregorian)

  @Test(arguments: [
    (
      "letters: keypad, pattern: '[A-Z]\\d'",
      "no entry can match the pattern; entries have capital letters and blanks only"
    ),
    ("one_of: [11]", "an entry is a text, but without quotes '11' is a number"),
  ])
  func `what is wrong is said in words`(field: String, message: String) {
    #expect(compile(field).diagnostics.map(\.message) == [message])
  }

  @Test(arguments: [
    ("date: ddmmyyyy, from: 2026-02-30", "'from' is '2026-02-30', but there is no such day"),
    ("date: ddmmyyyy, to: 2026-13-01", "'to' is '2026-13-01', but there is no such day"),
    (
      "date: ddmmyyyy, to: 2026-2-3",
      "'to' is a day such as '1971-03-05', 'today', '+14d' or '-18y', not '2026-2-3'"
    ),
  ])
  func `a day that there isn't is told from one that is written wrong`(
    field: String, message: String
  ) {
    #expect(compile(field).diagnostics.map(\.message) == [message])
  }

  @Test(
    arguments: [
      ("date: ddmmyyyy, to: today", "05031971", "1971-03-05"),
      ("date: yymmdd, to: today", "710305", "1971-03-05"),
      ("date: ddmm, from: today, to: +14d", "1903", "2026-03-19"),
      ("date: ddmmyyyy, calendar: solar_hijri", "22111357", "1979-02-11"),
      ("date: ddmmyyyy, from: -18y", "05032008", "2008-03-05"),
      ("time: hhmm", "1830", "18:30"),
      ("time: hhmm, from: \"08:00\", to: 18:30", "1830", "18:30"),
      ("amount: EUR", "12*5", "12.50"),
      ("amount: true, currency: EUR, max: 12.5", "12*5", "12.50"),
      ("amount: , currency: JPY", "12", "12"),
      ("amount: true", "1500", "1500"),
      ("amount: KWD, min: \"0.125\"", "*125", "0.125"),
      ("letters: keypad", "22212", "CA"),
      ("digits: 4, star: X", "123*", "123X"), ("digits: 4, star: x", "1234", "1234"),
      (
        "digits: 18, star: X, validate: china_resident_id", "11010519491231002*",
        "11010519491231002X"
      ),
      ("digits: 4, star: X, check: mod11_2", "079*", "079X"),
      ("letters: two_keys, min: 2, max: 3", "2322", "CB"),
      ("letters: keypad, one_of: [\"yes\", \"no\"]", "661666", "NO"),
      ("digits: 10, check: luhn", "7992739871", nil),
      ("digits: 11, check: luhn", "79927398713", "79927398713"),
      ("digits: 4-6", "12345", "12345"),
      ("digits: \"۴-۶\"", "12345", "12345"),
      ("digits: 4, check: [luhn, damm]", "0000", "0000"),
      ("one_of: [\"11\", \"123\"]", "123", "123"),
      ("one_of: [\"11\", \"123\"]", "12", nil),
      ("min: 18, max: 120", "019", "019"),
      ("min: 18, max: 120", "17", nil),
      ("pattern: '[1-3]\\d{2,4}'", "1234", "1234"),
      ("pattern: \"[1-3]\\\\d{2,4}\"", "4234", nil),
    ] as [(String, String, String?)])
  func `a field takes what it says, as the value that it says`(
    field: String, keys: String, value: String?
  ) throws {
    let collect = try collect(field)
    let entry = try #require(KeySequence(keys))
    #expect((collect.minDigits...collect.maxDigits).contains(entry.count))
    let taken = collect.form.map { $0.value(ofPressed: entry, setting) } ?? keys
    #expect(taken == value)
  }

  @Test(arguments: [
    ("digits: 4-6", 4...6), ("min: 18, max: 120", 1...3), ("max: 5", 1...1), ("max: 10", 1...2),
    ("one_of: [\"11\", \"123\"]", 2...3), ("pattern: '1{3,5}|2'", 1...5),
    ("digits: 4-6, pattern: '1{3,5}'", 4...5), ("digits: 4-6, one_of: [\"12345\"]", 5...5),
    ("date: ddmm", 4...4), ("date: ddmmyy", 6...6), ("date: yyyymmdd", 8...8),
    ("time: hhmm", 4...4),
    ("letters: two_keys, min: 2, max: 3", 4...6), ("amount: EUR, max: 500", 1...6),
    ("amount: JPY, max: 500", 1...3), ("digits: 3, max: 120", 3...3),
  ])
  func `how many keys there are follows from what is said`(
    field: String, keys: ClosedRange<Int>
  ) throws {
    let collect = try collect(field)
    #expect(collect.minDigits...collect.maxDigits == keys)
  }

  @Test(arguments: [
    ("date: ddmmyyyy", SpokenForm.Kind.date(nil)),
    ("date: ddmmyyyy, calendar: solar_hijri", .date(.solarHijri)), ("time: hhmm", .time),
    ("amount: EUR", .money("EUR")), ("amount: true, currency: KWD", .money("KWD")),
    ("amount: true", .currency(.rial)), ("letters: keypad", .letters),
    ("digits: 4, star: X", .letters),
    ("digits: 10", .digits(group: nil)), ("min: 1, max: 10", .number),
    ("digits: 11, validate: iran_mobile", .telephone), ("one_of: [\"11\"]", .digits(group: nil)),
  ])
  func `a value is read in the form of its field where a prompt names none`(
    field: String, form: SpokenForm.Kind
  ) throws {
    let result = compile(field)
    let program = try #require(result.program, "\(result.text)")
    guard case .say(let say) = program.states[1].kind,
      case .value(_, let read) = say.prompts.prompts[0]
    else { throw WrongKind() }
    #expect(read == SpokenForm(form))
    #expect(result.diagnostics.isEmpty, "\(result.text)")
  }

  @Test func `a form's options can be said without the form`() throws {
    let result = compile("digits: 10", readBack: "{ value: \"${it}\", group: 3, rate: slow }")
    let program = try #require(result.program, "\(result.text)")
    guard case .say(let say) = program.states[1].kind,
      case .value(_, let read) = say.prompts.prompts[0]
    else { throw WrongKind() }
    #expect(read == SpokenForm(.digits(group: 3), rate: .slow))
  }

  @Test(arguments: [
    ("date: ddmm", "time"), ("date: ddmm", "number"), ("time: hhmm", "date"),
    ("letters: keypad", "number"), ("amount: EUR", "date"),
  ])
  func `a value that can't be read in the form asked for is an error`(
    field: String, form: String
  ) {
    let result = compile(field, readBack: "{ value: \"${it}\", as: \(form) }")
    #expect(result.diagnostics.map(\.code) == ["E309"], "\(result.text)")
  }

  // MARK: Services

  @Test(arguments: [
    ("{ service: clinic.find_visits }", ["found"], ["unknown"], "number"),
    ("{ service: clinic.find_visits, accepted: unknown }", ["unknown"], ["found"], "number"),
    (
      "{ service: billing.send_bill, input: { line: \"1\", mobile: \"${it}\" }, accepted: [sent] }",
      ["sent"], ["too_many"], "mobile"
    ),
  ])
  func `a service judges entries by its outcomes`(
    check: String, accepted: [String], refused: [String], input: String
  ) throws {
    let script = Self.script("date: ddmmyyyy, validate: \(check)").replacing(
      "gave_up: bye", with: "gave_up: bye, failed: told")
    let result = TestBench.compiler.compile(script, prompts: TestBench.prompts(["ask", "bye"]))
    let program = try #require(result.program, "\(result.text)")
    guard case .collect(let collect) = program.states[0].kind, let check = collect.check
    else { throw WrongKind() }
    #expect(check.accepted == accepted && check.refused == refused)
    #expect(check.call.input.last?.name == input)
    #expect(check.call.input.last?.value == .variable(collect.variable))
    #expect(check.call.failed == StateID(index: 1))
    #expect(check.call.fetchTimeout == BuiltIn.fetchTimeout)
  }

  /// The service gives `clinic.kind` whenever it answers.
  private static let flow = """
    format: 1
    title: A line
    languages: [en-US]
    start: main
    fields:
      it: { prompt: [{ text: { en-US: Please } }], digits: 4, validate: { service: clinic.find_visits } }
    states:
      main: { collect: it, outcomes: { collected: told, gave_up: bye, failed: bye } }
      told: { say: [{ value: "${clinic.kind}", as: text }], then: bye }
      bye: { hang_up: [{ text: { en-US: Bye } }] }

    """

  @Test(arguments: [
    ("", ""), ("gave_up: bye", "gave_up: told"), ("failed: bye", "failed: told"),
    ("collect: it,", "collect: it, known: \"${call.line}\","),
  ])
  func `what the service gives is surely set where it has accepted an entry`(
    old: String, new: String
  ) {
    var compiler = MenuScriptCompiler(services: TestBench.services)
    compiler.proves = true
    let text = old.isEmpty ? Self.flow : Self.flow.replacing(old, with: new)
    let result = compiler.compile(text, prompts: PromptIndex(catalogs: []))
    let codes = result.diagnostics.map(\.code).filter { $0 != "W513" }
    #expect(codes == (old.isEmpty ? [] : ["W512"]), "\(result.text)")
  }

  @Test(arguments: [("clinic.kind", []), ("bill.amount", ["E206"])])
  func `a confirmation can tell what the service gave`(name: String, codes: [String]) {
    var compiler = MenuScriptCompiler(services: TestBench.services)
    compiler.proves = true
    let prompts = "{ value: \"${\(name)}\", as: text }"
    let text = Self.flow.replacing("digits: 4,", with: "digits: 4, confirm: [\(prompts)],")
    let result = compiler.compile(text, prompts: PromptIndex(catalogs: []))
    #expect(result.diagnostics.map(\.code) == codes, "\(result.text)")
  }

  @Test func `an entry that a service judges is used`() {
    var compiler = MenuScriptCompiler(services: TestBench.services)
    compiler.proves = true
    let result = compiler.compile(Self.flow, prompts: PromptIndex(catalogs: []))
    #expect(result.diagnostics.isEmpty, "\(result.text)")
  }

  @Test func `a sensitive entry isn't judged by a service that sends it out`() {
    let text = Self.flow.replacing("digits: 4,", with: "digits: 4, sensitive: true,")
      .replacing("clinic.find_visits", with: "test.send")
    let send = ServiceSignature(
      "test.send", summary: "Sends", inputs: [.init("number", isSentOut: true)],
      outputs: [.init("clinic.kind", .word)], outcomes: ["sent", "too_many"])
    let result = MenuScriptCompiler(services: [send]).compile(
      text, prompts: PromptIndex(catalogs: []))
    #expect(result.program == nil)
    #expect(result.diagnostics.map(\.code) == ["E516"], "\(result.text)")
  }

  // MARK: Domains

  @Test(
    arguments: [
      ("digits: 1", ValueDomain.numbers(0...9)), ("digits: 1-2", .numbers(0...99)),
      ("min: 1, max: 5", .numbers(1...5)), ("digits: 2, min: 10", .numbers(10...99)),
      ("digits: 1, max: 3", .numbers(0...3)), ("one_of: [\"11\", \"12\"]", .words(["11", "12"])),
      ("letters: keypad, one_of: [\"no\"]", .words(["NO"])), ("digits: 32", nil),
      ("digits: 2, check: luhn", nil), ("date: ddmm", nil), ("digits: 2, pattern: '1.'", nil),
      ("amount: EUR", nil),
    ] as [(String, ValueDomain?)])
  func `a field's possible values are known where there are few`(
    field: String, domain: ValueDomain?
  ) throws {
    let known = KnownValues(try syntax(Self.script(field)), services: [])
    #expect(known.domains["it"] == domain.map(ValueSet.init))
  }

  @Test func `a value that can be taken without asking may be any`() throws {
    let known = Self.script("digits: 1").replacing(
      "collect: it,", with: "collect: it, known: \"${call.line}\",")
    #expect(
      KnownValues(try syntax(known), services: []).domains.keys.sorted()
        == ["call.direction", "call.language"])
  }

  private func syntax(_ text: String) throws -> ScriptSyntax {
    var findings = Findings(file: "menu.yaml")
    let source = SourceText(file: "menu.yaml", text: text)
    let root = try #require(YAMLReader.read(source, limits: .standard, findings: &findings))
    return try #require(ScriptParser.parse(root, findings: &findings))
  }

  // MARK: Faults

  /// Faults that authors make, and the place of each.
  @Test(arguments: [
    ("date: mmddyyyy", "E119"), ("date: ddmmyyyy, to: tomorrow", "E161"),
    ("date: ddmmyyyy, from: 1971-13-01", "E161"), ("date: ddmmyyyy, from: today, to: -1d", "E361"),
    ("date: ddmmyyyy, calendar: persian", "E119"), ("date: ddmmyyyy, digits: 8", "E160"),
    ("date: ddmmyyyy, min: 1", "E360"), ("date: [ddmm]", "E103"), ("time: 12h", "E119"),
    ("time: hhmm, from: \"8:00\"", "E162"), ("time: hhmm, from: 800", "E104"),
    ("amount: euro", "E170"), ("amount: 5", "E104"), ("amount: false", "E103"),
    ("digits: 4, star: X, terminator: \"*\"", "E363"), ("digits: 4, star: XY", "E103"),
    ("max: 40, star: X", "E360"), ("date: ddmm, star: X", "E360"),
    ("amount: EUR, terminator: \"*\"", "E363"), ("amount: EUR, max: 1.234", "E164"),
    ("amount: EUR, max: many", "E164"), ("amount: EUR, digits: 4", "E160"),
    ("amount: EUR, min: 5, max: 4", "E362"), ("letters: multitap", "E119"),
    ("letters: keypad, digits: 4", "E160"), ("letters: keypad, max: 17", "E112"),
    ("letters: keypad, pattern: 'abc'", "E163"), ("letters: keypad, pattern: 'A{20}'", "E365"),
    ("digits: 6-4", "E304"), ("digits: 0-4", "E112"), ("digits: 4-40", "E112"),
    ("digits: four", "E103"), ("digits: 4, pattern: '\\d{5}'", "E365"),
    ("digits: 4, pattern: 'A...'", "E365"), ("digits: 4, check: lunh", "E119"),
    ("digits: 4, check: []", "E114"), ("check: luhn", "E102"), ("one_of: []", "E114"),
    ("one_of: [\"1\", \"1\"]", "E117"), ("one_of: [11]", "E104"), ("max: -1", "E112"),
    ("min: 5", "E102"), ("digits: 1, min: 10", "E366"), ("digits: 4, validate: luhn", "E211"),
  ])
  func `a fault is found, and no other is seen for it`(field: String, code: String) {
    let result = compile(field, readBack: "{ text: { en-US: a, fa-IR: b } }")
    #expect(result.diagnostics.map(\.code) == [code], "\(result.text)")
  }

  @Test func `a fault in a pattern is shown where it is`() throws {
    let result = compile("digits: 4, pattern: '12[3'")
    let diagnostic = try #require(result.diagnostics.first)
    let line = Self.script("digits: 4, pattern: '12[3'").split(separator: "\n")[6]
    let column = line.distance(from: line.startIndex, to: try #require(line.lastIndex(of: "["))) + 1
    #expect(diagnostic.range.start.column == column)
    #expect(diagnostic.range.end.column == column + 1)
  }
}
