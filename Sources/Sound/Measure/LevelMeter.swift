import Glibc

/// Measures the level of sound as it comes, in dBFS.
///
/// By AES17 a full-scale sine has 0 dBFS both as root mean square and as peak. Silence is reported
/// as `floor`.
package struct LevelMeter: Sendable {
  /// The level of a stretch of sound.
  package struct Level: Hashable, Sendable {
    /// The root mean square, in dBFS.
    package let rms: Double
    /// The highest sample, in dBFS.
    package let peak: Double
    /// Samples beyond full scale, or in flat tops at full scale.
    package let clipped: Int

    /// Silence.
    package static let silence = Level(rms: floor, peak: floor, clipped: 0)
  }

  /// Anything quieter counts as silence.
  package static let floor = SoundLevel.silence

  private var sumOfSquares = 0.0
  private var highest: Float = 0
  private var clipped = 0
  private var count = 0
  private var tops = FlatTops()

  package init() {}

  /// Adds samples of any number of channels; full scale is −1 to 1.
  package mutating func add(_ samples: [Float]) {
    for sample in samples where sample.isFinite {
      sumOfSquares += Double(sample) * Double(sample)
      highest = max(highest, abs(sample))
      clipped += tops.add(sample)
    }
    count += samples.count
  }

  /// The level of everything added since the last call; starts over.
  package mutating func take() -> Level {
    let mean = count == 0 ? 0 : sumOfSquares / Double(count)
    let level = Level(
      rms: Self.decibels((2 * mean).squareRoot()), peak: Self.decibels(Double(highest)),
      clipped: clipped + tops.end(before: nil))
    self = LevelMeter()
    return level
  }

  private static func decibels(_ amplitude: Double) -> Double {
    amplitude > 0 ? max(floor, 20 * log10(amplitude)) : floor
  }
}
