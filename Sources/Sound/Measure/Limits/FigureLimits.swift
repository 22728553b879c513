/// What a figure may be, in its unit.
package struct FigureLimits: Hashable, Sendable {
  /// From a least to a greatest value, either of which may be missing.
  package struct Bounds: Hashable, Sendable {
    package var least: Double?
    package var greatest: Double?

    package init(least: Double? = nil, greatest: Double? = nil) {
      self.least = least
      self.greatest = greatest
    }

    package static let any = Bounds()

    package func contains(_ value: Double) -> Bool {
      value >= least ?? -.infinity && value <= greatest ?? .infinity
    }

    /// How far a value is outside.
    func excess(of value: Double) -> Double {
      max((least ?? value) - value, value - (greatest ?? value), 0)
    }
  }

  /// Within these it is good.
  package var good: Bounds
  /// Outside these it fails; between the two it is usable.
  package var usable: Bounds
  /// Where the limits are from, such as `ITU-T G.114`.
  package var source: String?
  /// Whether a figure that could not be measured fails too.
  package var isRequired = false

  package init(good: Bounds, usable: Bounds, source: String? = nil, isRequired: Bool = false) {
    self.good = good
    self.usable = usable
    self.source = source
    self.isRequired = isRequired
  }

  /// Limits that only say what fails.
  static func within(_ least: Double?, _ greatest: Double?, _ source: String? = nil) -> Self {
    let bounds = Bounds(least: least, greatest: greatest)
    return Self(good: bounds, usable: bounds, source: source)
  }

  /// Good up to a value, and usable up to a greater one.
  static func upTo(_ good: Double, _ usable: Double?, _ source: String? = nil) -> Self {
    Self(good: Bounds(greatest: good), usable: Bounds(greatest: usable), source: source)
  }

  /// Good from a value on, and usable from a lesser one on.
  static func from(_ good: Double, _ usable: Double?, _ source: String? = nil) -> Self {
    Self(good: Bounds(least: good), usable: Bounds(least: usable), source: source)
  }

  /// Good as near to 0 as this, and usable as near as that.
  static func near(_ good: Double, _ usable: Double, _ source: String? = nil) -> Self {
    Self(
      good: Bounds(least: -good, greatest: good), usable: Bounds(least: -usable, greatest: usable),
      source: source)
  }

  /// - Parameter uncertainty: how far the value may be from the true one; a limit that is exceeded
  ///   by no more is kept.
  package func grade(_ value: Double, uncertainty: Double = 0) -> LoopbackVerdict.Grade {
    usable.excess(of: value) > uncertainty
      ? .fails : good.excess(of: value) > uncertainty ? .usable : .good
  }

  /// The limits in words, such as `good up to 150 ms, limit 400 ms (ITU-T G.114)`.
  package func text(for figure: Figure) -> String {
    // That none at all is best goes without saying.
    let isNone = { (bounds: Bounds) in figure.sense == .lowIsGood && bounds.greatest == 0 }
    var parts: [String] = []
    if good != usable, !isNone(good), let text = good.text(for: figure) {
      parts.append("good \(text)")
    }
    if !isNone(usable), let text = usable.limitText(for: figure) { parts.append("limit \(text)") }
    return parts.joined(separator: ", ") + (source.map { " (\($0))" } ?? "")
  }
}

extension FigureLimits.Bounds {
  fileprivate func text(for figure: Figure) -> String? {
    switch (least, greatest) {
    case (nil, nil): nil
    case (nil, let greatest?): "up to \(figure.limitText(greatest))"
    case (let least?, nil): "from \(figure.limitText(least))"
    case (let least?, let greatest?):
      limitText(for: figure).map { text in
        least == -greatest ? "within \(text)" : text
      }
    }
  }

  /// The bounds alone.
  fileprivate func limitText(for figure: Figure) -> String? {
    switch (least, greatest) {
    case (nil, nil): nil
    case (nil, let bound?), (let bound?, nil): figure.limitText(bound)
    case (let least?, let greatest?) where least == -greatest: "±\(figure.limitText(greatest))"
    case (let least?, let greatest?): "\(least.shortText) to \(figure.limitText(greatest))"
    }
  }
}

extension Figure {
  /// A limit, with no more decimals than it has.
  func limitText(_ value: Double) -> String {
    value.shortText + (unit == .count ? "" : " \(unit.rawValue)")
  }
}

extension Double {
  /// The number with as many decimals as it has, up to three.
  package var shortText: String {
    (0...3).lazy.map { text(decimals: $0) }.first { Double($0) == self } ?? text(decimals: 3)
  }
}
