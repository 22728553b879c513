import Foundation
import Testing

@testable import MenuScript

struct RepairTests {
  @Test(arguments: [
    ("{ value: \"${pim}\" }", "E206", "nothing provides a value 'pim'; did you mean 'pin'?"),
    ("{ value: pin, as: digits }", "E307", "'pin' cannot be read as 'digits'"),
    ("{ value: \"$pin\", as: digits }", "E307", "'$pin' cannot be read as 'digits'"),
    ("{ value: \"{pin}\", as: digits }", "E307", "'{pin}' cannot be read as 'digits'"),
  ])
  func `a value that is nearly written right is put right`(
    prompt: String, code: String, message: String
  ) throws {
    let script = RuleExample.soundScript.replacing(
      "{ value: \"${pin}\", as: digits, group: 2 }", with: prompt)
    let result = TestBench.compiler.compile(
      script, prompts: TestBench.prompts(RuleExample.soundPrompts))
    let found = try #require(result.diagnostics.first)
    #expect(result.diagnostics.count == 1 && found.code == code && found.message == message)
    #expect(found.fixIts.map(\.replacement) == ["\"${pin}\""])
  }

  @Test(arguments: ["${call.lin}", "${note}", "${amount}"])
  func `what may be declared elsewhere needs a form`(value: String) {
    let script = RuleExample.soundScript
      .replacing("{ value: \"${pin}\", as: digits, group: 2 }", with: "{ value: \"\(value)\" }")
      .replacing(
        "  bye: {",
        with: "  noting: { record: note, outcomes: { recorded: bye, empty: bye } }\n  bye: {"
      )
      .replacing(
        "    pin:",
        with:
          "    nota: { prompt: [ask], digits: 1 }\n    amoun: { prompt: [ask], digits: 1 }\n    pin:"
      )
    let result = TestBench.compiler.compile(
      script, prompts: TestBench.prompts(RuleExample.soundPrompts))
    #expect(result.diagnostics.map(\.code).contains("E102"), "\(result.text)")
    #expect(!result.diagnostics.map(\.code).contains("E206"))
  }

  private func repair(_ edits: [(String, String)]) throws -> Repair {
    let bytes = try RuleExample.bytes(of: .edits(edits)) ?? []
    let source = SourceText(file: "menu.yaml", text: String(decoding: bytes, as: UTF8.self))
    func diagnostics(_ text: String) -> [Diagnostic] {
      TestBench.compiler.compile(text, prompts: TestBench.prompts(RuleExample.soundPrompts))
        .diagnostics
    }
    return Repair(source, diagnostics: diagnostics(source.text), compile: diagnostics)
  }

  @Test(arguments: [
    ("[fa-IR, en-US]", "[fa-IR, en_US]", "E116", "en-US"),
    ("[fa-IR, en-US]", "[fa_IR.UTF-8, en-US]", "E116", "fa-IR"),
    ("digits: 15", "digits: 17-15", "E304", "15-17"),
  ])
  func `what is written another way is written as it should be`(
    right: String, wrong: String, code: String, meant: String
  ) throws {
    let result = try RuleExample.compile(.edit(right, wrong))
    let found = try #require(result.diagnostics.first { $0.code == code }, "\(result.text)")
    #expect(found.fixIts.map(\.replacement) == [meant])
    #expect(found.message.hasSuffix("; did you mean '\(meant)'?"), "\(found.message)")
  }

  @Test func `several faults are mended one after the other`() throws {
    let repair = try repair([
      ("timeout: 5s", "timeout: 5"), ("\"3\": through", "\"3\": thruogh"), ("{ \"0\"", "{ 0"),
    ])
    #expect(repair.text == RuleExample.soundScript)
    #expect(repair.diagnostics == [])
    #expect(repair.steps.map(\.diagnostic.code).sorted() == ["E104", "E109", "E201"])
  }

  @Test func `what has no sure repair is left as it is`() throws {
    let repair = try repair([("start: main", "start: nowhere_at_all")])
    #expect(repair.steps == [])
    #expect(repair.diagnostics.map(\.code) == ["E201"])
    #expect(repair.text.contains("nowhere_at_all"))
  }

