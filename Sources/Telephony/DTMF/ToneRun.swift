/// The slices through which a pair of tones sounds without a break.
struct ToneRun: Sendable {
  /// The tones' amplitudes in the slices examined.
  private(set) var phasors = [TonePhasors](repeating: TonePhasors(), count: ToneTrace.capacity)
  /// The first slice in which both tones have at least half their amplitude.
  let first: Int
  /// Whether the run continues in the newest slice.
  let lasts: Bool
  /// The slices that the tones fill, possibly only in part at the ends.
  let interior: Range<Int>

  /// The run of a pair that sounds in the slice `anchor`, and what came before it. `nil` if it is
  /// too short: 12 ms if over, or 27 ms if it continues and can be waited for.
  @inline(__always)
  ///
  /// - Parameter limit: the most slices that the interior may have.
  init?(
    of pair: TonePair, in window: ToneWindow, around anchor: Int, limit: Int = ToneTrace.capacity
  ) {
    let newest = ToneTrace.capacity - 1
    for index in anchor...newest { phasors[index] = window.amplitudes(of: pair, at: index) }
    let floor = phasors[anchor].squares * 0.25
    var last = anchor
    while last < newest, all(phasors[last + 1].squares .>= floor) { last += 1 }
    var first = anchor
    var steps = TonePhasors()
    let earliest = max(0, last - limit)
    while first > earliest {
      phasors[first - 1] = window.amplitudes(of: pair, at: first - 1)
      guard all(phasors[first - 1].squares .>= floor) else { break }
      let step = phasors[first].turned(backBy: phasors[first - 1]).unit
      // A repeated or lost packet makes the phases jump, perhaps within a slice, which is then half
      // way (40°); what was only disturbed is back in step with the slice before it (60°).
      if first > 1, steps.differs(from: step, by: 0.77) {
        let earlier = window.amplitudes(of: pair, at: first - 2)
        let two = phasors[first].turned(backBy: earlier).unit
        let expected = steps.unit
        if expected.turned(by: expected).differs(from: two, by: 0.5) { break }
      }
      steps += step
      first -= 1
    }
    self.first = first
    lasts = last == newest
    interior = (first == 0 ? 0 : first + 1)..<max(first + 1, lasts ? last + 1 : last)
    guard interior.count >= (lasts ? 6 : 3) else { return nil }
    for index in 0..<max(0, first - 1) { phasors[index] = window.amplitudes(of: pair, at: index) }
  }

  /// How far the tones rotate from slice to slice, as unit phasors.
  var step: TonePhasors? {
    var sum = TonePhasors()
    for index in interior.lowerBound..<interior.upperBound - 1 {
      sum += phasors[index + 1].turned(backBy: phasors[index])
    }
    return sum.squares.min() > 0 ? sum.unit : nil
  }
}
