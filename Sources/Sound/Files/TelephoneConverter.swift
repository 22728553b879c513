/// Converts one channel of a stream of sound to telephone sound: 16-bit samples, 8 000 a second.
///
/// Channels are never mixed: in antiphase, as from a balanced line, they would cancel each other.
package final class TelephoneConverter {
  package static let sampleRate = 8000

  private let channels: Int
  private let channel: Int
  /// For rates above a telephone's, except odd ones.
  private var decimator: TelephoneDecimator?
  private var resampler: Resampler?

  /// - Parameters:
  ///   - sampleRate: of the input, in Hz.
  ///   - channel: counted from 0.
  /// - Returns: `nil` if there is no such channel, or if the sample rate is more than 256 times a
  ///   telephone's or less than a 256th of it.
  package init?(sampleRate: Int, channels: Int, channel: Int = 0) {
    guard 0..<channels ~= channel else { return nil }
    self.channels = channels
    self.channel = channel
    if sampleRate == Self.sampleRate { return }
    decimator = TelephoneDecimator(from: sampleRate)
    if decimator != nil { return }
    // A low rate leaves no room between the keys' tones and the end of its band.
    resampler = Resampler(
      from: sampleRate, to: Self.sampleRate, quality: sampleRate < Self.sampleRate ? .best : .fast)
    if resampler == nil { return nil }
  }

  /// Converts the next samples, interleaved and without NaN; the output is complete only after the
  /// last block.
  package func convert(_ samples: [Float], isLast: Bool = false) -> [Int16] {
    let mono = oneChannel(of: samples)
    if decimator != nil { return (decimator?.convert(mono, isLast: isLast) ?? []).linear16 }
    return (resampler?.convert(mono, isLast: isLast) ?? mono).linear16
  }

  private func oneChannel(of samples: [Float]) -> [Float] {
    if channels == 1 { return samples }
    let count = samples.count / channels
    return [Float](unsafeUninitializedCapacity: count) { mono, written in
      for frame in 0..<count { mono[frame] = samples[frame * channels + channel] }
      written = count
    }
  }
}

extension [Float] {
  /// The samples in 16 bits, clipped to full scale. None may be NaN.
  ///
  /// As `Float.linear16`, but halves are rounded to even; vectorised.
  fileprivate var linear16: [Int16] {
    // Added to a number below 2²², this leaves the nearest whole number in the lowest bits.
    let rounder: Float = 12_582_912
    return [Int16](unsafeUninitializedCapacity: count) { converted, written in
      for index in indices {
        let scaled = Swift.min(Swift.max(self[index] * 32768, -32768), 32767)
        converted[index] = Int16(truncatingIfNeeded: (scaled + rounder).bitPattern)
      }
      written = count
    }
  }
}
