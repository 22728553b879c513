/// What coders and packets do to a digit, and is forgiven if the digit ends well.
extension PairFit {
  /// Whether tones that were refused are a digit nevertheless.
  ///
  /// A coder needs a frame of 20 ms or two until it follows new tones; up to there their phases and
  /// levels wander. A repeated packet shifts all phases, so that what follows seems to be a short
  /// tone of its own. If the same tones sounded before, 20 ms that are steady, clean and in tune are
  /// enough.
  func isForgiven(
    _ refusal: DTMFRefusal, in window: ToneWindow, around anchor: Int
  ) -> Bool {
    switch refusal {
    case .unsteady, .swelling, .noisy, .tooShort: break
    case .offFrequency, .twisted, .tooWeak, .notAlone: return false
    }
    guard interior.count >= 9 || before.min() > 0.25,
      let end = Self(of: pair, in: window, around: anchor, limit: 7)
    else { return false }
    return end.duration >= 20.5 * Self.slicesPerMillisecond && end.isTrue && end.isLevel
      && end.isLoudEnough && end.purity > 0.93 && end.unrest.max() < 0.1
      && max(abs(end.bend.x), abs(end.bend.y)) < 0.3 && end.isAlone(in: window)
  }
}
