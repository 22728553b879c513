/// A report held to the limits of a profile: the verdict, and what it comes from.
package struct PathJudgement: Sendable {
  package let profile: LimitProfile
  /// One for each limit, in the order of the figures, then of the response's bands.
  package let figures: [FigureJudgement]
  package let verdict: LoopbackVerdict

  /// The limits that nothing can be said about, by the reason, in the order of the figures. Not those
  /// that no recording answers, nor any where nothing was heard.
  package var unjudged: [(obstacle: FigureObstacle, names: [String])] {
    var found: [(obstacle: FigureObstacle, names: [String])] = []
    for figure in figures where figure.grade == nil {
      guard let obstacle = figure.obstacle, ![.unheard, .recorded].contains(obstacle) else {
        continue
      }
      if let index = found.firstIndex(where: { $0.obstacle == obstacle }) {
        found[index].names.append(figure.name)
      } else {
        found.append((obstacle, [figure.name]))
      }
    }
    return found
  }

  package init(_ report: LoopbackReport, by profile: LimitProfile) {
    self.profile = profile
    figures =
      Figure.all.compactMap { figure in
        guard let limits = profile.limits[figure.name] else { return nil }
        if figure.isOfChannels {
          guard report.channels != nil || limits.isRequired else { return nil }
          return FigureJudgement(figure, limits, report)
        }
        return report.worstChannel { FigureJudgement(figure, limits, $0) }
      }
      + profile.bands.map { band in report.worstChannel { FigureJudgement(band, $0) } }
    guard report.marksHeard > 0 else {
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
      fault: other.fault.map { "right: \($0)" }, obstacle: other.obstacle)
  }
}
