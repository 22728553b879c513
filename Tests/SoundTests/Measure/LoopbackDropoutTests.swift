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
      case .delay, .damage, .click: path.repeats = [place]
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
    // What is repeated is late from its end on, or from any place within that fits as well.
    let end = plant.kind == .delay ? 0.6 + plant.milliseconds / 1000 : 0.6
    let (earliest, latest) = (dropout.earliest / .seconds(1), dropout.latest / .seconds(1))
    #expect(earliest > 0.588 && earliest < end + 0.012)
    #expect(latest > end - 0.012 && latest < end + 0.012)
    // Echoes fill a hole's beginning.
    let tolerance = plant.path.echo > 0 ? 10 : plant.kind == .silence ? 3 : 0.05
    #expect(abs(dropout.length / .milliseconds(1) - plant.milliseconds) < tolerance)
    #expect(report.verdict.reasons.contains { $0.text.contains("1 dropout affects") })
    #expect(abs(try #require(report.drift) - plant.path.drift) < 1)
  }

  /// Places in each part, in seconds.
  private static let places: [(part: String, time: Double)] = {
    let parts = [
      ("first track", signal.firstTrack), ("silence", signal.silence), ("tone", signal.tone),
      ("two tones", signal.twoTones), ("sweep", signal.sweep), ("tail", signal.sweepTail),
      ("digits", signal.digits), ("last track", signal.lastTrack),
    ]
    return parts.map { ($0.0, $0.1.lowerBound + 0.47 * ($0.1.upperBound - $0.1.lowerBound)) }
  }()

  @Test(arguments: places)
  func `are found in every part if they shift the sound`(part: String, time: Double) throws {
    for (milliseconds, drift) in [(7.3, -120.0)] {
      let place = time..<time + milliseconds / 1000
      for (kind, path) in [
        (Dropout.Kind.skip, PlantedPath(delay: 0.06, drift: drift, noise: -60, skips: [place])),
        (.delay, PlantedPath(delay: 0.06, drift: drift, noise: -60, repeats: [place])),
      ] {
        let report = report(on: path)
        let dropout = try #require(report.dropouts.first)
        #expect(report.dropouts.map(\.kind) == [kind], "\(part)")
        #expect(abs(dropout.length / .milliseconds(1) - milliseconds) < 0.2)
        let moment = kind == .skip ? place.lowerBound : place.upperBound
        #expect(dropout.earliest / .seconds(1) < moment + 0.012)
        #expect(dropout.latest / .seconds(1) > moment - 0.012)
        // In silence nobody can tell; elsewhere it is told to some periods of the tone.
        let isQuiet = ["silence", "tail"].contains(part)
        #expect((dropout.latest - dropout.earliest) < .milliseconds(isQuiet ? 1500 : 300))
      }
    }
  }

  @Test(arguments: places)
  func `are found in every part as clicks of one sample`(part: String, time: Double) throws {
    for path in [
      PlantedPath(
        delay: 0.06, isTelephoneBand: true, isMuLaw: true, clicks: [time], clickHeight: 0.5),
      PlantedPath(delay: 0.06, isInverted: true, drift: 50, noise: -60, clicks: [time]),
    ] {
      let dropouts = report(on: path).dropouts
      let click = try #require(dropouts.first, "\(part)")
      #expect(dropouts.map(\.kind) == [.click])
      #expect(abs(try #require(click.time) / .seconds(1) - time) < 0.002)
    }
  }

  @Test
  func `are told from three mutes outside of the tracks, and named where they spoil a figure`()
    throws
  {
    let mutes = [Self.signal.tone, Self.signal.sweep, Self.signal.digits].map { part in
      part.lowerBound + 0.4..<part.lowerBound + 0.6
    }
    let report = report(on: PlantedPath(delay: 0.06, noise: -70, holes: mutes))
    let inDigits = report.dropouts.filter { $0.earliest / .seconds(1) > mutes[2].lowerBound - 0.01 }
    #expect(report.dropouts.allSatisfy { $0.kind == .silence })
    for mute in mutes[..<2] {
      let found = report.dropouts.first { abs($0.earliest / .seconds(1) - mute.lowerBound) < 0.005 }
      #expect(abs(try #require(found).length / .milliseconds(1) - 200) < 5)
    }
    // Between two digits nothing is missed.
    #expect(!inDigits.isEmpty)
    #expect(Set(report.spoilers.keys) == [.tone, .response, .digits])
    let reasons = report.verdict.reasons.map(\.text)
    #expect(!reasons.contains { $0.contains("the gain varies") })
    #expect(reasons.contains { $0.contains("digits were heard; spoilt by silence of") })
    let spread = try #require(report.response).spread(in: FrequencyResponse.telephoneBand)
    #expect(spread.lowerBound > -1 && spread.upperBound < 1)
    #expect(report.watched > .seconds(11.8))
  }

  @Test func `are known to lie between two moments where nothing sounds`() throws {
    let middle = (Self.signal.silence.lowerBound + Self.signal.silence.upperBound) / 2
    let report = report(on: PlantedPath(delay: 0.06, noise: -50, skips: [middle..<middle + 0.02]))
    let dropout = try #require(report.dropouts.first)
    #expect(report.dropouts.count == 1 && dropout.kind == .skip && dropout.time == nil)
    #expect(abs(dropout.length / .milliseconds(1) - 20) < 0.05)
    #expect(abs(dropout.earliest / .seconds(1) - Self.signal.silence.lowerBound) < 0.03)
    #expect(abs(dropout.latest / .seconds(1) - Self.signal.silence.upperBound) < 0.03)
    #expect(dropout.text.hasPrefix("skip of 20.0 ms between "))
    #expect(report.spoilers.isEmpty)
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
      #expect(report.marksHeard == report.marksSent)
      #expect(report.missing?.share ?? 0 > 0)
      #expect(report.verdict.grade == .good)
    }
  }
}
