import CallEngine
import Testing

@testable import MenuScript

/// What is said where a bracket or a quote isn't closed.
struct OpenMarkTests {
  private func finding(_ text: String) throws -> Diagnostic {
    let found = TestBench.compiler.compile(text, prompts: PromptIndex()).diagnostics
    #expect(found.map(\.code) == ["E006"])
    return try #require(found.first)
  }

  @Test(arguments: [
    ("a: [b", "1:4", "'['"), ("a: [b, ", "1:4", "'['"), ("a: [b, # why\n", "1:4", "'['"),
    ("a: [b\n\n\n", "1:4", "'['"), ("a: {", "1:4", "'{'"), ("a: { b: c\n", "1:4", "'{'"),
    ("a: { b: [c], d: [e", "1:17", "'['"), ("x: y\na:\n  - [b, { c: d }\n", "3:5", "'['"),
    ("a: \"b\n", "1:4", "quote"), ("a: 'b\nc: d\n\n", "1:4", "quote"),
    ("a: [\"b]\n", "1:5", "quote"), ("[", "1:1", "'['"), ("a: [b, c:", "1:4", "'['"),
  ])
  func `what is never closed is shown where it is opened`(
    text: String, place: String, mark: String
  ) throws {
    let found = try finding(text)
    #expect(found.message == "the \(mark) opened here is never closed")
    #expect("\(found.range.start.line):\(found.range.start.column)" == place)
    guard case .unreadable(let told) = ScriptFormatter().format(text.utf8, file: "-") else {
      Issue.record("it can't be formatted")
      return
    }
    #expect("\(told)".contains("-:\(place): error: the \(mark)"))
  }

  @Test(
    arguments: [
      ("title: Bills: by phone\n", "1:8", "\"Bills: by phone\""),
      ("a:\n  - en-US: We say: \"hi\"  \nb: c\n", "2:12", "\"We say: \\\"hi\\\"\""),
      ("a: [{ text: { en-US: Welcome: press 1 } }]\n", "1:22", "\"Welcome: press 1\""),
      ("a: { fa-IR: سلام: ۱ را بزنید }\n", "1:13", "\"سلام: ۱ را بزنید\""),
      ("a: { en-US: Welcome: press 1, then 2 }\n", "1:13", nil),
      ("a: { en-US: Welcome: press 1\n", "1:13", nil),
      ("title: Bills: by phone # or post\n", "1:8", nil),
      ("title: Bills: by phone\n  and post\n", "1:8", nil),
    ] as [(String, String, String?)])
  func `a text with a colon is put in quotes where its end is clear`(
    text: String, place: String, replacement: String?
  ) throws {
    let found = try finding(text)
    #expect(found.message == "a text in which a colon stands must be in quotes")
    #expect("\(found.range.start.line):\(found.range.start.column)" == place)
    #expect(found.fixIts.first?.replacement == replacement)
  }

  @Test func `in braces the colon may be that of a key`() throws {
    let found = try finding("a: { collect: pin then: bye }\n")
    #expect(found.message.hasSuffix(", or a ',' is missing before the key") && found.fixIts.isEmpty)
  }

  @Test(arguments: [
    ("a: [b\nc: [d]\n", "'[' opened on line 1"),
    ("a:\n  b: { c: d\n  e: f }\n", "'{' opened on line 2"),
    ("a: [b }\nc: d\n", "'[' opened on line 1"),
  ])
  func `what is still open is named where reading fails`(text: String, said: String) throws {
    let found = try finding(text)
    #expect(found.message.hasSuffix("the \(said) is still open"), "\(found.message)")
    #expect(!found.message.contains("#") && found.range.start.line <= 3)
  }
}
