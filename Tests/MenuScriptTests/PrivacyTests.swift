import Foundation
import Testing

@testable import MenuScript

/// What keeps a caller's secrets holds for whoever runs a script, whether it was checked or not.
struct PrivacyTests {
  /// Edits of `ProofExample.soundScript` that let something out, and the rule that says so.
  static let leaks: [(code: String, edits: [(String, String)])] = [
    ("E515", [("hello: { say: [welcome]", "hello: { say: [{ value: \"${pin}\", as: digits }]")]),
    (
      "E515",
      [("sensitive: true", "sensitive: true\n    confirm: [{ value: \"${pin}\", as: digits }]")]
    ),
    (
      "E515",
      [
        (
          "sensitive: true",
          "sensitive: true\n    confirm: [welcome, { value: \"${pin}\", as: text }]"
        )
      ]
    ),
    ("E515", [("menu: [options]", "menu: [options, { value: \"${pin}\", as: number }]")]),
    (
      "E515", [("bye: { hang_up: [welcome]", "bye: { hang_up: [{ value: \"${pin}\", as: digits }]")]
    ),
    (
      "E515",
      [
        ("known: \"${owner.mobile}\"", "known: \"${pin}\""),
        (
          "say: [welcome], then: find", "say: [{ value: \"${mobile}\", as: telephone }], then: find"
        ),
        ("    confirm: [{ value: \"${mobile}\", as: telephone }]\n", ""),
        ("{ to: \"${mobile}\" }", "{ to: \"2000\" }"),
      ]
    ),
    ("E516", [("transfer: \"2000\"", "transfer: \"${pin}\"")]),
    ("E516", [("{ to: \"${mobile}\" }", "{ to: \"${pin}\" }")]),
    ("E516", [("{ to: \"${mobile}\" }", "{ to: \"${mobile}\", note: \"${pin}\" }")]),
    (
      "E517",
      [("hello: { say: [welcome]", "hello: { say: [{ value: \"${owner.address}\", as: text }]")]
    ),
    ("E517", [("transfer: \"2000\"", "transfer: \"${owner.address}\"")]),
    ("E517", [("{ to: \"${mobile}\" }", "{ to: \"${mobile}\", note: \"${owner.address}\" }")]),
  ]

  private func compile(_ edits: [(String, String)], proves: Bool) throws -> CompilationResult {
    var text = ProofExample.soundScript
    for (old, new) in edits {
      let range = try #require(text.range(of: old), "\(old)")
      text.replaceSubrange(range, with: new)
    }
    return ProofExample.check(text, proves: proves)
  }

  @Test(arguments: leaks.indices, [true, false])
  func `a script that would tell a secret has no program`(_ index: Int, proves: Bool) throws {
    let (code, edits) = Self.leaks[index]
    let result = try compile(edits, proves: proves)
    #expect(result.diagnostics.contains { $0.code == code }, "\(result.text)")
    #expect(result.program == nil)
    if !proves { #expect(Set(result.diagnostics.map(\.code)) == [code], "\(result.text)") }
  }

  @Test(arguments: leaks.indices)
  func `no comment silences it`(_ index: Int) throws {
    let (code, edits) = Self.leaks[index]
    let told = try compile(edits, proves: false)
    var lines = told.sources[0].text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    let leaky = Set(told.diagnostics.map(\.range.start.line))
    for line in leaky { lines[line - 1] += "  # gooya:ignore \(code) the author knows" }
    let result = ProofExample.check(lines.joined(separator: "\n"), proves: false)
    #expect(result.program == nil)
    #expect(result.diagnostics.count { $0.code == code } == told.diagnostics.count)
    #expect(result.diagnostics.count { $0.code == "W012" } == leaky.count, "\(result.text)")
  }

  @Test func `what keeps its secrets has one`() throws {
    #expect(try compile([], proves: false).program != nil)
  }
}
