import MenuScript
import Testing

@testable import LanguageServer

struct EditTests {
  private func actions(_ editor: Editor, _ name: String = "menu.yaml") throws -> [JSONValue] {
    let end: JSONValue = ["line": 999, "character": 0]
    let answer = try editor.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string(editor.uri(name))],
        "range": ["start": ["line": 0, "character": 0], "end": end], "context": ["diagnostics": []],
      ])
    return answer.array ?? []
  }

  @Test func `a fix-it is an action that repairs the text`() throws {
    let editor = try Editor()
    let text = Project.script.replacing("then: main }", with: "then: mian }")
    try editor.open("menu.yaml", text)
    editor.settle()
    let action = try #require(try actions(editor).first)
    #expect(action["title"] == "Replace with 'main'" && action["kind"] == "quickfix")
    #expect(action["diagnostics"]?.array?.first?["code"] == "E201")
    let changes = action["edit"]?["changes"]?[editor.uri("menu.yaml")]
    #expect(try editor.applying(changes, to: text) == Project.script)
  }

  @Test func `behind Persian and emoji the right stretch is repaired`() throws {
    let editor = try Editor()
    let state = "  x: { say: [{ text: { fa-IR: \"🙂 سلام\", en-US: hi } }], then: mian }\n"
    try editor.open("menu.yaml", Project.script + state)
    editor.settle()
    let found = try #require(
      try actions(editor).first { $0["diagnostics"]?.array?.first?["code"] == "E201" })
    let changes = found["edit"]?["changes"]?[editor.uri("menu.yaml")]
    let repaired = try editor.applying(changes, to: Project.script + state)
    #expect(repaired == Project.script + state.replacing("mian", with: "main"))
  }

  @Test func `there are none for a text that has changed since, or elsewhere`() throws {
    let editor = try Editor()
    try editor.open("menu.yaml", Project.script.replacing("then: main }", with: "then: mian }"))
    editor.settle()
    let answer = try editor.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string(editor.uri("menu.yaml"))],
        "range": LineRange.top.json, "context": ["diagnostics": []],
      ])
    #expect(answer == [])
    editor.replace("menu.yaml", with: "# new\n" + Project.script)
    #expect(try actions(editor) == [])
  }

  private func format(_ editor: Editor, _ name: String) throws -> JSONValue {
    try editor.request(
      "textDocument/formatting",
      ["textDocument": ["uri": .string(editor.uri(name))], "options": ["tabSize": 2]])
  }

  @Test(arguments: ["menu.yaml", "Prompts/fa-IR/common.yaml", "scenarios/one.yaml"])
  func `formatting does what the formatter does`(_ name: String) throws {
    let editor = try Editor()
    let text = try editor.text(of: name).replacing(": ", with: ":   ")
    try editor.open(name, text)
    guard case .formatted(let wanted, _) = ScriptFormatter().format(text.utf8, file: name) else {
      Issue.record("the formatter refuses it")
      return
    }
    #expect(try editor.applying(try format(editor, name), to: text) == wanted)
    editor.replace(name, with: wanted)
    #expect(try format(editor, name) == [])
  }

  @Test func `broken and foreign texts aren't formatted`() throws {
    let editor = try Editor()
    try editor.open("menu.yaml", "format: [1\n")
    #expect(throws: Editor.Refusal.self) { _ = try format(editor, "menu.yaml") }
    try editor.open("compose.yaml", "services:   {}\n")
    #expect(try format(editor, "compose.yaml") == .null)
  }

  // MARK: Symbols

  @Test func `a script's outline has its fields and states`() throws {
    let editor = try Editor()
    try editor.open("menu.yaml")
    let answer = try editor.request(
      "textDocument/documentSymbol", ["textDocument": ["uri": .string(editor.uri("menu.yaml"))]])
    let sections = answer.array ?? []
    #expect(sections.map { $0["name"] } == ["fields", "states"])
    let states = sections.last?["children"]?.array ?? []
    #expect(
      states.map { $0["name"] }
        == ["greet", "main", "ask_room", "find", "tell", "ring", "goodbye"])
    for state in states {
      let range = try #require(LineRange(state["range"]))
      let selection = try #require(LineRange(state["selectionRange"]))
      #expect(range.start <= selection.start && selection.end <= range.end)
    }
    #expect(states.map { $0["detail"] }.prefix(2) == ["say", "menu"])
  }

  @Test func `a broken script has one, too, and so has a scenario`() throws {
    let editor = try Editor(capabilities: [:])
    try editor.open("menu.yaml", Project.script.replacing("[main_options]", with: "[main_options"))
    try editor.open("scenarios/one.yaml")
    for (name, wanted) in [("menu.yaml", "goodbye"), ("scenarios/one.yaml", "hear: bye")] {
      let answer = try editor.request(
        "textDocument/documentSymbol", ["textDocument": ["uri": .string(editor.uri(name))]])
      #expect((answer.array ?? []).contains { $0["name"] == .string(wanted) }, "\(answer)")
    }
  }
}
