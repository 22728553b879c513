import CallEngine
import MenuScript
import Speech
import Testing

@testable import Workbench

struct MenuDrawingTests {
  // MARK: The layout

  private static func layout(
    _ count: Int, _ arrows: [(Int, Int)]
  ) -> (LayeredLayout, [LayeredLayout.Size]) {
    let sizes = (0..<count).map { (number: Int) -> LayeredLayout.Size in
      let (width, height) = (60 + number * 37 % 120, 30 + number * 13 % 50)
      return LayeredLayout.Size(width: Double(width), height: Double(height))
    }
    return (LayeredLayout(sizes, arrows: arrows.map { ($0, $1) }, start: 0, between: 50), sizes)
  }

  @Test(
    arguments: [
      (1, []), (2, [(0, 1)]), (2, [(0, 1), (1, 0)]), (1, [(0, 0)]), (3, []),
      (4, [(0, 1), (1, 2), (2, 3), (0, 3), (3, 0), (2, 2)]),
      (5, [(4, 0), (0, 1), (0, 2), (1, 3), (2, 3)]),
    ] as [(Int, [(Int, Int)])])
  func `small menus are laid out`(count: Int, arrows: [(Int, Int)]) {
    let (layout, sizes) = Self.layout(count, arrows)
    Self.check(layout, sizes, arrows)
  }

  @Test func `nothing is drawn over something else, whatever leads where`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<60 {
      let count = Int.random(in: 1...40, using: &generator)
      let arrows = (0..<Int.random(in: 0...90, using: &generator)).map { _ in
        (Int.random(in: 0..<count, using: &generator), Int.random(in: 0..<count, using: &generator))
      }
      let (layout, sizes) = Self.layout(count, arrows)
      Self.check(layout, sizes, arrows)
    }
  }

  private static func check(
    _ layout: LayeredLayout, _ sizes: [LayeredLayout.Size], _ arrows: [(Int, Int)]
  ) {
    for one in sizes.indices {
      let centre = layout.centres[one]
      #expect(centre.x - sizes[one].width / 2 > 0 && centre.y - sizes[one].height / 2 > 0)
      #expect(centre.x + sizes[one].width / 2 < layout.size.width)
      #expect(centre.y + sizes[one].height / 2 < layout.size.height)
      for other in sizes.indices.dropFirst(one + 1) {
        let far = layout.centres[other]
        let isBeside = abs(centre.x - far.x) >= (sizes[one].width + sizes[other].width) / 2
        let isBelow = abs(centre.y - far.y) >= (sizes[one].height + sizes[other].height) / 2
        #expect(isBeside || isBelow)
      }
    }
    for (number, arrow) in arrows.enumerated() {
      let way = layout.ways[number]
      guard arrow.0 != arrow.1 else {
        #expect(way.isEmpty)
        continue
      }
      #expect(way.first == layout.centres[arrow.0] && way.last == layout.centres[arrow.1])
      // Always down or always up, a row at a time.
      let steps = zip(way, way.dropFirst()).map { $1.y > $0.y }
      #expect(Set(steps).count == 1)
    }
  }

  @Test func `arrows lead down but for those that close a circle`() {
    let arrows = [(0, 1), (1, 2), (2, 3), (3, 1), (0, 4), (4, 3)]
    let (layout, _) = Self.layout(5, arrows)
    let isDown = layout.ways.map { $0[0].y < $0[$0.count - 1].y }
    #expect(isDown == [true, true, true, false, true, true])
  }

  @Test func `arrows that need not cross don't`() {
    let (layout, _) = Self.layout(5, [(0, 1), (0, 2), (1, 4), (2, 3)])
    let centres = layout.centres
    #expect((centres[1].x < centres[2].x) == (centres[4].x < centres[3].x))
  }

  @Test func `hundreds of states take no time to speak of`() {
    let arrows = (0..<400).flatMap { (number: Int) -> [(Int, Int)] in
      [(number, (number * 7 + 1) % 400), (number, (number + 1) % 400)]
    }
    let (layout, _) = Self.layout(400, arrows)
    #expect(layout.centres.count == 400)
  }

  // MARK: The drawing

  private static let script = """
    format: 1
    title: Small
    languages: [en-US, fa-IR]
    start: main
    states:
      main:
        menu: [{ text: { en-US: "Is 1 < 2 & \\"so\\"? <script>", fa-IR: "سلام" } }]
        choices: { "1": news, "2": bye, "*": repeat }
        outcomes: { gave_up: bye }
      news: { say: [{ text: { en-US: "News.", fa-IR: "خبر" } }], then: main }
      bye: { hang_up: [{ text: { en-US: "Bye.", fa-IR: "خدانگهدار" } }] }
    """

  private static func svg(in language: Int) throws -> String {
    let result = MenuScriptCompiler(services: []).compile(script, prompts: PromptIndex())
    let program = try #require(result.program, "\(result.text)")
    let graph = MenuGraph(
      program, in: program.languages[language],
      narrator: Narrator(library: PromptLibrary(result.catalogs)))
    return MenuDrawing.svg(of: graph).description
  }

  @Test func `states and arrows are named for the page, and coloured by it`() throws {
    let svg = try Self.svg(in: 0)
    #expect(svg.contains("<g class=\"state menu start\" data-state=\"main\">"))
    #expect(svg.contains("<g class=\"state say\" data-state=\"news\">"))
    #expect(svg.contains("<g class=\"arrow\" data-from=\"main\" data-to=\"news\">"))
    #expect(svg.contains("<g class=\"arrow\" data-from=\"news\" data-to=\"main\">"))
    #expect(svg.contains(">1</text>") && svg.contains(">2, gave_up</text>"))
    #expect(svg.contains("* again"))
    for word in ["style", "fill", "stroke", "#", "href", "<script"] { #expect(!svg.contains(word)) }
  }

  @Test func `what the script says stays text`() throws {
    let svg = try Self.svg(in: 0)
    #expect(svg.contains("Is 1 &lt; 2 &amp; "))
    #expect(svg.matches(of: #/<(?!\/?(svg|g|rect|text|path|polygon)\b)/#).isEmpty)
    #expect(svg.count { $0 == "<" } == svg.count { $0 == ">" })
  }

  @Test func `Persian words are drawn from right to left`() throws {
    let svg = try Self.svg(in: 1)
    #expect(svg.contains(#/<text direction="rtl" x="[0-9.]+" y="[0-9.]+" font-size="11">[^<]*خبر/#))
    // Direction marks are for the browser, not for the eye.
    #expect(svg.contains("&#8295;") && !svg.contains("\\u{"))
  }
}
