/// Tells clipping from sound that just reaches full scale.
///
/// A sine may have two samples in a row at full scale, and a slow one a few more, beside which it
/// falls by hardly a step of 16 bits. What was cut off there stays for three or more and falls
/// steeply.
struct FlatTops {
  private var run = 0
  private var sign: Float = 0
  /// The sample before the run; `nil` if the sound begins with it.
  private var before: Float?
  private var last: Float?

  /// The highest 16-bit value, which converters give for everything above it.
  private static let fullScale: Float = 32767 / 32768
  private static let step: Float = 1 / 32768
  private static let least = 3

  /// Adds a sample, from −1 to 1.
  ///
  /// - Returns: how many samples turn out to be clipped.
  mutating func add(_ sample: Float) -> Int {
    let sign: Float = sample >= Self.fullScale ? 1 : sample <= -Self.fullScale ? -1 : 0
    var found = 0
    if sign != self.sign {
      found = end(before: sample)
      (self.sign, before) = (sign, last)
    }
    last = sample
    if abs(sample) > 1 {
      // Nothing of 16 bits can hold it.
      found += 1
    } else if sign != 0 {
      run += 1
    }
    return found
  }

  /// Ends a run.
  ///
  /// - Parameter next: the sample after it; `nil` if there is none.
  /// - Returns: its length, if it is a flat top.
  mutating func end(before next: Float?) -> Int {
    defer { (run, sign) = (0, 0) }
    guard run >= Self.least else { return 0 }
    // A parabola that stays within a step for the whole run falls by about this much beside it.
    let slope = Float(run + 3) / Float(run - 1)
    let allowed = slope * slope * Self.step
    let neighbours = [before, next].compactMap(\.self)
    return neighbours.contains { Self.fullScale - sign * $0 > allowed } ? run : 0
  }
}
