/// Fills gaps in telephone sound at 8 kHz with more of what was heard before, in the spirit of ITU-T
/// G.711 Appendix I: the last period of its pitch is repeated, then the last two and three, and fades
/// away after 10 ms until nothing is left after 60 ms.
///
/// Unlike the Appendix's, it delays nothing: the seam at a gap's beginning is smoothed within the
/// gap. What comes after it is faded in.
public struct LossConcealment: Sendable {
  /// The last sound, the newest last.
  private var past = [Float](repeating: 0, count: memory)
  /// The gap, as long as it lasts.
  private var gap: Gap?

  private struct Gap {
    let period: Int
    /// The part of a period in which one repetition goes over into the next.
    let seam: Int
    /// What the first sample is off, which fades away.
    let step: Float
    /// The place in the past that sounds next.
    var place: Int
    /// Where it goes on when the past ends: so many samples before.
    var back: Int
    var filled = 0
    var sound: [Float] = []
  }

  /// Three periods of the lowest pitch, and the seam before them.
  private static let memory = 3 * longestPeriod + longestPeriod / 4
  /// From 66 to 200 Hz.
  private static let shortestPeriod = 40
  private static let longestPeriod = 120
  /// What the period is searched in: 20 ms.
  private static let window = 160
  private static let tenth = 80
  /// How long something is left: 60 ms.
  private static let end = 6 * tenth

  public init() {}

  /// Takes sound that has arrived, and fades it in if it follows a gap.
  public mutating func take(_ sound: UnsafeMutableBufferPointer<Float>) {
    if var gap {
      let longer = min(gap.seam + gap.filled / Self.tenth * 32, Self.tenth)
      let length = min(sound.count, gap.filled >= Self.end ? Self.tenth / 4 : longer)
      for index in 0..<length {
        let weight = Float(index + 1) / Float(length + 1)
        sound[index] = sound[index] * weight + next(&gap) * (1 - weight)
      }
      gap.sound.withUnsafeBufferPointer { remember($0) }
      self.gap = nil
    }
    remember(UnsafeBufferPointer(sound))
  }

  /// Appends so many samples of a gap.
  public mutating func fill(_ count: Int, appendingTo sound: inout [Float]) {
    var gap = self.gap ?? begin()
    self.gap = nil
    for _ in 0..<count {
      let sample = next(&gap)
      if gap.filled <= Self.end { gap.sound.append(sample) }
      sound.append(sample)
    }
    self.gap = gap
  }

  /// Forgets what was heard: what comes next doesn't continue it.
  public mutating func forget() {
    gap = nil
    past.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  private mutating func remember(_ sound: UnsafeBufferPointer<Float>) {
    let new = min(sound.count, Self.memory)
    past.withUnsafeMutableBufferPointer { past in
      guard new > 0, let start = past.baseAddress, let end = sound.baseAddress else { return }
      start.update(from: start + new, count: Self.memory - new)
      (start + Self.memory - new).update(from: end + sound.count - new, count: new)
    }
  }

  /// Finds what to repeat.
  private func begin() -> Gap {
    let period = period
    let end = Self.memory
    return Gap(
      period: period, seam: period / 4, step: past[end - 1] - past[end - period - 1],
      place: end - period, back: period)
  }

  private func next(_ gap: inout Gap) -> Float {
    defer { gap.filled += 1 }
    if gap.filled >= Self.end { return 0 }
    let seamStart = Self.memory - gap.seam
    if gap.place == seamStart {
      gap.back = gap.period * min(gap.filled / Self.tenth + 1, 3)
    }
    var sample = past[gap.place]
    if gap.place >= seamStart {
      let weight = Float(gap.place - seamStart + 1) / Float(gap.seam + 1)
      sample = sample * (1 - weight) + past[gap.place - gap.back] * weight
    }
    gap.place += 1
    if gap.place == Self.memory { gap.place -= gap.back }
    if gap.filled < gap.seam {
      sample += gap.step * (1 - Float(gap.filled + 1) / Float(gap.seam + 1))
    }
    let faded = Float(max(0, gap.filled - Self.tenth)) / Float(Self.end - Self.tenth)
    return sample * (1 - faded)
  }

  /// The lag at which the last sound is most like itself. Every second lag is enough to find it
  /// roughly; where nothing repeats, the longest sounds least like a tone.
  private var period: Int {
    past.withUnsafeBufferPointer { past in
      let own = Self.product(past, 0, 0) + 1e-9
      var best = Self.longestPeriod
      var likeness: Float = 0.25
      func tryLag(_ lag: Int) {
        // The normalized correlation of the last sound with what was a lag before.
        let energy = Self.product(past, lag, lag) + 1e-9
        let found = Self.product(past, 0, lag) / (energy * own).squareRoot()
        if found > likeness { (best, likeness) = (lag, found) }
      }
      for lag in stride(from: Self.shortestPeriod, through: Self.longestPeriod, by: 2) {
        tryLag(lag)
      }
      let rough = best
      for lag in [rough - 1, rough + 1] where lag <= Self.longestPeriod { tryLag(lag) }
      return best
    }
  }

  /// The sum of the products of two parts of the past, each so many samples before its end.
  private static func product(
    _ past: UnsafeBufferPointer<Float>, _ one: Int, _ other: Int
  ) -> Float {
    guard let end = past.baseAddress.map({ UnsafeRawPointer($0 + memory - window) }) else {
      return 0
    }
    let size = MemoryLayout<Float>.size
    var sum = SIMD8<Float>.zero
    for place in stride(from: 0, to: window * size, by: MemoryLayout<SIMD8<Float>>.size) {
      sum +=
        (end + place - one * size).loadUnaligned(as: SIMD8<Float>.self)
        * (end + place - other * size).loadUnaligned(as: SIMD8<Float>.self)
    }
    return sum.sum()
  }
}
