import Glibc

/// Measures one channel in all the ways in which a telephone engineer states a level.
package struct ChannelMeter {
  /// What a stretch of sound measures.
  package struct Reading: Hashable, Sendable {
    package let level: LevelMeter.Level
    /// In dBTP (ITU-R BS.1770).
    package let truePeak: Double
    /// The power with psophometric weighting, in dBm0p (ITU-T O.41).
    package let psophometric: Double
    /// The active speech level since the first sample (ITU-T P.56); `nil` without speech.
    package let speech: SpeechVoltmeter.Measurement?

    /// The root mean square, in dBm0.
    package var dBm0: Double { level.rms + .fullScaleLevel }
  }

  private let sampleRate: Int
  private var levels = LevelMeter()
  private var peaks = TruePeakMeter()
  private var speech: SpeechVoltmeter
  /// What hasn't been weighted yet: up to a second.
  private var recent: [Float] = []
  /// The weighted power of whole seconds, and how many there were.
  private var weighted = (power: 0.0, count: 0)

  package init(sampleRate: Int) {
    self.sampleRate = sampleRate
    speech = SpeechVoltmeter(sampleRate: sampleRate)
  }

  /// Adds samples of the channel; full scale is −1 to 1.
  package mutating func add(_ samples: [Float]) {
    levels.add(samples)
    peaks.add(samples)
    speech.add(samples)
    recent += samples
    while recent.count >= sampleRate {
      weigh(recent.prefix(sampleRate))
      recent.removeFirst(sampleRate)
    }
  }

  /// What has been added since the last call; starts over, but for the speech level, which needs
  /// seconds.
  package mutating func take() -> Reading {
    if weighted.count == 0 {
      weigh(recent[...])
      recent = []
    }
    let power = weighted.power / Double(weighted.count)
    weighted = (0, 0)
    return Reading(
      level: levels.take(), truePeak: peaks.take(),
      psophometric: power.levelOfPower + .fullScaleLevel, speech: speech.measurement)
  }

  private mutating func weigh(_ sound: ArraySlice<Float>) {
    let finite = sound.map { $0.isFinite ? $0 : 0 }
    let spectrum = PowerSpectrum(of: finite[...], sampleRate: sampleRate, resolution: 0.25)
    weighted.power += Psophometer.power(of: spectrum)
    weighted.count += 1
  }
}
