import Foundation
import Testing

@testable import Sound

@Suite struct `The mains' hum` {
  private static let planted: [(mains: Double, lines: [Double])] = [
    (50, [50, 100, 150]), (60, [60, 120]), (49.9, [149.7]), (60.1, [60.1, 360.6]),
  ]

  @Test(arguments: planted)
  func `is found line by line`(mains: Double, lines: [Double]) throws {
    let planted = PlantedTones(
      sines: lines.enumerated().map { ($0.element, 0.001 / Double($0.offset + 1)) },
      offset: 0.01, noise: 0.0003, duration: 0.6, sampleRate: 8000)
    let found = try #require(HumLines(in: planted.samples[...], sampleRate: 8000))
    #expect(abs(found.mains - mains) <= 0.13)
    #expect(found.lines.count == lines.count)
    for (number, pair) in zip(found.lines, lines).enumerated() {
      #expect(abs(pair.0.frequency - pair.1) < 0.8)
      #expect(abs(pair.0.level - (-60 - 20 * log10(Double(number + 1)))) < 0.5)
    }
  }

  @Test(arguments: [8000, 48_000])
  func `isn't found in noise`(sampleRate: Int) {
    for seed in 1...20 {
      var random = NoiseSource(seed: UInt64(seed))
      let noise = (0..<sampleRate * 6 / 10).map { _ in 0.01 * random.next() }
      #expect(HumLines(in: noise[...], sampleRate: sampleRate) == nil)
    }
  }

  @Test(arguments: [70.0, 110, 440])
  func `isn't another tone`(frequency: Double) {
    let planted = PlantedTones(sines: [(frequency, 0.01)], noise: 0.0001, duration: 0.8)
    #expect(HumLines(in: planted.samples[...], sampleRate: 8000) == nil)
  }

  @Test func `isn't found in silence or in too little sound`() {
    #expect(HumLines(in: [Float](repeating: 0, count: 8000)[...], sampleRate: 8000) == nil)
    let short = PlantedTones(sines: [(50, 0.1)], duration: 0.1).samples
    #expect(HumLines(in: short[...], sampleRate: 8000) == nil)
    #expect(HumLines(in: [], sampleRate: 8000) == nil)
  }
}

@Suite struct `A noise's spectrum` {
  @Test func `has the same power in each hertz of white noise`() throws {
    let noise = PlantedTones(noise: 0.01, duration: 5, sampleRate: 16_000).samples
    let found = try #require(NoiseSpectrum(of: noise[...], sampleRate: 16_000))
    #expect(found.bands.count == 22)
    for band in found.bands where band.frequency > 200 {
      // A third of an octave is 0.2307 of its middle wide; all of 8 kHz has 0.01² of power.
      let share = band.frequency * (pow(10, 0.05) - pow(10, -0.05)) / 8000
      #expect(abs(band.level - 10 * log10(2 * 1e-4 * share)) < 1)
    }
  }

  @Test func `puts a tone into its band`() throws {
    let tone = PlantedTones(sines: [(500, 0.01)]).samples
    let found = try #require(NoiseSpectrum(of: tone[...], sampleRate: 8000))
    let loudest = try #require(found.bands.max { $0.level < $1.level })
    #expect(abs(loudest.frequency - 501.2) < 0.1 && abs(loudest.level + 40) < 0.1)
    #expect(found.bands.allSatisfy { $0.frequency == loudest.frequency || $0.level < -80 })
  }
}

@Suite struct `A psophometer` {
  @Test(arguments: [
    (50.0, -63.0), (100, -41), (300, -10.6), (800, 0), (1000, 1), (1700, -2.06), (3400, -7.9),
    (5000, -36),
  ])
  func `weighs tones by O.41`(frequency: Double, weight: Double) {
    let tone = PlantedTones(sines: [(frequency, 0.5)], offset: 0.1, sampleRate: 16_000).samples
    let level = Psophometer.level(of: tone, sampleRate: 16_000)
    #expect(abs(level - (-6.02 + 3.14 + weight)) < 0.4)
  }

  @Test(arguments: [(8000, -3.48), (16_000, -6.47)])
  func `weighs white noise by the mean of O.41's weights`(sampleRate: Int, weight: Double) {
    let noise = PlantedTones(noise: 0.01, duration: 5, sampleRate: sampleRate).samples
    let level = Psophometer.level(of: noise, sampleRate: sampleRate)
    #expect(abs(level - (-40 + 3.01 + 3.14 + weight)) < 0.2)
  }

  @Test func `hears nothing outside the table`() {
    #expect(Psophometer.weight(at: 10) == -.infinity && Psophometer.weight(at: 7000) == -.infinity)
    #expect(Psophometer.level(of: [], sampleRate: 8000) < -100)
    #expect(Psophometer.level(of: [Float](repeating: 0.3, count: 8000), sampleRate: 8000) < -100)
  }
}
