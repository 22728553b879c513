/// Levels at the lower end of what is measured, in dBFS: a full-scale sine has 0.
package enum SoundLevel {
  /// What digital silence, which has no level, is given as; anything quieter counts as it.
  package static let silence = -120.0
  /// The noise of rounding to 16 bits, 6.02 dB a bit and 1.76 dB. No sound of 16 bits stands out from
  /// its noise by more.
  package static let quantisingNoise = -98.09

  /// Signal to noise of 16-bit sound, in dB: a sine has no more than full scale, and the noise of
  /// rounding comes with it even where silence is digital.
  static func ratio(of sine: Double, over noise: Double) -> Double {
    min(sine, 0) - max(noise, quantisingNoise)
  }
}
