import CallEngine
import Glibc

/// A drawing of a loopback's frequency response, and of its latency from mark to mark, as SVG.
///
/// The response stands on a logarithmic axis with the telephone band shaded; below it the latency.
/// The file needs nothing else: no style sheet, no font of its own, no script.
package struct LoopbackPicture {
  private let response: FrequencyResponse
  private let report: LoopbackReport
  private let verdict: LoopbackVerdict
  private let title: String?
  private let words: Words

  /// The words beside the axes, in one language.
  package struct Words: Sendable {
    let frequency: String
    let gain: String
    let time: String
    let latency: String
    let telephoneBand: String
    let hertz: String
    let digits: [Character]
    let decimalPoint: String

    package init(
      frequency: String, gain: String, time: String, latency: String, telephoneBand: String,
      hertz: String, digits: [Character], decimalPoint: String
    ) {
      self.frequency = frequency
      self.gain = gain
      self.time = time
      self.latency = latency
      self.telephoneBand = telephoneBand
      self.hertz = hertz
      self.digits = digits
      self.decimalPoint = decimalPoint
    }

    package static let english = Words(
      frequency: "frequency, Hz", gain: "gain beside 1 kHz, dB", time: "time in the signal, s",
      latency: "latency, ms", telephoneBand: "telephone band", hertz: "Hz",
      digits: Array("0123456789"), decimalPoint: ".")

    /// A number in the language's digits.
    func number(_ value: Double, decimals: Int = 0) -> String {
      value.text(decimals: decimals).map { character in
        character.wholeNumberValue.map { String(digits[$0]) }
          ?? (character == "." ? decimalPoint : String(character))
      }.joined()
    }
  }

  private static let width = 960.0
  private static let left = 72.0
  private static let right = 936.0
  private static let responseArea = 84.0...424.0
  private static let latencyArea = 500.0...612.0
  private static let height = 664.0

  /// - Parameters:
  ///   - verdict: by default that on any path of a call.
  ///   - title: what was measured, above the drawing; `nil` for one in a text that says it.
  /// - Returns: `nil` if no response was measured.
  package init?(
    _ report: LoopbackReport, verdict: LoopbackVerdict? = nil, title: String?,
    words: Words = .english
  ) {
    guard let response = report.response, response.points.count > 1 else { return nil }
    self.response = response
    self.report = report
    self.verdict = verdict ?? report.verdict
    self.title = title
    self.words = words
  }

  package var svg: String {
    let top = title == nil ? Self.responseArea.lowerBound - 12 : 0
    let (width, height) = (Self.number(Self.width), Self.number(Self.height - top))
    let size = "width=\"\(width)\" height=\"\(height)\""
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 \(Self.number(top)) \(width) \(height)\" "
        + "\(size) font-family=\"sans-serif\" font-size=\"13\" fill=\"#444\">"
    ]
    if let title {
      lines += [
        "<title>Loopback from \(title.markup)</title>",
        "<rect \(size) fill=\"#fff\"/>",
        Self.text(
          "Loopback from \(title)", x: Self.left, y: 32, size: 18, color: "#111", bold: true),
        Self.text(summary, x: Self.left, y: 56),
      ]
    }
    lines += responseLines
    lines += latencyLines
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private var summary: String {
    var parts = ["verdict: \(verdict.grade.rawValue)", "\(report.sampleRate) Hz"]
    if let gain = report.gain { parts.append("gain \(gain.signedText(decimals: 1)) dB at 1020 Hz") }
    if let ratio = report.signalToNoise { parts.append("SNR \(ratio.text(decimals: 1)) dB") }
    if let drift = report.drift { parts.append("drift \(drift.signedText(decimals: 1)) ppm") }
    parts.append("digits \(report.digitsRight) of \(report.digitsSent.count)")
    return parts.joined(separator: " · ")
  }
}

// The response.
extension LoopbackPicture {
  private var frequencies: ClosedRange<Double> {
    response.points[0].frequency...response.points[response.points.count - 1].frequency
  }

