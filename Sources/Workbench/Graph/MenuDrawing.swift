package import CallEngine

/// A menu's picture as SVG for a page that colours it, made without another program's help.
///
/// What is what stands in classes, `state`, `arrow` and the states' kinds, and in `data-state`,
/// `data-from` and `data-to`; there are no colours and no styles in it.
package struct MenuDrawing {
  private let graph: MenuGraph
  private let boxes: [Box]
  private let layout: LayeredLayout

  /// A state's lines.
  private struct Box {
    var lines: [Line]
    let width: Double
    var height: Double { Double(lines.count) * MenuDrawing.lineHeight + 14 }
  }

  private struct Line {
    let text: String
    var isRightToLeft = false
    var isDimmed = false
  }

  private static let lineHeight = 15.0
  /// As wide as a character is at most, on average, in the usual fonts of pages.
  private static let column = 6.5
  private static let rowGap = 58.0
  /// Lines of exits that a node has room for.
  private static let mostAsides = 6

  package static func svg(of graph: MenuGraph) -> VisibleText {
    VisibleText(markup: MenuDrawing(graph).svg)
  }

  private init(_ graph: MenuGraph) {
    self.graph = graph
    let boxes = graph.nodes.map(Self.box)
    self.boxes = boxes
    layout = LayeredLayout(
      boxes.map { LayeredLayout.Size(width: $0.width, height: $0.height) },
      arrows: graph.arrows.map { ($0.from.index, $0.to.index) }, start: graph.start.index,
      between: Self.rowGap)
  }

  private static func box(of node: MenuGraph.Node) -> Box {
    var lines = node.words.map { Line(text: $0, isRightToLeft: node.isRightToLeft) }
    if let subject = node.subject { lines.append(Line(text: subject, isDimmed: true)) }
    let asides = node.asides.map { Line(text: $0.shown, isDimmed: true) }
    lines += asides.prefix(mostAsides)
    if asides.count > mostAsides { lines.append(Line(text: "…", isDimmed: true)) }
    let heading = Double(node.name.columns) * 7.6 + Double(node.kind.rawValue.columns) * 5.6 + 20
    let widest = lines.map { Double($0.text.columns) * column }.max() ?? 0
    return Box(
      lines: [Line(text: node.name)] + lines, width: max(heading, widest, 90) + 20)
  }

  private var svg: String {
    let (width, height) = (Self.figure(layout.size.width), Self.figure(layout.size.height))
    let arrows = graph.arrows.indices.map(arrow).joined()
    let states = graph.nodes.indices.map(state).joined()
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-size="12">
      \(arrows)\(states)</svg>

      """
  }

  // MARK: States

  private func state(_ number: Int) -> String {
    let (node, box) = (graph.nodes[number], boxes[number])
    let centre = layout.centres[number]
    let (left, top) = (centre.x - box.width / 2, centre.y - box.height / 2)
    let right = left + box.width
    var text = """
      <g class="state \(node.kind.rawValue)\(node.state == graph.start ? " start" : "")" \
      data-state="\(node.name.markup)">\
      <rect class="state-box" x="\(Self.figure(left))" y="\(Self.figure(top))" \
      width="\(Self.figure(box.width))" height="\(Self.figure(box.height))" \
      rx="\(Self.roundness(of: node.kind))"/>\
      <text class="dim" x="\(Self.figure(right - 10))" y="\(Self.figure(top + 18))" \
      text-anchor="end" font-size="10">\(node.kind.rawValue.markup)</text>
      """
    for (place, line) in box.lines.enumerated() {
      let y = top + 18 + Double(place) * Self.lineHeight
      let isTitle = place == 0
      let direction =
        line.isRightToLeft
        ? "direction=\"rtl\" x=\"\(Self.figure(right - 10))\"" : "x=\"\(Self.figure(left + 10))\""
      text += """
        <text \(direction) y="\(Self.figure(y))"\(line.isDimmed ? " class=\"dim\"" : "") \
        font-size="\(isTitle ? "12.5" : "11")"\(isTitle ? " font-weight=\"700\"" : "")>\
        \(line.text.markup.forPicture(isRightToLeft: line.isRightToLeft))</text>
        """
    }
    return text + "</g>\n"
  }

  private static func roundness(of kind: StateKind) -> Int {
    switch kind {
    case .say: 14
    case .hangUp: 22
    case .menu, .collect, .record: 6
    default: 2
    }
  }

  // MARK: Arrows

  private func arrow(_ number: Int) -> String {
    let arrow = graph.arrows[number]
    let way = layout.ways[number]
    let (path, label, tip, isDown) = way.isEmpty ? loop(arrow) : curve(arrow, way)
    let words = arrow.labels.map(\.shown).filter { !$0.isEmpty }.joined(separator: ", ")
    let side = isDown ? -1.0 : 1
    let points = [
      tip, LayeredLayout.Point(x: tip.x - 4.5, y: tip.y + 9 * side),
      LayeredLayout.Point(x: tip.x + 4.5, y: tip.y + 9 * side),
    ].map(Self.pair).joined(separator: " ")
    let text =
      words.isEmpty
      ? ""
      : """
      <text x="\(Self.figure(label.x))" y="\(Self.figure(label.y))" text-anchor="middle" \
      font-size="11">\(words.clippedForArrow.markup.forPicture())</text>
      """
    return """
      <g class="arrow\(arrow.isDimmed ? " dimmed" : "")" \
      data-from="\(graph.nodes[arrow.from.index].name.markup)" \
      data-to="\(graph.nodes[arrow.to.index].name.markup)">\
      <path d="\(path)"/><polygon points="\(points)"/>\(text)</g>

      """
  }

  /// From one box to another, through the gaps between.
  private func curve(
    _ arrow: MenuGraph.Arrow, _ way: [LayeredLayout.Point]
  ) -> (path: String, label: LayeredLayout.Point, tip: LayeredLayout.Point, isDown: Bool) {
    let (begin, end) = (way[0], way[way.count - 1])
    let isDown = begin.y < end.y
    let side = isDown ? 1.0 : -1
    // Two arrows between the same boxes aren't drawn upon each other.
    let isPaired = graph.arrows.contains { $0.from == arrow.to && $0.to == arrow.from }
    let aside = isPaired ? -side * 20 : 0
    var points = way
    points[0] = LayeredLayout.Point(
      x: begin.x + offset(of: arrow.from, towards: way[1].x) + aside,
      y: begin.y + side * boxes[arrow.from.index].height / 2)
    points[points.count - 1] = LayeredLayout.Point(
      x: end.x + offset(of: arrow.to, towards: way[way.count - 2].x) + aside,
      y: end.y - side * boxes[arrow.to.index].height / 2)
    var path = "M\(Self.pair(points[0]))"
    for (from, to) in zip(points, points.dropFirst()) {
      let bend = (to.y - from.y) / 2
      path +=
        "C\(Self.pair(.init(x: from.x, y: from.y + bend))) "
        + "\(Self.pair(.init(x: to.x, y: to.y - bend))) \(Self.pair(to))"
    }
    // Near the state that is left, where its other exits are.
    let share = points.count > 2 ? 0.5 : 0.42
    let label = LayeredLayout.Point(
      x: points[0].x + (points[1].x - points[0].x) * share,
      y: points[0].y + (points[1].y - points[0].y) * share + 4)
    return (path, label, points[points.count - 1], isDown)
  }

  /// Arrows meet a box side by side, in the order in which they come from or go apart.
  private func offset(of state: StateID, towards x: Double) -> Double {
    let centre = layout.centres[state.index].x
    let most = boxes[state.index].width / 2 - 16
    return max(-most, min(most, (x - centre) * 0.25))
  }

  /// From a box to itself, at its right side.
  private func loop(
    _ arrow: MenuGraph.Arrow
  ) -> (path: String, label: LayeredLayout.Point, tip: LayeredLayout.Point, isDown: Bool) {
    let box = boxes[arrow.from.index]
    let centre = layout.centres[arrow.from.index]
    let right = centre.x + box.width / 2
    let (begin, tip) = (
      LayeredLayout.Point(x: right - 24, y: centre.y + box.height / 2),
      LayeredLayout.Point(x: right - 44, y: centre.y + box.height / 2)
    )
    let low = begin.y + 30
    let path =
      "M\(Self.pair(begin))C\(Self.pair(.init(x: begin.x, y: low))) "
      + "\(Self.pair(.init(x: tip.x, y: low))) \(Self.pair(tip))"
    return (path, LayeredLayout.Point(x: right - 12, y: low - 4), tip, false)
  }

  private static func pair(_ point: LayeredLayout.Point) -> String {
    "\(figure(point.x)),\(figure(point.y))"
  }

  /// With one decimal.
  private static func figure(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (sign, size) = (tenths < 0 ? "-" : "", abs(tenths))
    return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
  }
}

extension String {
  /// As much as fits beside an arrow.
  fileprivate var clippedForArrow: String {
    count > 22 ? prefix(21) + "…" : self
  }
}
