import Testing

@testable import Sound

@Suite struct `A loopback's clocks` {
  private static let signal = LoopbackSignal(sampleRate: 8000)

  /// What a program notes that hands over and reads blocks of 20 ms at times of its own.
  private func recording(
    reading: (_ block: Int) -> Duration, writing: (_ block: Int) -> Duration = { _ in .zero }
  ) -> LoopbackRecording {
    let samples = PlantedPath(delay: 0.05).carry(Self.signal)
    var played = SampleClock(.handedOver)
    var captured = SampleClock(.received)
    for block in 0..<samples.count / 160 {
      let frames = block * 160..<block * 160 + 160
      played.note(frames, at: .milliseconds(20 * block) + writing(block))
      captured.note(frames, at: .milliseconds(20 * (block + 1)) + reading(block))
    }
    return LoopbackRecording(samples: samples, played: played, captured: captured)
  }

  private func latency(_ recording: LoopbackRecording) throws -> LoopbackReport.Latency {
    try #require(LoopbackAnalysis(Self.signal).report(on: recording).latency)
  }

  @Test func `don't take blocks for jitter`() throws {
    let latency = try latency(recording { _ in .zero })
    #expect(abs(latency.median / .milliseconds(1) - 50) < 0.1)
    #expect(latency.jitter < .microseconds(100))
  }

  @Test func `add how late the devices are served`() throws {
    let latency = try latency(
      recording(reading: { _ in .milliseconds(30) }, writing: { _ in .milliseconds(-40) }))
    #expect(abs(latency.median / .milliseconds(1) - 120) < 0.1)
    #expect(latency.jitter < .microseconds(100))
  }

  @Test func `show jitter and its outliers`() throws {
    // Every tenth block comes 15 ms late.
    let latency = try latency(recording { $0 % 10 == 0 ? .milliseconds(15) : .zero })
    #expect(abs(latency.median / .milliseconds(1) - 50) < 0.1)
    #expect((63...65.1).contains(latency.percentile95 / .milliseconds(1)))
    // One mark in seven is late: two differences of 15 ms each.
    #expect((1...5).contains(latency.jitter / .milliseconds(1)))
  }

  @Test func `let no sample pass before the block that brought it was asked for`() {
    var clock = SampleClock(.received)
    clock.note(0..<80, at: .milliseconds(10))
    clock.note(80..<800, at: .milliseconds(20))
    #expect(clock.time(at: 0.02, sampleRate: 8000) == 0.01)
    #expect(abs(clock.time(at: 0.099, sampleRate: 8000) - 0.019) < 1e-9)
    var other = SampleClock(.handedOver)
    other.note(0..<800, at: .zero)
    other.note(800..<880, at: .milliseconds(30))
    #expect(other.time(at: 0.02, sampleRate: 8000) == 0.02)
    #expect(other.time(at: 0.09, sampleRate: 8000) == 0.03)
  }
}