  /// From 30 dB or more below the response at 1 kHz to 10 dB or more above it, in tens.
  private var gains: ClosedRange<Double> {
    let gains = response.points.map(response.relativeGain)
    let lowest = max(-70, gains.min() ?? 0)
    let highest = gains.max() ?? 0
    return (min(-30, lowest - 3) / 10).rounded(.down)
      * 10...(max(10, highest + 3) / 10).rounded(.up) * 10
  }

  private func x(_ frequency: Double) -> Double {
    let range = frequencies
    let share = log(frequency / range.lowerBound) / log(range.upperBound / range.lowerBound)
    return Self.left + share * (Self.right - Self.left)
  }

  private func y(_ gain: Double) -> Double {
    let (area, range) = (Self.responseArea, gains)
    let share =
      (max(range.lowerBound, gain) - range.lowerBound)
      / (range.upperBound - range.lowerBound)
    return area.upperBound - share * (area.upperBound - area.lowerBound)
  }

  /// The points, parted where a dropout took some away.
  private var pieces: [[FrequencyResponse.Point]] {
    var pieces: [[FrequencyResponse.Point]] = []
    for point in response.points {
      let last = pieces.last?.last?.frequency
      // The points are a twelfth of an octave apart.
      if let last, point.frequency < last * pow(2, 1.5 / 12) {
        pieces[pieces.count - 1].append(point)
      } else {
        pieces.append([point])
      }
    }
    return pieces
  }

  private var responseLines: [String] {
    let (area, band) = (Self.responseArea, FrequencyResponse.telephoneBand)
    let bandLeft = x(max(band.lowerBound, frequencies.lowerBound))
    let bandRight = x(min(band.upperBound, frequencies.upperBound))
    var lines = [
      "<rect x=\"\(Self.number(bandLeft))\" y=\"\(Self.number(area.lowerBound))\" "
        + "width=\"\(Self.number(bandRight - bandLeft))\" "
        + "height=\"\(Self.number(area.upperBound - area.lowerBound))\" fill=\"#e3f0fb\"/>"
    ]
    for decade in [10.0, 100, 1000, 10_000] {
      for step in 1...9 where frequencies.contains(decade * Double(step)) {
        let frequency = decade * Double(step)
        let isLabelled = [1, 2, 5].contains(step)
        lines.append(
          Self.line(
            x(frequency), area.lowerBound, x(frequency), area.upperBound,
            color: isLabelled ? "#c4c4c4" : "#e8e8e8"))
        if isLabelled {
          let name =
            frequency < 1000
            ? words.number(frequency) : "\(words.number(frequency / 1000))k"
          lines.append(Self.text(name, x: x(frequency), y: area.upperBound + 18, anchor: "middle"))
        }
      }
    }
    for gain in stride(from: gains.lowerBound, through: gains.upperBound, by: 10) {
      lines.append(Self.line(Self.left, y(gain), Self.right, y(gain), color: "#c4c4c4"))
      lines.append(
        Self.text(words.number(gain), x: Self.left - 8, y: y(gain) + 4, anchor: "end"))
    }
    lines.append(
      Self.text(
        "\(words.telephoneBand), \(words.number(band.lowerBound))–\(words.number(band.upperBound)) "
          + words.hertz,
        x: (bandLeft + bandRight) / 2, y: area.upperBound - 10, anchor: "middle", color: "#38689a"))
    for piece in pieces {
      let path = piece.map { Self.point(x($0.frequency), y(response.relativeGain(of: $0))) }
      lines.append(Self.curve(path, color: "#c0392b"))
    }
    lines.append(Self.frame(area))
    lines.append(
      Self.text(
        words.frequency, x: (Self.left + Self.right) / 2, y: area.upperBound + 38, anchor: "middle")
    )
    lines.append(Self.upright(words.gain, y: (area.lowerBound + area.upperBound) / 2))
    return lines
  }
}

