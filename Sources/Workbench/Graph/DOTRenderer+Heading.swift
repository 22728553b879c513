import CallEngine
import MenuScript

extension DOTRenderer {
  /// Title, figures and legend.
  var heading: String {
    let title = Self.run(
      graph.title.forPicture(), size: 20, KindLook.ink, isRightToLeft: graph.title.isRightToLeft)
    // As wide as the legend, whatever it contains.
    let cell = "<TD ALIGN=\"LEFT\" COLSPAN=\"20\">"
    let kinds = StateKind.allCases.filter { kind in
      graph.nodes.contains { $0.kind == kind }
    }
    let samples = kinds.map { kind in
      let look = KindLook(kind)
      return "<TD BORDER=\"1\" COLOR=\"\(look.border)\" BGCOLOR=\"\(look.fill)\" CELLPADDING=\"4\">"
        + Self.run(kind.rawValue, size: 10, KindLook.ink) + "</TD>"
    }
    let explanations = legend.map { text, colour in
      "<TD CELLPADDING=\"4\">\(Self.run(text, size: 10, colour))</TD>"
    }
    return Self.table(
      spacing: 6, padding: 0,
      [
        "<TR>\(cell)<B>\(title)</B></TD></TR>",
        "<TR>\(cell)\(Self.run(figures, size: 11, KindLook.ink))</TD></TR>",
        "<TR>\((samples + explanations).joined())</TR>",
      ])
  }

  private var figures: String {
    let tags = graph.languages.map(\.tag).joined(separator: ", ")
    var parts = ["\(graph.nodes.count) states", tags]
    if graph.languages.count > 1 { parts.append("words in \(graph.language.tag)") }
    let marked = graph.nodes.count { !$0.diagnostics.isEmpty }
    if marked > 0 { parts.append("\(marked) with findings") }
    if graph.diagnosticsElsewhere > 0 {
      parts.append("findings that belong to no state: \(graph.diagnosticsElsewhere)")
    }
    return parts.joined(separator: " · ")
  }

  /// What the marks in this picture mean.
  private var legend: [(text: String, colour: String)] {
    let asides = graph.nodes.flatMap(\.asides)
    let diagnostics = graph.nodes.flatMap(\.diagnostics)
    var legend = [("→ keys or outcome", KindLook.ink)]
    if graph.arrows.contains(where: \.isDimmed) || asides.contains(where: \.isDimmed) {
      legend.append(("⇢ silence or failure", KindLook.dimInk))
    }
    if asides.contains(where: { $0.target != nil }) {
      legend.append(("0 → name: listed in the state, not drawn", KindLook.ink))
    }
    if diagnostics.contains(where: \.isError) { legend.append(("✖ error", KindLook.error)) }
    if diagnostics.contains(where: { !$0.isError }) {
      legend.append(("⚠ warning", KindLook.warning))
    }
    if graph.nodes.contains(where: { !$0.isReachable }) {
      legend.append(("white, with dashes around: unreachable", KindLook.warning))
    }
    if graph.showsCoverage {
      legend.append(("×3 walked three times", KindLook.ink))
      legend.append(("×0 dotted: never walked", KindLook.never))
    }
    if graph.showsWay { legend.append(("[1] first step of the call", KindLook.way)) }
    return legend
  }
}
