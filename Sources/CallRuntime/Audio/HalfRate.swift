import Telephony

/// Halves the sample rate of a stream of sound: from a call's 16 kHz to 8 kHz for detection.
struct HalfRate {
  private var filter = HalfBand(block: HalfRate.block)
  private var low = [Int16](repeating: 0, count: HalfRate.block)

  /// Samples of a frame at the lower rate.
  private static let block = AudioFrame.length / 2

  /// Converts an even number of samples to 16-bit samples, clipped: a frame at a time, each of which
  /// is only lent.
  mutating func convert(_ samples: [Float], _ use: (UnsafeBufferPointer<Int16>) -> Void) {
    samples.withUnsafeBufferPointer { samples in
      low.withUnsafeMutableBufferPointer { low in
        var start = 0
        while start + 1 < samples.count {
          let count = min((samples.count - start) / 2, Self.block)
          let part = UnsafeMutableBufferPointer(rebasing: low[..<count])
          filter.halve(
            UnsafeBufferPointer(rebasing: samples[start..<start + 2 * count]), into: part)
          use(UnsafeBufferPointer(part))
          start += 2 * count
        }
      }
    }
  }
}
