/// A number of a loopback's report, by the name that it has in the report's JSON: `drift_ppm`, or
/// `latency.median_ms` for a field of a field.
package struct Figure: Sendable {
  package enum Unit: String, Sendable {
    case milliseconds = "ms"
    case seconds = "s"
    case decibels = "dB"
    /// dB beside a full-scale sine.
    case fullScale = "dBFS"
    /// dB beside a line's reference level, with psophometric weighting.
    case psophometric = "dBm0p"
    case percent = "%"
    case partsPerMillion = "ppm"
    case hertz = "Hz"
    /// A number of things.
    case count = ""
  }

  /// Which change of a figure is one for the worse.
  package enum Sense: Hashable, Sendable {
    /// Any that raises it: a latency, a distortion.
    case lowIsGood
    /// Any that lowers it: a ratio of signal to noise.
    case highIsGood
    /// Any that takes it further from 0: a drift.
    case zeroIsGood
    /// Any at all: a gain, which shows that the path is another one.
    case sameIsGood
  }

  package let name: String
  package let unit: Unit
  /// As many decimals as are worth telling people.
  package let decimals: Int
  package let sense: Sense
  /// How far two measurements of an unchanged path lie apart, in the figure's unit.
  package let repeatability: Double
  /// How far the value may be from the true one, in the figure's unit: it matters where a path is
  /// made for just a limit.
  package let uncertainty: Double
  /// What to do about a value that is beyond its limits.
  let advice: String?
  /// The value that stands for there being nothing of it: no hum, no echo.
  package let absent: Double?
  /// The value; `nil` if it could not be measured.
  package let value: @Sendable (LoopbackReport) -> Double?
  /// What is wrong, in words, of a value that is beyond its limits; without these.
  let fault: @Sendable (_ value: Double, LoopbackReport) -> String

  init(
    _ name: String, _ unit: Unit, decimals: Int, _ sense: Sense, repeatability: Double,
    uncertainty: Double = 0,
    advice: String? = nil, absent: Double? = nil,
    value: @escaping @Sendable (LoopbackReport) -> Double?,
    fault: @escaping @Sendable (_ value: Double, LoopbackReport) -> String
  ) {
    self.name = name
    self.unit = unit
    self.decimals = decimals
    self.sense = sense
    self.repeatability = repeatability
    self.uncertainty = uncertainty
    self.advice = advice
    self.absent = absent
    self.value = value
    self.fault = fault
  }

  /// The figure's number in words: `12.3 ms`.
  package func text(_ value: Double) -> String {
    value.text(decimals: decimals) + (unit == .count ? "" : " \(unit.rawValue)")
  }

  /// Every figure, in the order in which a report tells them.
  package static let all: [Figure] =
    found + latency + level + purity + band + room + time
    + channels

  package static func named(_ name: String) -> Figure? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
