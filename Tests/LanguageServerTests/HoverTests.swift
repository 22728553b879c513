import Testing

@testable import LanguageServer

struct HoverTests {
  private func hover(_ old: String, _ new: String) throws -> String {
    try Editor().hover(Project.script.replacing(old, with: new, maxReplacements: 1))
  }

  @Test func `a prompt shows its text in every language`() throws {
    let text = try hover("[welcome]", "[wel‸come]")
    #expect(text.contains("fa-IR") && text.contains("روز بخیر 🙂"))
    #expect(text.contains("en-US") && text.contains("Good day."))
  }

  @Test func `in a catalog, too`() throws {
    let text = try Editor().hover(
      Project.english.replacing("welcome", with: "wel‸come"), in: "Prompts/en-US/common.yaml")
    #expect(text.contains("fa-IR: روز بخیر") && text.contains("en-US: Good day."))
  }

  @Test func `a service shows its signature`() throws {
    let text = try hover("desk.find_guest", "desk.find‸_guest")
    #expect(text.contains("Finds who stays in a room") && text.contains("`guest.name`"))
    #expect(text.contains("`empty_room`, `failed`"))
  }

  @Test func `a state shows where it leads, by the defaults as well`() throws {
    let text = try hover("then: main }", "then: ma‸in }")
    #expect(text.contains("menu: [main_options]"))
    #expect(text.contains("`1` → `ask_room`") && text.contains("`gave_up` → `goodbye`"))
  }

  @Test func `a field and a value show what they are`() throws {
    #expect(try hover("collect: room", "collect: ro‸om").contains("digits: 3"))
    #expect(try hover("\"${guest.name}\"", "\"${guest‸.name}\"").contains("desk.find_guest"))
    #expect(try hover("${room}\" }", "${call.li‸ne}\" }").contains("every call"))
  }

  @Test func `a key and a word show what they mean`() throws {
    #expect(try hover("menu: [", "me‸nu: [").contains("Offers choices"))
    #expect(try hover("as: digits", "as: dig‸its").contains("How the value is read"))
    #expect(try hover("title:", "ti‸tle:").contains("What the line is called"))
  }

  @Test func `a finding shows its rule's page, and so does a code in a comment`() throws {
    let page = try hover("then: main }", "then: ma‸n }")
    #expect(page.contains("E201") && page.contains("Keeps the rule:"))
    let comment = try Editor().hover("# gooya:ignore W5‸05 wanted so\n" + Project.script)
    #expect(comment.contains("**W505**"))
  }

  @Test func `where nothing is there is nothing`() throws {
    let editor = try Editor()
    let parameters = try editor.place("‸\n" + Project.script, as: "menu.yaml")
    #expect(try editor.request("textDocument/hover", parameters) == .null)
  }

  @Test func `a client without Markdown gets plain text`() throws {
    let editor = try Editor(capabilities: [:])
    let parameters = try editor.place(
      Project.script.replacing("me", with: "m‸e", maxReplacements: 1), as: "menu.yaml")
    let answer = try editor.request("textDocument/hover", parameters)
    #expect(answer == .null || answer["contents"]?["kind"] == "plaintext")
  }
}
