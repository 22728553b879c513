/// Frequencies at which sound is measured by Goertzel's algorithm, sixteen at a time.
struct ToneScale: Sendable {
  /// In Hz.
  let frequencies: [Float]
  /// 2 cos ω, sixteen frequencies each.
  private let factors: [SIMD16<Float>]

  /// From 560 Hz, above dial tones, to the end of the telephone band; no tone is more than half a
  /// bin of 32 ms away.
  static let band = ToneScale(Array(stride(from: 560, to: 3_440, by: 32)))

  init(_ frequencies: [Float]) {
    self.frequencies = frequencies
    factors = stride(from: 0, to: frequencies.count, by: 16).map { start in
      var factor = SIMD16<Float>()
      for lane in 0..<min(16, frequencies.count - start) {
        factor[lane] = Float(2 * Phasor(turns: Double(frequencies[start + lane]) / 8_000).real)
      }
      return factor
    }
  }

  /// The squared amplitude of the sound's spectrum at each frequency.
  func squares(of sound: [Float]) -> [Float] {
    var squares: [Float] = []
    squares.reserveCapacity(factors.count * 16)
    for factor in factors {
      var latest = SIMD16<Float>()
      var earlier = SIMD16<Float>()
      for sample in sound {
        let next = factor * latest + (sample - earlier)
        earlier = latest
        latest = next
      }
      let values = latest * latest + earlier * earlier - factor * latest * earlier
      for lane in 0..<16 { squares.append(values[lane]) }
    }
    return Array(squares.prefix(frequencies.count))
  }
}
