import CallEngine
import MenuScript
import Speech
import Testing

@testable import Workbench

/// Menus as pictures.
@Suite struct `A menu's picture` {
  private static let english = Language("en-US")

  private static let catalog = """
    format: 1
    title: Small
    languages: [en-US]
    start: main
    states:
      main:
        menu: [{ text: { en-US: "For news press 1, for a clerk press 2, for more news press 3, to hear this again press star." } }]
        choices: { "1": news, "2": clerk, "3": news, "*": repeat }
        outcomes: { gave_up: bye }
      news: { say: [{ text: { en-US: "There is no news." } }], then: main }
      clerk:
        transfer: "2000"
        outcomes: { connected: main, busy: bye, no_answer: bye, failed: bye }
      lonely: { say: [{ text: { en-US: "Nobody hears this." } }], then: bye }
      bye: { hang_up: [{ text: { en-US: "Goodbye." } }] }
    """

  private static func graph(
    _ script: String = catalog, language: Language? = nil, drawsEveryExit: Bool = false,
    coverage: (MenuProgram) -> Coverage? = { _ in nil },
    way: (MenuProgram) -> [(state: StateID, exit: StateExit.Name?)]? = { _ in nil }
  ) throws -> MenuGraph {
    var compiler = MenuScriptCompiler(services: [])
    compiler.proves = true
    let result = compiler.compile(script, prompts: PromptIndex())
    let program = try #require(result.program, "\(result.text)")
    return MenuGraph(
      program, in: language ?? program.languages[0],
      narrator: Narrator(library: PromptLibrary(result.catalogs)),
      diagnostics: StateDiagnostics(of: result, in: program), coverage: coverage(program),
      way: way(program), drawsEveryExit: drawsEveryExit)
  }

  private static func arrow(_ from: String, _ to: String, in graph: MenuGraph) -> MenuGraph.Arrow? {
    graph.arrows.first {
      graph.nodes[$0.from.index].name == from && graph.nodes[$0.to.index].name == to
    }
  }

