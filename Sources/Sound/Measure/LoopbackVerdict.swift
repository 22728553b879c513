/// How good a path of sound is for telephone calls, with the reasons.
public struct LoopbackVerdict: Hashable, Sendable {
  public enum Grade: String, Hashable, Comparable, Sendable {
    /// Calls can be held through it, or the reasons say what a caller would notice.
    case good
    /// Calls can be held through it, but a caller would notice the reasons.
    case usable
    /// Calls can't be held through it.
    case fails

    private var rank: Int {
      switch self {
      case .good: 0
      case .usable: 1
      case .fails: 2
      }
    }

    public static func < (a: Grade, b: Grade) -> Bool { a.rank < b.rank }
  }

  /// One thing that is wrong.
  public struct Reason: Hashable, Sendable {
    /// The grade that it allows at best.
    public let grade: Grade
    /// What was measured, and the limit.
    public let text: String
  }

  /// The worst of the reasons' grades.
  public var grade: Grade { reasons.map(\.grade).max() ?? .good }
  /// The worst first.
  public let reasons: [Reason]
}

/// From which value on a path is no longer good, and from which it fails.
private struct Limits {
  let usable: Double
  let fails: Double

  func grade(_ value: Double) -> LoopbackVerdict.Grade {
    value > fails ? .fails : value > usable ? .usable : .good
  }

  /// ms; ITU-T G.114: up to 150 ms one way, a conversation doesn't suffer, and 400 ms is the most
  /// to plan with. Playing and capturing are the devices' part of one way.
  static let latency = Limits(usable: 150, fails: 400)
  /// ms; a frame of a call is 20 ms, and three are what a player keeps in store.
  static let jitter = Limits(usable: 20, fails: 60)
  /// dB of noise within the signal: at 15 dB of SNR ITU-T Q.24 still wants digits to be heard;
  /// beyond 30 dB a listener doesn't notice the noise.
  static let noise = Limits(usable: -30, fails: -15)
  /// dB lost: ITU-T Q.24's receivers take tones down to −25 dBm0, and ours are sent at −9 dBm0;
  /// past 30 dB, speech is lost in what is left.
  static let loss = Limits(usable: 16, fails: 30)
  /// %; 3 % is heard in a pure tone, 10 % in speech.
  static let distortion = Limits(usable: 3, fails: 10)
  /// ppm; two ordinary crystals are up to 100 ppm apart, which is one frame of 20 ms in 200 s.
  /// Past 1000 ppm the devices have different rates.
  static let drift = Limits(usable: 100, fails: 1000)
  /// %; speech suffers audibly from 1 % of lost frames on where nothing conceals them (ITU-T G.113).
  static let lost = Limits(usable: 0, fails: 1)
  /// %; a capture that begins late or ends early misses some, a path that turns off misses many.
  static let unheard = Limits(usable: 10, fails: 50)
  /// dB between the strongest and the weakest frequency from 500 to 2500 Hz: a digit's tones may
  /// be 8 dB apart (ITU-T Q.24), and 20 dB take away consonants.
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
      "\($0.text(decimals: 0)) % of the marks were not heard; 10 % is good, 50 % the most"
    }
    let missed = report.digitsSent.count - report.digitsRight
    let extra = report.digitsHeard.count - report.digitsRight
    if missed > 0 || extra > 0 {
      reasons.append(Reason(grade: .fails, text: Self.digits(report, missed: missed, extra: extra)))
    }
    judge(report.latency.map { $0.median / .milliseconds(1) }, by: .latency) {
      "the round trip takes \($0.text(decimals: 0)) ms; 150 ms is good, 400 ms the most (ITU-T G.114)"
    }
    judge(report.latency.map { $0.jitter / .milliseconds(1) }, by: .jitter) {
      "the latency jitters by \($0.text(decimals: 0)) ms; 20 ms, a frame, is good, 60 ms the most"
    }
    judge(report.signalToNoise.map(-), by: .noise) {
      "the signal is \((-$0).text(decimals: 0)) dB above the noise; 30 dB is good, 15 dB the least"
    }
    judge(report.gain.map(-), by: .loss) {
      "the path takes \($0.text(decimals: 0)) dB away; up to 16 dB is good, 30 dB the most; raise the level"
    }
    if report.isClipped {
      reasons.append(
        Reason(grade: .usable, text: "the sound is clipped; lower the playback or capture level"))
    }
    judge(report.distortion, by: .distortion) {
      "\($0.text(decimals: 1)) % of the tone is distortion; 3 % is good, 10 % the most"
    }
    judge(
      report.response.map { response in
        let spread = response.spread(in: FrequencyResponse.voiceBand)
        return spread.upperBound - spread.lowerBound
      }, by: .spread
    ) {
      "from 500 to 2500 Hz the gain varies by \($0.text(decimals: 0)) dB; 8 dB is good, 20 dB the most"
    }
    judge(report.drift.map(abs), by: .drift) {
      "the clocks are \($0.text(decimals: 0)) ppm apart; 100 ppm is good, 1000 ppm the most"
    }
    judge(report.shareLost * 100, by: .lost) {
      let count = report.dropouts.count
      return "\(count) \(count == 1 ? "dropout spoils" : "dropouts spoil") "
        + "\(max($0, 0.01).text(decimals: 2)) % of the sound; 1 % is the most"
    }
    let xruns = report.underruns + report.overruns
    if xruns > 0 {
      let text =
        "\(xruns) \(xruns == 1 ? "xrun" : "xruns"): the machine was too late for the devices; queue more, or let it do less"
      reasons.append(Reason(grade: .usable, text: text))
    }
    self.reasons = reasons.enumerated()
      .sorted { ($1.element.grade, $0.offset) < ($0.element.grade, $1.offset) }.map(\.element)
  }

  private static func silence(_ report: LoopbackReport) -> String {
    if report.peak <= LoopbackAnalysis.lowestLevel {
      return
        "nothing was captured but digital silence; is the capture device joined to the playback"
        + " device, and neither muted?"
    }
    return
      "the signal was not found in what was captured, whose peak is \(report.peak.text(decimals: 1))"
      + " dBFS; is it the right device, and loud enough?"
  }

  private static func digits(_ report: LoopbackReport, missed: Int, extra: Int) -> String {
    let heard = "\(report.digitsRight) of \(report.digitsSent.count) digits were heard"
    let wrong = extra > 0 ? ", and \(extra) that \(extra == 1 ? "was" : "were") not sent" : ""
    return heard + wrong
  }
}
