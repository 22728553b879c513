import Glibc

/// Halves the sample rate of a stream of sound: from a call's 16 kHz to 8 kHz for detection.
struct HalfRate {
  /// The end of the last block, which the next one's first samples need.
  private var past: [Float]

  /// A windowed sinc of 31 taps: flat within 0.1 dB up to 3 kHz, 50 dB down from 5 kHz on; DTMF and
  /// similar tones end at 1.7 kHz.
  private static let taps: [Float] = {
    let count = 31
    let middle = Double(count / 2)
    return (0..<count).map { place in
      let offset = Double(place) - middle
      let sinc = offset == 0 ? 0.5 : sin(.pi * offset / 2) / (.pi * offset)
      let window = 0.54 - 0.46 * cos(2 * .pi * Double(place) / Double(count - 1))
      return Float(sinc * window)
    }
  }()

  init() {
    past = Array(repeating: 0, count: Self.taps.count - 1)
  }

  /// Converts a block of an even number of samples to 16-bit samples, clipped.
  mutating func convert(_ samples: [Float]) -> [Int16] {
    let input = past + samples
    past = Array(input.suffix(past.count))
    return input.withUnsafeBufferPointer { input in
      Self.taps.withUnsafeBufferPointer { taps in
        (0..<samples.count / 2).map { place in
          var sum: Float = 0
          for tap in taps.indices { sum += taps[tap] * input[2 * place + tap] }
          return sum.isNaN ? 0 : Int16(max(-32768, min(32767, (sum * 32768).rounded())))
        }
      }
    }
  }
}
