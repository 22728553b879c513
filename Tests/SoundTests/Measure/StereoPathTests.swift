import Foundation
import Testing

@testable import Sound

/// A path of two channels with known faults, as an array operation.
struct PlantedStereoPath: Sendable, CustomTestStringConvertible {
  /// What of left and right comes out at left and at right: the amplitudes' factors.
  var toLeft: (left: Float, right: Float) = (1, 0)
  var toRight: (left: Float, right: Float) = (0, 1)
  /// How many samples later each comes out than the other.
  var late = (left: 0, right: 0)
  /// The amplitudes of white noise on each.
  var noise: (left: Float, right: Float) = (0, 0)
  /// How many samples of silence come first.
  var lead = 400
  /// Stretches that are silent on left and on right, in seconds of what is played.
  var mutes: (left: [Range<Double>], right: [Range<Double>]) = ([], [])
  /// Stretches that are left out of both.
  var skips: [Range<Double>] = []

  var testDescription: String { "\(toLeft) \(toRight) \(late) \(noise)" }

  func carry(_ clip: AudioClip) -> LoopbackRecording {
    var (first, second) = (NoiseSource(seed: 3), NoiseSource(seed: 4))
    let frames = clip.samples.count / 2
    var heard = [Float](repeating: 0, count: 2 * (frames + lead + 2000))
    let sent = { (frame: Int, channel: Int) -> Float in
      frame >= 0 && frame < frames ? clip.samples[2 * frame + channel] : 0
    }
    for frame in 0..<heard.count / 2 {
      let (l, r) = (frame - lead - late.left, frame - lead - late.right)
      let left = toLeft.left * sent(l, 0) + toLeft.right * sent(l, 1)
      let right = toRight.left * sent(r, 0) + toRight.right * sent(r, 1)
      heard[2 * frame] = rounded(left + noise.left * first.next())
      heard[2 * frame + 1] = rounded(right + noise.right * second.next())
    }
    let index = { (time: Double) in lead + Int((time * Double(clip.sampleRate)).rounded()) }
    for (channel, mutes) in [mutes.left, mutes.right].enumerated() {
      for mute in mutes {
        for frame in index(mute.lowerBound)..<index(mute.upperBound) {
          heard[2 * frame + channel] = 0
        }
      }
    }
    for skip in skips.sorted(by: { $0.lowerBound > $1.lowerBound }) {
      heard.removeSubrange(2 * index(skip.lowerBound)..<2 * index(skip.upperBound))
    }
    return LoopbackRecording(samples: heard, channels: 2)
  }

  /// A capture has 16 bits.
  private func rounded(_ value: Float) -> Float {
    max(-1, min(32767.0 / 32768, (value * 32768).rounded() / 32768))
  }
}

