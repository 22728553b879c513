import Telephony
import Testing

@testable import Sound

@Suite struct `A loopback's analysis` {
  private static let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))

  private func report(
    on path: PlantedPath, by signal: LoopbackSignal = signal
  ) -> LoopbackReport {
    LoopbackAnalysis(signal).report(on: LoopbackRecording(samples: path.carry(signal)))
  }

  @Test(arguments: [8000, 11_025, 16_000, 44_100, 48_000])
  func `finds nothing wrong with a perfect path`(sampleRate: Int) throws {
    let report = report(
      on: PlantedPath(), by: LoopbackSignal(sampleRate: sampleRate, length: .seconds(8)))
    #expect(report.verdict == LoopbackVerdict(reasons: []))
    #expect(report.verdict.grade == .good)
    #expect(report.marksHeard == report.marksSent && report.marksSent > 30)
    let latency = try #require(report.latency)
    #expect(abs(latency.median / .microseconds(1)) < 5)
    #expect(latency.jitter < .microseconds(5))
    #expect(abs(try #require(report.gain)) < 0.01)
    #expect(try #require(report.signalToNoise) > 80)
    #expect(try #require(report.distortion) < 0.1)
    #expect(abs(try #require(report.drift)) < 0.1)
    let spread = try #require(report.response).spread(in: 50...3400)
    #expect(spread.lowerBound > -0.1 && spread.upperBound < 0.1)
    #expect(report.digitsHeard == DTMFDigit.allCases)
    #expect(!report.isClipped && !report.isInverted && report.dropouts.isEmpty)
  }

  @Test(arguments: [0.0123456, 0.149, 0.5, 1, 1.9])
  func `measures a delay to some microseconds`(seconds: Double) throws {
    let latency = try #require(report(on: PlantedPath(delay: seconds, noise: -50)).latency)
    for value in [latency.median, latency.percentile95] {
      #expect(abs(value / .seconds(1) - seconds) < 10e-6)
    }
    #expect(latency.jitter < .microseconds(20))
  }

  /// Of a sample that waits 30 ms in each queue and is heard 80 ms after it was handed over, 20 ms are
  /// left; some sound servers count more than there is.
  @Test(
    arguments: [(30, 20, nil), (40, 0, nil), (41, 0, nil), (50, nil, 20)]
      as [(Double, Double?, Double?)])
  func `tells a latency without queues, unless their accounts can't be right`(
    queue: Double, systemic: Double?, overstated: Double?
  ) throws {
    var recording = LoopbackRecording(samples: PlantedPath(delay: 0.08).carry(Self.signal))
    let end = recording.samples.count
    recording.sounded = SampleClock(.received)
    recording.sounded?.note(0..<1, at: .milliseconds(queue))
    recording.pickedUp = SampleClock(.received)
    recording.pickedUp?.note(0..<end, at: .seconds(Double(end) / 8000) - .milliseconds(queue))
    let latency = try #require(LoopbackAnalysis(Self.signal).report(on: recording).latency)
    let values = [(latency.systemic, systemic), (latency.overstated, overstated)]
    for (found, expected) in values {
      #expect((found == nil) == (expected == nil))
      if let found, let expected { #expect(abs(found / .milliseconds(1) - expected) < 0.3) }
    }
  }

  @Test(arguments: [
    (0.1, nil), (0.28, nil), (0.32, LoopbackVerdict.Grade.usable), (0.7, .usable), (0.85, .fails),
  ])
  func `judges half of a round trip by ITU-T G.114`(seconds: Double, grade: LoopbackVerdict.Grade?)
  {
    let reasons = report(on: PlantedPath(delay: seconds)).verdict.reasons
    #expect(reasons.map(\.grade) == (grade.map { [$0] } ?? []))
    let text = "the round trip takes \(Int(seconds * 1000)) ms, \(Int(seconds * 500)) ms one way"
    #expect(reasons.allSatisfy { $0.text.hasPrefix(text) })
  }

  @Test(arguments: [(-200.0, nil), (-30, -30.0), (0.7, -40), (20, -50), (200, -40), (950, nil)])
  func `measures the clocks' drift to a tenth of a ppm`(ppm: Double, noise: Double?) throws {
    let report = report(
      on: PlantedPath(delay: 0.05, drift: ppm, noise: noise), by: LoopbackSignal(sampleRate: 8000))
    #expect(abs(try #require(report.drift) - ppm) < 0.1 + abs(ppm) / 5000)
    #expect(report.dropouts.isEmpty)
    #expect(report.verdict.reasons.contains { $0.text.contains("ppm apart") } == (abs(ppm) > 100))
  }

  @Test(arguments: [-40.0, -20, -6, 6])
  func `measures gain`(decibels: Double) throws {
    let report = report(on: PlantedPath(delay: 0.05, gain: decibels))
    #expect(abs(try #require(report.gain) - decibels) < 0.02)
    #expect(report.marksHeard == report.marksSent)
    let isNamed = report.verdict.reasons.contains { $0.figure == "gain_db" }
    #expect(isNamed == (decibels < -16))
    #expect(report.verdict.grade == (decibels < -30 ? .fails : decibels < -16 ? .usable : .good))
  }

  @Test(arguments: [(-60.0, LoopbackVerdict.Grade.good), (-40, .usable), (-24, .fails)])
  func `measures noise`(level: Double, grade: LoopbackVerdict.Grade) throws {
    let report = report(on: PlantedPath(delay: 0.05, noise: level))
    #expect(abs(try #require(report.noiseFloor) - level) < 0.3)
    #expect(abs(try #require(report.signalToNoise) - (-12.1 - level)) < 0.4)
    #expect(report.verdict.grade == grade)
    let isNamed = report.verdict.reasons.contains { $0.text.hasSuffix("limit 15 dB") }
    #expect(isNamed == (grade != .good))
    #expect(report.dropouts.isEmpty)
  }

  @Test func `is not disturbed by a path that turns the sound upside down`() {
    let report = report(on: PlantedPath(delay: 0.05, isInverted: true, noise: -40))
    #expect(report.isInverted)
    #expect(report.digitsRight == 16 && report.dropouts.isEmpty)
    #expect(report.marksHeard == report.marksSent)
  }

  @Test(arguments: [(12.0, Float(1)), (0, 0.2), (6, 0.4)])
  func `sees that sound is clipped`(gain: Double, ceiling: Float) throws {
    let report = report(on: PlantedPath(delay: 0.05, gain: gain, ceiling: ceiling))
    #expect(report.isClipped)
    #expect(report.verdict.reasons.contains { $0.text.hasPrefix("the sound is clipped") })
    #expect(report.verdict.grade > .good)
  }

  @Test func `measures a telephone's band`() throws {
    let report = report(on: PlantedPath(delay: 0.05, noise: -60, isTelephoneBand: true))
    let passband = try #require(report.response).passband
    // The planted filter is 6 dB down at 310 and at 3450 Hz; a band is a twelfth of an octave.
    #expect((285...325).contains(passband.lowerBound))
    #expect((3280...3650).contains(passband.upperBound))
    #expect(report.verdict.grade == .good)
    #expect(report.marksHeard == report.marksSent && report.digitsRight == 16)
  }

  @Test func `takes a path of µ-law for good`() throws {
    let report = report(on: PlantedPath(delay: 0.05, isTelephoneBand: true, isMuLaw: true))
    #expect(report.verdict.grade == .good)
    #expect((0.5...3).contains(try #require(report.distortion)))
    #expect(!report.isClipped)
  }

  @Test func `hears through a constant offset and hum`() throws {
    let report = report(on: PlantedPath(delay: 0.05, offset: 0.05))
    #expect(report.marksHeard == report.marksSent && report.dropouts.isEmpty)
    #expect(abs(try #require(report.gain)) < 0.02)
    #expect(try #require(report.noiseFloor) < -80)
  }

  @Test(arguments: [0.05, 0.1, 0.2] as [Float])
  func `finds no dropout in a room's echoes`(echo: Float) throws {
    let report = report(on: PlantedPath(delay: 0.05, noise: -60, echo: echo))
    #expect(report.marksHeard == report.marksSent && report.dropouts.isEmpty)
    #expect(abs(try #require(report.latency).median / .milliseconds(1) - 50) < 0.5)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `finds no dropout in noise`(seed: UInt64) {
    let report = report(on: PlantedPath(delay: 0.05, noise: -18, seed: seed))
    #expect(report.dropouts.isEmpty)
    #expect(report.marksHeard == report.marksSent)
  }
}
