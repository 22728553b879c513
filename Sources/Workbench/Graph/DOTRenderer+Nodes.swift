import CallEngine
import MenuScript

extension DOTRenderer {
  func attributes(of node: MenuGraph.Node) -> [(name: String, value: String)] {
    let look = KindLook(node.kind)
    var style = node.kind == .say ? "filled,rounded" : "filled"
    if !node.isReachable || node.visits == 0 { style += ",dashed" }
    let isPlain = node.isOnWay == false || !node.isReachable
    let (border, width) = border(of: node)
    let classes = [
      node.kind.rawValue, node.isReachable ? nil : "unreachable",
      node.diagnostics.isEmpty ? nil : "problem", node.isOnWay == true ? "way" : nil,
      node.visits == 0 ? "never" : nil,
    ]
    var attributes = [
      ("shape", look.shape), ("margin", look.margin),
      ("peripheries", node.kind == .hangUp ? "2" : "1"), ("style", style),
      ("fillcolor", isPlain ? "#FFFFFF" : look.fill), ("color", border), ("penwidth", width),
      ("class", classes.compactMap(\.self).joined(separator: " ")),
      (
        "tooltip",
        ([node.name] + node.diagnostics.map(\.shown)).map { $0.forPicture() }
          .joined(separator: " · ")
      ),
    ]
    // Keys from left to right in the script's order.
    if node.kind == .menu { attributes.append(("ordering", "out")) }
    return attributes
  }

  private func border(of node: MenuGraph.Node) -> (colour: String, width: String) {
    if node.isOnWay == true { return (KindLook.way, "3") }
    if let worst = node.diagnostics.first(where: \.isError) ?? node.diagnostics.first {
      return (worst.colour, "3")
    }
    let isBold = node.kind == .menu || node.state == graph.start
    return (KindLook(node.kind).border, isBold ? "1.8" : "1.1")
  }

  func label(of node: MenuGraph.Node) -> String {
    let ink = node.isOnWay == false ? KindLook.dimInk : KindLook.ink
    let name = Self.run(
      node.name.forPicture(), size: 12, ink, isRightToLeft: node.name.isRightToLeft)
    let visits = node.visits.map { "  ×\($0)" } ?? ""
    let kind = Self.run(node.kind.rawValue + visits, size: 9, KindLook(node.kind).border)
    var rows = [
      "<TR><TD ALIGN=\"LEFT\"><B>\(name)</B></TD>"
        + "<TD ALIGN=\"RIGHT\">&#160;&#160;&#160;\(kind)</TD></TR>"
    ]
    rows += node.words.map { line in
      let isRightToLeft = node.isRightToLeft
      let shown = line.forPicture(isRightToLeft: isRightToLeft)
      return Self.row(
        Self.run(shown, size: 11, ink, isRightToLeft: isRightToLeft), isRightToLeft: isRightToLeft)
    }
    if let subject = node.subject {
      rows.append(Self.row(Self.run(subject.forPicture(), size: 10, ink)))
    }
    rows += lines(of: node.asides, ink).map { Self.row($0) }
    if node.waysTold > 0 {
      let states = node.waysTold == 1 ? "1 state" : "\(node.waysTold) states"
      let text = "⇠ \(node.hasArrowIn ? "also " : "")from \(states)"
      rows.append(Self.row(Self.run(text, size: 9, KindLook.dimInk)))
    }
    rows += lines(of: node.diagnostics).map { Self.row($0) }
    return Self.table(spacing: 0, padding: 1, rows)
  }

  /// Exits listed in a state, two on a line if they fit.
  private func lines(of asides: [MenuGraph.Aside], _ ink: String) -> [String] {
    var lines: [String] = []
    var width = 0
    for aside in asides {
      let never = aside.labels.allSatisfy { $0.walked == 0 }
      let colour = never ? KindLook.never : aside.isDimmed ? KindLook.dimInk : ink
      let note = Self.run(aside.shown, size: 9, colour)
      let columns = aside.shown.columns
      if let last = lines.indices.last, width + columns + 3 <= FirstWords.width + 6 {
        lines[last] += " &#160; " + note
        width += columns + 3
      } else {
        lines.append(note)
        width = columns
      }
    }
    return lines
  }

  /// The worst diagnostics; a node has no room for all.
  private func lines(of diagnostics: [Diagnostic]) -> [String] {
    let diagnostics = diagnostics.filter(\.isError) + diagnostics.filter { !$0.isError }
    let most = 2
    var lines = diagnostics.prefix(most).flatMap { diagnostic in
      diagnostic.shown.wrapped(to: 40, lines: 3).map {
        Self.run($0.forPicture(), size: 9, diagnostic.colour)
      }
    }
    if diagnostics.count > most {
      let text = "and \(diagnostics.count - most) more"
      lines.append(Self.run(text, size: 9, diagnostics[most].colour))
    }
    return lines
  }
}

extension Diagnostic {
  var shown: String { "\(isError ? "✖" : "⚠") \(code) \(message)" }

  fileprivate var colour: String { isError ? KindLook.error : KindLook.warning }
}

extension MenuGraph.Aside {
  /// `0 → goodbye`; `* again` for an exit that repeats the state.
  var shown: String {
    let words = labels.map(\.shown).filter { !$0.isEmpty }.joined(separator: ", ")
    guard let target else { return "\(words) again" }
    return words.isEmpty ? "→ \(target.forPicture())" : "\(words) → \(target.forPicture())"
  }
}
