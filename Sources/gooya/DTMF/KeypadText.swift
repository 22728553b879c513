import Sound
import Telephony

/// A report on the DTMF suite, for people.
struct KeypadText {
  private let report: KeypadReport

  init(_ report: KeypadReport) { self.report = report }

  var lines: [String] {
    var lines = report.parts.map(Self.line)
    if let path { lines += ["", path] }
    if let missing { lines += ["", missing] }
    lines += ["", "verdict: \(verdict)"]
    lines += report.parts.filter { $0.outcome == .failed }.map { "  \(Self.reason(of: $0))" }
    return lines
  }

  private var verdict: String {
    if report.isPassed { return "passes" }
    if report.isPassedAsFarAsHeard { return "incomplete; what is there passes" }
    return report.parts.contains(where: \.isPresent)
      ? "fails" : "none; no section is in the recording"
  }

  private var missing: String? {
    guard let missing = report.missing else { return nil }
    var ways: [String] = []
    if missing.beginning > 0 {
      ways.append("begins \(missing.beginning.text(decimals: 1)) s after the suite does")
    }
    if missing.end > 0 {
      ways.append("ends \(missing.end.text(decimals: 1)) s before the suite does")
    }
    return "  the recording \(ways.joined(separator: " and ")); only what is in it is judged"
  }

  private static func line(of part: KeypadReport.Part) -> String {
    let mark =
      switch part.outcome {
      case .passed: "ok  "
      case .failed: "FAIL"
      case .incomplete: "part"
      case .notPresent: "--  "
      }
    if !part.isPresent { return "  \(mark)  \(name(of: part))  not in the recording" }
    var words: [String] = []
    if part.required > 0 { words.append("\(part.taken) of \(part.required) taken") }
    if part.section == .talkOff {
      words.append("\(part.falselyTaken) taken that weren't keyed")
    } else if part.forbidden > 0 {
      words.append("\(part.falselyTaken) of \(part.forbidden) taken that must not be")
    }
    if let range = part.range { words.append(part.section.reach(range)) }
    if part.unheard > 0 {
      words.append(
        part.section == .talkOff
          ? "not all in the recording"
          : "\(part.unheard) probe\(part.unheard == 1 ? "" : "s") not in the recording")
    }
    return "  \(mark)  \(name(of: part))  \(words.joined(separator: "; "))"
  }

  private static func name(of part: KeypadReport.Part) -> String {
    part.section.title + String(repeating: " ", count: 13 - part.section.title.count)
  }

  private static func reason(of part: KeypadReport.Part) -> String {
    var words: [String] = []
    if !part.missed.isEmpty {
      let values = Set(part.missed).sorted().map { $0.text(decimals: $0 == $0.rounded() ? 0 : 1) }
      let place = " at \(values.joined(separator: ", ")) \(part.section.unit)"
      let at = part.section == .digits ? "" : place
      words.append("\(part.missed.count) missed\(at)")
    }
    if part.falselyTaken > 0 { words.append("\(part.falselyTaken) taken that must not be") }
    if !part.wrong.isEmpty {
      words.append("heard besides: \(String(part.wrong.prefix(32).map(\.character)))")
    }
    return "\(part.section.title): \(words.joined(separator: "; "))"
  }

  /// What the path did to the digits.
  private var path: String? {
    guard let gain = report.gain, let twist = report.twist, let ratio = report.signalToNoise
    else { return nil }
    let drift = report.drift.map { ", clocks \($0.text(decimals: 0)) ppm apart" } ?? ""
    return "  the path: gain \(gain.text(decimals: 1)) dB, twist \(twist.text(decimals: 1)) dB, "
      + "SNR \(ratio.text(decimals: 1)) dB\(drift)"
  }
}

extension KeypadReport.Part {
  /// `nil` if not all of it is in the recording and what is there is right.
  fileprivate var isPassed: Bool? {
    switch outcome {
    case .passed: true
    case .failed: false
    case .incomplete, .notPresent: nil
    }
  }
}

extension KeypadSuite.Section {
  fileprivate var title: String {
    switch self {
    case .digits: "digits"
    case .frequency: "frequency"
    case .twist: "twist"
    case .level: "level"
    case .duration: "duration"
    case .pause: "pause"
    case .interruption: "interruption"
    case .noise: "noise"
    case .dialTone: "dial tone"
    case .talkOff: "talk-off"
    }
  }

  fileprivate var unit: String {
    switch self {
    case .digits: ""
    case .frequency: "%"
    case .twist: "dB"
    case .level: "dBm0"
    case .duration, .pause, .interruption: "ms"
    case .noise, .dialTone: "dB below"
    case .talkOff: "s"
    }
  }

  /// How far a receiver goes, in words.
  fileprivate func reach(_ range: ClosedRange<Double>) -> String {
    let text = { (value: Double) in value.text(decimals: value == value.rounded() ? 0 : 1) }
    return switch self {
    case .frequency, .twist:
      "all from \(text(range.lowerBound)) to \(text(range.upperBound)) \(unit)"
    case .level: "all down to \(text(range.lowerBound)) dBm0"
    case .duration, .pause: "all down to \(text(range.lowerBound)) ms"
    case .noise, .dialTone: "all down to \(text(range.lowerBound)) dB below"
    case .digits, .interruption, .talkOff: ""
    }
  }
}

/// A report on the DTMF suite as JSON. The names are a contract.
struct KeypadJSON: Encodable {
  struct Part: Encodable {
    let section: String
    /// passed, failed, incomplete or not_present.
    let outcome: String
    /// Missing if that can't be told.
    let passed: Bool?
    let required: Int
    let taken: Int
    let forbidden: Int
    let falselyTaken: Int
    let missed: [Double]
    let lowest: Double?
    let highest: Double?
    let wrong: String
    let unheard: Int
  }

  let passed: Bool
  let gainDb: Double?
  let twistDb: Double?
  let snrDb: Double?
  let driftPpm: Double?
  let missingBeginningS: Double?
  let missingEndS: Double?
  let parts: [Part]

  init(_ report: KeypadReport) {
    let rounded = { (value: Double?) in value.flatMap { Double($0.text(decimals: 2)) } }
    passed = report.isPassed
    gainDb = rounded(report.gain)
    twistDb = rounded(report.twist)
    snrDb = rounded(report.signalToNoise)
    driftPpm = rounded(report.drift)
    missingBeginningS = rounded(report.missing?.beginning)
    missingEndS = rounded(report.missing?.end)
    parts = report.parts.map { part in
      Part(
        section: part.section.rawValue, outcome: part.outcome.rawValue, passed: part.isPassed,
        required: part.required,
        taken: part.taken, forbidden: part.forbidden, falselyTaken: part.falselyTaken,
        missed: part.missed, lowest: part.range?.lowerBound, highest: part.range?.upperBound,
        wrong: String(part.wrong.map(\.character)), unheard: part.unheard)
    }
  }
}
