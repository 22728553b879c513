import Telephony

extension KeypadSuite {
  /// Where the suite is in what was heard of it.
  struct Place: Hashable, Sendable {
    /// The sample of the heard sound at which it begins.
    let start: Double
    /// Samples heard for one sent: two devices' clocks differ.
    let rate: Double

    /// The moment of the suite at which a sample was heard, in s.
    func moment(of sample: Int) -> Double {
      (Double(sample) - start) / rate / Double(KeypadSuite.sampleRate)
    }
  }

  /// The least height of a sweep's correlation above what is usual, in root mean squares.
  private static let leastContrast: Float = 8
  /// The most that clocks differ, as a share.
  private static let mostDrift = 0.002

  /// Looks for the suite by its sweeps.
  ///
  /// - Parameter heard: at the suite's sample rate.
  /// - Returns: `nil` if the first of them isn't there.
  func place(in heard: [Float]) -> Place? {
    guard heard.count > Self.marker.count else { return nil }
    let transform = FourierTransform(atLeast: heard.count + Self.marker.count)
    let spectrum = transform.spectrum(of: heard)
    func find(_ marker: [Float], in lags: Range<Int>? = nil) -> Int? {
      let all = transform.correlation(
        of: marker, withSpectrum: spectrum, lags: heard.count - marker.count)
      let range = lags?.clamped(to: all.indices) ?? all.indices
      guard let peak = range.max(by: { abs(all[$0]) < abs(all[$1]) }) else { return nil }
      let power = all.reduce(Float(0)) { $0 + $1 * $1 } / Float(all.count)
      return abs(all[peak]) > Self.leastContrast * power.squareRoot() ? peak : nil
    }
    guard let first = find(Self.marker) else { return nil }
    let distance = Double(endMarkerStart - Self.markerStart)
    let slack = Int(distance * Self.mostDrift) + 80
    let expected = first + Int(distance)
    let last = find(Self.marker.reversed(), in: max(0, expected - slack)..<expected + slack)
    let rate = last.map { Double($0 - first) / distance } ?? 1
    return Place(start: Double(first) - Double(Self.markerStart) * rate, rate: rate)
  }
}
