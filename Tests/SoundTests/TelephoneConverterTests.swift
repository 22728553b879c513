import Foundation
import Sound
import Testing

@Suite struct `Telephone sound` {
  private static let rates = [
    4000, 6000, 8001, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 96000, 192_000, 47999,
  ]

  private static func sine(_ frequency: Double, rate: Int, seconds: Double = 0.25) -> [Float] {
    (0..<Int(Double(rate) * seconds)).map {
      Float(0.5 * sin(2 * .pi * frequency * Double($0) / Double(rate)))
    }
  }

  @Test(arguments: rates)
  func `keeps the tones of keys as they were, at their times`(rate: Int) throws {
    for frequency in [697.0, 1633] {
      let converter = try #require(TelephoneConverter(sampleRate: rate, channels: 1))
      let converted = converter.convert(Self.sine(frequency, rate: rate), isLast: true)
      #expect(abs(converted.count - 2000) <= 1)
      let errors = (200..<1800).map { index in
        let expected = 16384 * sin(2 * .pi * frequency * Double(index) / 8000)
        return abs(Double(converted[index]) - expected)
      }
      #expect(try #require(errors.max()) < 24)
    }
  }

  @Test(arguments: rates.filter { $0 > 11025 })
  func `keeps out what would fold back`(rate: Int) throws {
    for frequency in [5000.0, Double(rate) / 2 - 700] where frequency < Double(rate) / 2 {
      let converter = try #require(TelephoneConverter(sampleRate: rate, channels: 1))
      let converted = converter.convert(Self.sine(frequency, rate: rate), isLast: true)
      #expect(converted[200..<1800].allSatisfy { abs($0) < 12 })
    }
  }

  @Test(arguments: rates)
  func `is alike in blocks of any size`(rate: Int) throws {
    let samples = Self.sine(941, rate: rate)
    let whole = try #require(TelephoneConverter(sampleRate: rate, channels: 1))
      .convert(samples, isLast: true)
    let converter = try #require(TelephoneConverter(sampleRate: rate, channels: 1))
    var (joined, start, size): ([Int16], Int, Int) = ([], 0, 1)
    while start < samples.count {
      let end = min(start + size, samples.count)
      joined += converter.convert(Array(samples[start..<end]))
      (start, size) = (end, size * 7 % 641 + 1)
    }
    joined += converter.convert([], isLast: true)
    #expect(joined.count == whole.count)
    #expect(zip(joined, whole).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test func `of several channels is one of them`() throws {
    let samples: [Float] = [0.5, -0.25, 1, 1, -2, 0]
    func convert(_ channel: Int) -> [Int16]? {
      TelephoneConverter(sampleRate: 8000, channels: 2, channel: channel)?
        .convert(samples, isLast: true)
    }
    #expect(convert(0) == [16384, 32767, -32768])
    #expect(convert(1) == [-8192, 32767, 0])
    #expect(convert(2) == nil && convert(-1) == nil)
  }

  @Test(arguments: [0, -8000, 31, 3_000_000, Int.max, Int.min])
  func `can't be made of absurd sample rates`(rate: Int) {
    #expect(TelephoneConverter(sampleRate: rate, channels: 1) == nil)
  }
}
