/// Generates the tone pairs of ITU-T Q.23 as 16-bit samples.
public struct DTMFGenerator: Hashable, Sendable {
  /// Samples a second; limited to 768 000.
  public var sampleRate: Int
  /// The level of each tone in dBm0 if both are equal; a full-scale sine is +3.14 dBm0.
  public var level: Double
  /// How much stronger the high tone is than the low one, in dB: half is added to the high tone,
  /// half taken from the low one.
  public var twist: Double
  /// The length of a digit; at most a minute.
  public var toneLength: Duration
  /// The silence after each digit, including the last; at most a minute.
  public var gap: Duration

  /// Creates a generator. The default tone and gap are longer than the 40 ms that Q.24 lets a
  /// receiver require.
  public init(
    sampleRate: Int = 8_000, level: Double = -9, twist: Double = 0,
    toneLength: Duration = .milliseconds(100), gap: Duration = .milliseconds(100)
  ) {
    self.sampleRate = sampleRate
    self.level = level
    self.twist = twist
    self.toneLength = toneLength
    self.gap = gap
  }

  /// The digits' tones, each followed by the gap. Lengths are rounded to whole samples, values
  /// beyond 16 bits are clipped, and a tone that the sample rate can't carry is left out.
  public func samples(for digits: [DTMFDigit]) -> [Int16] {
    let toneCount = sampleCount(toneLength)
    let gapCount = sampleCount(gap)
    let low = Double.amplitude(dBm0: level - twist / 2)
    let high = Double.amplitude(dBm0: level + twist / 2)
    var samples: [Int16] = []
    samples.reserveCapacity(digits.count * (toneCount + gapCount))
    for digit in digits {
      for index in 0..<toneCount {
        let value =
          low * sine(digit.lowFrequency, at: index) + high * sine(digit.highFrequency, at: index)
        samples.append(Int16(min(max(value, -32_768), 32_767).rounded()))
      }
      samples.append(contentsOf: repeatElement(0, count: gapCount))
    }
    return samples
  }

  private func sampleCount(_ length: Duration) -> Int {
    let seconds = min(max(length, .zero), .seconds(60)) / .seconds(1)
    return Int((seconds * Double(min(max(sampleRate, 0), 768_000))).rounded())
  }

  private func sine(_ frequency: Double, at index: Int) -> Double {
    guard 2 * frequency < Double(sampleRate) else { return 0 }
    return Phasor(turns: frequency * Double(index) / Double(sampleRate)).imaginary
  }
}
