/// Why a figure has no value that counts.
package enum FigureObstacle: Hashable, Sendable {
  /// Nothing of the signal was heard.
  case unheard
  /// A dropout is in the sound by which it is measured; there may be more of them.
  case spoilt(Dropout)
  /// Only devices show it, and this is a recording.
  case recorded
  /// Too little came back.
  case unmeasured

  package var text: String {
    let why: String? =
      switch self {
      case .unheard: "the signal wasn't heard"
      case .spoilt(let dropout): "spoilt by a \(dropout.text)"
      case .recorded: "a recording doesn't show it"
      case .unmeasured: nil
      }
    return "could not be measured" + (why.map { ": \($0)" } ?? "")
  }
}

extension LoopbackReport {
  /// What is wrong with parts of the signal by which something is measured.
  func obstacle(to parts: [Figure]) -> FigureObstacle? {
    if marksHeard == 0 { return .unheard }
    let dropouts = parts.flatMap { spoilers[$0] ?? [] }.filter { $0.kind != .click }
    return dropouts.first.map { .spoilt($0) }
  }
}

extension Figure {
  /// Why a report's value doesn't count; `nil` if it does.
  package func obstacle(in report: LoopbackReport) -> FigureObstacle? {
    // What a dropout spoils isn't judged: the dropout is.
    if let obstacle = measured(in: report).obstacle(to: parts) { return obstacle }
    if value(report) != nil { return nil }
    return report.isFromFile && name.hasPrefix("latency.") ? .recorded : .unmeasured
  }

  /// Whether a dropout spoilt what it is measured by.
  package func isSpoilt(in report: LoopbackReport) -> Bool {
    if case .spoilt? = measured(in: report).obstacle(to: parts) { true } else { false }
  }

  /// The dropouts and clicks in what it is measured by.
  package func spoilers(in report: LoopbackReport) -> [Dropout] {
    let concerned = name == "digits_wrong" ? [.digits] : parts
    return concerned.flatMap { measured(in: report).spoilers[$0] ?? [] }
  }

  /// The parts of the signal by which it is measured, and which a dropout spoils.
  package var parts: [LoopbackReport.Figure] {
    switch ownName.prefix(while: { $0 != "." && $0 != "_" }) {
    case "snr": [.noise, .tone]
    case "noise", "hum": [.noise]
    case "gain", "distortion", "tone": [.tone]
    case "intermodulation": [.intermodulation]
    case "response", "transfer", "echo", "reverberation", "weighted": [.response]
    default: []
    }
  }

  private static let ofRight = "channels.right."

  /// The name that it has in the report of its channel.
  private var ownName: Substring {
    name.hasPrefix(Self.ofRight) ? name.dropFirst(Self.ofRight.count) : name[...]
  }

  /// The report of its channel.
  private func measured(in report: LoopbackReport) -> LoopbackReport {
    name.hasPrefix(Self.ofRight) ? report.channels?.report(on: .right) ?? report : report
  }
}
