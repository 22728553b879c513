package import CallEngine

/// A menu's picture as text for Graphviz.
package struct DOTRenderer {
  let graph: MenuGraph
  private let layout: PictureLayout

  /// DejaVu Sans is as wide as Verdana and wider than most fonts: text measured with it fits in any
  /// other.
  private static let fonts = "DejaVu Sans,Verdana,Noto Sans,sans-serif"
  private static let rightToLeftFonts = "Noto Sans Arabic,Vazirmatn,Vazir,DejaVu Sans,sans-serif"

  private init(_ graph: MenuGraph) {
    self.graph = graph
    layout = PictureLayout(of: graph)
  }

  package static func text(of graph: MenuGraph) -> VisibleText {
    VisibleText(lines: DOTRenderer(graph).lines.joined(separator: "\n") + "\n")
  }

  private var lines: [String] {
    let start = "s\(graph.start.index)"
    // Without 'nslimit' sixty states that all lead to each other take 15 s.
    var lines = [
      "digraph \(Self.quoted(graph.title.forPicture())) {",
      Self.statement(
        "graph",
        [
          ("rankdir", layout.runsDown ? "TB" : "LR"),
          ("nslimit", "50"), ("nodesep", "0.3"), ("ranksep", layout.runsDown ? "0.45" : "0.7"),
          ("pad", "0.3"),
          ("bgcolor", "#FFFFFF"), ("charset", "UTF-8"), ("fontname", Self.fonts),
          ("labelloc", "t"), ("labeljust", "l"),
        ], label: heading),
      Self.statement("node", [("fontname", Self.fonts), ("fontsize", "11")]),
      Self.statement("edge", [("fontname", Self.fonts), ("fontsize", "10"), ("arrowsize", "0.7")]),
      Self.statement(
        "start",
        [
          ("shape", "circle"), ("style", "filled"), ("label", ""), ("width", "0.22"),
          ("fillcolor", KindLook.line), ("tooltip", "start"),
        ]),
      Self.statement("start -> \(start)", [("penwidth", "1.6"), ("tooltip", "start")]),
    ]
    for node in graph.nodes {
      lines.append(
        Self.statement("s\(node.state.index)", attributes(of: node), label: label(of: node)))
    }
    var ends = 0
    for arrow in graph.arrows {
      let rows = layout.span(of: arrow, ends: &ends)
      lines.append(
        Self.statement(
          "s\(arrow.from.index) -> s\(arrow.to.index)",
          attributes(of: arrow) + [("minlen", "\(rows)")], label: label(of: arrow)))
    }
    // Nodes without arrows are placed at the end, where calls end.
    let left = Set(graph.arrows.map(\.from))
    let alone = graph.nodes.filter {
      !$0.hasArrowIn && !left.contains($0.state) && $0.state != graph.start
    }
    if !alone.isEmpty {
      let names = alone.map { "s\($0.state.index)" }.joined(separator: "; ")
      lines.append("  { rank=max; \(names); }")
    }
    return lines + ["}"]
  }

  // MARK: Text

  /// A statement on a node, an arrow, or all of them.
  ///
  /// - Parameter label: in Graphviz's own tags.
  private static func statement(
    _ subject: String, _ attributes: [(name: String, value: String)], label: String? = nil
  ) -> String {
    var parts = attributes.map { "\($0.name)=\(quoted($0.value))" }
    if let label { parts.append("label=<\(label)>") }
    return "  \(subject) [\(parts.joined(separator: ", "))];"
  }

  private static func quoted(_ text: String) -> String {
    // '#' and '-' need no escape here, and colours must stay readable.
    "\"\(text.spelt(except: "#-;") { spelling(of: $0) })\""
  }

  /// A line of a node.
  static func row(_ content: String, isRightToLeft: Bool = false) -> String {
    "<TR><TD COLSPAN=\"2\" ALIGN=\"\(isRightToLeft ? "RIGHT" : "LEFT")\">\(content)</TD></TR>"
  }

  static func table(spacing: Int, padding: Int, fill: String? = nil, _ rows: [String]) -> String {
    let fill = fill.map { " BGCOLOR=\"\($0)\"" } ?? ""
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"\(spacing)\""
      + " CELLPADDING=\"\(padding)\"\(fill)>\(rows.joined())</TABLE>"
  }

  /// A run of text in a size and a colour.
  ///
  /// - Parameter shown: the text as the picture shows it.
  static func run(
    _ shown: String, size: Int, _ colour: String, isRightToLeft: Bool = false
  ) -> String {
    let face = isRightToLeft ? " FACE=\"\(rightToLeftFonts)\"" : ""
    // Graphviz rejects an empty run.
    let text = shown.isEmpty ? "&#160;" : shown.spelt { spelling(of: $0) }
    return "<FONT POINT-SIZE=\"\(size)\" COLOR=\"\(colour)\"\(face)>\(text)</FONT>"
  }

  /// A character's number. Graphviz replaces `\N` by the node's name even if the backslash is
  /// escaped, so a zero-width joiner separates the two.
  private static func spelling(of scalar: UInt32) -> String {
    scalar == 0x5C ? "&#92;&#8288;" : "&#\(scalar);"
  }
}
