import Glibc

/// The purity of a tone: its distortion, and the noise that comes with it.
///
/// The tone is found by a least-squares fit (IEEE 1057) and taken away; what is left, from 20 Hz to
/// 20 kHz or half the sample rate, is distortion and noise. Ratios are to the whole sound, tone
/// included, as in AES17, so that THD+N and SINAD state the same.
package struct ToneAnalysis: Hashable, Sendable {
  /// A multiple of the tone's frequency that came with it.
  package struct Harmonic: Hashable, Sendable {
    /// 2 for twice the tone's frequency.
    package let order: Int
    /// In Hz.
    package let frequency: Double
    /// In dBFS.
    package let level: Double
  }

  /// The tone's frequency, in Hz.
  package let frequency: Double
  /// The tone's level, in dBFS.
  package let level: Double
  /// The constant part of the sound, full scale being 1.
  package let offset: Double
  /// The second harmonic to the tenth, as far as they are below half the sample rate.
  package let harmonics: [Harmonic]
  /// All of `harmonics` together, in percent of the tone (IEC 60268-3).
  package let harmonicDistortion: Double
  /// Everything beside the tone, in percent of the whole sound (THD+N, AES17).
  package let distortionAndNoise: Double
  /// The tone above everything else with psophometric weighting (O.41), in dB: the total distortion
  /// of ITU-T O.132's method with a sine, which quantising dominates on a digital line.
  ///
  /// The tone counts unweighted.
  package let signalToTotalDistortion: Double

  /// The whole sound above everything beside the tone, in dB (SINAD).
  package var sinad: Double { -20 * log10(max(distortionAndNoise, Self.leastRatio) / 100) }

  /// In percent: 200 dB below the tone, less than single precision resolves.
  private static let leastRatio = 1e-8
  /// In Hz.
  private static let hearing = 20.0...20_000.0
  private static let highestOrder = 10

  /// - Parameters:
  ///   - nominal: the frequency to look near, up to 5 % off, in Hz; by default that of the strongest
  ///     part of the sound.
  ///   - sampleRate: in Hz.
  /// - Returns: `nil` if there are less than eight periods of a tone.
  package init?(of sound: ArraySlice<Float>, near nominal: Double? = nil, sampleRate: Int) {
    let band = Self.hearing.clamped(to: 0...Double(sampleRate) / 2)
    guard
      let nominal = nominal ?? PowerSpectrum(of: sound, sampleRate: sampleRate).peak(in: band),
      let tone = SineFit(sound, near: nominal, sampleRate: sampleRate), tone.amplitude > 0
    else { return nil }
    let rest = tone.rest(of: sound)
    let power = tone.amplitude * tone.amplitude / 2
    let spectrum = PowerSpectrum(of: rest[...], sampleRate: sampleRate)
    let left = spectrum.power(in: band)
    // A tone that is weaker than everything else isn't one.
    guard power > left else { return nil }
    frequency = tone.frequency
    level = power.levelOfPower
    offset = tone.offset
    let lines = SpectralLines(of: rest[...], sampleRate: sampleRate)
    let powers = (2...Self.highestOrder).compactMap { order -> (order: Int, power: Double)? in
      let frequency = Double(order) * tone.frequency
      return frequency + lines.resolution < band.upperBound
        ? (order, lines.power(at: frequency)) : nil
    }
    harmonics = powers.map {
      Harmonic(
        order: $0.order, frequency: Double($0.order) * tone.frequency,
        level: $0.power.levelOfPower)
    }
    let harmonicPower = powers.reduce(0) { $0 + $1.power }
    harmonicDistortion = 100 * (harmonicPower / power).squareRoot()
    distortionAndNoise = 100 * (left / (power + left)).squareRoot()
    let weighted = Psophometer.power(of: spectrum)
    signalToTotalDistortion = 10 * log10(power / max(weighted, power * 1e-20))
  }
}

extension ToneAnalysis {
  /// The least ratio of signal to total distortion that ITU-T G.712 asks of a PCM channel between
  /// voice-frequency ports for a sine of a level in dBm0, in dB; `nil` below −45 dBm0.
  package static func leastSignalToTotalDistortion(at level: Double) -> Double? {
    let mask = [(-45.0, 22.0), (-40, 27), (-30, 33)]
    guard let first = mask.first, level >= first.0 else { return nil }
    for (low, high) in zip(mask, mask.dropFirst()) where level < high.0 {
      return low.1 + (high.1 - low.1) * (level - low.0) / (high.0 - low.0)
    }
    return 33
  }
}
