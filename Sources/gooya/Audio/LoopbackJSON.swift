import Sound
import Telephony

/// A loopback report as JSON. The names are a contract; a field is missing if it could not be
/// measured.
struct LoopbackJSON: Encodable {
  struct Latency: Encodable {
    let medianMs: Double
    let p95Ms: Double
    let jitterMs: Double
    /// Half of the median: what ITU-T G.114 limits.
    let oneWayMs: Double
    /// Without the queues that ALSA accounts for.
    let systemicMs: Double?
    let systemicFrames: Double?
    /// By how much the queues that ALSA accounts for exceed the latency.
    let overstatedMs: Double?
  }

  struct Response: Encodable {
    struct Point: Encodable {
      let hz: Double
      let gainDb: Double
    }

    /// Where the gain is 6 dB below that at 1 kHz.
    let lowHz: Double
    let highHz: Double
    /// From the weakest to the strongest from 500 to 2500 Hz.
    let voiceBandSpreadDb: Double
    /// From 300 to 3400 Hz, beside 1 kHz.
    let telephoneBandLowestDb: Double
    let telephoneBandHighestDb: Double
    let points: [Point]
  }

  struct Dropout: Encodable {
    /// silence, skip, delay, damage or click.
    let kind: String
    /// The moment, if it is known to 20 ms; otherwise it is between the earliest and the latest.
    let atMs: Double?
    let earliestMs: Double
    let latestMs: Double
    let lengthMs: Double
    /// If silence borders on silence of the signal, lengthMs is the least.
    let lengthAtMostMs: Double?
    /// left or right, if it is on one of two channels.
    let channel: String?
  }

  struct Reason: Encodable {
    let grade: String
    let figure: String
    let text: String
  }

  /// The devices, or else the files.
  var out: String?
  var `in`: String?
  var sent: String?
  var heard: String?
  /// What ended the run early.
  var error: String?
  /// Why not all of a recording can be read.
  let warning: String?
  let sampleRate: Int
  let seconds: Double
  /// good, usable or fails.
  let verdict: String
  let reasons: [Reason]
  let profile: String
  let limits: [JudgementJSON.Limit]
  let baseline: JudgementJSON.Baseline?
  let marksSent: Int
  let marksHeard: Int
  let marksUnheardPercent: Double
  /// How much of the signal the recording lacks, and where: it begins later, or ends earlier.
  let missingPercent: Double?
  let missingBeginningS: Double?
  let missingEndS: Double?
  /// When in the signal the recording ends, if it ends early.
  let endsAtS: Double?
  let latency: Latency?
  /// When the signal begins in a recording.
  let beginsMs: Double?
  let playbackDelayMs: Double?
  let captureDelayMs: Double?
  let levelSentDbfs: Double
  let levelHeardDbfs: Double?
  let gainDb: Double?
  let peakDbfs: Double
  let clipped: Bool
  let inverted: Bool
  let noiseFloorDbfs: Double?
  let snrDb: Double?
  let distortionPercent: Double?
  let response: Response?
  let driftPpm: Double?
  let dropouts: [Dropout]
  let lostPercent: Double
  let clicks: Int
  /// What spoils noise, tone, intermodulation, response or digits: dropouts as in the text.
  let spoiltBy: [String: [String]]
  let trackedSeconds: Double
  /// How much of the signal was captured and examined for dropouts.
  let watchedSeconds: Double
  let underruns: Int
  let overruns: Int
  let xruns: Int
  let digitsSent: String
  let digitsHeard: String
  let digitsRight: Int
  let digitsWrong: Int
  let tone: Tone?
  let intermodulation: Intermodulation?
  let hum: Hum?
  let noise: Noise?
  let echoes: [Echo]
  /// Of the strongest.
  let echoLossDb: Double?
  /// Of all of them, and of the path as a whole; both by ITU-T G.122.
  let echoLossWeightedDb: Double?
  let weightedLossDb: Double?
  let reverberation: Reverberation?
  let transfer: Transfer?
  let channels: Channels?
  let soak: SoakJSON?

