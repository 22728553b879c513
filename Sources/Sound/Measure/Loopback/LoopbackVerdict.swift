/// How suitable an audio path is for telephone calls, with reasons.
package struct LoopbackVerdict: Hashable, Sendable {
  package enum Grade: String, Hashable, Comparable, Sendable {
    /// Suitable for calls.
    case good
    /// Usable for calls, but a caller would notice the reasons.
    case usable
    /// Not usable for calls.
    case fails

    private var rank: Int {
      switch self {
      case .good: 0
      case .usable: 1
      case .fails: 2
      }
    }

    package static func < (a: Grade, b: Grade) -> Bool { a.rank < b.rank }
  }

  /// One fault.
  package struct Reason: Hashable, Sendable {
    /// The best grade that it allows.
    package let grade: Grade
    /// What was measured, and the limit.
    package let text: String
  }

  /// The worst of the reasons' grades.
  package var grade: Grade { reasons.map(\.grade).max() ?? .good }
  /// The worst first.
  package let reasons: [Reason]
}

/// The values above which a path is no longer good, and above which it fails.
private struct Limits {
  let usable: Double
  let fails: Double

  func grade(_ value: Double) -> LoopbackVerdict.Grade {
    value > fails ? .fails : value > usable ? .usable : .good
  }

  /// ms; ITU-T G.114: up to 150 ms one way a conversation doesn't suffer, and 400 ms is the
  /// planning limit. Playback and capture are the devices' part of one way.
  static let latency = Limits(usable: 150, fails: 400)
  /// ms; a frame of a call is 20 ms, and a player keeps three of them queued.
  static let jitter = Limits(usable: 20, fails: 60)
  /// dB of noise within the signal: at 15 dB of SNR ITU-T Q.24 still requires digits to be
  /// detected; beyond 30 dB a listener doesn't notice the noise.
  static let noise = Limits(usable: -30, fails: -15)
  /// dB lost: ITU-T Q.24's receivers accept tones down to −25 dBm0, and ours are sent at −9 dBm0;
  /// past 30 dB, speech is lost in noise.
  static let loss = Limits(usable: 16, fails: 30)
  /// %; 3 % is audible in a pure tone, 10 % in speech.
  static let distortion = Limits(usable: 3, fails: 10)
  /// ppm; two ordinary crystals are up to 100 ppm apart, which is one frame of 20 ms in 200 s. Past
  /// 1000 ppm the devices have different rates.
  static let drift = Limits(usable: 100, fails: 1000)
  /// %; speech suffers audibly from 1 % of lost frames without concealment (ITU-T G.113).
  static let lost = Limits(usable: 0, fails: 1)
  /// %; a capture that begins late or ends early misses some, a path that switches off misses many.
  static let unheard = Limits(usable: 10, fails: 50)
  /// dB between the strongest and the weakest frequency from 500 to 2500 Hz: a digit's tones may be
  /// 8 dB apart (ITU-T Q.24), and 20 dB remove consonants.
  static let spread = Limits(usable: 8, fails: 20)
}

extension LoopbackVerdict {
  init(_ report: LoopbackReport) {
    var reasons: [Reason] = []
    func judge(_ value: Double?, by limits: Limits, _ text: (Double) -> String) {
      guard let value, case let grade = limits.grade(value), grade > .good else { return }
      reasons.append(Reason(grade: grade, text: text(value)))
    }

    guard report.marksHeard > 0 else {
      self.reasons = [Reason(grade: .fails, text: Self.silence(report))]
      return
    }
    judge(report.shareUnheard * 100, by: .unheard) {
      "\($0.text(decimals: 0)) % of the marks were not heard; good up to 10 %, limit 50 %"
    }
    let missed = report.digitsSent.count - report.digitsRight
    let extra = report.digitsHeard.count - report.digitsRight
    if missed > 0 || extra > 0 {
      reasons.append(Reason(grade: .fails, text: Self.digits(report, missed: missed, extra: extra)))
    }
    judge(report.latency.map { $0.median / .milliseconds(1) }, by: .latency) {
      "the round trip takes \($0.text(decimals: 0)) ms; good up to 150 ms, limit 400 ms (ITU-T G.114)"
    }
    judge(report.latency.map { $0.jitter / .milliseconds(1) }, by: .jitter) {
      "the latency jitters by \($0.text(decimals: 0)) ms; good up to 20 ms, limit 60 ms"
    }
    judge(report.signalToNoise.map(-), by: .noise) {
      "the signal is \((-$0).text(decimals: 0)) dB above the noise; good from 30 dB, limit 15 dB"
    }
    judge(report.gain.map(-), by: .loss) {
      "the path loses \($0.text(decimals: 0)) dB; good up to 16 dB, limit 30 dB; raise the level"
    }
    if report.isClipped {
      reasons.append(
        Reason(grade: .usable, text: "the sound is clipped; lower the playback or capture level"))
    }
    judge(report.distortion, by: .distortion) {
      "\($0.text(decimals: 1)) % of the tone is distortion; good up to 3 %, limit 10 %"
    }
    judge(
      report.response.map { response in
        let spread = response.spread(in: FrequencyResponse.voiceBand)
        return spread.upperBound - spread.lowerBound
      }, by: .spread
    ) {
      "from 500 to 2500 Hz the gain varies by \($0.text(decimals: 0)) dB; good up to 8 dB, limit 20 dB"
    }
    judge(report.drift.map(abs), by: .drift) {
      "the clocks are \($0.text(decimals: 0)) ppm apart; good up to 100 ppm, limit 1000 ppm"
    }
    judge(report.shareLost * 100, by: .lost) {
      let count = report.dropouts.count
      return "\(count) \(count == 1 ? "dropout affects" : "dropouts affect") "
        + "\(max($0, 0.01).text(decimals: 2)) % of the sound; limit 1 %"
    }
    let xruns = report.underruns + report.overruns
    if xruns > 0 {
      let text =
        "\(xruns) \(xruns == 1 ? "xrun" : "xruns"): the machine was too slow; queue more sound or reduce its load"
      reasons.append(Reason(grade: .usable, text: text))
    }
    self.reasons = reasons.enumerated()
      .sorted { ($1.element.grade, $0.offset) < ($0.element.grade, $1.offset) }.map(\.element)
  }

  private static func silence(_ report: LoopbackReport) -> String {
    if report.peak <= LoopbackAnalysis.lowestLevel {
      return
        "only digital silence was captured; is the capture device connected to the playback"
        + " device, and is neither muted?"
    }
    return
      "the signal was not found in the capture, whose peak is \(report.peak.text(decimals: 1))"
      + " dBFS; is it the right device, and is the level high enough?"
  }

  private static func digits(_ report: LoopbackReport, missed: Int, extra: Int) -> String {
    let heard = "\(report.digitsRight) of \(report.digitsSent.count) digits were heard"
    let wrong = extra > 0 ? ", and \(extra) that \(extra == 1 ? "was" : "were") not sent" : ""
    return heard + wrong
  }
}
