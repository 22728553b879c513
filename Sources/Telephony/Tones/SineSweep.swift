/// A sine that rises or falls through a range, at the same time per octave: a signal for hearing
/// and measuring a path's frequency response.
public struct SineSweep: Sendable {
  /// In cycles a sample.
  private let start: Double
  /// The logarithm of the ratio of end to start, in total and per sample.
  private let growth: Double
  private let length: Int
  private let edge: Int
  private let amplitude: Double
  private let sampleRate: Int
  private var position = 0

  /// - Parameters:
  ///   - first: the frequency that it begins with, in Hz.
  ///   - last: the frequency that it ends with, in Hz.
  ///   - sampleRate: in Hz, up to 768 000.
  ///   - level: in dBm0; a full-scale sine has +3.14.
  ///   - edge: how long it fades in and out.
  /// - Returns: `nil` if the sample rate is out of range, a frequency isn't above 0 and below half
  ///   of it, the level is above full scale, or a length is negative or longer than a day.
  public init?(
    from first: Double, to last: Double, length: Duration, sampleRate: Int, level: Double = -10,
    edge: Duration = .milliseconds(5)
  ) {
    guard 1...768_000 ~= sampleRate, level <= 3.14,
      let length = length.samples(at: sampleRate), let edge = edge.samples(at: sampleRate)
    else { return nil }
    let half = Double(sampleRate) / 2
    guard first > 0, first < half, last > 0, last < half else { return nil }
    self.sampleRate = sampleRate
    self.length = length
    self.edge = min(edge, length / 2)
    start = first / Double(sampleRate)
    growth = Self.logarithm(of: last / first) / Double(max(length, 1))
    amplitude = .gain(decibels: level - 3.14)
  }

  /// The frequency at a time after the beginning, in Hz, limited to the sweep's range.
  public func frequency(at time: Duration) -> Double {
    let sample = min(max(time / .seconds(1) * Double(sampleRate), 0), Double(length))
    return start * Double(sampleRate) * Self.exponential(growth * sample)
  }

  /// The next samples, full scale being −1 to 1; fewer at the sweep's end, and none after it.
  public mutating func next(_ count: Int) -> [Float] {
    let end = position + min(max(count, 0), length - position)
    let samples = (position..<end).map { Float(sample(at: $0)) }
    position = end
    return samples
  }

  private func sample(at position: Int) -> Double {
    // The integral of the frequency; if that hardly changes, by the first terms of the series.
    let exponent = growth * Double(position)
    let factor =
      abs(exponent) < 1e-5
      ? Double(position) * (1 + exponent / 2) : (Self.exponential(exponent) - 1) / growth
    let sine = Phasor(turns: (start * factor).truncatingRemainder(dividingBy: 1)).imaginary
    let fromBorder = min(position, length - 1 - position)
    guard fromBorder < edge else { return sine * amplitude }
    let turns = (Double(fromBorder) + 0.5) / Double(edge) / 2
    return sine * amplitude * (1 - Phasor(turns: turns).real) / 2
  }

  private static func exponential(_ exponent: Double) -> Double {
    .gain(decibels: exponent * 20 / 2.302_585_092_994_046)
  }

  /// The natural logarithm of a number above 0.
  private static func logarithm(of number: Double) -> Double {
    // ln(1 + z) − ln(1 − z), whose series converges quickly for a significand: z is at most a
    // third.
    let ratio = (number.significand - 1) / (number.significand + 1)
    var sum = 0.0
    for term in stride(from: 35.0, through: 1, by: -2) { sum = sum * ratio * ratio + 1 / term }
    return Double(number.exponent) * 0.693_147_180_559_945_3 + 2 * ratio * sum
  }
}
