import Foundation
import RandomInputs
import Telephony

/// Test sound at 8 kHz, put together from tones, silence and noise.
struct Recording {
  var samples: [Double] = []
  private var random = SeededGenerator(seed: 1)

  /// The sound as a line would carry it, clipped at 16 bits.
  var pcm: [Int16] { samples.map { Int16(min(max($0, -32_768), 32_767).rounded()) } }

  static func count(_ milliseconds: Double) -> Int { Int((milliseconds * 8).rounded()) }

  mutating func pause(_ milliseconds: Double) {
    samples += [Double](repeating: 0, count: Self.count(milliseconds))
  }

  /// Sines of one level in dBm0 each, all at once.
  mutating func tones(_ frequencies: [Double], level: Double = -10, for milliseconds: Double) {
    let amplitude = 32_767 * pow(10, (level - 3.14) / 20)
    samples += (0..<Self.count(milliseconds)).map { index in
      frequencies.reduce(0) { $0 + amplitude * sin(2 * .pi * $1 * Double(index) / 8_000 + $1) }
    }
  }

  /// A digit whose tones are off by fractions of their frequencies, the low one perhaps gliding by
  /// a fraction a millisecond; the twist is the high tone's level over the low one's.
  mutating func press(
    _ digit: DTMFDigit, for milliseconds: Double = 50, level: Double = -10, twist: Double = 0,
    lowOff: Double = 0, highOff: Double = 0, lowGlide: Double = 0
  ) {
    var high = Recording()
    high.tones([digit.highFrequency * (1 + highOff)], level: level + twist / 2, for: milliseconds)
    let start = samples.count
    let amplitude = 32_767 * pow(10, (level - twist / 2 - 3.14) / 20)
    for index in high.samples.indices {
      let time = Double(index) / 8_000
      let off = lowOff + lowGlide * 1_000 * (time - milliseconds / 1_000) / 2
      samples.append(amplitude * sin(2 * .pi * digit.lowFrequency * (1 + off) * time + 1))
    }
    for index in high.samples.indices { samples[start + index] += high.samples[index] }
  }

  /// Uniform white noise of a level in dBm0 over all that is there.
  mutating func addNoise(level: Double) {
    let peak = 32_767 * pow(10, (level - 3.14) / 20) / 2.0.squareRoot() * 3.0.squareRoot()
    for index in samples.indices {
      samples[index] += Double.random(in: -peak...peak, using: &random)
    }
  }

  /// Silence over a part of what is there.
  mutating func mute(from milliseconds: Double, for length: Double) {
    for index in Self.count(milliseconds)..<Self.count(milliseconds + length) { samples[index] = 0 }
  }

  /// What the detector hears in it.
  var digits: String {
    var detector = DTMFDetector()
    return String(detector.detect(in: pcm).map(\.digit.character))
  }
}
