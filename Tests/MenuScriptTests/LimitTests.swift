import CallEngine
import Foundation
import Speech
import Testing

@testable import MenuScript

/// Files that would cost too much are refused at once; large ones that are sound compile.
struct LimitTests {
  private let prompts = TestBench.prompts(["bye"])

  private func compile(_ text: String) -> CompilationResult {
    TestBench.compiler.compile(text, prompts: prompts)
  }

  @Test func `a file of sixty-four gigabytes is refused before it is read`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "gooya-\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 64 << 30)
    try handle.close()
    let result = atOnce { TestBench.compiler.compile(fileAt: file.path) }
    #expect(result.diagnostics.map(\.code) == ["E002"])
  }

  @Test(arguments: [
    ("/", "it is a folder"), ("", "there is no such file"),
    ("/nonexistent/menu.yaml", "there is no such file"),
  ])
  func `what cannot be read is refused with the reason`(_ path: String, _ reason: String) {
    let result = TestBench.compiler.compile(fileAt: path)
    #expect(result.diagnostics.map(\.message) == ["the file cannot be read: \(reason)"])
  }

  @Test func `a device without end is refused`() {
    let result = TestBench.compiler.compile(fileAt: "/dev/zero")
    #expect(result.diagnostics.map(\.message) == ["the file cannot be read: it is a device"])
  }

  /// A text that is cheap to write and dear to read.
  struct Bomb: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String

    init(_ name: String, _ text: String) {
      testDescription = name
      self.text = text
    }

    init(_ name: String, _ piece: String, times: Int) {
      self.init(name, String(repeating: piece, count: times))
    }
  }

  /// - Parameter body: what stands in a sound script's place for states.
  private static func script(_ body: String) -> String {
    "format: 1\ntitle: Large\nlanguages: [en-US]\ncatalogs: [common]\nstart: a\n" + body
  }

  /// Texts of the largest size that is read, and what nothing but a limit ends.
  private static let bombs = [
    Bomb("alias bomb", RuleExample.aliasBomb),
    Bomb("many aliases", "a: &a [b, c]\n" + String(repeating: "x: *a\n", count: 300_000)),
    Bomb("brackets", "[", times: 100_000), Bomb("braces", "{a: ", times: 100_000),
    Bomb("dashes", "- ", times: 100_000), Bomb("question marks", "? ", times: 100_000),
    Bomb("long list", "a: [" + String(repeating: "x,", count: 1_000_000)),
    Bomb("escapes", "a: \"" + String(repeating: "\\x41", count: 500_000)),
    Bomb("anchors", "&a ", times: 100_000), Bomb("stars", "*a ", times: 100_000),
    Bomb("keys on one line", "a: b: ", times: 100_000),
    Bomb(
      "aliases of a long text",
      "format: 1\ntitle: &t \"\(String(repeating: "long ", count: 200_000))\"\nstart: a\n"
        + "languages: [en-US]\nstates: { a: { hang_up: [\(String(repeating: "*t, ", count: 100_000))] } }"
    ),
  ]

  /// Scripts that are read in full and break one rule as often as a file has room for.
  private static let breaches = [
    Bomb("unknown keys", (0..<280_000).map { "k\($0): 1\n" }.joined()),
    Bomb(
      "unknown keys of a state",
      script("states:\n  a:\n    hang_up: []\n")
        + (0..<280_000).map { "    k\($0): 1\n" }.joined()),
    Bomb(
      "unknown keys of a prompt",
      script(
        "states: { a: { hang_up: [{ prompt: bye, "
          + (0..<280_000).map { "k\($0): 1, " }.joined() + "}] } }")),
    Bomb(
      "unknown fields",
      script("states:\n")
        + (0..<20_000).map { "  s\($0): { collect: f\($0), outcomes: { collected: a } }\n" }
        .joined()
    ),
    Bomb(
      "unknown prompts",
      script(
        "states: { a: { hang_up: [" + (0..<400_000).map { "p\($0), " }.joined() + "] } }")),
    Bomb(
      "undeclared languages",
      script(
        "states: { a: { hang_up: [{ text: { "
          + (0..<280_000).map { "de-a\($0): x, " }.joined() + "} }] } }")),
    Bomb(
      "unknown states on one line",
      script("states: {")
        + (0..<20_000).map { "s\($0): { say: [bye], then: t\($0) }, " }.joined() + "}"),
    Bomb(
      "unknown states",
      script("states:\n")
        + (0..<20_000).map { "  a_long_name_of_a_state_\($0): { say: [bye], then: t\($0) }\n" }
        .joined()),
    Bomb(
      "unknown targets of choices",
      script("states:\n")
        + (0..<20_000).map { "  s\($0): { menu: [bye], choices: { \"1\": t\($0), \"2\": x } }\n" }
        .joined()),
    Bomb(
      "equal keys",
      script("states: { a: { hang_up: [] } }\n")
        + String(repeating: "title: x\n", count: 280_000)),
    Bomb("tags", "x:\n" + String(repeating: "- !t a\n", count: 400_000)),
  ]

  /// Has something done within a minute of this thread's time; what there is no limit for takes
  /// minutes. A time limit of the test's own would count how long it waits for a processor, too.
  private func atOnce<Result>(_ work: () -> Result) -> Result {
    func spent() -> Int {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return time.tv_sec
    }
    let begin = spent()
    defer { #expect(spent() - begin < 60) }
    return work()
  }

  @Test(arguments: bombs)
  func `what would take long to read is refused`(_ bomb: Bomb) {
    let result = atOnce { compile(bomb.text) }
    #expect(result.hasErrors)
    #expect(result.diagnostics.count <= 1001)
    #expect(!result.text.isEmpty)
  }

  @Test(arguments: breaches)
  func `of countless errors a thousand are shown, and that there are more`(_ bomb: Bomb) {
    let result = atOnce { compile(bomb.text) }
    #expect(result.diagnostics.count { $0.severity == .error } == 1000)
    #expect(result.diagnostics.last?.code == "W013")
    #expect(result.diagnostics.last?.message.contains("too many errors") == true)
    #expect(result.text.description.count < 1_000_000)
  }

  @Test(arguments: ["W501 why", "W501", "W999 why", "E101 why"])
  func `of countless comments that silence nothing a thousand are shown`(_ codes: String) {
    let text =
      RuleExample.soundScript + String(repeating: "# gooya:ignore \(codes)\n", count: 20_000)
    var compiler = TestBench.compiler
    compiler.proves = true
    let result = compiler.compile(text, prompts: TestBench.prompts(RuleExample.soundPrompts))
    #expect(result.program != nil)
    #expect(result.diagnostics.count == 1001)
    #expect(result.diagnostics.contains { $0.code == "W012" })
    #expect(result.diagnostics.map(\.code).last == "W013")
  }

  @Test func `a thousand errors are shown without a remark, and warnings beside them`() {
    let script = { (keys: Int, comments: Int) in
      Self.script("states: { a: { hang_up: [] } }\n")
        + (0..<keys).map { "k\($0): 1\n" }.joined()
        + String(repeating: "# gooya:ignore W501\n", count: comments)
    }
    let codes = { (text: String) in
      Dictionary(grouping: compile(text).diagnostics, by: \.code).mapValues(\.count)
    }
    #expect(codes(script(1000, 1000)) == ["E101": 1000, "W012": 1000])
    #expect(codes(script(1001, 5)) == ["E101": 1000, "W012": 5, "W013": 1])
    #expect(codes(script(5, 1001)) == ["E101": 5, "W012": 1000, "W013": 1])
  }

  @Test func `what is said a thousand times of one place hides nothing else`() {
    let text = Self.script(
      "states: { a: { hang_up: [&p { prompt: bye, x: 1 }, "
        + String(repeating: "*p, ", count: 5000) + "{ prompt: bye, y: 1 }] } }")
    #expect(Set(compile(text).diagnostics.map(\.message)).count == 2)
  }

  @Test func `catalogs and scenarios stay within the same limit`() throws {
    let catalog = SourceText(
      file: "common.yaml", text: (0..<50_000).map { "1k\($0): text\n" }.joined())
    let found = CatalogParser.parse(catalog, name: "common", language: Language("en-US"))
      .diagnostics
    #expect(found.count == 1001 && found.last?.code == "W013")
    let scenario = "script: menu.yaml\nsteps: []\n" + (0..<50_000).map { "k\($0): 1\n" }.joined()
    let parser = ScenarioParser(compiler: TestBench.compiler)
    let result = parser.parse(bytes: Data(scenario.utf8), file: "scenario.yaml")
    #expect(result.diagnostics.count { $0.severity == .error } == 1000)
    #expect(result.diagnostics.last?.code == "W013")
  }

  @Test func `aliases are followed, and what is wrong in them is said once`() {
    let script = """
      format: 1
      title: A line
      languages: [fa-IR, en-US]
      catalogs: [common]
      start: a
      defaults: { outcomes: &exits { gave_up: b, failed: nowhere } }
      states:
        a: { menu: [bye], choices: { "1": b }, outcomes: *exits }
        b: { hang_up: [bye] }
      """
    let codes = compile(script).diagnostics.map { "\($0.range.start.line) \($0.code)" }
    #expect(codes == ["6 E213", "6 E201"])
  }

  @Test(arguments: ["\r\n", "\r", "\n", "\u{2028}"])
  func `line breaks of all kinds count alike`(_ lineBreak: String) {
    let text = RuleExample.soundScript.replacingOccurrences(of: "start: main", with: "start: mian")
      .replacingOccurrences(of: "\n", with: lineBreak)
    let result = TestBench.compiler.compile(
      text, prompts: TestBench.prompts(RuleExample.soundPrompts))
    #expect(result.diagnostics.map(\.code) == ["E201"])
    #expect(result.diagnostics.first?.range.start == TextPosition(line: 5, column: 8))
    #expect(result.text.description.contains("5 | start: mian\n  |        ^~~~"))
  }

  @Test func `a byte-order mark is dropped`() {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(RuleExample.soundScript.utf8)
    let result = TestBench.compiler.compile(
      bytes: bytes, prompts: TestBench.prompts(RuleExample.soundPrompts))
    #expect(result.text == "")
  }

  @Test func `a script of ten thousand states compiles`() throws {
    let states = (0..<10_000).map { number in
      "  s\(number): { menu: [bye], choices: { \"1\": s\((number + 1) % 10_000), \"2\": end } }\n"
    }
    let text =
      "format: 1\ntitle: Large\nlanguages: [fa-IR, en-US]\ncatalogs: [common]\nstart: s0\n"
      + "defaults: { outcomes: { gave_up: end } }\nstates:\n" + states.joined()
      + "  end: { hang_up: [bye] }\n"
    let program = try #require(compile(text).program)
    #expect(program.states.count == 10_001)
    #expect(program.states[9_999].name == "s9999")
  }
}