// The latency.
extension LoopbackPicture {
  private var latencyLines: [String] {
    guard let latency = report.latency, latency.marks.count > 1 else { return [] }
    let area = Self.latencyArea
    let values = latency.marks.map { $0.latency / .milliseconds(1) }
    let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
    let step = Self.step(of: max(greatest - least, 1), into: 3)
    let bottom = (least / step).rounded(.down) * step - step
    let top = (greatest / step).rounded(.up) * step + step
    let seconds = max(1, report.duration / .seconds(1))
    let x = { (time: Duration) in
      Self.left + time / .seconds(1) / seconds * (Self.right - Self.left)
    }
    let y = { (value: Double) in
      area.upperBound - (value - bottom) / (top - bottom) * (area.upperBound - area.lowerBound)
    }
    var lines: [String] = []
    let pace = Self.step(of: seconds, into: 12)
    for time in stride(from: 0, through: seconds, by: pace) {
      let place = x(.seconds(time))
      lines.append(Self.line(place, area.lowerBound, place, area.upperBound, color: "#c4c4c4"))
      let name = words.number(time)
      lines.append(Self.text(name, x: place, y: area.upperBound + 18, anchor: "middle"))
    }
    for value in stride(from: bottom, through: top + step / 2, by: step) {
      lines.append(Self.line(Self.left, y(value), Self.right, y(value), color: "#c4c4c4"))
      let name = words.number(value, decimals: step < 1 ? 1 : 0)
      lines.append(Self.text(name, x: Self.left - 8, y: y(value) + 4, anchor: "end"))
    }
    for (mark, value) in zip(latency.marks, values) {
      lines.append(
        "<circle cx=\"\(Self.number(x(mark.time)))\" cy=\"\(Self.number(y(value)))\" r=\"1.8\" "
          + "fill=\"#2c6fae\"/>")
    }
    lines.append(Self.frame(area))
    lines.append(
      Self.text(
        words.time, x: (Self.left + Self.right) / 2, y: area.upperBound + 38,
        anchor: "middle"))
    lines.append(Self.upright(words.latency, y: (area.lowerBound + area.upperBound) / 2))
    return lines
  }

  /// The least round step that divides a span into no more than so many.
  static func step(of span: Double, into most: Double) -> Double {
    let decade = pow(10, log10(span / most).rounded(.down))
    return [1, 2, 5].map { $0 * decade }.first { span / $0 <= most } ?? 10 * decade
  }
}

// The pieces of a drawing.
extension LoopbackPicture {
  private static func number(_ value: Double) -> String { value.text(decimals: 1) }

  private static func point(_ x: Double, _ y: Double) -> String { "\(number(x)),\(number(y))" }

  static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, color: String
  ) -> String {
    "<line x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\" "
      + "stroke=\"\(color)\"/>"
  }

  private static func curve(_ points: [String], color: String) -> String {
    "<polyline points=\"\(points.joined(separator: " "))\" fill=\"none\" stroke=\"\(color)\" "
      + "stroke-width=\"2\" stroke-linejoin=\"round\"/>"
  }

  private static func frame(_ area: ClosedRange<Double>) -> String {
    "<rect x=\"\(number(left))\" y=\"\(number(area.lowerBound))\" width=\"\(number(right - left))\" "
      + "height=\"\(number(area.upperBound - area.lowerBound))\" fill=\"none\" stroke=\"#777\"/>"
  }

  static func text(
    _ text: String, x: Double, y: Double, anchor: String = "start", size: Int = 13,
    color: String = "#444", bold: Bool = false
  ) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\" font-size=\"\(size)\" "
      + "fill=\"\(color)\"\(bold ? " font-weight=\"bold\"" : "")>\(text.markup)</text>"
  }

  static func upright(_ text: String, y: Double) -> String {
    "<text transform=\"translate(22 \(number(y))) rotate(-90)\" text-anchor=\"middle\">"
      + "\(text.markup)</text>"
  }
}
