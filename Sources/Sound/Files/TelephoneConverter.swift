/// Converts a stream of sound to telephone sound: one channel of 16-bit samples, 8 000 a second.
///
/// Several channels are mixed by their mean: both sides of a call recorded in stereo are heard,
/// each 6 dB weaker and never clipped. If one side drowns the other, one channel can be selected.
package final class TelephoneConverter {
  package static let sampleRate = 8000

  private let channels: Int
  private let channel: Int?
  /// For rates above a telephone's, except odd ones.
  private var decimator: TelephoneDecimator?
  private var resampler: Resampler?

  /// - Parameters:
  ///   - sampleRate: of the input, in Hz.
  ///   - channel: the only channel to use, counted from 0; `nil` mixes all.
  /// - Returns: `nil` if there is no such channel, or if the sample rate is more than 256 times a
  ///   telephone's or less than a 256th of it.
  package init?(sampleRate: Int, channels: Int, channel: Int? = nil) {
    guard channels > 0, channel.map({ 0..<channels ~= $0 }) ?? true else { return nil }
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
      if let channel {
        for frame in 0..<count { mono[frame] = samples[frame * channels + channel] }
      } else {
        let share = 1 / Float(channels)
        for frame in 0..<count {
          var sum: Float = 0
          for index in frame * channels..<(frame + 1) * channels { sum += samples[index] * share }
          mono[frame] = sum
        }
      }
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
