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
        guard let limits = profile.limits[figure.name] else { return nil }
        if figure.isOfChannels {
          guard report.channels != nil || limits.isRequired else { return nil }
          return FigureJudgement(figure, limits, report)
        }
        return report.worstChannel { report in
          // What a dropout spoils isn't judged: the dropout is.
          isHeard && !figure.isSpoilt(in: report)
            ? FigureJudgement(figure, limits, report)
            : FigureJudgement(unmeasured: .figure(figure), limits, isFault: false)
        }
      }
      + profile.bands.map { band in
        report.worstChannel { report in
          isHeard && !report.isSpoilt(.response)
            ? FigureJudgement(band, report)
            : FigureJudgement(unmeasured: .band(band.frequencies), band.limits, isFault: false)
        }
      }
    guard isHeard else {
      verdict = report.channels?.isDifference == true ? .differenceHeard : .nothingHeard(report)
      return
    }
    let reasons = figures.compactMap { judged -> LoopbackVerdict.Reason? in
      guard let grade = judged.grade, let fault = judged.fault else { return nil }
      return LoopbackVerdict.Reason(grade: grade, figure: judged.name, text: fault)
    }
    verdict = LoopbackVerdict(reasons: reasons)
  }
}

extension LoopbackReport {
  /// The judgement of what was heard; of two channels the worse one's, if both are heard.
  fileprivate func worstChannel(
    _ judge: (LoopbackReport) -> FigureJudgement
  ) -> FigureJudgement {
    let own = judge(self)
    guard let right = channels?.report(on: .right), right.marksHeard > 0,
      channels?.report(on: .left).marksHeard != 0
    else { return own }
    let other = judge(right)
    guard let grade = other.grade, grade > own.grade ?? .good else { return own }
    return FigureJudgement(
      subject: other.subject, value: other.value, limits: other.limits, grade: grade,
      fault: other.fault.map { "right: \($0)" })
  }
}

extension Figure {
  /// Whether a dropout spoilt what it is measured by.
  package func isSpoilt(in report: LoopbackReport) -> Bool {
    parts.contains(where: report.isSpoilt)
  }

  /// The dropouts and clicks in what it is measured by.
  package func spoilers(in report: LoopbackReport) -> [Dropout] {
    let concerned = name == "digits_wrong" ? [.digits] : parts
    return concerned.flatMap { report.spoilers[$0] ?? [] }
  }

  private var parts: [LoopbackReport.Figure] {
    switch name.prefix(while: { $0 != "." && $0 != "_" }) {
    case "snr": [.noise, .tone]
    case "noise", "hum": [.noise]
    case "gain", "distortion", "tone": [.tone]
    case "intermodulation": [.intermodulation]
    case "response", "transfer", "echo", "reverberation", "weighted": [.response]
    default: []
    }
  }
}
