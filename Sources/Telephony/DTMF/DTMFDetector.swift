/// Detects the tone pairs of ITU-T Q.23 in telephone sound, by the rules of ITU-T Q.24, Bellcore
/// GR-506 and TIA-464.
///
/// Works in two stages. Every 8 ms that are loud enough are compared with the eight tones; this is
/// cheap and lets through anything that may be part of a digit. Only then comes the careful test:
/// two tones are fitted to the part of the last 80 ms in which they sound. They must have the right
/// frequencies, levels and length, be steady, and make up nearly all of the sound.
///
/// A digit is decided about 35 ms after its onset, or at its end if that comes sooner. It is
/// reported once, however long the key is held.
public struct DTMFDetector: Sendable {
  /// A digit that was detected.
  public struct Detection: Hashable, Sendable {
    public var digit: DTMFDigit
    /// The index, counted from the first sample fed, of the sample at whose end the digit was
    /// decided.
    public var decidedAt: Int

    public init(digit: DTMFDigit, decidedAt: Int) {
      self.digit = digit
      self.decidedAt = decidedAt
    }
  }

  private let pairs = TonePair.all
  private var trace = ToneTrace()
  /// How many consecutive blocks have passed the first stage, and their similarity to the eight
  /// tones.
  private var passes = 0
  private var likeness = SIMD8<Float>()
  private var last: Press?

  /// The last digit detected.
  private struct Press {
    var pair: TonePair
    /// The squared amplitudes that the tones must keep: 7 dB below what they had. An echo of them
    /// isn't a press.
    var floor: SIMD2<Float>
    /// Whether its tones still sound.
    var isHeld: Bool
    /// The trace's slice count when they last sounded.
    var heardAt: Int
  }

  public init() {}

  /// The digits decided within these samples, at 8 000 a second. Chunks may have any size: the
  /// digits and their times don't depend on it.
  public mutating func detect(in samples: some Sequence<Int16>) -> [Detection] {
    if let found = samples.withContiguousStorageIfAvailable({ detect(in: $0) }) { return found }
    return Array(samples).withUnsafeBufferPointer { detect(in: $0) }
  }

  /// The digits decided within these samples.
  public mutating func detect(in samples: UnsafeBufferPointer<Int16>) -> [Detection] {
    var found: [Detection] = []
    guard let start = samples.baseAddress else { return found }
    var index = 0
    while index < samples.count {
      index += trace.take(start + index, atMost: samples.count - index)
      if trace.hasWholeBlock, let digit = hearBlock() {
        let position = trace.count * ToneSlice.length
        found.append(Detection(digit: digit, decidedAt: position - 1))
      }
    }
    return found
  }

  /// Runs both stages on the newest block.
  @inline(__always)
  private mutating func hearBlock() -> DTMFDigit? {
    let isSound = trace.sliceBlock()
    if last?.isHeld == true, holds() { return nil }
    let passed = isSound && screen()
    guard passed || passes > 0 else { return nil }
    return follow(passed)
  }

  /// Runs the second stage if it is due.
  private mutating func follow(_ passed: Bool) -> DTMFDigit? {
    if passed { passes += 1 }
    var digit: DTMFDigit?
    // Four blocks of 8 ms cover the 31 ms needed; an end settles it sooner.
    if passed ? passes >= 4 : passes >= 2, let fit = examine(ended: !passed) {
      if !continues(fit) { digit = fit.pair.digit }
      last = Press(
        pair: fit.pair, floor: fit.power * fit.pair.gain * 0.4, isHeld: true, heardAt: trace.count)
      passes = 0
    }
    if passes == 0 || !passed {
      passes = 0
      likeness = .zero
    }
    return digit
  }

  /// Whether the detected key is still down.
  private mutating func holds() -> Bool {
    guard let press = last else { return false }
    for index in ToneTrace.capacity - 2..<ToneTrace.capacity {
      let phasors = trace.amplitudes(of: press.pair, at: index)
      if all(phasors.squares .> press.floor), phasors.energy > 0.5 * trace[index].energy {
        last?.heardAt = trace.count
        return true
      }
    }
    last?.isHeld = false
    return false
  }

  /// The first stage: whether the strongest low and the strongest high tone have most of the newest
  /// block's energy.
  @inline(__always)
  private mutating func screen() -> Bool {
    let (energy, tones) = trace.newestBlock
    let pairs = tones.evenHalf.replacing(
      with: tones.oddHalf, where: tones.oddHalf .> tones.evenHalf)
    let strongest = pairs.evenHalf.replacing(
      with: pairs.oddHalf, where: pairs.oddHalf .> pairs.evenHalf)
    guard strongest.x + strongest.y > 0.6 * energy else { return false }
    likeness += tones
    return true
  }

  /// The second stage: the fitted pair that makes a digit; `nil` if there is none, or none yet.
  private mutating func examine(ended: Bool) -> PairFit? {
    var row = 0
    var column = 0
    for index in 1..<4 where likeness[index] > likeness[row] { row = index }
    for index in 1..<4 where likeness[4 + index] > likeness[4 + column] { column = index }
    let anchor = ToneTrace.capacity - (ended ? 5 : 3)
    guard var fit = PairFit(of: pairs[row * 4 + column], in: trace, around: anchor) else {
      return nil
    }
    // 8 ms can't separate neighbouring tones well; the fit can.
    let frequencies = fit.pair.frequencies * (1 + fit.deviation)
    let nearest = TonePair.nearest(to: frequencies)
    if nearest != row * 4 + column {
      guard let better = PairFit(of: pairs[nearest], in: trace, around: anchor) else { return nil }
      fit = better
    }
    if fit.isTooYoung { return nil }
    if fit.isDigit(in: trace) { return fit }
    // What isn't a digit now will hardly be one 8 ms later, so speech is examined half as often.
    passes = 2
    return nil
  }

  /// Whether it is the last digit again, after a break too short to separate two digits.
  private func continues(_ fit: PairFit) -> Bool {
    guard let last, trace.count - last.heardAt <= ToneTrace.capacity else { return false }
    return last.pair.row == fit.pair.row && last.pair.column == fit.pair.column && fit.goesOn
  }
}
