import Foundation
import Telephony
import Testing

@Suite struct `Call progress tones` {
  /// A line of the table.
  struct Row: Sendable, CustomTestStringConvertible {
    let country: String
    let tone: String
    let frequencies: [Double]
    let cadence: String

    var testDescription: String { "\(country) \(tone)" }

    /// The cadence as it is written: `1.0/4.0`, `0.330 each`, `3x(0.1/0.1) then 0.4/0.4`.
    var expected: Tone {
      get throws {
        if cadence == "continuous" {
          return Tone([Tone.Segment(frequencies)], repeats: false)
        }
        if let length = cadence.wholeMatch(of: #/([0-9.]+) each/#) {
          let milliseconds = try #require(Double(length.1)) * 1000
          return Tone(
            frequencies.map { Tone.Segment([$0], length: .milliseconds(Int(milliseconds))) },
            repeats: false)
        }
        var spelled = cadence
        if let part = cadence.firstMatch(of: #/([0-9])x\(([0-9.\/]+)\) then /#) {
          let times = try #require(Int(part.1))
          spelled.replaceSubrange(
            part.range, with: String(repeating: "\(part.2)/", count: times))
        }
        let lengths = try spelled.split(separator: "/").map { try #require(Double($0)) }
        return Tone(
          lengths.enumerated().map { index, length in
            Tone.Segment(
              index % 2 == 0 ? frequencies : [],
              length: .milliseconds(Int((length * 1000).rounded())))
          }, repeats: true)
      }
    }
  }

  static func rows() throws -> [Row] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/tones", withExtension: "csv"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    return try lines.dropFirst().map { line in
      let fields = try #require(
        line.wholeMatch(of: #/([^,]+),([^,]+),(?:"([^"]*)"|([^,]*)),([^,]+),.*/#))
      let frequencies = (fields.3 ?? fields.4 ?? "").split(separator: ",").compactMap { Double($0) }
      return Row(
        country: String(fields.1), tone: String(fields.2), frequencies: frequencies,
        cadence: String(fields.5))
    }
  }

  @Test func `are those of the table, each and no more`() throws {
    var unmatched = Set(CallProgressTone.all)
    for row in try Self.rows() where row.tone != "DTMF" {
      let name = row.tone.replacing(" / info", with: "")
      // The table's special information tone of no country is taken for China, which has no own.
      let found =
        row.country == "generic"
        ? CallProgressTone(.specialInformation, in: .china)
        : CallProgressTone.all.first {
          $0.country.rawValue == row.country && $0.kind.rawValue == name
        }
      let tone = try #require(found, "no tone for \(row)")
      #expect(try tone.tone == row.expected, "\(row)")
      #expect(unmatched.remove(tone) != nil)
    }
    #expect(unmatched.isEmpty)
  }

  @Test func `that a country doesn't have can't be made`() {
    #expect(CallProgressTone(.callWaiting, in: .china) == nil)
    #expect(CallProgressTone(.numberUnobtainable, in: .iran) == nil)
  }

  @Test(arguments: CallProgressTone.all)
  func `sound`(tone: CallProgressTone) throws {
    var generator = try #require(ToneGenerator(tone.tone, sampleRate: 8000))
    #expect(generator.next(1600).contains { abs($0) > 0.2 })
  }
}

@Suite struct `A tone generator` {
  private static let amplitude = Float(pow(10, (-10 - 3.14) / 20))

  private static func samples(
    _ tone: Tone, rate: Int = 8000, level: Double = -10, count: Int
  ) throws -> [Float] {
    var generator = try #require(ToneGenerator(tone, sampleRate: rate, level: level))
    return generator.next(count)
  }

  /// The amplitude of a frequency in samples.
  private static func amplitude(of frequency: Double, in samples: some Collection<Float>, rate: Int)
    -> Double
  {
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in samples.enumerated() {
      let angle = 2 * Double.pi * frequency * Double(index) / Double(rate)
      real += Double(sample) * cos(angle)
      imaginary += Double(sample) * sin(angle)
    }
    return 2 * (real * real + imaginary * imaginary).squareRoot() / Double(samples.count)
  }

  @Test(arguments: [8000, 16000, 44100, 48000])
  func `sounds each frequency at its level, at any sample rate`(rate: Int) throws {
    let tone = Tone.continuous(425, 1400)
    let samples = try Self.samples(tone, rate: rate, count: 2 * rate)[rate...]
    for frequency in [425.0, 1400] {
      let heard = Self.amplitude(of: frequency, in: samples, rate: rate)
      #expect(abs(20 * log10(heard) + 3.14 + 10) < 0.01)
    }
    #expect(Self.amplitude(of: 950, in: samples, rate: rate) < 1e-4)
  }

