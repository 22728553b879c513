// Jumps of the delay.
extension DropoutSearch {
  /// The timeline's jumps, each in the shortest time in which it can be told to be; the delay's
  /// lines begin where they are.
  func jumps() -> [Candidate] {
    zip(timeline.jumps, 1...).map { jump, index in
      let (place, split) = place(
        of: jump, between: timeline.segments[index - 1], and: timeline.segments[index])
      lines[index].start = split + max(0, -jump.change) / 2
      return Candidate(
        kind: jump.change < 0 ? .skip : .delay, earliest: place.lowerBound,
        latest: place.upperBound, length: abs(jump.change), split: split)
    }
  }

  /// A place this much less likely than the best one isn't possible, in nats.
  private static let margin = 12.0
  /// Half of the independent samples in a millisecond: neighbouring samples err alike.
  private static let weight = 2.0
  /// An edge is blurred by the path's filters to this, in milliseconds.
  private static let blur = 2

  /// Where a jump may be, and a likely place within: what was heard before it fits the delay before,
  /// and what was heard after it, without what was skipped, fits the delay after. In silence, and by
  /// whole periods of a tone, many places fit alike.
  private func place(
    of jump: PathTimeline.Jump, between before: PathTimeline.Segment,
    and after: PathTimeline.Segment
  ) -> (place: ClosedRange<Double>, split: Double) {
    let rate = Double(signal.sampleRate)
    // The blocks beside it may reach over it, and one or two be on the wrong side of a small one.
    let start = max(
      0, before.blocks[max(0, before.blocks.count - 3)].played - PathTracker.blockDuration)
    let end = max(
      start, after.blocks[min(2, after.blocks.count - 1)].played + PathTracker.blockDuration)
    let range = Int(start * rate)..<min(signal.samples.count, Int(end * rate) + 1)
    let whole = (jump.start...max(jump.start, jump.end), (jump.start + jump.end) / 2)
    guard range.lowerBound < range.upperBound else { return whole }
    let costs = costs(
      over: range, from: start, along: [before, after].map { $0.line(slope: timeline.slope) },
      skipped: Int((max(0, -jump.change) / EnergyBins.width).rounded()))
    guard let least = costs.min() else { return whole }
    let possible = costs.indices.filter { costs[$0] <= least + Self.margin }
    let time = { (index: Int) in start + Double(index) * EnergyBins.width }
    return (
      max(0, time(possible[0] - Self.blur))...time(possible[possible.count - 1] + Self.blur),
      time(possible[possible.count / 2])
    )
  }

  /// How badly what was heard fits if the jump is before each millisecond, in nats.
  private func costs(
    over range: Range<Int>, from start: Double, along lines: [AlignedSound.Line], skipped: Int
  ) -> [Double] {
    let expected = model.predicted(range)
    let ends = signal.sweepEnds
    let bins = lines.map { line in
      var bins = EnergyBins(start: start)
      bins.append(
        sent: signal.samples[range], heard: aligned.samples(range, along: line)[...],
        expected: expected[...], rate: Double(signal.sampleRate))
      return bins
    }
    let count = bins[0].count
    // What is no sound: a few units of 16 bits, or what the model errs by beside loud parts.
    let least = max(1e-9, 1e-4 * max(loudness, bins[0].window(at: 0, count: count).expected))
    // Running totals by the delay before the jump, and by the one after it.
    var (earlier, later) = ([0.0], [0.0])
    for index in 0..<count {
      let windows = bins.map { $0.window(at: index, count: 1) }
      let power = windows[0].expected
      let rest = min(windows[0].rest, windows[1].rest)
      let usual = noise + usualRest * power + max(0, rest - 2 * power) + least
      // Of the sweep's ends the model knows nothing but what it learnt there.
      let time = bins[0].time(of: index)
      let weight = ends.contains { $0.contains(time) } ? 0 : Self.weight
      earlier.append(earlier[index] + weight * windows[0].rest / usual)
      later.append(later[index] + weight * windows[1].rest / usual)
    }
    return (0...count).map { earlier[$0] + later[count] - later[min(count, $0 + skipped)] }
  }
}
