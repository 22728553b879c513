/// Generates the samples of a tone on demand, independent of block size.
///
/// Each segment is faded in and out with half a cosine to avoid clicks.
public struct ToneGenerator: Sendable {
  /// A segment in samples.
  private struct Span: Sendable {
    /// In cycles a sample.
    let frequencies: [Double]
    let length: Int?
    /// Samples over which it fades in, and as many over which it fades out.
    let edge: Int
  }

  private let spans: [Span]
  private let repeats: Bool
  private let amplitude: Double
  private var index = 0
  private var position = 0

  /// - Parameters:
  ///   - sampleRate: in Hz, up to 768 000.
  ///   - level: of each frequency, in dBm0; a full-scale sine has +3.14. ITU-T E.180 recommends
  ///     −10 for call progress tones.
  ///   - edge: how long a segment fades in and out.
  /// - Returns: `nil` if the sample rate is out of range, a frequency isn't below half of it, the
  ///   level is above full scale, or a length is negative or longer than a day.
  public init?(
    _ tone: Tone, sampleRate: Int, level: Double = -10, edge: Duration = .milliseconds(5)
  ) {
    guard 1...768_000 ~= sampleRate, level <= 3.14, let edge = edge.samples(at: sampleRate) else {
      return nil
    }
    var spans: [Span] = []
    for segment in tone.segments {
      let length = segment.length?.samples(at: sampleRate)
      guard length != nil || segment.length == nil else { return nil }
      let frequencies = segment.frequencies.map { $0 / Double(sampleRate) }
      guard frequencies.allSatisfy({ $0 >= 0 && $0 < 0.5 }) else { return nil }
      if length == 0 { continue }
      spans.append(
        Span(frequencies: frequencies, length: length, edge: min(edge, (length ?? .max) / 2)))
    }
    self.spans = spans
    repeats = tone.repeats
    amplitude = .gain(decibels: level - 3.14)
  }

  /// The next samples, full scale being −1 to 1; fewer at the tone's end, and none after it.
  ///
  /// Frequencies that sound together are summed without limiting.
  public mutating func next(_ count: Int) -> [Float] {
    var samples: [Float] = []
    samples.reserveCapacity(min(max(count, 0), 65536))
    generate(count) { samples.append($1) }
    return samples
  }

  /// Adds the next samples to a buffer's content, without allocating memory; fewer at the tone's end.
  public mutating func mix(into buffer: UnsafeMutableBufferPointer<Float>) {
    generate(buffer.count) { buffer[$0] += $1 }
  }

  private mutating func generate(_ count: Int, _ take: (_ place: Int, _ sample: Float) -> Void) {
    var made = 0
    while made < count, index < spans.count {
      let span = spans[index]
      let left = (span.length ?? .max) - position
      let end = position + min(left, count - made)
      while position < end {
        take(made, Float(Self.sample(of: span, at: position) * amplitude))
        made += 1
        position += 1
      }
      if position == span.length {
        position = 0
        index += 1
        if repeats && index == spans.count { index = 0 }
      }
    }
  }

  private static func sample(of span: Span, at position: Int) -> Double {
    if span.frequencies.isEmpty { return 0 }
    var sum = 0.0
    for frequency in span.frequencies {
      sum +=
        Phasor(turns: (frequency * Double(position)).truncatingRemainder(dividingBy: 1))
        .imaginary
    }
    let fromBorder = min(position, (span.length ?? .max) - 1 - position)
    guard fromBorder < span.edge else { return sum }
    let turns = (Double(fromBorder) + 0.5) / Double(span.edge) / 2
    return sum * (1 - Phasor(turns: turns).real) / 2
  }
}

extension Duration {
  /// The nearest whole number of samples; `nil` if it is negative or longer than a day.
  func samples(at sampleRate: Int) -> Int? {
    guard .zero ... .seconds(86400) ~= self else { return nil }
    return Int((self / .seconds(1) * Double(sampleRate)).rounded())
  }
}
