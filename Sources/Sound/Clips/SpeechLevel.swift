import Foundation

/// The level of the speech in a clip without pauses, after ITU-T P.56.
///
/// Levels are in dBFS: a full-scale square wave has 0 dB, a sine −3.01 dB.
package struct SpeechLevel: Hashable, Sendable {
  /// The level of active speech; −∞ for digital silence.
  package let active: Double
  /// The highest sample.
  package let peak: Double
  /// The mean of all samples, full scale being 1: the DC offset.
  package let offset: Double

  /// Below the active level by this much, 15.9 dB, sound counts as a pause (P.56).
  private static let margin = pow(10, -1.59)

  /// - Parameter clip: several channels are measured by their mean.
  package init(of clip: AudioClip) {
    let samples = clip.mono.samples
    offset = samples.isEmpty ? 0 : samples.reduce(0) { $0 + Double($1) } / Double(samples.count)
    peak = samples.reduce(0) { Swift.max($0, Double(abs($1))) }.decibels
    // Steps of 10 ms, so that a word of a fifth of a second is measured as accurately as a
    // sentence.
    var powers = clip.mono.powers(every: .milliseconds(10)).filter { $0 > 0 }
    // Each iteration keeps the same steps or fewer, so the loop ends.
    while true {
      let mean = powers.reduce(0, +) / Double(Swift.max(powers.count, 1))
      let speech = powers.filter { $0 >= mean * Self.margin }
      guard speech.count < powers.count else {
        active = sqrt(mean).decibels
        return
      }
      powers = speech
    }
  }
}

extension AudioClip {
  /// The mean square of each step, without its share of the clip's offset.
  func powers(every step: Duration) -> [Double] {
    let length = Swift.max(1, Int((step / .seconds(1) * Double(sampleRate)).rounded()))
    let offset = samples.reduce(0) { $0 + Double($1) } / Double(Swift.max(samples.count, 1))
    return stride(from: 0, to: samples.count, by: length).map { start in
      let part = samples[start..<Swift.min(start + length, samples.count)]
      return part.reduce(0) { sum, sample in
        let value = Double(sample) - offset
        return sum + value * value
      } / Double(part.count)
    }
  }
}

extension Double {
  /// An amplitude in dB; −∞ for zero.
  var decibels: Double { 20 * log10(self) }

  /// The amplitude for a number of dB.
  var amplitude: Double { pow(10, self / 20) }
}
