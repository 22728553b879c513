import Testing

@testable import Sound

@Suite struct `A loopback's signal in a recording` {
  struct Played: CustomTestStringConvertible, Sendable {
    let sampleRate: Int
    let seconds: Int
    let captured: Int

    var testDescription: String { "\(seconds) s at \(sampleRate) Hz, captured at \(captured) Hz" }
  }

  @Test(arguments: [
    Played(sampleRate: 8000, seconds: 8, captured: 8000),
    Played(sampleRate: 8000, seconds: 9, captured: 48_000),
    Played(sampleRate: 16_000, seconds: 11, captured: 16_000),
  ])
  func `is recognised by its rate and length`(played: Played) throws {
    let signal = LoopbackSignal(
      sampleRate: played.sampleRate, length: .seconds(played.seconds))
    let path = PlantedPath(delay: 0.3, gain: -10, noise: -60)
    let clip = AudioClip(samples: path.carry(signal), sampleRate: played.sampleRate)
    let heard = try #require(clip.resampled(to: played.captured))
    let found = try #require(LoopbackSignal(heardIn: heard))
    #expect(found.samples == signal.samples)
  }

  @Test func `isn't recognised in other sound`() {
    var random = NoiseSource(seed: 2)
    let noise = (0..<80_000).map { _ in 0.1 * random.next() }
    #expect(LoopbackSignal(heardIn: AudioClip(samples: noise, sampleRate: 8000)) == nil)
  }

  @Test func `is known by the file that was sent, and no other is taken for it`() throws {
    let signal = LoopbackSignal(sampleRate: 8000, length: .milliseconds(8500))
    let file = signal.samples.map { Float($0.linear16) / 32768 }
    let known = try #require(LoopbackSignal(matching: file, sampleRate: 8000))
    #expect(known.samples == signal.samples)
    #expect(LoopbackSignal(matching: file, sampleRate: 16_000) == nil)
    #expect(LoopbackSignal(matching: Array(file.dropLast()), sampleRate: 8000) == nil)
    var changed = file
    changed[20_000] += 0.01
    #expect(LoopbackSignal(matching: changed, sampleRate: 8000) == nil)
  }

  /// The beginnings of two signals are the same, so something is heard of the wrong one.
  @Test func `fails if it was another one that was sent`() {
    let played = LoopbackSignal(sampleRate: 8000, length: .seconds(8))
    let heard = PlantedPath(delay: 0.1, noise: -70).carry(played)
    let other = LoopbackSignal(sampleRate: 8000, length: .seconds(14))
    let report = LoopbackAnalysis(other).report(on: LoopbackRecording(samples: heard))
    #expect(report.verdict.grade == .fails)
  }
}
