import CallEngine
import Glibc

/// A drawing of a path's impulse response and its echoes, as SVG: how late each is, and how much weaker
/// than the sound, which stands at the left.
package struct EchoPicture {
  /// The words beside the axes, in one language.
  package struct Words: Sendable {
    let delay: String
    let level: String

    package init(delay: String, level: String) {
      self.delay = delay
      self.level = level
    }

    package static let english = Words(delay: "later by, ms", level: "beside the sound, dB")
  }

  private let echoes: [ImpulseResponse.Echo]
  /// The response's envelope from 10 ms before the sound on, each the highest of 1 ms, in dB beside
  /// the sound.
  private let envelope: [Double]
  private let words: Words
  private let numbers: LoopbackPicture.Words

  private static let area = (x: 72.0...936.0, y: 12.0...172.0)
  private static let size = (width: 960.0, height: 220.0)

  /// How long the picture is at least, in ms.
  private static let shortest = 100.0
  private static let lead = 10
  /// The weakest that it shows, in dB.
  private static let deepest = 80.0

  package init(
    _ response: ImpulseResponse, _ echoes: [ImpulseResponse.Echo], words: Words = .english,
    numbers: LoopbackPicture.Words = .english
  ) {
    self.echoes = echoes
    envelope = response.envelope(from: Self.lead)
    self.words = words
    self.numbers = numbers
  }

  package var svg: String {
    let longest = max(Self.shortest, echoes.map { 1000 * $0.delay }.max() ?? 0)
    let pace = LoopbackPicture.step(of: longest, into: 10)
    let end = ((longest / pace).rounded(.down) + 1) * pace
    let deepest = Self.deepest
    let (area, size) = (Self.area, Self.size)
    let x = { (delay: Double) in
      area.x.lowerBound + delay / end * (area.x.upperBound - area.x.lowerBound)
    }
    let y = { (loss: Double) in
      area.y.lowerBound + loss / deepest * (area.y.upperBound - area.y.lowerBound)
    }
    let number = { (value: Double) in value.text(decimals: 1) }
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(size.width)) "
        + "\(number(size.height))\" width=\"\(number(size.width))\" height=\"\(number(size.height))\" "
        + "font-family=\"sans-serif\" font-size=\"13\" fill=\"#444\">"
    ]
    for delay in stride(from: 0, through: end, by: pace) {
      let name = numbers.number(delay, decimals: pace < 1 ? 1 : 0)
      lines.append(
        LoopbackPicture.line(
          x(delay), area.y.lowerBound, x(delay), area.y.upperBound, color: "#c4c4c4"))
      lines.append(
        LoopbackPicture.text(name, x: x(delay), y: area.y.upperBound + 18, anchor: "middle"))
    }
    for loss in stride(from: 0, through: deepest, by: 20) {
      lines.append(
        LoopbackPicture.line(
          area.x.lowerBound, y(loss), area.x.upperBound, y(loss), color: "#c4c4c4"))
      lines.append(
        LoopbackPicture.text(
          numbers.number(-loss), x: area.x.lowerBound - 8, y: y(loss) + 4, anchor: "end"))
    }
    let curve = envelope.enumerated().compactMap { index, level -> String? in
      let delay = Double(index - Self.lead)
      guard delay >= 0, delay <= end else { return nil }
      return "\(number(x(delay))),\(number(y(min(deepest, max(0, -level)))))"
    }
    lines.append(
      "<polyline points=\"\(curve.joined(separator: " "))\" fill=\"none\" stroke=\"#8a8f98\"/>")
    for (delay, loss) in [(0.0, 0.0)] + echoes.map({ (1000 * $0.delay, $0.loss) }) {
      let (place, top) = (number(x(delay)), number(y(loss)))
      lines.append(
        "<path d=\"M\(place),\(number(area.y.upperBound))V\(top)\" stroke=\"#2c6fae\" "
          + "stroke-width=\"2\"/><circle cx=\"\(place)\" cy=\"\(top)\" r=\"3\" fill=\"#2c6fae\"/>")
    }
    lines.append(
      LoopbackPicture.text(
        words.delay, x: (area.x.lowerBound + area.x.upperBound) / 2, y: area.y.upperBound + 38,
        anchor: "middle"))
    lines.append(
      LoopbackPicture.upright(words.level, y: (area.y.lowerBound + area.y.upperBound) / 2))
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ImpulseResponse {
  /// The highest of each millisecond, in dB beside the direct sound.
  ///
  /// - Parameter lead: how many come before the direct sound.
  fileprivate func envelope(from lead: Int) -> [Double] {
    let step = Double(sampleRate) / 1000
    let top = Double(envelope[direct])
    let first = Double(direct) - (Double(lead) + 0.5) * step
    let count = Int((Double(envelope.count) - first) / step)
    return (0..<max(0, count)).map { index in
      let start = max(0, Int(first + Double(index) * step))
      let end = max(start, min(envelope.count, Int(first + Double(index + 1) * step)))
      let highest = Double(envelope[start..<end].max() ?? 0)
      return highest > 0 ? 20 * log10(highest / top) : SoundLevel.silence
    }
  }
}
