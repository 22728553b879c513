import CallEngine

extension DOTRenderer {
  func attributes(of arrow: MenuGraph.Arrow) -> [(name: String, value: String)] {
    let names = [arrow.from, arrow.to].map { graph.nodes[$0.index].name.forPicture() }
    let look = ArrowLook(arrow, in: graph)
    return [
      ("color", look.line), ("style", look.style), ("penwidth", "\(look.width)"),
      ("tooltip", names.joined(separator: " → ")),
      // Arrows of success are straight and short, the others go around them.
      ("weight", arrow.isDimmed && !arrow.isOnWay ? "0" : "1"),
    ]
  }

  /// - Returns: `nil` if there is nothing to say.
  func label(of arrow: MenuGraph.Arrow) -> String? {
    let labels = arrow.labels.filter { !$0.shown.isEmpty }
    if labels.isEmpty { return nil }
    let look = ArrowLook(arrow, in: graph)
    let words = labels.enumerated().map { place, label in
      let colour =
        arrow.isOnWay
        ? look.ink
        : label.walked == 0 ? KindLook.never : label.isDimmed ? KindLook.dimInk : look.ink
      let comma = place < labels.count - 1 ? "," : ""
      let run = Self.run(label.shown + comma, size: label.isKeys ? 12 : 10, colour)
      return label.isKeys ? "<B>\(run)</B>" : run
    }
    // Three on a line, so that many keys don't push their target across the picture.
    let rows = stride(from: 0, to: words.count, by: 3).map { first in
      let line = words[first..<min(first + 3, words.count)].joined(separator: " ")
      return "<TR><TD>\(line)</TD></TR>"
    }
    return Self.table(spacing: 0, padding: 1, fill: "#FFFFFF", rows)
  }
}

/// How an arrow looks.
private struct ArrowLook {
  var line = KindLook.line
  var ink = KindLook.ink
  var style = "solid"
  var width = 1.2

  init(_ arrow: MenuGraph.Arrow, in graph: MenuGraph) {
    if arrow.isDimmed {
      (line, ink, style, width) = (KindLook.dimLine, KindLook.dimInk, "dashed", 0.9)
    }
    if graph.showsWay {
      (line, ink, width) = (KindLook.dimLine, KindLook.dimInk, 0.8)
    }
    if let walked = arrow.walked {
      // One step wider for each factor of ten.
      width = 1 + Double("\(walked)".count - 1) * 0.8
      if walked == 0 { (line, ink, style, width) = (KindLook.never, KindLook.never, "dotted", 1.6) }
    }
    if arrow.isOnWay { (line, ink, style, width) = (KindLook.way, KindLook.way, "solid", 3) }
  }
}
