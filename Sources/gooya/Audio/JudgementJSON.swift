import Sound

/// What a report was held to, as JSON.
enum JudgementJSON {
  struct Bounds: Encodable {
    let min: Double?
    let max: Double?

    init(_ bounds: FigureLimits.Bounds) {
      min = bounds.least
      max = bounds.greatest
    }
  }

  struct Limit: Encodable {
    let figure: String
    let value: Double?
    let unit: String
    let grade: String?
    let good: Bounds
    let usable: Bounds
    /// Where the limit is from.
    let source: String?
    /// Why there is no value; and no grade, unless the limit is one's own.
    let unmeasured: String?

    init(_ judged: FigureJudgement) {
      figure = judged.name
      value = judged.value?.rounded(to: 3)
      unit = judged.figure.unit.rawValue
      grade = judged.grade?.rawValue
      good = Bounds(judged.limits.good)
      usable = Bounds(judged.limits.usable)
      source = judged.limits.source
      unmeasured = judged.obstacle?.text
    }
  }

  struct Change: Encodable {
    let figure: String
    let before: Double
    let now: Double?
    let tolerance: Double
    let regression: Bool

    init(_ change: Sound.Baseline.Change) {
      figure = change.figure.name
      before = change.before
      now = change.now?.rounded(to: 3)
      tolerance = change.tolerance
      regression = change.isRegression
    }
  }

  struct Uncompared: Encodable {
    let figure: String
    let reason: String
  }

  struct Baseline: Encodable {
    let file: String
    let changes: [Change]
    let uncompared: [Uncompared]

    init(_ baseline: JudgedBaseline) {
      file = baseline.file
      changes = baseline.changes.map(Change.init)
      uncompared = baseline.uncompared.map { Uncompared(figure: $0.figure, reason: $0.reason) }
    }
  }
}
