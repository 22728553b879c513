import Sound
import Telephony

/// A loopback report for people: at most a screen.
struct LoopbackText {
  private let judged: JudgedPath
  /// More dropouts than this are only counted.
  private static let dropoutsShown = 4

  init(_ judged: JudgedPath) { self.judged = judged }

  private var report: LoopbackReport { judged.report }

  var lines: [String] {
    var lines = [
      heading,
      "",
    ]
    if report.marksHeard > 0 { lines += measured.map { Self.row($0, $1) } }
    lines.append(Self.row("digits", digits))
    if report.marksHeard == 0 {
      lines.append(Self.row("peak", "\(report.peak.text(decimals: 1)) dBFS"))
      if !report.isFromFile { lines.append(Self.row("xruns", xruns)) }
    }
    let (verdict, profile) = (judged.judgement.verdict, judged.judgement.profile)
    let held = profile.name == LimitProfile.loopback.name ? "" : " (\(profile.name))"
    lines += ["", "verdict: \(judged.grade.rawValue)\(held)"]
    lines += verdict.reasons.map { "  \($0.grade.rawValue): \($0.text)" }
    lines += judged.judgement.unjudged.map {
      "  not judged: \($0.names.joined(separator: ", ")) \($0.obstacle.text)"
    }
    if let baseline = judged.baseline { lines += Self.lines(of: baseline) }
    return lines
  }

  private static func lines(of baseline: JudgedBaseline) -> [String] {
    let worse = baseline.changes.count(where: \.isRegression)
    let count = worse == 1 ? "1 regression" : "\(worse == 0 ? "no" : "\(worse)") regressions"
    return ["baseline \(baseline.file): \(count)"]
      + baseline.changes.map { "  \($0.isRegression ? "regression" : "improvement"): \($0.text)" }
      + Self.uncompared(baseline)
  }

  /// What nobody knows of, by the reason.
  private static func uncompared(_ baseline: JudgedBaseline) -> [String] {
    var reasons: [String] = []
    for entry in baseline.uncompared where !reasons.contains(entry.reason) {
      reasons.append(entry.reason)
    }
    return reasons.map { reason in
      let figures = baseline.uncompared.filter { $0.reason == reason }.map(\.figure)
      return "  not compared: \(figures.joined(separator: ", ")) \(reason)"
    }
  }

  private var heading: String {
    let (output, input) = (judged.path.output, judged.path.input)
    if let soak = report.soak { return SoakText(soak).heading(from: output, to: input) }
    let what =
      report.isFromFile ? "\(input) against \(output)" : "loopback from \(output) to \(input)"
    return "\(what), \(report.sampleRate) Hz, \(report.duration.tenths) s"
  }

  private static func row(_ name: String, _ text: String) -> String {
    "  " + name + String(repeating: " ", count: max(1, 13 - name.count)) + text
  }