  /// The statement of a node or arrow.
  private static func line(_ beginning: String, of text: String) throws -> String {
    let line = text.split(separator: "\n").map { $0.drop { $0 == " " } }
      .first { $0.hasPrefix(beginning) }
    return String(try #require(line, "\(text)"))
  }

  @Test func `arrows between the same two states are one, with all keys`() throws {
    let graph = try Self.graph()
    let arrow = try #require(Self.arrow("main", "news", in: graph))
    #expect(arrow.labels.map(\.text) == ["1", "3"])
    #expect(graph.arrows.count { $0.from.index == 0 } == 3)
  }

  @Test func `silence and failure are dimmed, but not where a key leads the same way`() throws {
    let graph = try Self.graph()
    #expect(Self.arrow("main", "bye", in: graph)?.isDimmed == true)
    #expect(Self.arrow("clerk", "bye", in: graph)?.isDimmed == true)
    #expect(Self.arrow("clerk", "main", in: graph)?.isDimmed == false)
    let shared = Self.catalog.replacing("\"3\": news", with: "\"3\": bye")
    let both = try #require(Self.arrow("main", "bye", in: try Self.graph(shared)))
    #expect(!both.isDimmed)
    #expect(both.labels.map(\.isDimmed) == [false, true])
  }

  @Test func `a choice that repeats is told inside its menu, or drawn if all are`() throws {
    let told = try Self.graph()
    #expect(told.nodes[0].asides.map { $0.labels.map(\.text) } == [["*"]])
    #expect(told.nodes[0].asides[0].target == nil)
    #expect(Self.arrow("main", "main", in: told) == nil)
    let drawn = try Self.graph(drawsEveryExit: true)
    #expect(drawn.nodes.allSatisfy { $0.asides.isEmpty })
    #expect(Self.arrow("main", "main", in: drawn) != nil)
  }

  @Test func `every exit is drawn or told, whatever the menu`() throws {
    var states = "  main: { menu: [{ text: { en-US: Choose } }], choices: { "
    states += (1...9).map { "\"\($0)\": s\($0)" }.joined(separator: ", ") + " } }\n"
    for number in 1...9 {
      states += "  s\(number): { menu: [{ text: { en-US: Part } }], choices: { \"1\": main } }\n"
    }
    let script = """
      format: 1
      title: Hub
      languages: [en-US]
      start: main
      defaults: { choices: { "*": repeat, "0": bye }, outcomes: { gave_up: bye } }
      states:
      \(states)  bye: { hang_up: [{ text: { en-US: Bye } }] }
      """
    let graph = try Self.graph(script)
    let labels = graph.arrows.flatMap(\.labels) + graph.nodes.flatMap(\.asides).flatMap(\.labels)
    #expect(labels.count == 9 + 3 + 9 * 4)
    #expect(graph.arrows.count == 9, "what is the same everywhere is told")
    #expect(graph.nodes[1].asides.map(\.target) == ["main", nil, "bye", "bye"])
    #expect(graph.nodes[10].waysTold == 10)
  }

  @Test func `what check finds is with its state, and unreachable states are marked`() throws {
    let graph = try Self.graph()
    let lonely = try #require(graph.nodes.first { $0.name == "lonely" })
    #expect(!lonely.isReachable)
    #expect(lonely.diagnostics.map(\.code) == ["W501"])
    #expect(graph.nodes.filter { $0.name != "lonely" }.allSatisfy { $0.isReachable })
    let dot = DOTRenderer.text(of: graph).description
    let line = try Self.line("s3 [", of: dot)
    #expect(line.contains("class=\"say unreachable problem\""))
    #expect(line.contains("W501 no path leads from"))
    let mermaid = MermaidRenderer.text(of: graph).description
    #expect(mermaid.contains("\n  class s3 unreachable\n"))
    #expect(mermaid.contains("⚠ W501 no path leads"))
  }

  @Test func `a finding outside of the states belongs to none`() throws {
    let script = """
      format: 1
      title: Small
      languages: [en-US]
      start: ask
      states:
        ask: { collect: code, outcomes: { collected: bye, gave_up: bye } }
        bye: { hang_up: [{ text: { en-US: "Goodbye." } }] }
      fields:
        code: { prompt: [{ text: { en-US: "Code" } }], digits: 4 }
      """
    let graph = try Self.graph(script)
    #expect(graph.diagnosticsElsewhere > 0)
    #expect(graph.nodes.allSatisfy { $0.diagnostics.isEmpty })
    #expect(DOTRenderer.text(of: graph).description.contains("findings that belong to no state"))
  }

  @Test func `what was walked is told with every exit`() throws {
    let graph = try Self.graph(coverage: { Coverage(of: $0) })
    #expect(graph.nodes.allSatisfy { $0.visits == 0 })
    #expect(graph.arrows.allSatisfy { $0.walked == 0 })
    #expect(DOTRenderer.text(of: graph).description.contains("never walked"))
    let uncounted = try Self.graph()
    #expect(uncounted.arrows.allSatisfy { $0.walked == nil })
    #expect(!DOTRenderer.text(of: uncounted).description.contains("never walked"))
  }

  @Test func `a call's way is numbered, and drawn even where it would be told`() throws {
    let graph = try Self.graph(way: { program in
      [(0, 0), (1, 0), (0, 3), (0, 4), (4, nil)].map { state, exit in
        let state = StateID(index: state)
        return (state, exit.map { program.exits(of: state)[$0].name })
      }
    })
    #expect(graph.nodes.map(\.isOnWay) == [true, true, false, false, true])
    #expect(Self.arrow("main", "news", in: graph)?.labels.map(\.steps) == [[1], []])
    #expect(Self.arrow("news", "main", in: graph)?.labels.map(\.steps) == [[2]])
    #expect(Self.arrow("main", "main", in: graph)?.labels.map(\.steps) == [[3]])
    let bye = try #require(Self.arrow("main", "bye", in: graph))
    #expect(bye.isOnWay)
    #expect(
      MermaidRenderer.text(of: graph).description.contains("s0 ==>|\"gave_up #91;4#93;\"| s4"))
  }

