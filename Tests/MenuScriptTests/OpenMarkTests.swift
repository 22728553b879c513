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
