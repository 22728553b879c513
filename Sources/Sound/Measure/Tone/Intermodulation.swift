import Glibc

/// What a path makes of two tones that neither of them has: their sums and differences.
///
/// Two tones of the same level inside the telephone band, as in ITU-T G.712 and, with other
/// frequencies, in IEC 60268-3's difference-frequency method. SMPTE's 60 Hz and 7 kHz and CCIF's 19
/// and 20 kHz don't pass a telephone path, and O.42's four tones add nothing for a path that is
/// there to be measured rather than compared with a carrier system's.
package struct Intermodulation: Hashable, Sendable {
  /// A sum or difference of multiples of the two tones.
  package struct Product: Hashable, Sendable {
    /// How many times each tone counts, as −1 and 2 for 2f₂ − f₁.
    package let multiples: [Int]
    /// In Hz.
    package let frequency: Double
    /// In dB, relative to one of the tones.
    package let level: Double

    /// 2 or 3: the power of the path's characteristic that makes it.
    package var order: Int { multiples.reduce(0) { $0 + abs($1) } }
  }

  /// The frequencies of the tones as found, in Hz.
  package let frequencies: [Double]
  /// The mean of the tones' levels, in dBFS.
  package let level: Double
  /// Those of second and third order below half the sample rate.
  package let products: [Product]

  /// The strongest product's level, in dB relative to one of the tones; G.712 asks for −35 dB.
  package var strongest: Double { products.map(\.level).max() ?? Self.floor }

  /// ITU-T G.712's limit for 2f₁ − f₂, in dB relative to one of the tones.
  package static let limit = -35.0
  /// The least level reported, in dB.
  private static let floor = -150.0

  /// - Parameters:
  ///   - nominal: the two frequencies, up to 5 % off, in Hz.
  ///   - sampleRate: in Hz.
  /// - Returns: `nil` if one of the tones isn't there, or the sound is too short to tell their
  ///   products apart.
  package init?(of sound: ArraySlice<Float>, near nominal: (Double, Double), sampleRate: Int) {
    guard
      var second = SineFit(sound, near: nominal.1, sampleRate: sampleRate),
      var first = SineFit(second.rest(of: sound)[...], near: nominal.0, sampleRate: sampleRate)
    else { return nil }
    // Each is found more exactly once the other is taken away.
    var rest: [Float] = []
    for _ in 0..<3 {
      let withoutFirst = first.rest(of: sound)
      guard let better = SineFit(withoutFirst[...], near: nominal.1, sampleRate: sampleRate) else {
        return nil
      }
      second = better
      let withoutSecond = second.rest(of: sound)
      guard let better = SineFit(withoutSecond[...], near: nominal.0, sampleRate: sampleRate)
      else { return nil }
      first = better
      rest = first.rest(of: withoutSecond[...])
    }
    let powers = [first, second].map { $0.amplitude * $0.amplitude / 2 }
    let left = rest.reduce(0) { $0 + Double($1) * Double($1) } / Double(max(1, rest.count))
    guard let weaker = powers.min(), weaker > left else { return nil }
    let reference = (powers[0] * powers[1]).squareRoot()
    let lines = SpectralLines(of: rest[...], sampleRate: sampleRate)
    let (f1, f2) = (first.frequency, second.frequency)
    frequencies = [f1, f2]
    level = reference.levelOfPower
    products = [[-1, 1], [1, 1], [2, -1], [-1, 2], [2, 1], [1, 2]].compactMap { multiples in
      let frequency = abs(Double(multiples[0]) * f1 + Double(multiples[1]) * f2)
      guard frequency > lines.resolution,
        frequency + lines.resolution < Double(sampleRate) / 2
      else { return nil }
      return Product(
        multiples: multiples, frequency: frequency,
        level: max(Self.floor, 10 * log10(lines.power(at: frequency) / reference)))
    }
  }
}
