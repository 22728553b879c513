import Glibc

/// The level of noise in bands of a third of an octave, by IEC 61260.
package struct NoiseSpectrum: Hashable, Sendable {
  package struct Band: Hashable, Sendable {
    /// The middle of the band, in Hz: 1000 times a power of 10^0.1.
    package let frequency: Double
    /// In dBFS.
    package let level: Double
  }

  /// From 50 Hz to 20 kHz or half the sample rate; a band is there only if all of it is.
  package let bands: [Band]
  /// The level with psophometric weighting (ITU-T O.41), in dBm0p.
  package let psophometric: Double

  /// - Parameters:
  ///   - noise: silence as captured.
  ///   - sampleRate: in Hz.
  /// - Returns: `nil` if there is less than a tenth of a second.
  package init?(of noise: ArraySlice<Float>, sampleRate: Int) {
    guard noise.count >= sampleRate / 10 else { return nil }
    let spectrum = PowerSpectrum(of: noise, sampleRate: sampleRate)
    let half: Double = pow(10, 0.05)
    bands = (-13...13).compactMap { number in
      let middle: Double = 1000 * pow(10, Double(number) / 10)
      guard middle * half < Double(sampleRate) / 2 else { return nil }
      return Band(
        frequency: middle,
        level: spectrum.power(in: middle / half...middle * half).levelOfPower)
    }
    psophometric = Psophometer.level(of: spectrum)
  }
}
