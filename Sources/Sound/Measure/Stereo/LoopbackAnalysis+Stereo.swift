import Glibc

extension LoopbackAnalysis {
  /// The report on what two channels captured: the figures are those of the left one, or of the right
  /// one if only that is heard.
  func stereoReport(on recording: LoopbackRecording) -> LoopbackReport {
    let reports = (0..<2).map { report(onChannel: recording.channel($0)) }
    var main = reports[0].marksHeard == 0 && reports[1].marksHeard > 0 ? reports[1] : reports[0]
    main.channels = channels(in: recording, reports, main)
    return main
  }

  private func channels(
    in recording: LoopbackRecording, _ reports: [LoopbackReport], _ main: LoopbackReport
  ) -> ChannelMeasurements? {
    guard let begins = main.begins else { return nil }
    let heard = (0..<2).map { recording.channel($0).samples }
    let clocks = 1 + (main.drift ?? 0) * 1e-6
    let solos = signal.solos.map { solo in
      SoloSound(
        solo, of: signal, in: heard, delay: begins / .seconds(1), clocks: clocks)
    }
    let together = reports.compactMap(\.levelHeard).map { pow(10, $0 / 20) }
    let matrix = ChannelMatrix(solos, loudest: together.max() ?? 0)
    let delays = reports.map { $0.marksHeard > 0 ? $0.begins : nil }
    var delay: Double?
    if let left = delays[0], let right = delays[1] { delay = (right - left) / .seconds(1) }
    return ChannelMeasurements(
      reports: reports, gains: matrix.gains, isSwapped: matrix.isSwapped, isMono: matrix.isMono,
      dead: matrix.dead, crosstalk: matrix.crosstalk(at: signal.sampleRate), delay: delay)
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
      return (solos[channel.rawValue]?.tones[own] ?? 0) <= least
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
