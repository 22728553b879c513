import Testing

@testable import Sound

@Suite struct `A baseline` {
  private typealias Limits = `A report's limits`

  /// The figures that differ, worse or better.
  private func changes(
    from before: PlantedPath, to after: PlantedPath, tolerances: [String: Double] = [:]
  ) -> [String: Bool] {
    let changes = Baseline(Limits.report(on: before))
      .changes(to: Limits.report(on: after), tolerances: tolerances)
    return Dictionary(uniqueKeysWithValues: changes.map { ($0.figure.name, $0.isRegression) })
  }

  @Test func `finds no change where there is none`() {
    let path = PlantedPath(delay: 0.05, gain: -6, drift: 20, noise: -60)
    var other = path
    other.seed = 7
    #expect(changes(from: path, to: path) == [:])
    #expect(changes(from: path, to: other) == [:])
  }

  /// What noise makes worse, at any level.
  private static let noisy = [
    "snr_db", "tone.sinad_db", "tone.total_distortion_db", "intermodulation.strongest_db",
    "distortion_percent",
  ]

  @Test(arguments: [
    (PlantedPath(delay: 0.08, noise: -60), ["latency.median_ms", "latency.p95_ms"], []),
    (
      PlantedPath(delay: 0.05, gain: -3, noise: -60),
      ["gain_db", "weighted_loss_db", "peak_dbfs", "snr_db"], noisy
    ),
    (
      PlantedPath(delay: 0.05, noise: -50),
      ["snr_db", "noise_floor_dbfs", "noise.psophometric_dbm0p", "tone.sinad_db"], noisy
    ),
    (PlantedPath(delay: 0.05, drift: -80, noise: -60), ["drift_ppm"], []),
    (PlantedPath(delay: 0.05, noise: -60, holes: [0.4..<0.43]), ["lost_percent"], []),
  ])
  func `names what became worse, and only that`(
    path: PlantedPath, figures: [String], possible: [String]
  ) {
    let worse = changes(from: PlantedPath(delay: 0.05, noise: -60), to: path).filter(\.value).keys
    #expect(Set(figures).isSubset(of: worse))
    #expect(Set(worse).isSubset(of: figures + possible))
  }

  @Test func `doesn't mind what became better`() {
    let found = changes(
      from: PlantedPath(delay: 0.2, drift: -80, noise: -40),
      to: PlantedPath(delay: 0.05, noise: -60))
    #expect(!found.isEmpty && found.values.allSatisfy { !$0 })
    #expect(
      Set(found.keys).isSuperset(of: ["latency.median_ms", "drift_ppm", "snr_db"]))
  }

  @Test func `keeps to a tolerance of one's own`() {
    let (before, after) = (PlantedPath(delay: 0.05), PlantedPath(delay: 0.053))
    #expect(changes(from: before, to: after) == [:])
    let strict = changes(from: before, to: after, tolerances: ["latency.median_ms": 1])
    #expect(strict == ["latency.median_ms": true])
  }

  @Test func `misses what can't be measured any more`() throws {
    let silence = LoopbackRecording(samples: [Float](repeating: 0, count: 20_000))
    let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))
    let changes = Baseline(Limits.report(on: PlantedPath()))
      .changes(to: LoopbackAnalysis(signal).report(on: silence))
    #expect(changes.allSatisfy { $0.isRegression && $0.now == nil })
    let text = try #require(changes.first { $0.figure.name == "snr_db" }).text
    #expect(text.hasSuffix("dB and can't be measured now"))
  }

  @Test func `tells both values and the tolerance`() throws {
    let changes = Baseline(Limits.report(on: PlantedPath(delay: 0.05)))
      .changes(to: Limits.report(on: PlantedPath(delay: 0.08)))
    #expect(
      changes.first?.text
        == "latency.median_ms was 50.0 ms and is 80.0 ms, worse by more than 10 ms")
  }
}
