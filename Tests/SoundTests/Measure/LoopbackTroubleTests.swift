import Telephony
import Testing

@testable import Sound

@Suite struct `A loopback in trouble` {
  private static let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))
  private let analysis = LoopbackAnalysis(signal)

  private func reasons(_ report: LoopbackReport) -> String {
    report.verdict.reasons.map(\.text).joined(separator: "\n")
  }

  @Test(arguments: [0, 1, 7, 2000, 64_000])
  func `fails where nothing comes back`(count: Int) {
    let silence = [Float](repeating: 0, count: count)
    let report = analysis.report(on: LoopbackRecording(samples: silence))
    #expect(report.verdict.grade == .fails)
    #expect(reasons(report).contains("digital silence"))
    #expect(report.marksHeard == 0 && report.digitsRight == 0)
    #expect(report.latency == nil && report.gain == nil && report.drift == nil)
  }

  @Test func `fails where something else is heard`() {
    var noise = NoiseSource()
    let samples = (0..<80_000).map { _ in 0.05 * noise.next() }
    let report = analysis.report(on: LoopbackRecording(samples: samples))
    #expect(report.verdict.grade == .fails)
    #expect(reasons(report).contains("not found"))
    #expect(report.marksHeard == 0)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 3e38, -3e38])
  func `survives samples that are no sound`(value: Float) {
    var samples = PlantedPath(delay: 0.1).carry(Self.signal)
    for index in stride(from: 3, to: samples.count, by: 4001) { samples[index] = value }
    let report = analysis.report(on: LoopbackRecording(samples: samples))
    #expect(report.marksHeard > 0)
    let only = LoopbackRecording(samples: Array(repeating: value, count: 20_000))
    #expect(analysis.report(on: only).verdict.grade == .fails)
  }

  @Test func `fails for a digit that was not heard`() {
    var path = PlantedPath(delay: 0.05)
    let fifth = Self.signal.digits.lowerBound + 5 * 0.16
    path.holes = [fifth..<fifth + 0.09]
    let report = analysis.report(on: LoopbackRecording(samples: path.carry(Self.signal)))
    #expect(report.digitsRight == 15)
    #expect(report.verdict.grade == .fails)
    #expect(reasons(report).contains("15 of 16 digits were heard"))
  }

  @Test func `fails for a digit that was not sent`() {
    var samples = PlantedPath(delay: 0.05).carry(Self.signal)
    // Two digits before the first: one would lie at the edge of what is listened to.
    let start = Int((Self.signal.digits.lowerBound - 0.03) * 8000)
    for (index, sample) in DTMFGenerator(toneLength: .milliseconds(60)).samples(for: [.seven])
      .enumerated() where index < 60 * 8
    {
      samples[start + index] = Float(sample) / 32768
    }
    let report = analysis.report(on: LoopbackRecording(samples: samples))
    #expect(report.digitsHeard.first == .seven)
    #expect(report.verdict.grade == .fails)
    #expect(reasons(report).contains("not sent"))
  }

  @Test func `names xruns`() {
    let samples = PlantedPath(delay: 0.05).carry(Self.signal)
    let report = analysis.report(
      on: LoopbackRecording(samples: samples, underruns: 2, overruns: 1))
    #expect(report.verdict.grade == .usable)
    #expect(reasons(report).hasPrefix("3 xruns"))
  }

  @Test func `says that half of the capture is missing, and when it ends`() throws {
    let samples = PlantedPath(delay: 0.05).carry(Self.signal)
    let report = analysis.report(on: LoopbackRecording(samples: Array(samples[..<30_000])))
    #expect(report.marksHeard > 0 && report.marksHeard == report.marksSent)
    #expect(reasons(report).contains(#/ends at 3\.\d\d s of the signal, 4\.\d\d s before it does/#))
    let end = try #require(report.missing?.endsAt) / .seconds(1)
    #expect(abs(end - 3.7) < 0.01)
    #expect(report.verdict.grade == .fails)
  }
}
