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

  /// The last digit detected, as long as its tones sound.
  public var sounding: DTMFDigit? { last.flatMap { $0.isHeld ? $0.pair.digit : nil } }

  /// The digits decided within these samples, at 8 000 a second. Chunks may have any size: the
  /// digits and their times don't depend on it.
  public mutating func detect(in samples: some Sequence<Int16>) -> [Detection] {
    if let found = samples.withContiguousStorageIfAvailable({ detect(in: $0) }) { return found }
    return Array(samples).withUnsafeBufferPointer { detect(in: $0) }
  }

  /// The digits decided within these samples.
  public mutating func detect(in samples: UnsafeBufferPointer<Int16>) -> [Detection] {
    var found: [Detection] = []
    hear(samples) { examination, position in
      guard case .digit(let fit) = examination else { return }
      found.append(Detection(digit: fit.pair.digit, decidedAt: position - 1))
    }
    return found
  }

  /// What the second stage found out.
  enum Examination {
    case digit(PairFit)
    /// The last digit goes on after a short break.
    case goesOn(PairFit)
    case refused(PairFit, DTMFRefusal)
  }

  /// Tells each examination of these samples, and how many samples were heard by then.
  @inline(__always)
  mutating func hear(
    _ samples: UnsafeBufferPointer<Int16>,
    tell: (_ examination: Examination, _ position: Int) -> Void
  ) {
    guard let start = samples.baseAddress else { return }
    var index = 0
    while index < samples.count {
      index += trace.take(start + index, atMost: samples.count - index)
      if trace.hasWholeBlock, let examination = hearBlock() {
        tell(examination, trace.count * ToneSlice.length)
      }
    }
  }

  /// Runs both stages on the newest block.
  @inline(__always)
  private mutating func hearBlock() -> Examination? {
    let isSound = trace.sliceBlock()
    if last?.isHeld == true, holds() { return nil }
    let passed = isSound && screen()
    guard passed || passes > 0 else { return nil }
    return follow(passed)
  }

  /// Runs the second stage if it is due.
  private mutating func follow(_ passed: Bool) -> Examination? {
    if passed { passes += 1 }
    var examination: Examination?
    // Four blocks of 8 ms cover the 31 ms needed if the tones fill them; an end settles it sooner.
    let isDue = passed ? passes > 4 || passes == 4 && trace.fillsFourBlocks : passes >= 2
    if isDue { examination = examine(ended: !passed) }
    if !passed { passes = 0 }
    if passes == 0 { likeness = .zero }
    return examination
  }

  /// Whether the detected key is still down.
  private mutating func holds() -> Bool {
    guard let press = last else { return false }
    let isHeld = trace.read { window in
      (ToneTrace.capacity - 2..<ToneTrace.capacity).contains { index in
        let phasors = window.amplitudes(of: press.pair, at: index)
        return all(phasors.squares .> press.floor) && phasors.energy > 0.5 * window[index].energy
      }
    }
    last?.isHeld = isHeld
    if isHeld { last?.heardAt = trace.count }
    return isHeld
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

  /// The second stage; `nil` if there are no two tones, or not for long enough yet.
  private mutating func examine(ended: Bool) -> Examination? {
    let anchor = ToneTrace.capacity - (ended ? 5 : 3)
    let examined: (fit: PairFit, refusal: DTMFRefusal?)? = trace.read { [pairs, likeness] window in
      guard let fit = PairFit(likeliestOf: pairs, by: likeness, in: window, around: anchor),
        !fit.isTooYoung
      else { return nil }
      let refusal = fit.refusal(in: window)
      let isCoded = refusal.map { fit.isForgiven($0, in: window, around: anchor) } ?? false
      return (fit, isCoded ? nil : refusal)
    }
    guard let (fit, refusal) = examined else { return nil }
    if let refusal {
      if refusal == .tooShort, continues(fit) {
        // What is left of it between two lost packets.
        last?.heardAt = trace.count
        return .goesOn(fit)
      }
      // What isn't a digit now will hardly be one 8 ms later, so speech is examined half as often.
      passes = 2
      return .refused(fit, refusal)
    }
    passes = 0
    if isEcho(fit) { return .goesOn(fit) }
    let goesOn = continues(fit)
    last = Press(
      pair: fit.pair, floor: fit.power * fit.pair.gain * 0.4, isHeld: true, heardAt: trace.count)
    return goesOn ? .goesOn(fit) : .digit(fit)
  }

  /// Whether it is an echo of the last digit: the same tones, at least 7 dB weaker, at most 300 ms
  /// after it. Q.24 leaves longer delays to the echo cancellers of satellite links.
  private func isEcho(_ fit: PairFit) -> Bool {
    guard let last, trace.count - last.heardAt <= 75 else { return false }
    return last.pair.row == fit.pair.row && last.pair.column == fit.pair.column
      && all(fit.power * fit.pair.gain * 2 .< last.floor)
  }

  /// Whether it is the last digit again, which never ended or whose break was too short to separate
  /// two digits.
  private func continues(_ fit: PairFit) -> Bool {
    guard let last, trace.count - last.heardAt <= ToneTrace.capacity,
      last.pair.row == fit.pair.row, last.pair.column == fit.pair.column
    else { return false }
    // A coder makes the tones waver, so that they seem to have ended and have not.
    let start = trace.count - ToneTrace.capacity + fit.interior.lowerBound
    return start < last.heardAt || fit.goesOn
  }
}