  private var measured: [(String, String)] {
    var rows: [(String, String)] = []
    if let latency = report.latency {
      rows.append(
        (
          "latency",
          "round trip: median \(latency.median.milliseconds) ms, p95 \(latency.percentile95.milliseconds) ms, "
            + "jitter \(latency.jitter.milliseconds) ms"
        ))
    } else if let begins = report.begins {
      rows.append(("begins", "\(begins.milliseconds) ms from the recording's beginning"))
    }
    if let missing = report.missing?.text {
      rows.append(("missing", "\(missing); only what is there is judged"))
    }
    if let systemic = report.latency?.systemic {
      let frames = (systemic / .seconds(1) * Double(report.sampleRate)).text(decimals: 0)
      rows.append(("systemic", "\(systemic.milliseconds) ms, \(frames) frames\(accounts)"))
    } else if let overstated = report.latency?.overstated {
      rows.append(
        (
          "systemic",
          "unknown: the devices account for \(overstated.milliseconds) ms more than the latency"
        ))
    }
    rows.append(("marks", "\(report.marksHeard) of \(report.marksSent) heard"))
    if let gain = report.gain, let heard = report.levelHeard {
      rows.append(
        (
          "gain",
          "\(gain.signedText(decimals: 1)) dB: \(report.levelSent.text(decimals: 1)) dBFS sent, "
            + "\(heard.text(decimals: 1)) dBFS heard; peak \(report.peak.text(decimals: 1)) dBFS"
            + (report.isClipped ? ", clipped" : "") + (report.isInverted ? ", inverted" : "")
            + spoilt(.tone)
        ))
    }
    if let floor = report.noiseFloor, let ratio = report.signalToNoise {
      let distortion = report.distortion.map { ", distortion \($0.text(decimals: 2)) %" } ?? ""
      rows.append(
        (
          "noise",
          "floor \(floor.text(decimals: 1)) dBFS, SNR \(ratio.text(decimals: 1)) dB\(distortion)"
            + spoilt(.noise, .tone)
        ))
    }
    rows += MeasurementText(report.measurements).rows.map { name, text in
      (name, text + (name == "tones" ? spoilt(.tone, .intermodulation) : ""))
    }
    if let response = report.response {
      rows.append(("response", Self.text(of: response) + spoilt(.response)))
    }
    if let drift = report.drift {
      rows.append(("drift", "\(drift.signedText(decimals: 1)) ppm, capture against playback"))
    }
    rows.append(("dropouts", report.isFromFile ? dropouts : "\(dropouts); \(xruns)"))
    rows += report.channels.map { ChannelText($0).rows } ?? []
    if let soak = report.soak { rows += SoakText(soak).rows }
    return rows
  }

  private var accounts: String {
    guard let playback = report.playbackDelay, let capture = report.captureDelay else { return "" }
    return
      ", without ALSA's queues of \(playback.milliseconds) ms out and \(capture.milliseconds) ms in"
  }

  private static func text(of response: FrequencyResponse) -> String {
    let band = FrequencyResponse.telephoneBand
    let spread = response.spread(in: band)
    let passband = response.passband
    return
      "\(passband.lowerBound.text(decimals: 0)) to \(passband.upperBound.text(decimals: 0)) Hz "
      + "within 6 dB; \(spread.lowerBound.signedText(decimals: 1)) to \(spread.upperBound.signedText(decimals: 1)) dB from "
      + "\(Int(band.lowerBound)) to \(Int(band.upperBound)) Hz"
  }

  /// A word beside a figure that was measured where dropouts were.
  private func spoilt(_ figures: LoopbackReport.Figure...) -> String {
    let kinds = figures.flatMap { report.spoilers[$0] ?? [] }.map(\.kind.rawValue)
    guard let first = kinds.first else { return "" }
    return " (spoilt by a \(first)\(kinds.count > 1 ? " and more" : ""))"
  }

  private var dropouts: String {
    let watched = "in \(report.watched.tenths) s"
    if report.dropouts.isEmpty { return "none \(watched)" }
    let shown = report.dropouts.prefix(Self.dropoutsShown).map(\.text)
    let more = report.dropouts.count > shown.count ? ", …" : ""
    let count = report.soak?.account.counts.all ?? report.dropouts.count
    return "\(count) \(watched): \(shown.joined(separator: ", "))\(more)"
  }

  private var xruns: String {
    "\(report.underruns) \(report.underruns == 1 ? "underrun" : "underruns"), "
      + "\(report.overruns) \(report.overruns == 1 ? "overrun" : "overruns")"
  }

  private var digits: String {
    let count =
      "\(report.digitsRight) of \(report.digitsSent.count) heard"
      + (report.soak == nil ? "" : " in the worst round")
    if report.digitsHeard == report.digitsSent { return count + spoilt(.digits) }
    let heard = String(report.digitsHeard.prefix(32).map(\.character))
    return (heard.isEmpty ? count : "\(count): \(heard)") + spoilt(.digits)
  }
}

extension Duration {
  fileprivate var milliseconds: String { (self / .milliseconds(1)).text(decimals: 1) }
}
