import CKissFFT
import Glibc

/// A tone of known frequency as captured: its level and purity.
struct CapturedTone {
  /// In dBFS.
  let level: Double
  /// What is neither the tone nor noise, in percent of the tone.
  let distortion: Double
  /// Whether its peaks are clipped.
  let isClipped: Bool

  /// One sample in eight of a sine is within 2 % of its peak; with µ-law, one in five.
  private static let mostAtPeak = 0.25

  /// - Parameter noise: the noise's level, in dBFS.
  /// - Returns: `nil` if there is less than a tenth of a second of it.
  init?(_ sound: ArraySlice<Float>, noise: Double, frequency: Double, sampleRate: Int) {
    let length = sampleRate / 20
    guard length > 0, sound.count >= 2 * length else { return nil }
    // The median of many short measurements, so that a dropout doesn't spoil it.
    var measured: [(amplitude: Double, residual: Double)] = []
    var start = sound.startIndex
    while start + length <= sound.endIndex {
      measured.append(
        Self.fit(sound[start..<start + length], radians: 2 * .pi * frequency / Double(sampleRate)))
      start += length
    }
    let amplitude = measured.map(\.amplitude).sorted()[measured.count / 2]
    let residual = measured.map(\.residual).sorted()[measured.count / 2]
    level = max(SoundLevel.silence, Float(amplitude).decibels)
    let rest = max(0, 2 * residual * residual - pow(10, noise / 10)).squareRoot()
    distortion = amplitude > 0 ? 100 * rest / amplitude : 0
    let peak = sound.reduce(0) { max($0, abs($1)) }
    let atPeak = sound.count { abs($0) >= 0.98 * peak }
    isClipped = peak > 0.001 && Double(atPeak) > Self.mostAtPeak * Double(sound.count)
  }

  /// The least-squares sine, and the root mean square of the residual.
  private static func fit(
    _ sound: ArraySlice<Float>, radians: Double
  ) -> (amplitude: Double, residual: Double) {
    let mean = sound.reduce(0) { $0 + Double($1) } / Double(sound.count)
    var (cc, cs, ss, xc, xs, xx) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for (index, sample) in sound.enumerated() {
      let (c, s, x) = (
        cos(radians * Double(index)), sin(radians * Double(index)), Double(sample) - mean
      )
      cc += c * c
      cs += c * s
      ss += s * s
      xc += x * c
      xs += x * s
      xx += x * x
    }
    let determinant = cc * ss - cs * cs
    guard determinant > 0 else { return (0, (xx / Double(sound.count)).squareRoot()) }
    let a = (xc * ss - xs * cs) / determinant
    let b = (xs * cc - xc * cs) / determinant
    let left = max(0, xx - a * xc - b * xs)
    return ((a * a + b * b).squareRoot(), (left / Double(sound.count)).squareRoot())
  }
}

extension Float {
  /// The level of a sine of this amplitude, in dBFS.
  var decibels: Double { 20 * log10(Double(Swift.max(self, 1e-9))) }
}

extension ArraySlice<Float> {
  /// The mean square in the median of stretches of 5 ms at most, so that a click doesn't count.
  func medianPower(_ offset: Float) -> Double {
    let length = Swift.max(40, count / 100)
    guard count >= length else { return 0 }
    let powers = stride(from: startIndex, through: endIndex - length, by: length).map { start in
      self[start..<start + length].reduce(0) { $0 + Double(($1 - offset) * ($1 - offset)) }
        / Double(length)
    }
    return powers.sorted()[powers.count / 2]
  }

  /// The level of the alternating part, in dBFS.
  var levelWithoutOffset: Double {
    let mean = reduce(0) { $0 + Double($1) } / Double(Swift.max(1, count))
    let power = reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return Float((2 * power / Double(Swift.max(1, count))).squareRoot()).decibels
  }
}

extension [Float] {
  /// The sound filtered to a band of frequencies, without delay.
  func limited(to band: ClosedRange<Double>, sampleRate: Double) -> [Float] {
    guard !isEmpty else { return [] }
    let transform = FourierTransform(atLeast: count)
    var spectrum = transform.spectrum(of: self)
    // Soft edges, so that a click doesn't ring.
    let edge = 100.0
    for index in spectrum.indices {
      let frequency = Double(index) * sampleRate / Double(transform.length)
      let inside = Swift.min(frequency - band.lowerBound, band.upperBound - frequency) / edge
      let gain = Float(0.5 - 0.5 * cos(.pi * Swift.max(0, Swift.min(1, inside))))
      spectrum[index].r *= gain
      spectrum[index].i *= gain
    }
    return Array(transform.samples(of: spectrum)[..<count])
  }
}
