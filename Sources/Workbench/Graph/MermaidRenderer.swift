package import CallEngine
import MenuScript

/// A menu's picture as Mermaid text, which code hosts show as a drawing.
package struct MermaidRenderer {
  private let graph: MenuGraph

  private init(_ graph: MenuGraph) {
    self.graph = graph
  }

  /// The longest text that code hosts show; they refuse more.
  package static let longestShown = 50_000
  /// The most arrows that code hosts show; they refuse more.
  package static let mostArrowsShown = 500

  package static func text(of graph: MenuGraph) -> VisibleText {
    VisibleText(lines: MermaidRenderer(graph).lines.joined(separator: "\n") + "\n")
  }

  private var lines: [String] {
    var lines = ["---", "title: \"\(Self.title(graph.title))\"", "---", "flowchart TB"]
    lines.append("  start((\" \")) --> s\(graph.start.index)")
    for node in graph.nodes { lines.append("  \(statement(of: node))") }
    for arrow in graph.arrows { lines.append("  \(statement(of: arrow))") }
    for kind in StateKind.allCases {
      let nodes = graph.nodes.filter { $0.kind == kind }
      if nodes.isEmpty { continue }
      let look = KindLook(kind)
      lines.append(
        "  classDef \(Self.name(kind)) fill:\(look.fill),stroke:\(look.border),color:\(KindLook.ink)"
      )
      lines.append("  class \(Self.list(nodes)) \(Self.name(kind))")
    }
    let marks: [(String, String, (MenuGraph.Node) -> Bool)] = [
      ("unreachable", "fill:#FFFFFF,stroke-dasharray:6 4", { !$0.isReachable }),
      ("never", "stroke:\(KindLook.never),stroke-dasharray:2 3", { $0.visits == 0 }),
      (
        "warned", "stroke:\(KindLook.warning),stroke-width:3px",
        { !$0.diagnostics.isEmpty && !$0.diagnostics.contains(where: \.isError) }
      ),
      (
        "faulty", "stroke:\(KindLook.error),stroke-width:3px",
        { $0.diagnostics.contains(where: \.isError) }
      ),
      ("way", "stroke:\(KindLook.way),stroke-width:4px", { $0.isOnWay == true }),
    ]
    for (name, style, isMarked) in marks {
      let nodes = graph.nodes.filter(isMarked)
      if nodes.isEmpty { continue }
      lines.append("  classDef \(name) \(style)")
      lines.append("  class \(Self.list(nodes)) \(name)")
    }
    let styles: [(String, (MenuGraph.Arrow) -> Bool)] = [
      ("stroke:\(KindLook.dimLine),color:\(KindLook.dimInk)", { $0.isDimmed && !$0.isOnWay }),
      ("stroke:\(KindLook.never),color:\(KindLook.never)", { $0.walked == 0 && !$0.isOnWay }),
      ("stroke:\(KindLook.way),stroke-width:3px,color:\(KindLook.way)", { $0.isOnWay }),
    ]
    for (style, isMarked) in styles {
      // The arrow from the start is the first.
      let places = graph.arrows.indices.filter { isMarked(graph.arrows[$0]) }.map { "\($0 + 1)" }
      if !places.isEmpty {
        lines.append("  linkStyle \(places.joined(separator: ",")) \(style)")
      }
    }
    return lines
  }

  private func statement(of node: MenuGraph.Node) -> String {
    let look = KindLook(node.kind)
    var text = ["<b>\(Self.spelt(node.name))</b> · \(node.kind.rawValue)"]
    if let visits = node.visits { text[0] += " ×\(visits)" }
    text += node.words.map { Self.spelt($0, isRightToLeft: node.isRightToLeft) }
    if let subject = node.subject { text.append(Self.spelt(subject)) }
    text += node.asides.map { "<i>\(Self.numbered($0.shown))</i>" }
    text += node.diagnostics.map { Self.spelt($0.shown) }
    return "s\(node.state.index)\(look.brackets.0)\"\(text.joined(separator: "<br/>"))\""
      + look.brackets.1
  }

  private func statement(of arrow: MenuGraph.Arrow) -> String {
    let line = arrow.isOnWay ? "==>" : arrow.isDimmed ? "-.->" : "-->"
    let labels = arrow.labels.map(\.shown).filter { !$0.isEmpty }.joined(separator: ", ")
    let label = labels.isEmpty ? "" : "|\"\(Self.spelt(labels))\"|"
    return "s\(arrow.from.index) \(line)\(label) s\(arrow.to.index)"
  }

  private static func name(_ kind: StateKind) -> String { "\(kind)" }

  private static func list(_ nodes: [MenuGraph.Node]) -> String {
    nodes.map { "s\($0.state.index)" }.joined(separator: ",")
  }

  /// The text with everything escaped that Mermaid or HTML could interpret.
  private static func spelt(_ text: String, isRightToLeft: Bool = false) -> String {
    numbered(text.forPicture(isRightToLeft: isRightToLeft))
  }

  private static func numbered(_ shown: String) -> String { shown.spelt { "#\($0);" } }

  /// The text for YAML's double quotes.
  private static func title(_ text: String) -> String {
    var line = ""
    for scalar in text.forPicture().unicodeScalars {
      if scalar.isHidden { line += "\\u" + String(scalar.value, radix: 16) }
      if scalar == "\"" || scalar == "\\" { line += "\\" }
      if !scalar.isHidden { line.unicodeScalars.append(scalar) }
    }
    return line
  }
}