  @Test func `is a full-scale sine at 3.14 dBm0`() throws {
    let samples = try Self.samples(.continuous(1000), level: 3.14, count: 8000)
    let peak = try #require(samples.max())
    #expect(peak > 0.9999 && peak <= 1)
  }

  @Test func `keeps its cadence to the sample`() throws {
    let tone = Tone.cadenced(425, .milliseconds(200), .milliseconds(300))
    let samples = try Self.samples(tone, count: 16000)
    for cycle in 0..<4 {
      let sounding = samples[cycle * 4000..<cycle * 4000 + 1600]
      let silent = samples[cycle * 4000 + 1600..<(cycle + 1) * 4000]
      #expect(silent.allSatisfy { $0 == 0 })
      #expect(abs(Self.amplitude(of: 425, in: sounding, rate: 8000) - 0.215) < 0.01)
      #expect(sounding.dropFirst(40).prefix(20).contains { abs($0) > 0.21 })
    }
  }

  @Test func `ends a tone that doesn't repeat`() throws {
    let tone = try #require(CallProgressTone(.specialInformation, in: .iran)).tone
    var generator = try #require(ToneGenerator(tone, sampleRate: 8000))
    let samples = generator.next(10000)
    #expect(samples.count == 3 * 2664)
    #expect(generator.next(100).isEmpty)
    for (index, frequency) in [950.0, 1400, 1800].enumerated() {
      let part = samples[index * 2664..<(index + 1) * 2664]
      #expect(Self.amplitude(of: frequency, in: part, rate: 8000) > 0.2)
    }
  }

  @Test(arguments: CallProgressTone.all)
  func `is alike in blocks of any size`(tone: CallProgressTone) throws {
    let whole = try Self.samples(tone.tone, rate: 16000, count: 50000)
    var generator = try #require(ToneGenerator(tone.tone, sampleRate: 16000))
    var joined: [Float] = []
    var size = 1
    while joined.count < 50000 {
      let block = generator.next(min(size, 50000 - joined.count))
      if block.isEmpty { break }
      joined += block
      size = size * 7 % 641 + 1
    }
    #expect(joined == whole)
  }

  @Test(arguments: CallProgressTone.all)
  func `never clicks: no step is steeper than the sine's own`(tone: CallProgressTone) throws {
    let samples = try Self.samples(tone.tone, rate: 16000, count: 40000)
    let highest = try #require(tone.tone.segments.flatMap(\.frequencies).max())
    let steepest = Float(2 * .pi * highest / 16000) * Self.amplitude * 1.05
    let steps = zip(samples, samples.dropFirst()).map { abs($1 - $0) }
    #expect(try #require(steps.max()) <= steepest)
    #expect(abs(try #require(samples.first)) < 1e-4)
  }

  @Test func `stays in tune`() throws {
    var generator = try #require(
      ToneGenerator(.continuous(425), sampleRate: 8000, edge: .milliseconds(0)))
    let first = generator.next(8000)
    for _ in 1..<40 { _ = generator.next(8000) }
    let later = generator.next(8000)
    #expect(zip(first, later).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func `refuses what it can't sound`() {
    let tone = Tone.continuous(425)
    #expect(ToneGenerator(tone, sampleRate: 0) == nil)
    #expect(ToneGenerator(tone, sampleRate: -8000) == nil)
    #expect(ToneGenerator(tone, sampleRate: .max) == nil)
    #expect(ToneGenerator(tone, sampleRate: 850) == nil)
    #expect(ToneGenerator(tone, sampleRate: 8000, level: 4) == nil)
    #expect(ToneGenerator(tone, sampleRate: 8000, level: .nan) == nil)
    #expect(ToneGenerator(tone, sampleRate: 8000, edge: .seconds(-1)) == nil)
    #expect(ToneGenerator(.continuous(.nan), sampleRate: 8000) == nil)
    #expect(ToneGenerator(.continuous(-1), sampleRate: 8000) == nil)
    #expect(ToneGenerator(.cadenced(425, .seconds(-1)), sampleRate: 8000) == nil)
    #expect(ToneGenerator(.cadenced(425, .seconds(Int64.max)), sampleRate: 8000) == nil)
  }

  @Test func `is silent where there is nothing to sound`() throws {
    for tone in [Tone([], repeats: true), .cadenced(425, .zero, .zero)] {
      var generator = try #require(ToneGenerator(tone, sampleRate: 8000))
      #expect(generator.next(10).isEmpty)
      #expect(generator.next(-1).isEmpty)
    }
    #expect(
      try Self.samples(.continuous(425), level: -.infinity, count: 9).allSatisfy { abs($0) < 1e-9 })
  }
}