  @Test func `Mermaid text is as it was`() throws {
    let text = MermaidRenderer.text(of: try Self.graph()).description
    #expect(
      text == """
        ---
        title: "Small"
        ---
        flowchart TB
          start((" ")) --> s0
          s0[["<b>main</b> · menu<br/>For news press 1, for a clerk<br/>press 2, for more news press 3,…<br/><i>#42; again</i>"]]
          s1("<b>news</b> · say<br/>There is no news.")
          s2>"<b>clerk</b> · transfer<br/>to 2000"]
          s3("<b>lonely</b> · say<br/>Nobody hears this.<br/>⚠ W501 no path leads from the start to #39;lonely#39;")
          s4(["<b>bye</b> · hang_up<br/>Goodbye."])
          s0 -->|"1, 3"| s1
          s0 -->|"2"| s2
          s0 -.->|"gave_up"| s4
          s1 --> s0
          s2 -->|"connected"| s0
          s2 -.->|"busy, no_answer, failed"| s4
          s3 --> s4
          classDef say fill:#E3F0FA,stroke:#0072B2,color:#1A1A1A
          class s1,s3 say
          classDef menu fill:#FFF0C2,stroke:#8F6400,color:#1A1A1A
          class s0 menu
          classDef transfer fill:#FBE0EC,stroke:#A3316F,color:#1A1A1A
          class s2 transfer
          classDef hangUp fill:#EAEAEA,stroke:#444444,color:#1A1A1A
          class s4 hangUp
          classDef unreachable fill:#FFFFFF,stroke-dasharray:6 4
          class s3 unreachable
          classDef warned stroke:#9A5B00,stroke-width:3px
          class s3 warned
          linkStyle 3,6 stroke:#8C8C8C,color:#5F5F5F

        """)
  }

  // MARK: Texts

  static let awkward = [
    "a \"quoted\" word", "back\\slash \\N \\", "<b>bold</b> & &amp; &#65;", "line\nbreak\r\n\ttab",
    "]]> --> %% ; subgraph end", "#35; `code` {x} [y] (z) |", "\u{1B}[31mred\u{0}", "🎉👩‍👩‍👧 é",
    "سلام \"دنیا\" <b>", "\u{202E}override", "欢迎致电", "",
  ]

  /// A program of one state, as no script may name it.
  private static func graph(named name: String, saying text: String) -> MenuGraph {
    let languages = [english]
    let program = MenuProgram(
      title: text, digest: "d", languages: languages,
      states: [
        MenuState(
          name: name, location: SourceLocation(file: "menu.yaml", line: 1, column: 1),
          kind: .say(
            Say(PromptSequence([.text([text])], languages: languages), then: StateID(index: 1)))),
        MenuState(
          name: "bye", location: SourceLocation(file: "menu.yaml", line: 2, column: 1),
          kind: .hangUp(HangUp(PromptSequence([], languages: languages)))),
      ], start: StateID(index: 0))
    return MenuGraph(program, in: english, narrator: Narrator(library: PromptLibrary([])))
  }

  @Test(arguments: awkward)
  func `no text steps out of its place`(text: String) throws {
    let graph = Self.graph(named: text, saying: text)
    let plain = Self.graph(named: "a", saying: "a")
    for draw in [DOTRenderer.text, MermaidRenderer.text] {
      let (awkward, usual) = (draw(graph).description, draw(plain).description)
      #expect(
        awkward.split(separator: "\n").count == usual.split(separator: "\n").count, "\(awkward)")
      #expect(!awkward.unicodeScalars.contains { $0.isHidden && $0 != "\n" })
      let tags = { (text: String) in text.count { $0 == "<" } }
      // An empty text has no line of its own.
      if !text.isEmpty && draw(graph) != MermaidRenderer.text(of: graph) {
        #expect(tags(awkward) == tags(usual), "\(awkward)")
      }
    }
  }

  @Test func `a text from right to left is set apart, and so is a name in it`() throws {
    let script = """
      format: 1
      title: خط
      languages: [fa-IR]
      start: شروع
      states:
        شروع: { say: [{ text: { fa-IR: "شماره:" } }, { value: "${call.line}", as: telephone }, { text: { fa-IR: "است." } }], then: پایان }
        پایان: { hang_up: [{ text: { fa-IR: "خدانگهدار." } }] }
      """
    let graph = try Self.graph(script)
    #expect(graph.nodes[0].isRightToLeft)
    let dot = DOTRenderer.text(of: graph).description
    #expect(
      dot.contains(">&#8295;شماره: &#8294;‹call.line›&#8297; است.&#8297;</FONT>"), "\(dot)")
    #expect(dot.contains("ALIGN=\"RIGHT\"><FONT POINT-SIZE=\"11\""))
    let mermaid = MermaidRenderer.text(of: graph).description
    #expect(mermaid.contains("#8295;شماره: #8294;‹call.line›#8297; است.#8297;"))
  }

  @Test(arguments: [
    ("one two three", 7, 2, ["one two", "three"]),
    ("one two three four", 7, 2, ["one two", "three…"]),
    ("abcdefghij", 4, 2, ["abcd", "efg…"]),
    ("欢迎致电本公司", 6, 1, ["欢迎…"]),
    ("  ", 6, 1, []),
    ("欢", 1, 1, ["欢"]),
  ])
  func `first words are parted between words`(
    text: String, width: Int, lines: Int, expected: [String]
  ) {
    #expect(text.wrapped(to: width, lines: lines) == expected)
  }

  /// A script of menus, each with some choices that lead to the next ones.
  private static func tree(of count: Int, choices: Int) -> String {
    let states = (0..<count).map { place in
      let targets = (1...choices).map { choice in
        let next = place * choices + choice
        return "\"\(choice)\": \(next < count ? "s\(next)" : "bye")"
      }
      return "  s\(place): { menu: [{ text: { en-US: Part } }], choices: { "
        + targets.joined(separator: ", ") + " } }\n"
    }
    return """
      format: 1
      title: Tree
      languages: [en-US]
      start: s0
      defaults: { choices: { "0": bye }, outcomes: { gave_up: bye } }
      states:
      \(states.joined())  bye: { hang_up: [{ text: { en-US: Bye } }] }
      """
  }

  @Test(arguments: [(12, 1, true), (5, 4, true), (200, 4, false), (200, 1, true)])
  func `a picture runs down or across, whichever is nearer to a sheet`(
    count: Int, choices: Int, runsDown: Bool
  ) throws {
    let graph = try Self.graph(Self.tree(of: count, choices: choices))
    #expect(PictureLayout(of: graph).runsDown == runsDown)
  }

  @Test func `a menu of two thousand states is drawn`() throws {
    let graph = try Self.graph(Self.tree(of: 2000, choices: 3))
    #expect(graph.nodes.count == 2001)
    let lines = DOTRenderer.text(of: graph).description.split(separator: "\n").count
    #expect(lines > 2 * graph.nodes.count)
  }
}
