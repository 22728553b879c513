import Testing

@testable import Sound

@Suite struct `A loopback's dropouts` {
  private static let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(12))

  private func report(on path: PlantedPath) -> LoopbackReport {
    LoopbackAnalysis(Self.signal).report(
      on: LoopbackRecording(samples: path.carry(Self.signal)))
  }

  struct Plant: CustomTestStringConvertible, Sendable {
    let path: PlantedPath
    let kind: Dropout.Kind
    let milliseconds: Double
    let testDescription: String

    init(_ kind: Dropout.Kind, _ milliseconds: Double, noise: Double? = nil, in base: PlantedPath) {
      var path = base
      path.delay = 0.06
      if noise != nil { path.noise = noise }
      let place = 0.6..<0.6 + milliseconds / 1000
      switch kind {
      case .silence: path.holes = [place]
      case .skip: path.skips = [place]
      case .delay, .damage: path.repeats = [place]
      }
      self.path = path
      self.kind = kind
      self.milliseconds = milliseconds
      testDescription = "\(kind.rawValue) of \(milliseconds) ms, noise \(path.noise ?? -98) dBFS"
    }
  }

  private static let plants = [
    Plant(.silence, 6, in: PlantedPath()),
    Plant(.silence, 20, in: PlantedPath()),
    Plant(.silence, 20, noise: -27, in: PlantedPath()),
    Plant(.silence, 20, in: PlantedPath(isTelephoneBand: true, isMuLaw: true)),
    Plant(.silence, 20, noise: -60, in: PlantedPath(echo: 0.05)),
    Plant(.silence, 200, noise: -50, in: PlantedPath(drift: 100)),
    Plant(.skip, 0.125, in: PlantedPath()),
    Plant(.skip, 4, noise: -40, in: PlantedPath(drift: -150)),
    Plant(.skip, 20, noise: -20, in: PlantedPath(isTelephoneBand: true)),
    Plant(.skip, 20, in: PlantedPath(gain: -40)),
    Plant(.skip, 250, noise: -40, in: PlantedPath(isInverted: true)),
    Plant(.delay, 5, in: PlantedPath(isMuLaw: true)),
    Plant(.delay, 20, noise: -30, in: PlantedPath(drift: 200)),
    Plant(.delay, 100, in: PlantedPath()),
  ]

  @Test(arguments: plants)
  func `are found with their kind, place and length`(plant: Plant) throws {
    let report = report(on: plant.path)
    #expect(report.dropouts.count == 1)
    let dropout = try #require(report.dropouts.first)
    #expect(dropout.kind == plant.kind)
    #expect(abs(dropout.time / .seconds(1) - 0.6) < 0.05 + plant.milliseconds / 1000)
    // Echoes fill a hole's beginning.
    let tolerance = plant.path.echo > 0 ? 10 : plant.kind == .silence ? 3 : 0.05
    #expect(abs(dropout.length / .milliseconds(1) - plant.milliseconds) < tolerance)
    #expect(report.verdict.reasons.contains { $0.text.contains("1 dropout affects") })
    #expect(abs(try #require(report.drift) - plant.path.drift) < 1)
  }

  @Test func `are found between the tracks if they shift the sound`() throws {
    let report = report(on: PlantedPath(delay: 0.06, noise: -50, skips: [4.0..<4.02]))
    let dropout = try #require(report.dropouts.first)
    #expect(report.dropouts.count == 1 && dropout.kind == .skip)
    #expect(abs(dropout.length / .milliseconds(1) - 20) < 0.05)
  }

  @Test func `are counted one by one`() {
    let report = report(
      on: PlantedPath(
        delay: 0.06, holes: [0.4..<0.42, 0.6..<0.63, 11.0..<11.01],
        skips: [0.8..<0.82, 10.5..<10.54], repeats: [1.0..<1.02]))
    #expect(report.dropouts.map(\.kind) == [.silence, .silence, .skip, .delay, .skip, .silence])
    #expect(report.verdict.grade == .fails)
  }

  @Test func `are no business of a capture that begins late or ends early`() {
    for path in [PlantedPath(leadIn: -0.3), PlantedPath(tail: -0.5)] {
      let report = report(on: path)
      #expect(report.dropouts.isEmpty)
      #expect(report.marksHeard < report.marksSent)
      #expect(report.verdict.grade == .good)
    }
  }
}
