import Sound

// What is drawn.
extension PathPage {
  var pictures: [String] {
    let drawn = LoopbackPicture(
      judged.report, verdict: judged.judgement.verdict, title: nil, words: words.picture)
    var figures: [String] = []
    if let soak = judged.report.soak,
      let timeline = SoakPicture(
        soak.account, verdict: judged.judgement.verdict, title: nil, words: words.soak)
    {
      figures += figure(timeline.svg, words.latency, caption)
    }
    if let drawn {
      let hasLatency = judged.report.latency.map { $0.marks.count > 1 } ?? false
      figures += figure(
        hasLatency ? drawn.svg : Self.cropped(drawn.svg),
        hasLatency ? "\(words.response), \(words.latency)" : words.response, caption)
    }
    let measured = judged.report.measurements
    if let impulse = measured.impulse {
      let echo = EchoPicture(
        impulse, measured.echoes, words: words.echo, numbers: words.picture)
      figures += figure(echo.svg, words.echoes, words.echoes)
    }
    return figures.isEmpty ? [] : section("pictures", words.pictures, figures)
  }

  /// The response without the place of the latency below it, which is empty where none is known.
  private static func cropped(_ svg: String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 400\" width=\"960\" height=\"400\">"
      + svg + "</svg>"
  }

  /// A drawing; its curves run from left to right in every language.
  private func figure(_ svg: String, _ label: String, _ caption: String) -> [String] {
    [
      "<figure>", "<div dir=\"ltr\" role=\"img\" aria-label=\"\(label)\">", svg, "</div>",
      "<figcaption>\(caption)</figcaption>", "</figure>",
    ]
  }

  /// The pictures in words.
  private var caption: String {
    let names = [
      "response.low_hz", "response.high_hz", "response.telephone_band_lowest_db",
      "response.telephone_band_highest_db", "latency.median_ms", "latency.p95_ms",
    ]
    return names.compactMap { name in
      guard let figure = Figure.named(name), let value = figure.value(judged.report) else {
        return nil
      }
      return "\(words.label(figure)): \(self.value(value, of: figure))"
    }.joined(separator: words.listSeparator)
  }
}
