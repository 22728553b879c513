import CallEngine
import Testing

@testable import MenuScript

struct IgnoreTests {
  /// The codes that are left of a script with two states that no call reaches, `lost` and `found`.
  private func codes(
    above: String = "", lost: String = "", found: String = "", proves: Bool = true
  ) -> [String] {
    let text = """
      format: 1
      title: A line
      languages: [en-US]
      start: main
      states:
        main: { hang_up: [] }
      \(above)
        lost: { hang_up: [] } \(lost)
        found: { hang_up: [] } \(found)
      """
    var compiler = TestBench.compiler
    compiler.proves = proves
    return compiler.compile(text, prompts: PromptIndex()).diagnostics.map {
      "\($0.code) \($0.range.start.line)"
    }
  }

  @Test func `what is not ignored is told`() {
    #expect(codes() == ["W501 8", "W501 9"])
  }

  @Test(arguments: [
    "# gooya:ignore W501 it is being written", "#gooya:ignore w501: being written",
    "# gooya:ignore W501, W501 being written", "# later # gooya:ignore W501 بعداً",
    "#\tgooya:ignore\tW501\tlater", "## gooya:ignore W501 — later",
  ])
  func `a comment at the end of a line silences a rule there and nowhere else`(comment: String) {
    #expect(codes(lost: comment) == ["W501 9"])
    #expect(codes(found: comment) == ["W501 8"])
  }

  @Test func `a comment alone on a line silences a rule on the next`() {
    #expect(codes(above: "# gooya:ignore W501 later") == ["W501 9"])
    #expect(codes(above: "      # gooya:ignore W501 later") == ["W501 9"])
    #expect(codes(above: "# gooya:ignore W501 later\n") == ["W012 7", "W501 9", "W501 10"])
  }

  @Test func `comments above one another are about the same line`() {
    let both = "# gooya:ignore W501 later\n# gooya:ignore W514 never"
    #expect(codes(above: both) == ["W012 8", "W501 10"])
  }

  @Test(arguments: [
    "# gooya:ignore W501", "# gooya:ignore W501 —", "# gooya:ignore", "# gooya:ignore later",
    "# gooya:ignore W5O1 later", "# gooya:ignore W502 later", "# gooya:ignore E201 later",
    "# gooya:ignore W301 later",
  ])
  func `a comment that is not whole silences nothing and is told of`(comment: String) {
    #expect(codes(lost: comment) == ["W501 8", "W012 8", "W501 9"])
  }

  @Test func `of several codes the right ones count`() {
    #expect(codes(lost: "# gooya:ignore W501 W999 later") == ["W012 8", "W501 9"])
    #expect(codes(lost: "# gooya:ignore W501 W514 later") == ["W012 8", "W501 9"])
  }

  @Test(arguments: [
    "main: { hang_up: [{ text: { en-US: \"a # gooya:ignore W501 later\" } }] }",
    "main: { hang_up: [{ text: { en-US: 'a # gooya:ignore W501 later' } }] }",
    "main: { hang_up: [{ text: { en-US: a# gooya:ignore W501 later } }] }",
    "main:\n    hang_up:\n      - text:\n          en-US: |\n            # gooya:ignore W501 later",
    "main: { hang_up: [] } # gooya:ignored W501 later",
  ])
  func `what only looks like a comment is none`(state: String) {
    let text = """
      format: 1
      title: A line
      languages: [en-US]
      start: main
      states:
        \(state)
      """
    var compiler = TestBench.compiler
    compiler.proves = true
    #expect(compiler.compile(text, prompts: PromptIndex()).text == "")
  }

  @Test func `proofs that were not tried are no reason to call a comment needless`() {
    #expect(codes(lost: "# gooya:ignore W501 later", proves: false) == [])
    #expect(codes(lost: "# gooya:ignore W301 later", proves: false) == ["W012 8"])
  }

  @Test func `an error of a proof can be ignored, and the script then has none`() {
    let text = """
      format: 1
      title: A line
      languages: [en-US]
      start: main
      states:
        main: { say: [{ pause: 1s }], then: main }  # gooya:ignore E502 a test tone
      """
    var compiler = TestBench.compiler
    compiler.proves = true
    let result = compiler.compile(text, prompts: PromptIndex())
    #expect(result.text == "")
    #expect(!result.hasErrors && result.program != nil)
  }

  @Test func `errors of a script stay whatever it ignores`() {
    let result = TestBench.compiler.compile(
      "format: 2 # gooya:ignore E113, W501 later\n", prompts: PromptIndex())
    #expect(result.diagnostics.map(\.code).contains("E113"))
    #expect(result.diagnostics.count { $0.code == "W012" } == 1)
  }

  @Test func `a file full of comments that look like one another is read`() {
    let comment = "# # # # gooya:ignore W501 later " + String(repeating: "# ", count: 1900)
    let text = String(repeating: comment + "\n", count: 50) + "format: 1\n"
    let result = TestBench.compiler.compile(text, prompts: PromptIndex())
    #expect(Set(result.diagnostics.map(\.code)) == ["E102"])
  }
}
