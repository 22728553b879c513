import Glibc

/// The mains' hum in noise: lines at 50 or 60 Hz and their multiples.
package struct HumLines: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    /// In Hz.
    package let frequency: Double
    /// In dBFS.
    package let level: Double
  }

  /// The mains' frequency as found, in Hz, near 50 or 60.
  package let mains: Double
  /// The lines that stand out, from low to high.
  package let lines: [Line]
  /// Their common level, in dBFS.
  package let level: Double

  /// Grids keep their frequency to 0.2 Hz; a device's clock may be 0.1 % off besides.
  private static let deviation = 0.25
  private static let multiples = 1...6
  /// How far above what is on both sides of it a line must be, in dB.
  private static let leastContrast = 12.0
  /// The level below which a line is no use to anyone, in dBFS: 16 bits' own noise.
  private static let lowest = SoundLevel.quantisingNoise

  /// - Parameters:
  ///   - noise: silence as captured, half a second at least.
  ///   - sampleRate: in Hz.
  /// - Returns: `nil` if no line stands out, or there is too little sound to tell.
  package init?(in noise: ArraySlice<Float>, sampleRate: Int) {
    let spectrum = SpectralLines(of: noise, sampleRate: sampleRate)
    // Halfway between two lines none of them must be left.
    guard spectrum.resolution < 12.5 else { return nil }
    var best: (mains: Double, lines: [(frequency: Double, power: Double)])?
    for nominal in [50.0, 60] {
      for step in -2...2 {
        let mains = nominal + Self.deviation / 2 * Double(step)
        let lines = Self.lines(of: mains, in: spectrum)
        let power = lines.reduce(0) { $0 + $1.power }
        let most = best?.lines.reduce(0) { $0 + $1.power } ?? 0
        if power > most { best = (mains, lines) }
      }
    }
    guard let best else { return nil }
    mains = best.mains
    lines = best.lines.map { Line(frequency: $0.frequency, level: $0.power.levelOfPower) }
    level = best.lines.reduce(0) { $0 + $1.power }.levelOfPower
  }

  private static func lines(
    of mains: Double, in spectrum: SpectralLines
  ) -> [(frequency: Double, power: Double)] {
    multiples.compactMap { multiple in
      let frequency = mains * Double(multiple)
      let power = spectrum.power(at: frequency)
      let aside = max(
        spectrum.power(at: frequency - mains / 2), spectrum.power(at: frequency + mains / 2),
        spectrum.power(at: frequency - mains / 4), spectrum.power(at: frequency + mains / 4))
      guard power.levelOfPower > lowest, power.levelOfPower > aside.levelOfPower + leastContrast
      else { return nil }
      return (frequency, power)
    }
  }
}
