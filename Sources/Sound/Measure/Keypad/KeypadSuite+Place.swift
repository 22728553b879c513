import Telephony

extension KeypadSuite {
  /// Where the suite is in what was heard of it.
  struct Place: Hashable, Sendable {
    /// The sample of the heard sound at which it begins.
    let start: Double
    /// Samples heard for one sent: two devices' clocks differ.
    let rate: Double
    /// Whether the rate was measured, from both sweeps.
    let isRateKnown: Bool

    /// The moment of the suite at which a sample was heard, in s.
    func moment(of sample: Int) -> Double {
      (Double(sample) - start) / rate / Double(KeypadSuite.sampleRate)
    }
  }

  /// The least height of a sweep's correlation above what is usual, in root mean squares.
  private static let leastContrast: Float = 8
  /// The most that clocks differ, as a share.
  private static let mostDrift = 0.002

  /// Looks for the suite by its sweeps; one of them is enough.
  ///
  /// - Parameter heard: at the suite's sample rate.
  /// - Returns: `nil` if neither is there.
  func place(in heard: [Float]) -> Place? {
    guard heard.count > Self.marker.count else { return nil }
    let transform = FourierTransform(atLeast: heard.count + Self.marker.count)
    let spectrum = transform.spectrum(of: heard)
    func find(_ marker: [Float], in lags: Range<Int>? = nil) -> (sample: Int, height: Float)? {
      let all = transform.correlation(
        of: marker, withSpectrum: spectrum, lags: heard.count - marker.count)
      let range = lags?.clamped(to: all.indices) ?? all.indices
      guard let peak = range.max(by: { abs(all[$0]) < abs(all[$1]) }) else { return nil }
      let power = all.reduce(Float(0)) { $0 + $1 * $1 } / Float(all.count)
      guard abs(all[peak]) > Self.leastContrast * power.squareRoot() else { return nil }
      return (peak, abs(all[peak]))
    }
    let first = find(Self.marker)
    let endMarker = [Float](Self.marker.reversed())
    let distance = Double(endMarkerStart - Self.markerStart)
    if let first {
      let slack = Int(distance * Self.mostDrift) + 80
      let expected = first.sample + Int(distance)
      if let last = find(endMarker, in: max(0, expected - slack)..<expected + slack) {
        let rate = Double(last.sample - first.sample) / distance
        return Place(
          start: Double(first.sample) - Double(Self.markerStart) * rate, rate: rate,
          isRateKnown: true)
      }
    }
    // Backwards the sweep is a little like itself, so the higher counts.
    let last = find(endMarker)
    if let first, first.height >= last?.height ?? 0 {
      return Place(
        start: Double(first.sample - Self.markerStart), rate: 1, isRateKnown: false)
    }
    return last.map {
      Place(start: Double($0.sample - endMarkerStart), rate: 1, isRateKnown: false)
    }
  }
}