@Suite struct `A loop of two channels` {
  private static let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8)).inStereo

  private func report(
    _ path: PlantedStereoPath, by signal: LoopbackSignal = signal
  ) -> LoopbackReport {
    LoopbackAnalysis(signal).report(on: path.carry(signal.clip))
  }

  private func measured(_ path: PlantedStereoPath) throws -> ChannelMeasurements {
    try #require(report(path).channels)
  }

  @Test(arguments: [8000, 16_000, 44_100, 48_000])
  func `is good if it keeps the channels apart`(rate: Int) throws {
    let signal = LoopbackSignal(sampleRate: rate, length: .seconds(8)).inStereo
    let report = report(PlantedStereoPath(), by: signal)
    #expect(report.verdict == LoopbackVerdict(reasons: []))
    let found = try #require(report.channels)
    #expect(!found.isSwapped && !found.isMono && found.dead.isEmpty)
    #expect(found.isInverted == false)
    #expect(abs(try #require(found.balance)) < 0.01)
    #expect(abs(try #require(found.delay)) < 5e-6)
    #expect(try #require(found.strongestCrosstalk) < -90)
    #expect(found.gains.allSatisfy { abs($0 ?? 99) < 0.01 })
    #expect(found.reports.allSatisfy { $0.digitsRight == 16 && $0.dropouts.isEmpty })
  }

  @Test func `plays on left, on right and on both, one after another`() {
    let clip = Self.signal.clip
    let solos = Self.signal.solos
    let power = { (part: Range<Double>, channel: Int) in
      (Int(part.lowerBound * 8000)..<Int(part.upperBound * 8000)).reduce(0.0) {
        $0 + pow(Double(clip.samples[2 * $1 + channel]), 2)
      }
    }
    for (channel, solo) in solos.enumerated() {
      let whole = solo.tone.lowerBound..<solo.sweepTail.upperBound
      #expect(power(whole, channel) > 100 && power(whole, 1 - channel) == 0)
    }
    let both = 0.2..<7.5
    #expect(power(both, 0) > 100 && power(both, 0) == power(both, 1))
    #expect(solos[0].sweepTail.upperBound < solos[1].tone.lowerBound)
    #expect(clip.duration == .seconds(13))
    #expect(clip.samples.allSatisfy { abs($0) < 0.51 })
  }

  /// In the parts that a channel plays alone, whatever the path makes of the channels.
  @Test(arguments: [
    PlantedStereoPath(), PlantedStereoPath(noise: (1e-4, 1e-4)),
    PlantedStereoPath(toLeft: (0, 1), toRight: (1, 0)),
    PlantedStereoPath(toLeft: (0.5, 0.5), toRight: (0.5, 0.5)),
    PlantedStereoPath(toRight: (0.03, 0.7), noise: (1e-4, 1e-4)),
  ])
  func `names what is missing where one channel plays alone`(path: PlantedStereoPath) throws {
    #expect(report(path).dropouts.isEmpty)
    let place = path.toLeft.left == 0 ? Self.signal.solos[0].sweep : Self.signal.solos[1].sweep
    let mute = place.lowerBound + 0.6..<place.lowerBound + 0.8
    var muted = path
    muted.mutes.right = [mute]
    let found = report(muted).dropouts
    #expect(found.map(\.kind) == [.silence] && found.map(\.channel) == [.right])
    let dropout = try #require(found.first)
    #expect(abs(dropout.earliest / .seconds(1) - mute.lowerBound) < 0.006)
    #expect(abs(dropout.length / .milliseconds(1) - 200) < 8)

    var skipping = path
    let skip = place.lowerBound + 0.5..<place.lowerBound + 0.52
    skipping.skips = [skip]
    let jumps = report(skipping).dropouts
    #expect(jumps.map(\.kind) == [.skip] && jumps.map(\.channel) == [nil])
    let jump = try #require(jumps.first)
    #expect(abs(jump.length / .milliseconds(1) - 20) < 0.1)
    #expect(jump.earliest / .seconds(1) < skip.lowerBound + 0.012)
    #expect(jump.latest / .seconds(1) > skip.lowerBound - 0.012)
  }

  @Test func `tells a dropout on both channels once`() throws {
    var path = PlantedStereoPath()
    path.mutes = ([0.35..<0.45], [0.35..<0.45, 5.9..<6])
    let found = report(path).dropouts
    #expect(found.map(\.channel) == [nil, .right])
  }

  @Test(arguments: [(1, -1), (0.5, -0.5), (-0.7, 0.7)] as [(Float, Float)])
  func `tells that only the difference is passed`(left: Float, right: Float) throws {
    for noise: Float in [0, 1e-4] {
      let path = PlantedStereoPath(
        toLeft: (left, right), toRight: (left, right), noise: (noise, noise))
      let report = report(path)
      let found = try #require(report.channels)
      #expect(found.isDifference && found.isMono)
      #expect(report.verdict.grade == .fails)
      #expect(report.verdict.reasons.map(\.figure) == ["channels.difference"])
    }
    let noise = PlantedStereoPath(toLeft: (0, 0), toRight: (0, 0), noise: (0.01, 0.01))
    #expect(report(noise).channels == nil)
  }

  @Test func `tells that left came right`() throws {
    let report = report(PlantedStereoPath(toLeft: (0, 1), toRight: (1, 0)))
    let found = try #require(report.channels)
    #expect(found.isSwapped && !found.isMono && found.dead.isEmpty)
    #expect(try #require(found.strongestCrosstalk) < -90)
    #expect(report.verdict.grade == .fails)
    #expect(report.verdict.reasons.map(\.figure) == ["channels.swapped"])
  }

  @Test(arguments: [(Float(0.5), Float(0.5)), (1, 0.9), (0.5, -0.4)])
  func `tells that both carry the sum`(left: Float, right: Float) throws {
    let report = report(PlantedStereoPath(toLeft: (left, right), toRight: (left, right)))
    let found = try #require(report.channels)
    #expect(found.isMono && !found.isSwapped && found.dead.isEmpty)
    #expect(report.verdict.reasons.map(\.figure).contains("channels.mono"))
    #expect(report.verdict.grade == .fails)
  }

  @Test(arguments: [-20.0, -30, -50, -60])
  func `measures crosstalk one way`(level: Double) throws {
    let leak = Float(pow(10, level / 20))
    let report = report(PlantedStereoPath(toRight: (leak, 1), noise: (1e-4, 1e-4)))
    let found = try #require(report.channels)
    let (rightward, leftward) = (try #require(found.crosstalk[0]), try #require(found.crosstalk[1]))
    #expect(abs(rightward.level - level) < 0.3 && abs(rightward.toneLevel - level) < 0.3)
    #expect(leftward.level < -75 && leftward.toneLevel < -85)
    #expect(abs(try #require(found.balance)) < 0.01 && !found.isMono && !found.isSwapped)
    for band in rightward.bands where level > -55 && band.frequency > 150 {
      #expect(abs(band.level - level) < 1, "\(band.frequency) Hz")
    }
    let isNamed = report.verdict.reasons.contains { $0.figure == "channels.crosstalk_db" }
    #expect(isNamed == (level > -40))
  }

  @Test func `measures crosstalk the other way through swapped channels`() throws {
    let found = try measured(PlantedStereoPath(toLeft: (0, 1), toRight: (1, 0.0316)))
    #expect(found.isSwapped)
    let (rightward, leftward) = (try #require(found.crosstalk[0]), try #require(found.crosstalk[1]))
    #expect(rightward.level < -90 && abs(leftward.level + 30) < 0.3)
  }

  @Test(arguments: [3.0, -3, 10, 1])
  func `measures balance`(decibels: Double) throws {
    let right = Float(pow(10, -decibels / 20))
    let report = report(PlantedStereoPath(toRight: (0, right), noise: (1e-4, 1e-4)))
    let found = try #require(report.channels)
    #expect(abs(try #require(found.balance) - decibels) < 0.02)
    #expect(abs(try #require(found.gains[1]) + decibels) < 0.02 && found.dead.isEmpty)
    let isNamed = report.verdict.reasons.contains { $0.figure == "channels.balance_db" }
    #expect(isNamed == (abs(decibels) > 2))
  }

  @Test func `tells which polarity each channel has`() throws {
    let report = report(PlantedStereoPath(toRight: (0, -1)))
    let found = try #require(report.channels)
    #expect(found.isInverted == true)
    #expect(!found.report(on: .left).isInverted && found.report(on: .right).isInverted)
    #expect(report.verdict.reasons.map(\.figure) == ["channels.inverted"])
    let both = try measured(PlantedStereoPath(toLeft: (-1, 0), toRight: (0, -1)))
    #expect(both.isInverted == false && both.reports.allSatisfy(\.isInverted))
  }

  @Test(arguments: [12, -12, 1])
  func `measures how much later one channel is`(samples: Int) throws {
    let late = (left: max(0, -samples), right: max(0, samples))
    let report = report(PlantedStereoPath(late: late, noise: (1e-4, 1e-4)))
    let found = try #require(report.channels)
    #expect(abs(try #require(found.delay) - Double(samples) / 8000) < 5e-6)
    #expect(report.verdict.reasons.map(\.figure) == ["channels.delay_ms"])
  }

  @Test(arguments: ChannelMeasurements.Channel.allCases)
  func `names a dead channel`(dead: ChannelMeasurements.Channel) throws {
    var path = PlantedStereoPath(noise: (1e-4, 1e-4))
    if dead == .left { path.toLeft = (0, 0) } else { path.toRight = (0, 0) }
    let report = report(path)
    let found = try #require(report.channels)
    #expect(found.dead == [dead] && !found.isSwapped && !found.isMono)
    #expect(found.balance == nil && found.strongestCrosstalk == nil && found.delay == nil)
    #expect(report.digitsRight == 16)
    #expect(report.verdict.grade == .fails)
    #expect(report.verdict.reasons.map(\.figure) == ["channels.dead"])
    #expect(report.verdict.reasons[0].text.contains("\(dead.name) channel"))
    // A wire that isn't connected has digital silence.
    path.noise = (0, 0)
    #expect(try measured(path).dead == [dead])
  }

  @Test func `doesn't call a channel dead whose own part isn't in the recording`() throws {
    let whole = PlantedStereoPath().carry(Self.signal.clip)
    for seconds in [7.5, 10] {
      var recording = LoopbackRecording(
        samples: Array(whole.samples.prefix(2 * Int(seconds * 8000))), channels: 2)
      recording.isTimed = false
      let report = LoopbackAnalysis(Self.signal).report(on: recording)
      let found = try #require(report.channels)
      #expect(found.dead.isEmpty && found.balance == nil)
    }
  }

  @Test func `takes left on both sides for a dead right channel`() throws {
    let found = try measured(PlantedStereoPath(toRight: (1, 0)))
    #expect(found.dead == [.right] && !found.isSwapped && !found.isMono)
  }

  @Test func `measures each channel's noise`() throws {
    // White noise of amplitude a has a level of a·√2 beside a full-scale sine.
    let report = report(PlantedStereoPath(noise: (1e-4, 0.02)))
    let found = try #require(report.channels)
    let floors = found.reports.map { $0.noiseFloor ?? 0 }
    #expect(abs(floors[0] + 77) < 0.5 && abs(floors[1] + 31) < 0.5)
    let noisy = try #require(report.verdict.reasons.first { $0.figure == "snr_db" })
    #expect(noisy.text.hasPrefix("right: "))
    #expect(report.verdict.grade == .usable)
  }

  @Test func `fails if nothing is heard`() throws {
    let report = report(PlantedStereoPath(toLeft: (0, 0), toRight: (0, 0)))
    #expect(report.marksHeard == 0 && report.verdict.grade == .fails)
  }

  @Test func `has a signal that is recognised with both channels and with one`() throws {
    let clip = Self.signal.clip
    let known = try #require(LoopbackSignal(matchingStereo: clip))
    #expect(known.channels == 2 && known.samples.count == Self.signal.samples.count)
    var other = clip
    other.samples[99_999] += 0.1
    #expect(LoopbackSignal(matchingStereo: other) == nil)
    #expect(LoopbackSignal(matchingStereo: clip.channel(0)) == nil)
    let heard = AudioClip(
      samples: PlantedStereoPath().carry(clip).samples, channels: 2, sampleRate: 8000)
    let found = try #require(LoopbackSignal(heardIn: heard.channel(1)))
    #expect(found.samples.count == Self.signal.samples.count)
  }
}
