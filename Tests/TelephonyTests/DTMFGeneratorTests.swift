import Foundation
import Telephony
import Testing

@Suite struct `DTMF generator` {
  /// The level of one frequency in dBm0, over whole samples.
  private func level(of frequency: Double, in samples: ArraySlice<Int16>, rate: Int = 8_000)
    -> Double
  {
    var real = 0.0
    var imaginary = 0.0
    for (index, sample) in samples.enumerated() {
      real += Double(sample) * cos(2 * .pi * frequency * Double(index) / Double(rate))
      imaginary += Double(sample) * sin(2 * .pi * frequency * Double(index) / Double(rate))
    }
    let amplitude = 2 * hypot(real, imaginary) / Double(samples.count)
    return 20 * log10(amplitude / 32_767) + 3.14
  }

  @Test(arguments: DTMFDigit.allCases)
  func `gives both tones their frequency and level`(digit: DTMFDigit) {
    let generator = DTMFGenerator(level: -12, toneLength: .seconds(1), gap: .zero)
    let samples = generator.samples(for: [digit])
    #expect(samples.count == 8_000)
    #expect(abs(level(of: digit.lowFrequency, in: samples[...]) + 12) < 0.01)
    #expect(abs(level(of: digit.highFrequency, in: samples[...]) + 12) < 0.01)
    #expect(level(of: digit.lowFrequency + 10, in: samples[...]) < -60)
  }

  @Test(arguments: [-8.0, 0, 4])
  func `twists by half on either tone`(twist: Double) {
    let generator = DTMFGenerator(level: -10, twist: twist, toneLength: .seconds(1), gap: .zero)
    let samples = generator.samples(for: [.five])
    #expect(abs(level(of: 770, in: samples[...]) - (-10 - twist / 2)) < 0.01)
    #expect(abs(level(of: 1_336, in: samples[...]) - (-10 + twist / 2)) < 0.01)
  }

  @Test(arguments: [8_000, 16_000, 44_100])
  func `keeps tones and gaps to the sample, at any rate`(rate: Int) {
    let generator = DTMFGenerator(
      sampleRate: rate, toneLength: .milliseconds(40), gap: .milliseconds(60))
    let samples = generator.samples(for: [.one, .pound])
    #expect(samples.count == 2 * (rate * 40 / 1_000 + rate * 60 / 1_000))
    #expect(samples[(rate * 40 / 1_000)..<(rate * 100 / 1_000)].allSatisfy { $0 == 0 })
    #expect(samples[(rate * 100 / 1_000)..<(rate * 140 / 1_000)].contains { abs($0) > 1_000 })
    let length = 17 * rate / 1_000
    let tone = samples[..<length]
    #expect(abs(level(of: 1_209, in: tone, rate: rate) + 9) < 1)
  }

  @Test func `takes whatever it is given`() {
    #expect(DTMFGenerator().samples(for: []).isEmpty)
    #expect(DTMFGenerator(sampleRate: -1).samples(for: [.one]).isEmpty)
    #expect(DTMFGenerator(level: .nan).samples(for: [.one]).allSatisfy { $0 == 0 })
    #expect(DTMFGenerator(toneLength: .seconds(-1), gap: .zero).samples(for: [.one]).isEmpty)
    let loud = DTMFGenerator(level: 1_000).samples(for: [.one])
    #expect(loud.contains(Int16.min) && loud.contains(Int16.max))
    // Half of 2 kHz carries neither 1 209 nor 1 336 Hz.
    let slow = DTMFGenerator(sampleRate: 2_000, toneLength: .seconds(1), gap: .zero)
    #expect(level(of: 697, in: slow.samples(for: [.one])[...], rate: 2_000) > -10)
    #expect(level(of: 791, in: slow.samples(for: [.one])[...], rate: 2_000) < -50)
  }
}
