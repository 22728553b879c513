import Glibc

/// Measures the active speech level of sound as it comes: ITU-T P.56, method B.
///
/// Speech counts as active while its envelope is above a threshold that lies 15.9 dB below the
/// active level itself, and for 0.2 s after it. As in ITU-T G.191's program, the sound isn't
/// filtered before.
package struct SpeechVoltmeter: Sendable {
  package struct Measurement: Hashable, Sendable {
    /// The level while somebody speaks, in dBFS; a full-scale sine has 0.
    package let activeLevel: Double
    /// The level of all of it, in dBFS.
    package let longTermLevel: Double
    /// The share of the time that is active, from 0 to 1.
    package let activity: Double
  }

  /// The time constant of the envelope, in seconds.
  private static let timeConstant = 0.03
  /// How long activity outlasts the envelope, in seconds.
  private static let hangover = 0.2
  /// The power of a full-scale sine is ½: what it lacks to 1, in dB.
  private static let sine = 3.0103
  /// From the threshold to the active level, in dB.
  private static let margin = 15.9
  /// From 16 bits' smallest step to half of full scale, each twice the one before.
  private static let thresholds = (1...15).reversed().map { pow(2, -Double($0)) }

  private let smoothing: Double
  private let hangoverLength: Int
  private var smoothed = 0.0
  private var envelope = 0.0
  private var count = 0
  private var sumOfSquares = 0.0
  /// For each threshold, how many samples were active, and for how many the last activity is past.
  private var active = [Int](repeating: 0, count: thresholds.count)
  private var quiet: [Int]

  /// - Parameter sampleRate: in Hz.
  package init(sampleRate: Int) {
    smoothing = exp(-1 / (Self.timeConstant * Double(sampleRate)))
    hangoverLength = Int((Self.hangover * Double(sampleRate)).rounded())
    quiet = [Int](repeating: hangoverLength, count: Self.thresholds.count)
  }

  /// Adds samples of one channel; full scale is −1 to 1.
  package mutating func add(_ samples: some Sequence<Float>) {
    for sample in samples where sample.isFinite {
      let value = Double(sample)
      sumOfSquares += value * value
      count += 1
      smoothed = smoothing * smoothed + (1 - smoothing) * abs(value)
      envelope = smoothing * envelope + (1 - smoothing) * smoothed
      for index in active.indices {
        if envelope >= Self.thresholds[index] {
          active[index] += 1
          quiet[index] = 0
        } else if quiet[index] < hangoverLength {
          active[index] += 1
          quiet[index] += 1
        }
      }
    }
  }

  /// What has been measured so far; `nil` if there was no speech.
  package var measurement: Measurement? {
    guard count > 0, sumOfSquares > 0 else { return nil }
    // The level of what is active above each threshold, and by how much it is above that.
    let rows = zip(active, Self.thresholds).prefix { $0.0 > 0 }.map { samples, threshold in
      let level = 10 * log10(sumOfSquares / Double(samples))
      return (level: level, contrast: level - 20 * log10(threshold))
    }
    guard let first = rows.first, first.contrast > Self.margin,
      let next = rows.firstIndex(where: { $0.contrast <= Self.margin })
    else { return nil }
    let (before, after) = (rows[next - 1], rows[next])
    let part = (before.contrast - Self.margin) / (before.contrast - after.contrast)
    let level = before.level + part * (after.level - before.level)
    let mean = 10 * log10(sumOfSquares / Double(count))
    return Measurement(
      activeLevel: level + Self.sine, longTermLevel: mean + Self.sine,
      activity: pow(10, (mean - level) / 10))
  }
}
