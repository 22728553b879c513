import Testing

@testable import LanguageServer

struct NameTests {
  @Test(arguments: [
    ("choices: { \"1\": ask_‸room", "menu.yaml:22:3"),
    ("collect: ro‸om", "menu.yaml:13:3"), ("room: \"${roo‸m}\"", "menu.yaml:13:3"),
    ("then: ‸main }", "menu.yaml:18:3"), ("start: greet‸", "menu.yaml:16:3"),
    ("connected: goo‸dbye", "menu.yaml:33:3"),
  ])
  func `a name leads to its declaration`(_ place: String, _ declared: String) throws {
    let editor = try Editor()
    let cut = place.replacing("‸", with: "")
    let parameters = try editor.place(
      Project.script.replacing(cut, with: place, maxReplacements: 1), as: "menu.yaml")
    let answer = try editor.request("textDocument/definition", parameters)
    #expect(editor.locations(answer) == [declared])
  }

  @Test func `a prompt leads to its text in every language`() throws {
    let editor = try Editor()
    let parameters = try editor.place(
      Project.script.replacing("[welcome]", with: "[wel‸come]"), as: "menu.yaml")
    editor.settle()
    let answer = try editor.request("textDocument/definition", parameters)
    #expect(
      editor.locations(answer).sorted() == [
        "Prompts/en-US/common.yaml:3:1", "Prompts/fa-IR/common.yaml:3:1",
      ])
  }

  @Test func `a catalog's name leads to its files`() throws {
    let editor = try Editor()
    let parameters = try editor.place(
      Project.script.replacing("[common]", with: "[comm‸on]"), as: "menu.yaml")
    let answer = try editor.request("textDocument/definition", parameters)
    #expect(
      editor.locations(answer) == [
        "Prompts/fa-IR/common.yaml:1:1", "Prompts/en-US/common.yaml:1:1",
      ])
  }

  @Test func `a scenario's state leads into the script`() throws {
    let editor = try Editor()
    let parameters = try editor.place(
      Project.scenario.replacing("state: goodbye", with: "state: good‸bye"),
      as: "scenarios/one.yaml")
    let answer = try editor.request("textDocument/definition", parameters)
    #expect(editor.locations(answer) == ["menu.yaml:33:3"])
  }

  @Test func `references are found in the script and in its scenarios`() throws {
    let editor = try Editor()
    var parameters = try editor.place(
      Project.script.replacing("  goodbye:", with: "  good‸bye:"), as: "menu.yaml")
    let all = editor.locations(try editor.request("textDocument/references", parameters))
    #expect(all.count == 6)
    #expect(all.contains("scenarios/one.yaml:8:22") && all.contains("menu.yaml:33:3"))
    guard case .object(let members) = parameters else { return }
    parameters = .object(
      members + [JSONValue.Member("context", ["includeDeclaration": false])])
    let uses = editor.locations(try editor.request("textDocument/references", parameters))
    #expect(uses.count == 5 && !uses.contains("menu.yaml:33:3"))
  }

  // MARK: Renaming

  private func rename(
    _ editor: Editor, _ marked: String, in name: String, to new: String
  ) throws -> JSONValue {
    guard case .object(let members) = try editor.place(marked, as: name) else { return .null }
    editor.settle()
    return try editor.request(
      "textDocument/rename", .object(members + [JSONValue.Member("newName", .string(new))]))
  }

  @Test func `a state is renamed everywhere, and all still compiles`() throws {
    let editor = try Editor()
    let edit = try rename(
      editor, Project.script.replacing("then: main }", with: "then: ma‸in }"), in: "menu.yaml",
      to: "desk")
    let changes = edit["changes"]
    let script = try editor.applying(changes?[editor.uri("menu.yaml")], to: Project.script)
    #expect(!script.contains(" main") && script.contains("main_options"))
    editor.replace("menu.yaml", with: script)
    editor.settle()
    #expect(editor.codes("menu.yaml") == [])
  }

  @Test func `a field is renamed with its value`() throws {
    let editor = try Editor()
    let edit = try rename(
      editor, Project.script.replacing("transfer: \"${room}\"", with: "transfer: \"${ro‸om}\""),
      in: "menu.yaml", to: "chamber")
    let script = try editor.applying(
      edit["changes"]?[editor.uri("menu.yaml")], to: Project.script)
    #expect(script.contains("transfer: \"${chamber}\"") && script.contains("\n  chamber: {"))
    #expect(script.contains("collect: chamber") && script.contains("{ room: \"${chamber}\" }"))
    editor.replace("menu.yaml", with: script)
    editor.settle()
    #expect(editor.codes("menu.yaml") == [])
  }

  @Test(arguments: ["menu.yaml", "Prompts/fa-IR/common.yaml", "scenarios/one.yaml"])
  func `a prompt is renamed in catalogs, script and scenarios`(_ name: String) throws {
    let editor = try Editor()
    let marked = try editor.text(of: name).replacing(
      "welcome", with: "wel‸come", maxReplacements: 1)
    let edit = try rename(editor, marked, in: name, to: "salute")
    for file in Project.files.keys {
      let before = try editor.text(of: file)
      let after = try editor.applying(edit["changes"]?[editor.uri(file)], to: before)
      #expect(after == before.replacing("welcome", with: "salute"), "\(file)")
    }
  }

  @Test(arguments: [
    ("then: ma‸in }", "greet"), ("then: ma‸in }", "two words"), ("then: ma‸in }", ""),
    ("then: ma‸in }", "repeat"), ("then: ma‸in }", "1st"),
    ("say: [{ value: \"${guest.na‸me}\"", "x"), ("service: desk.find_‸guest", "x"),
    ("sa‸y: [wel", "x"),
  ])
  func `a rename that would break something is refused`(_ place: String, _ new: String) throws {
    let editor = try Editor()
    let script = Project.script.replacing(
      place.replacing("‸", with: ""), with: place, maxReplacements: 1)
    #expect(throws: Editor.Refusal.self) {
      _ = try rename(editor, script, in: "menu.yaml", to: new)
    }
  }

  @Test func `nothing is renamed while the text is broken`() throws {
    let editor = try Editor()
    let broken = Project.script.replacing("hang_up: [bye]", with: "hang_up: [bye")
    #expect(throws: Editor.Refusal.self) {
      _ = try rename(
        editor, broken.replacing("then: main }", with: "then: ma‸in }"), in: "menu.yaml",
        to: "desk")
    }
  }
}