  @Test func `a repair that brings another fault is not made`() {
    let fault = Diagnostic(
      rule: NameRules.UnknownState.rule, message: "wrong", range: range(1, 4), notes: [],
      fixIts: [.init(range(1, 4), replacement: "b")])
    let other = Diagnostic(
      rule: NameRules.UnknownField.rule, message: "worse", range: range(1, 2), notes: [],
      fixIts: [])
    let source = SourceText(file: "menu.yaml", text: "aaa\n")
    let worse = Repair(source, diagnostics: [fault]) { _ in [other] }
    #expect(worse.text == "aaa\n" && worse.steps == [] && worse.diagnostics == [fault])
    #expect(worse.refusals.map(\.reason) == ["it would cause E202: worse"])
    let same = Repair(source, diagnostics: [fault]) { _ in [fault] }
    #expect(same.refusals.map(\.reason) == ["the fault would stay"])
    let better = Repair(source, diagnostics: [fault]) { $0 == "b\n" ? [] : [fault] }
    #expect(better.text == "b\n" && better.steps.map(\.summary) == ["replace with 'b'"])
  }

  @Test(arguments: [
    // Whatever the fault hid: a proof, a fault of its own elsewhere, several of them.
    (FlowRules.SensitiveSpoken.rule, 1), (FlowRules.SensitiveSpoken.rule, 3),
    (NameRules.UnknownField.rule, 3), (ShapeRules.MissingKey.rule, 3),
    (PathRules.all[0].rule, 3), (FlowRules.UnusedEntry.rule, 1),
  ])
  func `a repair that only uncovers faults is made`(rule: Rule, column: Int) {
    let fault = Diagnostic(
      rule: NameRules.UnknownState.rule, message: "wrong", range: range(1, 2), notes: [],
      fixIts: [.init(range(1, 2), replacement: "b")])
    let hidden = ["one", "two"].map {
      Diagnostic(
        rule: rule, message: $0, range: range(column, 4), notes: [], fixIts: [])
    }
    let source = SourceText(file: "menu.yaml", text: "aaa\n")
    let repair = Repair(source, diagnostics: [fault]) { _ in hidden }
    #expect(repair.text == "baa\n" && repair.steps.count == 1 && repair.diagnostics == hidden)
    #expect(repair.refusals == [])
    let removal = Diagnostic(
      rule: fault.rule, message: "wrong", range: range(1, 2), notes: [],
      fixIts: [.init(range(1, 2), replacement: "")])
    let kept = Repair(source, diagnostics: [removal]) { _ in hidden }
    let isHarmless = rule.family == .proofs
    #expect((kept.text == "aaa\n") == !isHarmless)
  }

  @Test(arguments: [
    ("\"2000\"", "2000", "E104"), ("then: main, ", "then: mian, ", "E201"),
    ("timeout: 5s", "timeout: 5", "E109"),
  ])
  func `a fault that hides others is mended first`(old: String, new: String, code: String) throws {
    guard RuleExample.soundScript.contains(old) else { return }
    let repair = try repair([(old, new), ("start: main", "start: nowhere_at_all")])
    #expect(repair.steps.map(\.diagnostic.code) == [code])
    #expect(repair.diagnostics.map(\.code) == ["E201"])
  }

  @Test(arguments: [
    ([(5, 7, "X")], "سلامX!"), ([(1, 1, "a"), (6, 7, "")], "aسلام !"),
    ([(1, 3, "a"), (2, 4, "b")], nil), ([(1, 99, "")], nil),
  ])
  func `places count Unicode scalars, and replacements don't overlap`(
    edits: [(Int, Int, String)], result: String?
  ) {
    let source = SourceText(file: "menu.yaml", text: "سلام b!")
    let fixIts = edits.map { Diagnostic.FixIt(range($0, $1), replacement: $2) }
    #expect(Repair.apply(fixIts, to: source) == result)
  }

  private func range(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(
      file: "menu.yaml", start: TextPosition(line: 1, column: start),
      end: TextPosition(line: 1, column: end))
  }
}
