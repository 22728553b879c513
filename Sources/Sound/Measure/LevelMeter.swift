import Glibc

/// Measures how loud sound is as it comes, in dB below full scale.
///
/// By AES17 a full-scale sine has 0 dBFS both as its root mean square and as its peak. Silence, which
/// has no level, is told as `floor`.
public struct LevelMeter: Sendable {
  /// The level of a stretch of sound.
  public struct Level: Hashable, Sendable {
    /// The root mean square, in dBFS.
    public let rms: Double
    /// The highest sample, in dBFS.
    public let peak: Double
    /// Samples at full scale: sound that was cut off.
    public let clipped: Int

    /// No sound at all.
    public static let silence = Level(rms: floor, peak: floor, clipped: 0)
  }

  /// What is quieter counts as silence, in dBFS.
  public static let floor = -120.0

  private var sumOfSquares = 0.0
  private var highest: Float = 0
  private var clipped = 0
  private var count = 0

  public init() {}

  /// Adds samples of any number of channels; full scale is −1 to 1.
  public mutating func add(_ samples: [Float]) {
    for sample in samples where sample.isFinite {
      sumOfSquares += Double(sample) * Double(sample)
      highest = max(highest, abs(sample))
      if abs(sample) >= Self.fullScale { clipped += 1 }
    }
    count += samples.count
  }

  /// The level of all that was added since the last time; begins anew.
  public mutating func take() -> Level {
    let mean = count == 0 ? 0 : sumOfSquares / Double(count)
    let level = Level(
      rms: Self.decibels((2 * mean).squareRoot()), peak: Self.decibels(Double(highest)),
      clipped: clipped)
    self = LevelMeter()
    return level
  }

  /// The highest value of 16 bits, which converters give for all that is above it.
  private static let fullScale: Float = 32767 / 32768

  private static func decibels(_ amplitude: Double) -> Double {
    amplitude > 0 ? max(floor, 20 * log10(amplitude)) : floor
  }
}