  init(_ judged: JudgedPath) {
    let (report, verdict) = (judged.report, judged.judgement.verdict)
    if report.isFromFile {
      (sent, heard) = (judged.path.output, judged.path.input)
    } else {
      (out, `in`) = (judged.path.output, judged.path.input)
    }
    warning = report.isFromFile ? judged.trouble : nil
    sampleRate = report.sampleRate
    seconds = (report.duration / .seconds(1)).rounded(to: 3)
    self.verdict = judged.grade.rawValue
    reasons = verdict.reasons.map {
      Reason(grade: $0.grade.rawValue, figure: $0.figure, text: $0.text)
    }
    profile = judged.judgement.profile.name
    limits = judged.judgement.figures.map(JudgementJSON.Limit.init)
    baseline = judged.baseline.map(JudgementJSON.Baseline.init)
    marksSent = report.marksSent
    marksHeard = report.marksHeard
    marksUnheardPercent = (report.shareUnheard * 100).rounded(to: 2)
    missingPercent = report.missing.map { ($0.share * 100).rounded(to: 2) }
    missingBeginningS = report.missing.map { ($0.beginning / .seconds(1)).rounded(to: 3) }
    missingEndS = report.missing.map { ($0.end / .seconds(1)).rounded(to: 3) }
    endsAtS = report.missing?.endsAt.map { ($0 / .seconds(1)).rounded(to: 3) }
    latency = report.latency.map {
      Latency(
        medianMs: $0.median.milliseconds, p95Ms: $0.percentile95.milliseconds,
        jitterMs: $0.jitter.milliseconds, oneWayMs: ($0.median / 2).milliseconds,
        systemicMs: $0.systemic?.milliseconds,
        systemicFrames: $0.systemic.map {
          ($0 / .seconds(1) * Double(report.sampleRate)).rounded(to: 1)
        }, overstatedMs: $0.overstated?.milliseconds)
    }
    beginsMs = report.isFromFile ? report.begins?.milliseconds : nil
    playbackDelayMs = report.playbackDelay?.milliseconds
    captureDelayMs = report.captureDelay?.milliseconds
    levelSentDbfs = report.levelSent.rounded(to: 2)
    levelHeardDbfs = report.levelHeard?.rounded(to: 2)
    gainDb = report.gain?.rounded(to: 2)
    peakDbfs = report.peak.rounded(to: 2)
    clipped = report.isClipped
    inverted = report.isInverted
    noiseFloorDbfs = report.noiseFloor?.rounded(to: 2)
    snrDb = report.signalToNoise?.rounded(to: 2)
    distortionPercent = report.distortion?.rounded(to: 3)
    response = report.response.map(Response.init)
    driftPpm = report.drift?.rounded(to: 2)
    dropouts = report.dropouts.map {
      Dropout(
        kind: $0.kind.rawValue, atMs: $0.time?.milliseconds,
        earliestMs: $0.earliest.milliseconds, latestMs: $0.latest.milliseconds,
        lengthMs: $0.length.milliseconds, lengthAtMostMs: $0.longest?.milliseconds,
        channel: $0.channel?.name)
    }
    clicks = report.clicks
    lostPercent = (report.shareLost * 100).rounded(to: 3)
    spoiltBy = Dictionary(
      uniqueKeysWithValues: report.spoilers.flatMap { figure, dropouts in
        figure.fields.map { ($0, dropouts.map(\.text)) }
      })
    trackedSeconds = (report.tracked / .seconds(1)).rounded(to: 3)
    watchedSeconds = (report.watched / .seconds(1)).rounded(to: 3)
    underruns = report.underruns
    overruns = report.overruns
    xruns = report.underruns + report.overruns
    digitsSent = String(report.digitsSent.map(\.character))
    digitsHeard = String(report.digitsHeard.map(\.character))
    digitsRight = report.digitsRight
    digitsWrong = report.digitsWrong
    soak = report.soak.map(SoakJSON.init)
    let measured = report.measurements
    tone = measured.tone.map(Tone.init)
    intermodulation = measured.intermodulation.map(Intermodulation.init)
    hum = measured.hum.map(Hum.init)
    noise = measured.noise.map(Noise.init)
    echoes = measured.echoes.map(Echo.init)
    echoLossDb = measured.echoes.first?.loss.rounded(to: 1)
    echoLossWeightedDb = measured.weightedEchoLoss?.rounded(to: 1)
    weightedLossDb = measured.impulse?.weightedLoss?.rounded(to: 1)
    reverberation = measured.reverberation.map(Reverberation.init)
    transfer = measured.transfer.map(Transfer.init)
    channels = report.channels.map(Channels.init)
  }
}

extension LoopbackReport.Figure {
  /// The fields that are measured by the same part of the signal.
  fileprivate var fields: [String] {
    self == .response ? ["response", "transfer", "echoes", "reverberation"] : [rawValue]
  }
}

extension LoopbackJSON.Response {
  init(_ response: FrequencyResponse) {
    let spread = response.spread(in: FrequencyResponse.telephoneBand)
    lowHz = response.passband.lowerBound.rounded(to: 1)
    highHz = response.passband.upperBound.rounded(to: 1)
    voiceBandSpreadDb = response.voiceBandSpread.rounded(to: 2)
    telephoneBandLowestDb = spread.lowerBound.rounded(to: 2)
    telephoneBandHighestDb = spread.upperBound.rounded(to: 2)
    points = response.points.map {
      Point(hz: $0.frequency.rounded(to: 1), gainDb: $0.gain.rounded(to: 2))
    }
  }
}

extension Duration {
  fileprivate var milliseconds: Double { (self / .milliseconds(1)).rounded(to: 2) }
}

extension Double {
  /// The number with this many decimals; never -0.
  func rounded(to digits: Int) -> Double { Double(text(decimals: digits)) ?? self }
}
