import CallEngine
import Foundation
import Testing

@testable import MenuScript

/// Files that would cost too much are refused at once; large ones that are sound compile.
struct LimitTests {
  private let prompts = TestBench.prompts(["bye"])

  private func compile(_ text: String) -> CompilationResult {
    TestBench.compiler.compile(text, prompts: prompts)
  }

  /// The time of a call, which must stay far under what a user would notice; a hang is minutes.
  private func time(_ body: () throws -> Void) rethrows -> Duration {
    try ContinuousClock().measure(body)
  }

  @Test func `a file of ten megabytes is refused before it is read`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "gooya-\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(repeating: UInt8(ascii: "a"), count: 10 << 20).write(to: file)
    var result: CompilationResult?
    let duration = time { result = TestBench.compiler.compile(fileAt: file.path) }
    #expect(result?.diagnostics.map(\.code) == ["E002"])
    #expect(duration < .seconds(1))
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

  @Test(arguments: [
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
    Bomb(
      "unknown states on one line",
      "states: {" + (0..<30_000).map { "s\($0): { say: [a], then: t\($0) }, " }.joined() + "}"),
    Bomb(
      "unknown states, much shorter",
      "states:\n"
        + (0..<30_000).map { "  a_long_name_of_a_state_\($0): { say: [], then: t\($0) }\n" }
        .joined()),
    Bomb("unknown keys", (0..<60_000).map { "k\($0): {}\n" }.joined()),
    Bomb(
      "unknown states",
      "states:\n" + (0..<60_000).map { "  s\($0): { say: [a], then: t\($0) }\n" }.joined()),
  ])
  func `what would take long to refuse is refused soon`(_ bomb: Bomb) {
    var result: CompilationResult?
    let duration = time {
      result = compile(bomb.text)
      #expect(result?.text.isEmpty == false)
    }
    #expect(result?.hasErrors == true)
    // Unoptimized, on a shared machine; in a release build all are below a second.
    #expect(duration < .seconds(20))
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
