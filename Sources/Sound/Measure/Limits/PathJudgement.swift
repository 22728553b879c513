/// A report held to the limits of a profile: the verdict, and what it comes from.
package struct PathJudgement: Sendable {
  package let profile: LimitProfile
  /// One for each limit, in the order of the figures, then of the response's bands.
  package let figures: [FigureJudgement]
  package let verdict: LoopbackVerdict

  package init(_ report: LoopbackReport, by profile: LimitProfile) {
    self.profile = profile
    let isHeard = report.marksHeard > 0
    figures =
      Figure.all.compactMap { figure in
        profile.limits[figure.name].map { limits in
          // What a dropout spoils isn't judged: the dropout is.
          isHeard && !figure.isSpoilt(in: report)
            ? FigureJudgement(figure, limits, report)
            : FigureJudgement(unmeasured: .figure(figure), limits, isFault: false)
        }
      }
      + profile.bands.map { band in
        isHeard && !report.isSpoilt(.response)
          ? FigureJudgement(band, report)
          : FigureJudgement(unmeasured: .band(band.frequencies), band.limits, isFault: false)
      }
    guard isHeard else {
      verdict = .nothingHeard(report)
      return
    }
    let reasons = figures.compactMap { judged -> LoopbackVerdict.Reason? in
      guard let grade = judged.grade, let fault = judged.fault else { return nil }
      return LoopbackVerdict.Reason(grade: grade, figure: judged.name, text: fault)
    }
    verdict = LoopbackVerdict(reasons: reasons)
  }
}

extension Figure {
  fileprivate func isSpoilt(in report: LoopbackReport) -> Bool {
    let parts: [LoopbackReport.Figure] =
      switch name.prefix(while: { $0 != "." && $0 != "_" }) {
      case "snr": [.noise, .tone]
      case "noise", "hum": [.noise]
      case "gain", "distortion", "tone": [.tone]
      case "intermodulation": [.intermodulation]
      case "response", "transfer", "echo", "reverberation": [.response]
      default: []
      }
    return parts.contains(where: report.isSpoilt)
  }
}
