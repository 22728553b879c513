import Glibc

/// A loss from 300 to 3400 Hz as one number, as telephony weights the loss of an echo path.
///
/// ITU-T G.122 (03/1993), annex B.4: the powers that come back are averaged over the logarithm of the
/// frequency, by the trapezoidal rule. So each octave counts as much as the other: speech has 3 dB
/// less power per hertz with every octave. The same gives a terminal's weighted coupling loss, TCLw.
package enum WeightedLoss {
  /// Where the trapezoids end, in Hz: a twelfth of an octave apart.
  static let frequencies: [Double] = {
    let band = FrequencyResponse.telephoneBand
    let count = 42
    return (0...count).map {
      band.lowerBound * pow(band.upperBound / band.lowerBound, Double($0) / Double(count))
    }
  }()

  /// - Parameter powers: the share of the power that comes back at each frequency.
  /// - Returns: in dB; `nil` if nothing comes back.
  static func loss(_ powers: [Double]) -> Double? {
    var sum = 0.0
    for index in frequencies.indices.dropFirst() {
      sum +=
        (powers[index - 1] + powers[index])
        * log10(frequencies[index] / frequencies[index - 1])
    }
    let band = FrequencyResponse.telephoneBand
    let width = 2 * log10(band.upperBound / band.lowerBound)
    return sum > 0 ? 10 * log10(width) - 10 * log10(sum) : nil
  }
}

extension ImpulseResponse {
  /// How much before and after the direct sound the whole path's response has, in seconds.
  private static let whole = (before: 0.005, after: 0.3)
  /// How much before an echo's middle it begins, in seconds.
  private static let echoBegins = 0.002

  /// The whole path's loss: if it is from a terminal's receiving side to its sending side, its
  /// TCLw.
  package var weightedLoss: Double? {
    WeightedLoss.loss(powers(of: part(from: -Self.whole.before, to: Self.whole.after)))
  }

  /// The loss of all that comes from the first echo on, beside what comes before it; `nil` if there
  /// is none.
  package func weightedEchoLoss(_ echoes: [Echo]) -> Double? {
    guard let first = echoes.map(\.delay).min() else { return nil }
    let begins = first - Self.echoBegins
    let sound = powers(of: part(from: -Self.whole.before, to: begins))
    let later = powers(of: part(from: begins, to: begins + Self.whole.after))
    return WeightedLoss.loss(zip(later, sound).map { $1 > 0 ? $0 / $1 : 0 })
  }

  /// A part of the response, by the time after the direct sound in seconds.
  private func part(from start: Double, to end: Double) -> ArraySlice<Float> {
    let index = { (time: Double) in
      max(0, min(samples.count, direct + Int((time * Double(sampleRate)).rounded())))
    }
    return samples[index(start)..<index(end)]
  }

  /// The power of a part of the response around each of the weighting's frequencies.
  private func powers(of part: ArraySlice<Float>) -> [Double] {
    let transform = FourierTransform(atLeast: max(part.count, sampleRate))
    let spectrum = transform.spectrum(of: part)
    let binWidth = Double(sampleRate) / Double(transform.length)
    let halfStep = exp2(1.0 / 24)
    return WeightedLoss.frequencies.map { frequency in
      let first = Int((frequency / halfStep / binWidth).rounded(.up))
      let last = min(spectrum.count - 1, Int(frequency * halfStep / binWidth))
      guard first <= last else { return 0 }
      return (first...last).reduce(0) { $0 + spectrum[$1].power } / Double(last - first + 1)
    }
  }
}
