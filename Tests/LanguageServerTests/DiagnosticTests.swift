import MenuScript
import Testing

@testable import LanguageServer

struct DiagnosticTests {
  @Test func `a sound script has none, which is said`() throws {
    let editor = try Editor()
    try editor.open("menu.yaml")
    editor.settle()
    #expect(editor.published["menu.yaml"] == [])
  }

  @Test func `a finding has its code, severity, place, page and remarks`() throws {
    let editor = try Editor()
    try editor.open(
      "menu.yaml", Project.script.replacing("tell: { say", with: "find: { say"))
    editor.settle()
    let found = try #require(editor.published["menu.yaml"]?.first { $0["code"] == "E105" })
    #expect(found["severity"] == 1 && found["source"] == "gooya")
    #expect(found["codeDescription"]?["href"] == "file:///pages/E105.md")
    let related = try #require(found["relatedInformation"]?.array?.first)
    #expect(related["location"]?["uri"] == .string(editor.uri("menu.yaml")))
    #expect(related["location"]?["range"]?["start"]?["line"] == 23)
    #expect(found["range"]?["start"] == ["line": 28, "character": 2])
  }

  @Test func `proofs are made, too`() throws {
    let editor = try Editor()
    let loop = Project.script.replacing(
      "choices: { \"1\": ask_room, \"9\": goodbye }", with: "choices: { \"1\": ask_room }")
    try editor.open("menu.yaml", loop + "  alone: { say: [welcome], then: main }\n")
    editor.settle()
    #expect(editor.codes("menu.yaml").contains { $0.hasSuffix("501") })
  }

  @Test func `places count UTF-16 behind Persian and emoji`() throws {
    let editor = try Editor()
    let state = "  x: { say: [{ text: { fa-IR: \"سلام 🙂🙂\", en-US: \"hi\" } }], then: nowhere }\n"
    try editor.open("menu.yaml", Project.script + state)
    editor.settle()
    let found = try #require(editor.published["menu.yaml"]?.first { $0["code"] == "E201" })
    let start = state.utf16.count - "nowhere }\n".utf16.count
    #expect(found["range"]?["start"]?["character"] == .integer(start))
    #expect(found["range"]?["end"]?["character"] == .integer(start + "nowhere".utf16.count))
  }

  @Test func `they are published once for a burst of changes, for the latest text`() throws {
    let editor = try Editor()
    try editor.open("menu.yaml")
    editor.settle()
    let before = editor.publications
    for length in 1...5 {
      editor.replace("menu.yaml", with: Project.script + String(repeating: "x", count: length))
      editor.wait(.milliseconds(8))
      #expect(!editor.checkNow())
    }
    #expect(editor.publications == before)
    editor.settle()
    #expect(editor.publications == before + 1)
    #expect(editor.codes("menu.yaml") != [])
    editor.replace("menu.yaml", with: Project.script)
    editor.settle()
    #expect(editor.codes("menu.yaml") == [])
  }

  @Test func `an unsaved catalog counts for the script`() throws {
    let editor = try Editor()
    try editor.open("menu.yaml")
    try editor.open("Prompts/en-US/common.yaml")
    editor.settle()
    #expect(editor.codes("menu.yaml") == [])
    editor.replace(
      "Prompts/en-US/common.yaml", with: Project.english.replacing("bye:", with: "farewell:"))
    editor.settle()
    #expect(editor.codes("menu.yaml").contains("E210"))
    editor.close("Prompts/en-US/common.yaml")
    editor.settle()
    #expect(editor.codes("menu.yaml") == [])
  }

  @Test func `an unsaved script counts for its scenarios`() throws {
    let editor = try Editor()
    try editor.open("scenarios/one.yaml")
    editor.settle()
    #expect(editor.published["scenarios/one.yaml"] == [])
    try editor.open("menu.yaml", Project.script.replacing("goodbye", with: "farewell"))
    editor.settle()
    #expect(editor.codes("scenarios/one.yaml") == ["E201"])
  }

  @Test func `a catalog's own faults are shown in it, open or not`() throws {
    let editor = try Editor()
    try editor.write(Project.english + "welcome: twice\n", to: "Prompts/en-US/common.yaml")
    try editor.open("menu.yaml")
    editor.settle()
    #expect(editor.codes("en-US/common.yaml") == ["E105"])
    try editor.open("Prompts/en-US/common.yaml")
    editor.settle()
    #expect(editor.codes("en-US/common.yaml") == ["E105"])
    editor.replace("Prompts/en-US/common.yaml", with: Project.english)
    editor.settle()
    #expect(editor.codes("en-US/common.yaml") == [])
  }

  @Test func `closing a document takes its findings away`() throws {
    let editor = try Editor()
    try editor.write(Project.english + "welcome: twice\n", to: "Prompts/en-US/common.yaml")
    try editor.open("menu.yaml")
    editor.settle()
    editor.close("menu.yaml")
    editor.settle()
    #expect(editor.published["en-US/common.yaml"] == [])
  }

  @Test func `somebody else's YAML has no findings`() throws {
    let editor = try Editor()
    try editor.open("compose.yaml", "services: { web: { image: nginx } }\nversion: 3\n")
    editor.settle()
    #expect(editor.codes("compose.yaml") == [])
  }

  @Test func `a client that shows no remarks of their own gets them in the message`() throws {
    let editor = try Editor(capabilities: [:])
    try editor.open("menu.yaml", Project.script.replacing("tell: { say", with: "find: { say"))
    editor.settle()
    let found = try #require(editor.published["menu.yaml"]?.first { $0["code"] == "E105" })
    #expect(found["relatedInformation"] == nil && found["codeDescription"] == nil)
    #expect(found["message"]?.string?.contains("\n") == true)
  }
}
