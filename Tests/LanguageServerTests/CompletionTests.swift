import Testing

@testable import LanguageServer

struct CompletionTests {
  /// The project's script with `‸` put in.
  private func script(_ old: String, _ new: String) -> String {
    Project.script.replacing(old, with: new, maxReplacements: 1)
  }

  @Test(arguments: ["then: ‸main }", "then: ‸ }", "then: ma‸in }", "then: \"‸\" }", "then: ‸"])
  func `a target is one of the states`(_ place: String) throws {
    let editor = try Editor()
    let labels = try editor.completions(script("then: main }", place))
    #expect(
      Set(labels)
        .isSuperset(of: ["greet", "main", "ask_room", "find", "tell", "ring", "goodbye"]))
    #expect(!labels.contains("welcome") && !labels.contains("repeat"))
  }

  @Test func `a choice's target may also be 'repeat'`() throws {
    let editor = try Editor()
    let labels = try editor.completions(script("\"9\": goodbye", "\"9\": ‸"))
    #expect(labels.contains("repeat") && labels.contains("greet"))
  }

  @Test(arguments: ["[wel‸]", "[‸", "[welcome, ‸]", "\n      - ‸", "[{ prompt: ‸ }]", "‸"])
  func `a prompt is one of the catalogs', with its text`(_ place: String) throws {
    let editor = try Editor()
    try editor.open("menu.yaml")
    editor.settle()
    let items = try editor.completionItems(Project.script + "  more:\n    say: \(place)\n")
    let item = try #require(items.first { $0["label"] == "welcome" })
    #expect(item["detail"] == "روز بخیر 🙂")
  }

  @Test func `a new state begins with its kind`() throws {
    let editor = try Editor()
    let labels = try editor.completions(Project.script + "  more:\n    ‸\n")
    #expect(
      labels.prefix(3).allSatisfy {
        [
          "say", "menu", "collect", "service", "transfer", "hang_up", "language", "hours", "count",
          "record", "sms", "switch", "part",
        ].contains($0)
      })
    #expect(labels.contains("say") && labels.contains("then"))
  }

  @Test(arguments: [
    ("  more:\n    say: [welcome]\n    ‸\n", ["barge_in", "then", "times", "type_ahead"]),
    ("  more: { say: [welcome], ‸ }\n", ["barge_in", "then", "times", "type_ahead"]),
    ("  more: { say: [welcome], then: main, ‸\n", ["barge_in", "times", "type_ahead"]),
    ("  more:\n    ‸\n    say: [welcome]\n    then: main\n", ["barge_in", "times", "type_ahead"]),
  ])
  func `then come the keys that go with it and aren't there yet`(
    _ state: String, _ keys: [String]
  ) throws {
    let editor = try Editor()
    #expect(try editor.completions(Project.script + state) == keys)
  }

  @Test func `a key is written with its colon, unless that is there`() throws {
    let editor = try Editor()
    var items = try editor.completionItems(Project.script + "  more: { say: [welcome], th‸ }\n")
    #expect(items.first { $0["label"] == "then" }?["textEdit"]?["newText"] == "then: ")
    items = try editor.completionItems(Project.script + "  more: { say: [welcome], th‸: main }\n")
    #expect(items.first { $0["label"] == "then" }?["textEdit"]?["newText"] == "then")
  }

  @Test func `a service's outcomes and inputs are its own`() throws {
    let editor = try Editor()
    #expect(
      try editor.completions(
        script("outcomes: { found: tell, empty_room: main }", "outcomes: { found: tell, ‸ }"))
        == ["empty_room", "failed"])
    #expect(try editor.completions(script("{ room: \"${room}\" }", "{ ‸ }")) == ["room"])
    #expect(try editor.completions(script("desk.find_guest", "‸")) == ["desk.find_guest"])
  }

  @Test func `outcomes are those of the state's kind`() throws {
    let editor = try Editor()
    #expect(
      try editor.completions(script("busy: main,", "‸,"))
        == ["busy", "failed"])
    #expect(
      try editor.completions(script("outcomes: { collected: find }", "outcomes:\n      ‸\n"))
        == ["cancelled", "collected", "gave_up"])
  }

  @Test(arguments: [
    ("say: [{ value: \"${‸}\", as: text }], then: main", false), ("transfer: \"${‸}\"", false),
    ("service: desk.find_guest, input: { room: \"${‸}\" }", true),
    ("collect: room, known: \"${‸}\"", true), ("switch: \"${‸}\"", true),
  ])
  func `a private value is offered only where it stays on the line`(
    _ state: String, isOffered: Bool
  ) throws {
    let editor = try Editor()
    let script = Project.script.replacing("digits: 3,", with: "digits: 3, sensitive: true,")
    let offered = try editor.completions(script + "  x: { \(state) }\n")
    #expect(offered.contains("room") == isOffered)
    #expect(offered.contains("guest.safe") == isOffered)
    #expect(offered.contains("guest.name"))
  }

  @Test(arguments: ["\"${‸}\"", "\"${ro‸om}\"", "\"${‸", "${‸"])
  func `a value's name is one of those that are set`(_ place: String) throws {
    let editor = try Editor()
    let items = try editor.completionItems(script("\"${guest.name}\"", place))
    let labels = items.compactMap { $0["label"]?.string }
    #expect(Set(labels).isSuperset(of: ["room", "guest.name", "call.line", "call.language"]))
    #expect(!labels.contains("guest.safe"))
    // Only the name is replaced.
    let text = script("\"${guest.name}\"", place.replacing("‸", with: ""))
    let edit = items.first { $0["label"] == "guest.name" }?["textEdit"]
    let written = try editor.applying([edit ?? .null], to: text)
    #expect(written.contains("${guest.name"))
  }

  @Test func `words are those of the schema`() throws {
    let editor = try Editor()
    #expect(
      Set(try editor.completions(script("as: digits", "as: ‸")))
        .isSuperset(of: ["currency", "date", "digits", "number", "telephone", "text"]))
    #expect(
      try editor.completions(script("collect: room,", "collect: room, type_ahead: ‸,"))
        == ["flush", "keep"])
    #expect(
      try editor.completions(script("collect: room,", "collect: room, barge_in: ‸,"))
        == ["false", "true"])
  }

  @Test func `rules, fields, catalogs and languages are known`() throws {
    let editor = try Editor()
    #expect(try editor.completions(script("digits: 3", "digits: 3, validate: ‸")).contains("imei"))
    #expect(try editor.completions(script("collect: room", "collect: ‸")).contains("room"))
    #expect(try editor.completions(script("[common]", "[‸]")) == ["common"])
    #expect(try editor.completions(script("[fa-IR, en-US]", "[fa-IR, ‸]")) == ["en-US", "fa-IR"])
  }

  @Test func `a scenario's steps, prompts, states and services are known`() throws {
    let editor = try Editor()
    try editor.open("menu.yaml")
    editor.settle()
    let name = "scenarios/one.yaml"
    let steps = try editor.completions(Project.scenario + "  - ‸\n", in: name)
    #expect(Set(steps).isSuperset(of: ["hear", "press", "expect", "hang_up", "wait"]))
    #expect(try editor.completions(Project.scenario + "  - hear: ‸\n", in: name).contains("bye"))
    #expect(
      try editor.completions(Project.scenario + "  - expect: { state: ‸ }\n", in: name)
        .contains("find"))
    #expect(
      try editor.completions("given:\n  ‸\n" + Project.scenario, in: name)
        .contains("desk.find_guest"))
    #expect(
      try editor.completions(
        Project.scenario.replacing("{ line:", with: "{ ‸, line:"), in: name
      )
      .contains("language"))
  }

  @Test func `what is completed stays completed while the text is broken`() throws {
    let editor = try Editor()
    try editor.open("menu.yaml")
    editor.settle()
    let broken = script(
      "greet: { say: [welcome], then: main }", "greet:\n    say: [welcome\n    then: ‸")
    editor.replace("menu.yaml", with: broken.replacing("‸", with: ""))
    editor.settle()
    #expect(try editor.completions(broken).contains("goodbye"))
    let prompts = script("hang_up: [bye]", "hang_up: [‸")
    #expect(try editor.completions(prompts).contains("main_options"))
  }

  @Test func `after Persian and emoji the right stretch is replaced`() throws {
    let editor = try Editor()
    let marked =
      Project.script + "  x: { say: [{ text: { fa-IR: \"سلام 🙂\", en-US: hi } }], then: go‸ }\n"
    let items = try editor.completionItems(marked)
    let edit = try #require(items.first { $0["label"] == "goodbye" }?["textEdit"])
    let written = try editor.applying([edit], to: marked.replacing("‸", with: ""))
    #expect(written.hasSuffix("en-US: hi } }], then: goodbye }\n"))
  }

  @Test func `there is nothing to complete in somebody else's file, or in a text`() throws {
    let editor = try Editor()
    #expect(try editor.completions("services: { ‸ }\n", in: "compose.yaml") == [])
    #expect(try editor.completions(script("Front desk", "Front ‸desk")) == [])
  }
}
