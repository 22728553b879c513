/// What an earlier run measured, to compare another with.
package struct Baseline: Sendable {
  /// By the figures' names; without those that dropouts spoilt.
  package let values: [String: Double]
  /// The names of figures that dropouts spoilt.
  package let spoilt: Set<String>

  /// - Parameter spoilt: the names of figures whose values don't count.
  package init(values: [String: Double], spoilt: Set<String> = []) {
    self.values = values.filter { !spoilt.contains($0.key) }
    self.spoilt = spoilt.intersection(values.keys)
  }

  /// The baseline that a report would be.
  package init(_ report: LoopbackReport) {
    let values = Figure.all.compactMap { figure in
      figure.value(report).map { (figure.name, $0) }
    }
    self.init(
      values: Dictionary(uniqueKeysWithValues: values),
      spoilt: Set(Figure.all.filter { $0.isSpoilt(in: report) }.map(\.name)))
  }

  /// A figure that isn't what it was, by more than the measurement repeats itself.
  package struct Change: Sendable {
    package let figure: Figure
    package let before: Double
    /// `nil` if it can no longer be measured.
    package let now: Double?
    package let tolerance: Double
    /// Whether it is for the worse.
    package let isRegression: Bool

    /// Such as `snr_db was 62.1 dB and is 48.0 dB, worse by more than 2 dB`.
    package var text: String {
      guard let now else {
        return "\(figure.name) was \(figure.text(before)) and can't be measured now"
      }
      let kind =
        figure.sense == .sameIsGood ? "other" : isRegression ? "worse" : "better"
      return
        "\(figure.name) was \(figure.text(before)) and is \(figure.text(now)), \(kind) by more "
        + "than \(figure.limitText(tolerance))"
    }
  }

  /// All that changed, in the order of the figures.
  ///
  /// - Parameter tolerances: by figure, where they differ from its repeatability.
  package func changes(
    to report: LoopbackReport, tolerances: [String: Double] = [:]
  ) -> [Change] {
    Figure.all.compactMap { figure in
      guard let before = values[figure.name], !isUncomparable(figure, in: report) else {
        return nil
      }
      let tolerance = tolerances[figure.name] ?? figure.repeatability
      // A path on which nothing is heard has no other figures worth telling.
      guard let now = report.marksHeard > 0 ? figure.value(report) : nil else {
        return Change(
          figure: figure, before: before, now: nil, tolerance: tolerance, isRegression: true)
      }
      let worse = figure.sense.worsening(from: before, to: now)
      // What is read back from a file was rounded to its decimals.
      guard abs(worse) > tolerance + 0.01 else { return nil }
      return Change(
        figure: figure, before: before, now: now, tolerance: tolerance, isRegression: worse > 0)
    }
  }
}

extension Baseline {
  /// A figure of which nobody knows whether it changed.
  package struct Uncompared: Hashable, Sendable {
    /// The figure's name.
    package let figure: String
    package let reason: String
  }

  /// What can't be compared with a report, since dropouts spoilt it then or now, or no recording shows
  /// it; in the order of the figures.
  package func uncompared(with report: LoopbackReport) -> [Uncompared] {
    if report.marksHeard == 0 { return [] }
    return Figure.all.compactMap { figure in
      if spoilt.contains(figure.name) {
        return Uncompared(
          figure: figure.name, reason: "can't be compared: spoilt by a dropout in the baseline")
      }
      guard values[figure.name] != nil, isUncomparable(figure, in: report),
        let obstacle = figure.obstacle(in: report)
      else { return nil }
      return Uncompared(figure: figure.name, reason: obstacle.text)
    }
  }

  /// What a dropout spoils isn't compared: the dropout is.
  private func isUncomparable(_ figure: Figure, in report: LoopbackReport) -> Bool {
    switch figure.obstacle(in: report) {
    case .spoilt?, .recorded?: true
    case .unheard?, .unmeasured?, nil: false
    }
  }
}

extension Figure.Sense {
  /// How much worse a value is than another; less than 0 if it is better.
  fileprivate func worsening(from before: Double, to now: Double) -> Double {
    switch self {
    case .lowIsGood: now - before
    case .highIsGood: before - now
    case .zeroIsGood: abs(now) - abs(before)
    case .sameIsGood: abs(now - before)
    }
  }
}
