import Glibc

/// Lowers a sample rate to a telephone's, several times faster than libsamplerate: it is used to
/// decode hours of recordings.
///
/// A filter of windowed sines, with one set of weights for each position that an output sample can
/// have between two input samples. Up to 3.4 kHz is kept; what would alias into that is 70 dB down.
/// The output isn't delayed: its first sample is at the time of the input's first.
struct TelephoneDecimator {
  /// The input has `step` samples where the output has `places`.
  private let step: Int
  private let places: Int
  /// For each place the weights of the samples around it.
  private let weights: [Float]
  private let width: Int
  /// Input samples from `width / 2 - 1` before the next output sample on.
  private var waiting: [Float]
  private var place = 0
  private var framesIn = 0
  private var framesOut = 0

  private static let stopband = 4600.0
  private static let passband = 3400.0
  /// Kaiser's formulae for 72 dB.
  private static let (windowShape, windowLength) = (6.98, 28.0)

  /// - Returns: `nil` if the rate isn't above a telephone's, or needs too many places.
  init?(from rate: Int) {
    let target = TelephoneConverter.sampleRate
    guard rate > target, rate <= 256 * target else { return nil }
    let divisor = Self.commonDivisor(rate, target)
    (step, places) = (rate / divisor, target / divisor)
    let transition = 2 * .pi * (Self.stopband - Self.passband) / Double(rate)
    width = (Int(Self.windowLength / transition) + 8) / 8 * 8
    guard width * places <= 1 << 15 else { return nil }
    let cutoff = (Self.passband + Self.stopband) / Double(rate)
    weights = Self.weights(places: places, width: width, cutoff: cutoff)
    waiting = Array(repeating: 0, count: width / 2 - 1)
  }

  /// The next samples; the output is complete only after the last block.
  mutating func convert(_ samples: [Float], isLast: Bool) -> [Float] {
    waiting += samples
    framesIn += samples.count
    if isLast { waiting += Array(repeating: 0, count: width + step) }
    let whole = Double(framesIn) * Double(places) / Double(step)
    let limit = isLast ? Int(whole.rounded()) - framesOut : Int.max
    var converted: [Float] = []
    converted.reserveCapacity(samples.count * places / step + 1)
    var start = 0
    waiting.withUnsafeBytes { source in
      weights.withUnsafeBytes { weights in
        guard let source = source.baseAddress, let weights = weights.baseAddress else { return }
        while start + width <= waiting.count, converted.count < limit {
          converted.append(
            Self.product(
              of: source + start * MemoryLayout<Float>.stride,
              and: weights + place * width * MemoryLayout<Float>.stride, count: width))
          place += step
          start += place / places
          place %= places
        }
      }
    }
    waiting.removeFirst(min(start, waiting.count))
    framesOut += converted.count
    return converted
  }

  /// The dot product of float arrays whose count is a multiple of 8.
  private static func product(
    of first: UnsafeRawPointer, and second: UnsafeRawPointer, count: Int
  ) -> Float {
    var sum = SIMD8<Float>()
    for offset in stride(from: 0, to: count * MemoryLayout<Float>.stride, by: 32) {
      sum +=
        first.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        * second.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
    }
    return sum.sum()
  }

  /// - Parameter cutoff: as a fraction of half the input's rate.
  private static func weights(places: Int, width: Int, cutoff: Double) -> [Float] {
    var weights: [Float] = []
    weights.reserveCapacity(places * width)
    for place in 0..<places {
      let set = (0..<width).map { index in
        let distance = Double(index - (width / 2 - 1)) - Double(place) / Double(places)
        let angle = Double.pi * cutoff * distance
        let sine = angle == 0 ? 1 : sin(angle) / angle
        let part = 2 * distance / Double(width)
        return sine * bessel(windowShape * max(0, 1 - part * part).squareRoot())
      }
      let sum = set.reduce(0, +)
      weights += set.map { Float($0 / sum) }
    }
    return weights
  }

  /// The modified Bessel function of the first kind and order zero.
  private static func bessel(_ argument: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for index in 1...20 {
      let factor = argument / 2 / Double(index)
      term *= factor * factor
      sum += term
    }
    return sum
  }

  private static func commonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : commonDivisor(second, first % second)
  }
}
