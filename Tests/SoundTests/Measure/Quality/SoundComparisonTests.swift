import Glibc
import Testing

@testable import Sound

@Suite struct `Two sounds compared` {
  private static let rate = 16_000
  private static let sent = PlantedSpeech.samples(rate: rate, seconds: 8).map(Float.init)

  private func comparison(on path: PlantedPath) -> SoundComparison? {
    SoundComparison(
      sent: AudioClip(samples: Self.sent, sampleRate: Self.rate),
      heard: AudioClip(
        samples: path.carry(Self.sent, sampleRate: Self.rate), sampleRate: Self.rate))
  }

  /// The level of noise that is so far below the speech, in dBFS.
  private func noise(below ratio: Double, gain: Double) -> Double {
    let power = Self.sent.energy / Double(Self.sent.count)
    return 10 * log10(2 * power) + gain - ratio
  }

  @Test(arguments: [0.0, 120, -80])
  func `tell delay, drift, gain and polarity`(drift: Double) throws {
    let path = PlantedPath(delay: 0.25, gain: -6, isInverted: drift < 0, drift: drift)
    let found = try #require(comparison(on: path))
    // The delay is on the capture's clock.
    #expect(abs(found.delay - 0.25 * (1 + drift * 1e-6)) < 0.000_1)
    #expect(abs(try #require(found.drift) - drift) < 2)
    #expect(abs(found.gain + 6) < 0.1)
    #expect(found.likeness > 0.99)
    #expect(found.isInverted == (drift < 0))
    #expect(try #require(found.intelligibility).score > 0.99)
  }

  /// The power of what was heard is 1.2 dB higher, of which the gain must know nothing.
  @Test func `tell the gain of the sound alone where there is noise`() throws {
    let noise = noise(below: 5, gain: -6)
    let found = try #require(comparison(on: PlantedPath(delay: 0.1, gain: -6, noise: noise)))
    #expect(abs(found.gain + 6) < 0.3)
    #expect(abs(found.delay - 0.1) < 0.000_5)
    let likeness = 1 / (1 + pow(10, -0.5)).squareRoot()
    #expect(abs(found.likeness - likeness) < 0.02)
    let disturbed = PlantedPath(gain: -6, noise: noise, tail: 0)
      .carry(Self.sent, sampleRate: Self.rate)
    let score = try #require(
      Intelligibility(of: disturbed, against: Self.sent, sampleRate: Self.rate)
    ).score
    #expect(abs(try #require(found.intelligibility).score - score) < 0.03)
  }

  @Test func `are none if one isn't in the other`() {
    var random = NoiseSource(seed: 3)
    let heard = AudioClip(
      samples: Self.sent.map { _ in 0.1 * random.next() }, sampleRate: Self.rate)
    let sent = AudioClip(samples: Self.sent, sampleRate: Self.rate)
    #expect(SoundComparison(sent: sent, heard: heard) == nil)
    let short = AudioClip(samples: Array(Self.sent.prefix(1000)), sampleRate: Self.rate)
    #expect(SoundComparison(sent: short, heard: sent) == nil)
  }
}
