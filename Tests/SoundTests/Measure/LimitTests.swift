import Testing

@testable import Sound

@Suite struct `A report's limits` {
  private static let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))

  static func report(on path: PlantedPath) -> LoopbackReport {
    LoopbackAnalysis(signal).report(on: LoopbackRecording(samples: path.carry(signal)))
  }

  /// The figures that a profile finds fault with, by grade.
  private func faults(
    of path: PlantedPath, by profile: LimitProfile
  ) -> [String: LoopbackVerdict.Grade] {
    let verdict = PathJudgement(Self.report(on: path), by: profile).verdict
    return Dictionary(verdict.reasons.map { ($0.figure, $0.grade) }) { $1 }
  }

  @Test func `are for figures that there are`() {
    let names = Set(Figure.all.map(\.name))
    #expect(names.count == Figure.all.count)
    for profile in LimitProfile.all {
      #expect(names.isSuperset(of: profile.limits.keys), "\(profile.name)")
      for (name, limits) in profile.limits {
        for bound in [limits.good.least, limits.good.greatest].compactMap(\.self) {
          #expect(limits.usable.contains(bound), "\(profile.name): \(name)")
        }
      }
    }
    #expect(Set(LimitProfile.all.map(\.name)) == ["loopback", "g712", "handset"])
  }

  @Test(arguments: [
    ("loopback", PlantedPath()), ("g712", PlantedPath()), ("handset", PlantedPath()),
    ("loopback", PlantedPath(delay: 0.1, gain: -12, drift: 60, noise: -60, isTelephoneBand: true)),
    ("g712", PlantedPath(delay: 0.02, isMuLaw: true)),
    ("handset", PlantedPath(delay: 0.1, gain: -25, noise: -70, echo: 0.05)),
  ])
  func `leave a path good that is what its profile is for`(
    profile: String, path: PlantedPath
  ) throws {
    let faults = faults(of: path, by: try #require(LimitProfile.named(profile)))
    #expect(faults == [:], "\(Self.report(on: path).dropouts)")
  }

  @Test(
    arguments: [
      ("loopback", PlantedPath(delay: 0.4), ["latency.median_ms": .usable]),
      ("loopback", PlantedPath(delay: 0.9), ["latency.median_ms": .fails]),
      ("loopback", PlantedPath(gain: -20), ["gain_db": .usable]),
      ("loopback", PlantedPath(gain: -35), ["gain_db": .fails]),
      ("handset", PlantedPath(gain: -35), ["gain_db": .usable]),
      ("loopback", PlantedPath(noise: -40), ["snr_db": .usable]),
      ("handset", PlantedPath(noise: -39), [:]),
      ("handset", PlantedPath(noise: -30), ["snr_db": .usable]),
      ("loopback", PlantedPath(delay: 0.05, drift: 200), ["drift_ppm": .usable]),
      ("g712", PlantedPath(delay: 0.05, drift: 200), ["drift_ppm": .fails]),
      // 6 dB down at 310 Hz.
      ("loopback", PlantedPath(isTelephoneBand: true), [:]),
      ("g712", PlantedPath(isTelephoneBand: true), ["response.300-2400_hz": .fails]),
      (
        "loopback", PlantedPath(ceiling: 0.2),
        ["clipped": .usable, "distortion_percent": .usable]
      ),
      ("loopback", PlantedPath(noise: -60, holes: [0.4..<0.41]), ["lost_percent": .usable]),
    ] as [(String, PlantedPath, [String: LoopbackVerdict.Grade])])
  func `name the figure that is beyond them`(
    profile: String, path: PlantedPath, expected: [String: LoopbackVerdict.Grade]
  ) throws {
    #expect(try faults(of: path, by: #require(LimitProfile.named(profile))) == expected)
  }

  @Test(arguments: [
    (PlantedPath(ceiling: 0.2), "tone.total_distortion_db"),
    (PlantedPath(ceiling: 0.2), "intermodulation.strongest_db"),
    (PlantedPath(noise: -55), "noise.psophometric_dbm0p"),
  ])
  func `of ITU-T G.712 name distortion and noise`(path: PlantedPath, figure: String) {
    #expect(faults(of: path, by: .g712)[figure] == .fails)
  }

  @Test func `tell what was measured, what is good and what is the limit`() throws {
    let late = Self.report(on: PlantedPath(delay: 0.4)).verdict.reasons
    #expect(
      late.map(\.text) == [
        "the round trip takes 400 ms, 200 ms one way; good up to 300 ms, limit 800 ms (ITU-T G.114, whose 150 and 400 ms go one way)"
      ])
    let quiet = Self.report(on: PlantedPath(gain: -20)).verdict.reasons
    #expect(
      quiet.map(\.text) == [
        "the gain is -20 dB; good from -16 dB, limit -30 dB; set the playback or capture level"
      ])
    let fast = Self.report(on: PlantedPath(delay: 0.05, drift: -200)).verdict.reasons
    #expect(
      fast.map(\.text) == [
        "the clocks are 200 ppm apart; good within ±100 ppm, limit ±1000 ppm"
      ])
    let narrow = PathJudgement(Self.report(on: PlantedPath(isTelephoneBand: true)), by: .g712)
    let text = try #require(narrow.verdict.reasons.first).text
    #expect(
      text.contains(/^at 3\d\d Hz the gain is -\d\.\d dB beside that at 1 kHz; limit ±0.5 dB/))
    #expect(text.hasSuffix("(ITU-T G.712 clause 7)"))
  }

  @Test func `demand a figure that has a limit of one's own`() {
    var own = LimitProfile(name: "own", limits: [:])
    own.limits["response.low_hz"] = FigureLimits(
      good: .init(greatest: 300), usable: .init(greatest: 300), isRequired: true)
    let half = Self.signal.samples.prefix(12_000)
    let report = LoopbackAnalysis(Self.signal).report(on: LoopbackRecording(samples: Array(half)))
    #expect(report.response == nil && report.marksHeard > 0)
    let judged = PathJudgement(report, by: own)
    #expect(judged.verdict.reasons.map(\.figure) == ["response.low_hz"])
    #expect(judged.verdict.grade == .fails)
    own.limits["response.low_hz"]?.isRequired = false
    #expect(PathJudgement(report, by: own).verdict.grade == .good)
  }

  @Test func `find one fault only where nothing was heard`() {
    let silence = LoopbackRecording(samples: [Float](repeating: 0, count: 20_000))
    let report = LoopbackAnalysis(Self.signal).report(on: silence)
    for profile in LimitProfile.all {
      let judged = PathJudgement(report, by: profile)
      #expect(judged.verdict.reasons.map(\.figure) == ["marks_heard"])
      #expect(judged.figures.allSatisfy { $0.grade == nil })
    }
  }
}
