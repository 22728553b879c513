import Glibc

/// Finds clicks in what is left of the captured sound when what was expected is taken away.
///
/// Clicks stand out of the difference from the samples around, which suppresses hum and other low
/// frequencies, above what is usual there: three times the level that one sample in fifty exceeds,
/// which in white noise is seven standard deviations.
struct ClickSearch {
  /// Where samples stand out, in seconds of the signal: from the first to the last.
  struct Outliers {
    let start: Double
    var end: Double
  }

  private let sampleRate: Double
  private static let factor: Float = 3
  /// The model's greatest error, as a share of the expected sound's difference.
  private static let error: Float = 0.03
  /// Four units of 16 bits.
  private static let least: Float = 4.0 / 32768
  /// The time over which the usual level is determined, in seconds.
  private static let block = 0.05
  /// Outliers within this time are one click, in seconds.
  private static let nearness = 0.005

  init(sampleRate: Int) { self.sampleRate = Double(sampleRate) }

  /// - Parameters:
  ///   - rest: the part of the captured sound that wasn't expected.
  ///   - expected: the sound that was expected, as long.
  ///   - first: the place of its first sample in the signal.
  ///   - inner: the places of which clicks are wanted; the rest is there for comparison.
  func outliers(
    in rest: [Float], of expected: [Float], from first: Int, within inner: Range<Int>
  ) -> [Outliers] {
    let differences = Self.differences(of: rest)
    let whole = Self.differences(of: expected)
    let length = max(64, Int(Self.block * sampleRate))
    let blocks = stride(from: 0, to: differences.count, by: length).map {
      differences[$0..<min(differences.count, $0 + length)]
    }
    let usual = blocks.map { $0.sorted()[$0.count * 49 / 50] }
    var found: [Outliers] = []
    for (index, block) in blocks.enumerated() {
      let around = usual[max(0, index - 1)...min(usual.count - 1, index + 1)].max() ?? 0
      // The model errs by a part of what it expects.
      let expected = whole[block.startIndex..<block.endIndex].max() ?? 0
      let limit = max(Self.least, Self.factor * around, Self.error * expected)
      for place in block.indices
      where block[place] > limit && inner.contains(first + place)
        && !isBeside(place, in: differences)
      {
        let time = Double(first + place) / sampleRate
        if let last = found.last, time - last.end < Self.nearness {
          found[found.count - 1].end = time
        } else {
          found.append(Outliers(start: time, end: time))
        }
      }
    }
    return found
  }

  /// Whether a sample only differs because it is beside a click.
  private func isBeside(_ place: Int, in differences: [Float]) -> Bool {
    let around = max(0, place - Self.reach)...min(differences.count - 1, place + Self.reach)
    return differences[place] < 0.3 * (differences[around].max() ?? 0)
  }

  /// As many samples on each side are compared.
  private static let reach = 2

  /// How far each sample is from the mean of the four around it.
  private static func differences(of sound: [Float]) -> [Float] {
    guard sound.count > 2 * reach else { return sound.map { _ in 0 } }
    return [Float](unsafeUninitializedCapacity: sound.count) { differences, count in
      count = sound.count
      differences.initialize(repeating: 0)
      sound.withUnsafeBufferPointer { sound in
        for index in reach..<sound.count - reach {
          let around = sound[index - 2] + sound[index - 1] + sound[index + 1] + sound[index + 2]
          differences[index] = abs(sound[index] - around / 4)
        }
      }
    }
  }
}
