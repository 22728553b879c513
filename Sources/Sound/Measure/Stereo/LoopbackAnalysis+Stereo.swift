import Glibc

extension LoopbackAnalysis {
  /// The report on what two channels captured: the figures are those of the left one, or of the right
  /// one if only that is heard; the dropouts are those of both.
  func stereoReport(on recording: LoopbackRecording) -> LoopbackReport {
    let together = signal.heard([1, 1])
    var paths = (0..<2).map { FollowedPath(together, recording.channel($0)) }
    guard let followed = paths.first(where: \.isHeard) else {
      return differenceReport(on: paths)
    }
    let timeline = followed.timeline
    let delays = signal.solos.map {
      timeline.delay(at: $0.sweep.lowerBound) - timeline.slope * $0.sweep.lowerBound
    }
    let solos = solos(in: paths, delays, clocks: 1 + timeline.slope)
    for index in 0..<2 where paths[index].isHeard {
      paths[index].listen(to: signal)
    }
    let reports = paths.map { report(on: $0) }
    let heard = reports[0].marksHeard == 0 && reports[1].marksHeard > 0 ? 1 : 0
    var main = reports[heard]
    main.dropouts = Dropout.together(reports.map(\.dropouts))
    main.channels = channels(solos, reports, levels: reports.compactMap(\.levelHeard))
    return main
  }

  /// The report if nothing is heard of what is on both channels, as on a path that passes their
  /// difference alone.
  private func differenceReport(on paths: [FollowedPath]) -> LoopbackReport {
    let reports = paths.map { report(on: $0) }
    var main = reports[0]
    guard let delay = signal.delayOfDifference(in: paths.map(\.sound)) else { return main }
    let solos = solos(in: paths, [delay, delay], clocks: 1)
    main.channels = channels(solos, reports, levels: [], isDifference: true)
    return main
  }

  /// What both channels heard while one of them played alone.
  ///
  /// - Parameter delays: where each channel's part is heard, later than sent, in seconds.
  private func solos(
    in paths: [FollowedPath], _ delays: [Double], clocks: Double
  ) -> [SoloSound?] {
    zip(signal.solos, delays).map { solo, delay in
      SoloSound(solo, of: signal, in: paths.map(\.sound), delay: delay, clocks: clocks)
    }
  }

  private func channels(
    _ solos: [SoloSound?], _ reports: [LoopbackReport], levels: [Double],
    isDifference: Bool = false
  ) -> ChannelMeasurements {
    let matrix = ChannelMatrix(solos, loudest: levels.map { pow(10, $0 / 20) }.max() ?? 0)
    let delays = reports.map { $0.marksHeard > 0 ? $0.begins : nil }
    var delay: Double?
    if let left = delays[0], let right = delays[1] { delay = (right - left) / .seconds(1) }
    return ChannelMeasurements(
      reports: reports, gains: matrix.gains, isSwapped: matrix.isSwapped, isMono: matrix.isMono,
      isDifference: isDifference, dead: matrix.dead,
      crosstalk: matrix.crosstalk(at: signal.sampleRate), delay: delay)
  }
}

/// How loud each channel's sound is in each channel.
private struct ChannelMatrix {
  /// By channel sent; `nil` where too little was captured.
  private let solos: [SoloSound?]
  let isSwapped: Bool
  let isMono: Bool
  let dead: [ChannelMeasurements.Channel]

  /// A channel this much weaker than the loudest sound is dead, as an amplitude.
  private static let leastShare = 0.01
  /// Both channels are one if what they hear is so alike, and as loud to 3 dB.
  private static let leastLikeness = 0.95
  private static let monoRatio = 0.5...2.0

  /// - Parameter loudest: the strongest tone heard while both play, full scale being 1.
  init(_ solos: [SoloSound?], loudest: Double) {
    self.solos = solos
    let power = { (sent: Int, heard: Int) in
      solos[sent].map { $0.tones[heard] * $0.tones[heard] } ?? 0
    }
    let isMono = solos.allSatisfy { solo in
      guard let solo, abs(solo.likeness) > Self.leastLikeness, solo.tones[1] > 0 else {
        return false
      }
      return Self.monoRatio.contains(pow(solo.tones[0] / solo.tones[1], 2))
    }
    isSwapped =
      !isMono && power(0, 1) + power(1, 0) > 2 * (power(0, 0) + power(1, 1))
    self.isMono = isMono
    let least = Self.leastShare * max(loudest, solos.compactMap { $0?.tones.max() }.max() ?? 0)
    let isSwapped = isSwapped
    dead = ChannelMeasurements.Channel.allCases.filter { channel in
      let own = isSwapped ? 1 - channel.rawValue : channel.rawValue
      // Of what isn't in a recording nobody knows.
      return solos[channel.rawValue].map { $0.tones[own] <= least } ?? false
    }
  }

  /// Where a channel's sound belongs.
  private func place(of sent: Int) -> Int { isSwapped ? 1 - sent : sent }

  private func isDead(_ sent: Int) -> Bool { dead.contains { $0.rawValue == sent } }

  var gains: [Double?] {
    solos.enumerated().map { sent, solo in
      guard let solo, !isDead(sent) else { return nil }
      return 20 * log10(solo.tones[place(of: sent)] / LoopbackSignal.amplitude)
    }
  }

  /// What is heard at the wrong place.
  func crosstalk(at sampleRate: Int) -> [ChannelMeasurements.Crosstalk?] {
    solos.enumerated().map { sent, solo in
      guard let solo, dead.isEmpty else { return nil }
      let (own, other) = (place(of: sent), 1 - place(of: sent))
      let level = { (wrong: Double, right: Double) in
        wrong > 0 && right > 0
          ? max(SoundLevel.silence, 10 * log10(wrong / right)) : SoundLevel.silence
      }
      let bands = SoloSound.frequencies(at: sampleRate).enumerated().map { index, frequency in
        ChannelMeasurements.Crosstalk.Band(
          frequency: frequency, level: level(solo.bands[other][index], solo.bands[own][index]))
      }
      return ChannelMeasurements.Crosstalk(
        level: level(solo.powers[other], solo.powers[own]),
        toneLevel: level(
          solo.tones[other] * solo.tones[other], solo.tones[own] * solo.tones[own]),
        bands: bands)
    }
  }
}
