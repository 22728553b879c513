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

  struct Cut: CustomTestStringConvertible, Sendable {
    let seconds: Int
    /// What of the signal was recorded, in seconds.
    let part: Range<Double>

    var testDescription: String { "\(part) of \(seconds) s" }
  }

  @Test(arguments: [
    Cut(seconds: 14, part: 0..<9), Cut(seconds: 14, part: 0..<2.6), Cut(seconds: 13, part: 0..<3.9),
    Cut(seconds: 19, part: 2.3..<12), Cut(seconds: 17, part: 7..<17),
  ])
  func `is recognised in a recording that lacks its beginning or end`(cut: Cut) throws {
    let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(cut.seconds))
    let path = PlantedPath(gain: -6, noise: -60)
    let heard = path.carry(signal)[
      Int(cut.part.lowerBound * 8000)..<Int(cut.part.upperBound * 8000)]
    let clip = AudioClip(samples: Array(heard), sampleRate: 8000)
    let found = LoopbackSignal(heardIn: clip)
    // The samples themselves would fill a screen.
    #expect(found?.duration == signal.duration)
    #expect(found?.sampleRate == 8000)
  }

  @Test func `isn't recognised if it ends too early to tell its length`() {
    let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(60))
    let clip = AudioClip(samples: Array(signal.samples.prefix(5 * 8000)), sampleRate: 8000)
    let length = LoopbackSignal(heardIn: clip)?.duration
    #expect(length == nil)
  }

  @Test func `of a long signal is found where its first half a minute is missing`() throws {
    let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(70))
    let heard = Array(signal.samples.dropFirst(30 * 8000))
    let blocks = PathTracker(signal: signal, sound: signal.filtered(heard)).blocks()
    let delays = blocks.filter(\.isHeard).map(\.delay)
    #expect(delays.count > 1000 && delays.allSatisfy { abs($0 + 30) < 0.001 })
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
