import Testing

@testable import LanguageServer

/// Names in parts, loops, counts, recordings, messages and results.
struct ConstructNameTests {
  static let script =
    Project.script.replacing(
      "states:\n",
      with: """
        results: [room, message]

        parts:
          ask_why:
            parameters: [question]
            exits: [done]
            start: ask
            states:
              ask: { menu: [{ value: "${question}", as: text }], choices: { "1": thanks } }
              thanks: { say: [welcome], then: done }

        states:
          thanks: { say: [welcome], then: goodbye }
          why: { part: ask_why, with: { question: busy }, outcomes: { done: goodbye } }
          visits:
            say: [{ each: "${patient.visits}", as: visit, say: [{ value: "${visit.day}", as: date }] }]
            then: thanks
          tries: { count: pin_tries, up_to: 3, outcomes: { more: greet, reached: goodbye } }
          again: { count: pin_tries, up_to: 5, outcomes: { more: greet, reached: goodbye } }
          voicemail: { record: message, outcomes: { recorded: thanks, empty: goodbye } }
          link: { sms: confirmation, to: "${room}", outcomes: { sent: goodbye, failed: goodbye } }

        """)

  static let files = Project.files.merging([
    "messages/en-US.yaml": "confirmation: \"Room {room} is yours.\"\n",
    "messages/fa-IR.yaml": "confirmation: \"اتاق {room} برای شماست.\"\n",
  ]) { $1 }

  private func marked(_ old: String, _ new: String) -> String {
    Self.script.replacing(old, with: new, maxReplacements: 1)
  }

  @Test(arguments: [
    ("then: done }", "then: do‸ne }", "exits: [", "done]"),
    ("\"1\": thanks }", "\"1\": tha‸nks }", "      ", "thanks: { say: [welcome], then: done"),
    ("then: thanks", "then: tha‸nks", "  ", "thanks: { say: [welcome], then: goodbye"),
    ("part: ask_why", "part: ask‸_why", "  ", "ask_why:"),
    ("${question}", "${ques‸tion}", "parameters: [", "question]"),
    ("${visit.day}", "${vis‸it.day}", "as: ", "visit"),
    ("[room, message]", "[room, mess‸age]", "record: ", "message"),
    ("up_to: 5", "up_to: ‸5", "", ""),
    ("pin_tries, up_to: 5", "pin‸_tries, up_to: 5", "count: ", "pin_tries, up_to: 3"),
  ])
  func `each leads to its declaration`(
    _ old: String, _ new: String, _ before: String, _ name: String
  ) throws {
    let editor = try Editor(Self.files)
    let parameters = try editor.place(marked(old, new), as: "menu.yaml")
    let answer = try editor.request("textDocument/definition", parameters)
    guard let found = editor.locations(answer).first?.split(separator: ":") else {
      #expect(name.isEmpty)
      return
    }
    let lines = Self.script.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines[try #require(Int(found[1])) - 1]
    let column = try #require(Int(found[2])) - 1
    #expect(line.prefix(column).hasSuffix(before) && line.dropFirst(column).hasPrefix(name))
  }

  @Test func `a message leads to its text in every language, and shows it`() throws {
    let editor = try Editor(Self.files)
    let text = marked("sms: confirmation", "sms: confir‸mation")
    let answer = try editor.request(
      "textDocument/definition", try editor.place(text, as: "menu.yaml"))
    #expect(
      editor.locations(answer) == ["messages/en-US.yaml:1:1", "messages/fa-IR.yaml:1:1"])
    #expect(try editor.hover(text).contains("اتاق {room}"))
    #expect(
      try editor.completions(marked("sms: confirmation", "sms: ‸")) == ["confirmation"])
  }

  private func rename(_ old: String, _ new: String, to name: String) throws -> String {
    let editor = try Editor(Self.files)
    guard case .object(let members) = try editor.place(marked(old, new), as: "menu.yaml") else {
      return ""
    }
    let edit = try editor.request(
      "textDocument/rename", .object(members + [JSONValue.Member("newName", .string(name))]))
    return try editor.applying(edit["changes"]?[editor.uri("menu.yaml")], to: Self.script)
  }

  @Test func `a part's state is renamed in the part alone`() throws {
    let script = try rename("\"1\": thanks }", "\"1\": tha‸nks }", to: "thank")
    #expect(script.contains("\"1\": thank }") && script.contains("\n      thank: { say"))
    #expect(script.contains("\n  thanks: { say") && script.contains("then: thanks"))
    #expect(script.contains("recorded: thanks"))
  }

  @Test func `an item is renamed with what it has, a counter wherever it counts`() throws {
    let item = try rename("${visit.day}", "${vis‸it.day}", to: "stay")
    #expect(item.contains("as: stay,") && item.contains("\"${stay.day}\""))
    #expect(item.contains("${patient.visits}") && item.contains("\n  visits:"))
    let counter = try rename("pin_tries, up_to: 5", "pin‸_tries, up_to: 5", to: "attempts")
    #expect(counter.contains("count: attempts, up_to: 3") && !counter.contains("pin_tries"))
  }

  @Test func `each is completed where it is used`() throws {
    let editor = try Editor(Self.files)
    let complete = { (old: String, new: String) in try editor.completions(marked(old, new)) }
    #expect(try complete("part: ask_why", "part: ‸") == ["ask_why"])
    #expect(try complete("{ question: busy }", "{ ‸ }") == ["question"])
    #expect(try complete("{ done: goodbye }", "{ ‸ }") == ["done"])
    #expect(try complete("\"1\": thanks }", "\"1\": ‸ }") == ["ask", "done", "thanks", "repeat"])
    #expect(try complete("\"${question}\"", "\"${‸}\"").first == "question")
    #expect(try complete("[room, message]", "[room, ‸]").contains("message"))
    #expect(try complete("count: pin_tries, up_to: 5", "count: ‸, up_to: 5") == ["pin_tries"])
    #expect(
      try complete("{ more: greet, reached: goodbye }", "{ ‸ }") == ["more", "reached"])
    #expect(
      try complete("{ sent: goodbye, failed: goodbye }", "{ ‸ }") == ["failed", "sent"])
  }
}
