import Foundation
import Testing

@testable import Sound

@Suite struct `A speech voltmeter` {
  /// Bursts of noise, as syllables and words come.
  struct Bursts: Sendable {
    var sampleRate: Int
    var seconds: Int
    /// How long a burst is, and the pause after it, in seconds.
    var burst: Double
    var pause: Double
    var amplitude: Double
    /// The amplitude of the noise that is always there.
    var floor: Double
    var seed: UInt32

    var samples: [Float] {
      var state = seed
      return (0..<sampleRate * seconds).map { index in
        // A linear congruential generator, which every language has at hand.
        state = state &* 1_664_525 &+ 1_013_904_223
        let noise = Double(state) / Double(1 << 31) - 1
        let time = Double(index) / Double(sampleRate)
        let phase = time.truncatingRemainder(dividingBy: burst + pause)
        let swell = phase < burst ? pow(sin(.pi * phase / burst), 2) * amplitude : 0
        return Float((noise * (swell + floor) * 32768).rounded(.toNearestOrEven) / 32768)
      }
    }
  }

  /// What `actlevel` of ITU-T G.191 says, with a tolerance of 0.001 instead of 0.5 dB for its
  /// interpolation, which that relaxes again if it doesn't arrive: long-term and active level in
  /// dBov, which is 3.01 dB below dBFS, and activity in percent.
  private static let truth: [(Bursts, longTerm: Double, active: Double, activity: Double)] = [
    (
      Bursts(
        sampleRate: 8000, seconds: 10, burst: 1, pause: 1, amplitude: 0.5, floor: 0, seed: 1),
      -18.032, -14.991, 49.647
    ),
    (
      Bursts(
        sampleRate: 8000, seconds: 10, burst: 0.3, pause: 0.9, amplitude: 0.3, floor: 0.0005,
        seed: 2), -25.151, -21.402, 42.182
    ),
    (
      Bursts(
        sampleRate: 16_000, seconds: 12, burst: 1.5, pause: 0.1, amplitude: 0.1, floor: 0.001,
        seed: 3), -29.157, -28.417, 84.326
    ),
    (
      Bursts(
        sampleRate: 16_000, seconds: 8, burst: 0.2, pause: 2, amplitude: 0.9, floor: 0.0001,
        seed: 4), -19.996, -13.311, 21.455
    ),
    (
      Bursts(
        sampleRate: 8000, seconds: 6, burst: 2, pause: 0.0001, amplitude: 0.05, floor: 0, seed: 5),
      -35.047, -34.388, 85.919
    ),
  ]

  @Test(arguments: truth.indices)
  func `measures what ITU-T G.191's program does`(row: Int) throws {
    let (bursts, longTerm, active, activity) = Self.truth[row]
    var meter = SpeechVoltmeter(sampleRate: bursts.sampleRate)
    meter.add(bursts.samples)
    let found = try #require(meter.measurement)
    #expect(abs(found.longTermLevel - 3.01 - longTerm) < 0.002)
    #expect(abs(found.activeLevel - 3.01 - active) < 0.06)
    #expect(abs(100 * found.activity - activity) < 1)
  }

  @Test func `doesn't depend on the blocks in which sound comes`() {
    let bursts = Self.truth[0].0.samples
    var (whole, parts) = (SpeechVoltmeter(sampleRate: 8000), SpeechVoltmeter(sampleRate: 8000))
    whole.add(bursts)
    for start in stride(from: 0, to: bursts.count, by: 777) {
      parts.add(bursts[start..<min(start + 777, bursts.count)])
    }
    #expect(whole.measurement == parts.measurement && whole.measurement != nil)
  }

  @Test func `takes a steady tone for speech all the time`() throws {
    var meter = SpeechVoltmeter(sampleRate: 8000)
    meter.add(PlantedTones(sines: [(400, 0.1)], duration: 5).samples)
    let found = try #require(meter.measurement)
    #expect(abs(found.activeLevel + 20) < 0.1 && found.activity > 0.98)
  }

  @Test(arguments: [[], [Float](repeating: 0, count: 8000), [.nan, .infinity, 0]])
  func `finds no speech in silence`(sound: [Float]) {
    var meter = SpeechVoltmeter(sampleRate: 8000)
    meter.add(sound)
    #expect(meter.measurement == nil)
  }
}

@Suite struct `A true peak meter` {
  @Test(arguments: [
    // A quarter of the sample rate, sampled 45 degrees beside its peaks, by 3 dB above all samples.
    (0.25, 0.125), (0.25, 0), (0.02, 0.3), (0.1, 0.7), (0.45, 0.2), (0.333, 0.4),
  ])
  func `reads a sine's own peak whatever its samples are`(
    frequency: Double, phase: Double
  ) {
    var meter = TruePeakMeter()
    // Faded in and out, since a sine that begins at once overshoots.
    meter.add(
      (0..<4000).map { index in
        let edge = min(1, Double(min(index, 3999 - index)) / 500)
        return Float(
          0.5 * pow(sin(.pi / 2 * edge), 2) * sin(2 * .pi * (frequency * Double(index) + phase)))
      })
    #expect(abs(meter.take() + 6.02) < 0.25)
    #expect(meter.take() == LevelMeter.floor)
  }

  @Test func `sees a peak between two blocks`() {
    let sound = (0..<100).map { Float(sin(2 * .pi * (0.25 * Double($0) + 0.125))) }
    var (whole, parts) = (TruePeakMeter(), TruePeakMeter())
    whole.add(sound)
    for sample in sound { parts.add([sample]) }
    #expect(whole.take() == parts.take())
  }

  @Test func `reads silence and a lone sample`() {
    var meter = TruePeakMeter()
    meter.add([0, .nan, 0])
    #expect(meter.take() == LevelMeter.floor)
    meter.add([1])
    #expect(abs(meter.take()) < 1e-6)
  }
}
