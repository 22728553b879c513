import Foundation
import FoundationXML
import Testing

/// `gooya graph` as its users run it.
struct GraphTests {
  private static let planted = Workplace.package
    .appendingPathComponent("Tests/gooyaTests/Fixtures/planted")

  @Test(arguments: ["fa-IR", "en-US"])
  func `the billing line's picture is well-formed SVG with every state and the words`(
    language: String
  ) throws {
    let place = try Workplace()
    let outcome = try place.gooya("graph", "-o", "menu.svg", "--language", language)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.isEmpty && outcome.complaints.isEmpty, "\(outcome)")
    let svg = try XMLDocument(contentsOf: place.folder.appendingPathComponent("menu.svg"))
    let texts = try svg.nodes(forXPath: "//*[local-name()='text']").compactMap(\.stringValue)
    for state in ["greet", "main", "payment", "give_up", "goodbye"] {
      #expect(texts.contains(state), "\(state)")
    }
    #expect(
      texts.contains(
        language == "en-US" ? "Thank you. Goodbye." : "\u{2067}با سپاس از شما، خدانگهدار.\u{2069}"))
    #expect(texts.contains("5"), "keys stand on the arrows")
  }

  @Test(arguments: ["svg", "mermaid", "dot"])
  func `a picture goes to standard output unless a file is named`(format: String) throws {
    let outcome = try Workplace().gooya("graph", Workplace.script, "--format", format)
    #expect(outcome.status == 0)
    #expect(outcome.complaints.isEmpty)
    let beginning = ["svg": "<?xml", "mermaid": "---\ntitle", "dot": "digraph"][format] ?? ""
    #expect(outcome.output.hasPrefix(beginning))
  }

  @Test(arguments: [
    ("menu.svg", "<?xml"), ("menu.SVG", "<?xml"), ("menu.mmd", "---"), ("menu.md", "```mermaid"),
    ("menu.dot", "digraph"), ("menu.gv", "digraph"), ("menu", "<?xml"),
  ])
  func `a file's ending says its format`(file: String, beginning: String) throws {
    let place = try Workplace()
    #expect(try place.gooya("graph", "-o", file).status == 0)
    let text = try String(contentsOfFile: place.path(file), encoding: .utf8)
    #expect(text.hasPrefix(beginning))
  }

  @Test(
    arguments: try FileManager.default.contentsOfDirectory(atPath: planted.path).sorted())
  func `a planted fault is marked where it is`(file: String) throws {
    let place = try Workplace()
    let script = Self.planted.appendingPathComponent(file).path
    let outcome = try place.gooya("graph", script)
    #expect(outcome.status == 0, "a faulty menu is worth a picture: \(outcome)")
    let svg = try XMLDocument(xmlString: outcome.output)
    let marked = try svg.nodes(forXPath: "//*[contains(@class, 'problem')]")
    #expect(!marked.isEmpty)
  }

  @Test func `coverage tells how often the scenarios take each exit`() throws {
    let place = try Workplace()
    try place.write(
      """
      format: 1
      title: Two
      languages: [en-US]
      start: main
      states:
        main:
          menu: [{ text: { en-US: "For news press 1, to end press 2." } }]
          choices: { "1": news, "2": bye }
          outcomes: { gave_up: bye }
        news: { say: [{ text: { en-US: "No news." } }], then: main }
        bye: { hang_up: [{ text: { en-US: "Goodbye." } }] }
      """, as: "menu.yaml")
    let none = try place.gooya("graph", "menu.yaml", "--coverage", "--format", "mermaid")
    #expect(none.status == 1)
    #expect(none.complaints.contains("no scenario"))
    try FileManager.default.createDirectory(
      at: place.folder.appendingPathComponent("scenarios"), withIntermediateDirectories: true)
    try place.write(
      """
      title: News twice
      caller: { line: "02199900001" }
      steps:
        - press: "1"
        - press: "1"
        - press: "2"
      """, as: "scenarios/news.yaml")
    let outcome = try place.gooya("graph", "menu.yaml", "--coverage", "--format", "mermaid")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("s0 -->|\"1 ×2\"| s1"), "\(outcome.output)")
    #expect(outcome.output.contains("s0 -->|\"2 ×1, gave_up ×0\"| s2"))
    #expect(outcome.complaints.isEmpty)
    try place.write("title: Broken\n", as: "scenarios/broken.yaml")
    let broken = try place.gooya("graph", "menu.yaml", "--coverage", "--format", "mermaid")
    #expect(broken.status == 0)
    #expect(broken.complaints.contains("1 can't be read"))
  }

  @Test func `a journal's call is shown with its steps, on its own script alone`() throws {
    let place = try Workplace()
    let script = Workplace.script
    try place.gooya(
      "call", script, "--fast", "--from", "02199900001", "--keys", "~30 0", "--record-journal",
      "call.jsonl")
    let outcome = try place.gooya(
      "graph", script, "--journal", "call.jsonl", "--format", "mermaid")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("s0 ==>|\"incoming #91;1#93;\"| s4"))
    #expect(outcome.output.contains("|\"0 #91;5#93;\"|"), "\(outcome.output)")
    let unnamed = try place.gooya("graph", "--journal", "call.jsonl", "--format", "mermaid")
    #expect(unnamed.output == outcome.output, "the journal knows its script")
    let other = Self.planted.appendingPathComponent("say-loop.yaml").path
    let wrong = try place.gooya("graph", other, "--journal", "call.jsonl")
    #expect(wrong.status == 1)
    #expect(wrong.complaints.contains("call.jsonl"))
    #expect(wrong.output.isEmpty)
  }

  @Test func `a device or a link is written to and never replaced`() throws {
    let place = try Workplace()
    try FileManager.default.createSymbolicLink(
      atPath: place.path("link"), withDestinationPath: place.path("target"))
    #expect(try place.gooya("graph", "-o", "link", "--format", "dot").status == 0)
    #expect(try String(contentsOfFile: place.path("target"), encoding: .utf8).hasPrefix("digraph"))
    let dash = try place.gooya("graph", "-o", "-", "--format", "dot")
    #expect(dash.output.hasPrefix("digraph"))
  }

  @Test func `without Graphviz its package is named, and other formats still work`() throws {
    let place = try Workplace()
    let missing = try place.shell("PATH=/nowhere \"$GOOYA\" graph \"$SCRIPT\" -o menu.svg")
    #expect(missing.status == 1)
    #expect(missing.complaints.contains("apt-get install graphviz"))
    #expect(!FileManager.default.fileExists(atPath: place.path("menu.svg")))
    let mermaid = try place.shell("PATH=/nowhere \"$GOOYA\" graph \"$SCRIPT\" --format mermaid")
    #expect(mermaid.status == 0)
  }

  @Test func `a Graphviz that fails is told of`() throws {
    let place = try Workplace()
    try place.write("#!/bin/sh\necho 'no fonts' >&2\nexit 3\n", as: "dot")
    let outcome = try place.shell("chmod +x dot; PATH=. \"$GOOYA\" graph \"$SCRIPT\"")
    #expect(outcome.status == 70)
    #expect(outcome.complaints.contains("no fonts"))
    #expect(outcome.output.isEmpty)
  }

  private static let refused: [(arguments: [String], status: Int32)] = [
    (["graph", "nowhere.yaml"], 1), (["graph", "--language", "xx"], 64),
    (["graph", "--format", "png"], 64), (["graph", "-o", "k.png"], 64),
    (["graph", "-o", "k.jpg"], 64), (["graph", "-o", "k.PDF"], 64),
    (["graph", "-o", "k.svgz"], 64),
    (["graph", "--journal", "nowhere.jsonl"], 1),
    (["graph", "--format", "dot", "-o", "/nowhere/menu.dot"], 1),
  ]

  @Test(arguments: refused)
  func `what can't be drawn is refused with a reason`(arguments: [String], status: Int32) throws {
    let place = try Workplace()
    let outcome = try place.gooya(arguments)
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.complaints.isEmpty)
    guard let file = arguments.last, file.hasPrefix("k.") else { return }
    #expect(outcome.complaints.contains(".svg, .mmd, .mermaid, .md, .dot or .gv"))
    #expect(!FileManager.default.fileExists(atPath: place.path(file)))
  }
}
