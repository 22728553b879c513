import Glibc

/// How sound dies away, by ISO 3382: Schroeder's backward integration of an impulse response.
///
/// Each time is what a decay of 60 dB would take at the slope of a part of the decay. The noise in
/// the response's end is left out: the integration begins where the decay meets it, with what the
/// decay would have beyond.
package struct Reverberation: Hashable, Sendable {
  /// By the first 10 dB, in seconds (EDT).
  package let earlyDecayTime: Double
  /// From −5 to −25 dB, in seconds; `nil` if noise is less than 35 dB below the direct sound.
  package let t20: Double?
  /// From −5 to −35 dB, in seconds; `nil` if noise is less than 45 dB below.
  package let t30: Double?

  /// A shorter reverberation is a filter's ringing, no room's, in seconds.
  private static let shortest = 0.06
  /// Of the steps in which the decay is looked at, in seconds.
  private static let step = 0.005
  /// How far above the lower end of a decay's part noise must not come, in dB (ISO 3382-1, 5.3.3).
  private static let headroom = 10.0

  /// How straight a decay must be: the share of its variance that a line explains. A single echo makes a
  /// step, and distortion a curve, that no room makes (ISO 3382-2, B.2: 10 ‰ off a line is much).
  private static let straightness = 0.99
  /// The same for the first 10 dB, in which rooms differ from a line.
  private static let earlyStraightness = 0.9

  /// - Returns: `nil` if the path doesn't reverberate, or noise hides it.
  package init?(of response: ImpulseResponse) {
    self.init(
      energies: response.envelope[response.direct...].map { Double($0) * Double($0) },
      sampleRate: response.sampleRate)
  }

  /// - Parameter energies: the squared response from the direct sound on.
  init?(energies: [Double], sampleRate: Int) {
    let length = max(1, Int(Self.step * Double(sampleRate)))
    let steps = stride(from: 0, to: energies.count - length, by: length).map {
      energies[$0..<$0 + length].reduce(0, +)
    }
    guard steps.count > 20, let loudest = steps.first, loudest > 0 else { return nil }
    let noise = max(
      steps.suffix(steps.count / 10).reduce(0, +) / Double(steps.count / 10), loudest * 1e-12)
    guard let (end, slope) = Self.knee(of: steps, noise: noise) else { return nil }
    // The decay's own energy beyond the knee, a geometric series.
    let ratio = pow(10, slope * Self.step / 10)
    var decay = [noise * ratio / (1 - ratio)]
    for energy in steps[..<end].reversed() {
      decay.append(decay[decay.count - 1] + max(0, energy - noise))
    }
    let curve = decay.dropFirst().reversed().map { 10 * log10($0 / decay[decay.count - 1]) }
    let depth = 10 * log10(loudest / noise)
    func time(
      from upper: Double, to lower: Double, straight: Double = Self.straightness
    ) -> Double? {
      guard depth > -lower + Self.headroom else { return nil }
      let part = curve.enumerated().filter { (lower...upper).contains($0.element) }
        .map { (Double($0.offset) * Self.step, $0.element) }
      guard let slope = Self.slope(of: part), slope < 0,
        Self.straightness(of: part, along: slope) >= straight
      else { return nil }
      return -60 / slope
    }
    let (t20, t30) = (time(from: -5, to: -25), time(from: -5, to: -35))
    let first = time(from: 0, to: -10, straight: Self.earlyStraightness)
    guard let early = first ?? t20, (t20 ?? early) > Self.shortest else {
      return nil
    }
    earlyDecayTime = early
    self.t20 = t20
    self.t30 = t30
  }

  /// Where the decay meets the noise, as a number of steps, and its slope before, in dB a second
  /// (after Lundeby and others, Acustica 81, 1995).
  private static func knee(of steps: [Double], noise: Double) -> (end: Int, slope: Double)? {
    let levels = steps.map { 10 * log10(max($0, noise * 1e-3) / noise) }
    var end = levels.firstIndex { $0 < 8 } ?? levels.count
    for _ in 0..<5 {
      let part = levels[..<end].enumerated().map { (Double($0.offset) * step, $0.element) }
      guard part.count > 4, let slope = slope(of: part), slope < 0 else { return nil }
      let mean = part.reduce((0.0, 0.0)) { ($0.0 + $1.0, $0.1 + $1.1) }
      let (x, y) = (mean.0 / Double(part.count), mean.1 / Double(part.count))
      let meeting = x - y / slope
      let next = min(levels.count, max(5, Int(meeting / step)))
      if next == end { return (end, slope) }
      end = next
    }
    let part = levels[..<end].enumerated().map { (Double($0.offset) * step, $0.element) }
    return slope(of: part).flatMap { $0 < 0 ? (end, $0) : nil }
  }

  /// The share of the points' variance that a line of this slope explains.
  private static func straightness(of points: [(Double, Double)], along slope: Double) -> Double {
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    let whole = variance(points.map(\.1))
    return whole > 0 ? slope * slope * variance(points.map(\.0)) / whole : 0
  }

  /// The slope of the straight line through points, by least squares.
  private static func slope(of points: [(Double, Double)]) -> Double? {
    guard points.count > 2 else { return nil }
    let count = Double(points.count)
    let x = points.reduce(0) { $0 + $1.0 } / count
    let y = points.reduce(0) { $0 + $1.1 } / count
    let squares = points.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
    let products = points.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    return squares > 0 ? products / squares : nil
  }
}
