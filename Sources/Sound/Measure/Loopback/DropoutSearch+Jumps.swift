// Jumps of the delay.
extension DropoutSearch {
  /// The timeline's jumps, each in the shortest time in which it can be told to be; the delay's
  /// lines begin where they are.
  func jumps() -> [Candidate] {
    zip(timeline.jumps, 1...).map { jump, index in
      let before = timeline.segments[index - 1]
      let after = timeline.segments[index]
      let (from, to) = (before.line(slope: timeline.slope), after.line(slope: timeline.slope))
      let isSlip = abs(jump.change) < Self.longestSlip
      let (place, split) =
        isSlip ? slip(of: jump, from: from, to: to) : place(of: jump, from: from, to: to)
      lines[index].start = isSlip ? split : place.upperBound + max(0, -jump.change) / 2
      return Candidate(
        kind: jump.change < 0 ? .skip : .delay, earliest: place.lowerBound,
        latest: place.upperBound, length: abs(jump.change), split: split)
    }
  }

  /// Up to this change, in seconds, what is heard during a jump may be taken as heard before or
  /// after it.
  private static let longestSlip = 0.002

  /// Where a short jump is: at any time at which what was heard before fits the delay before it, and
  /// what was heard after fits that after it, nearly as well as at the best one.
  private func slip(
    of jump: PathTimeline.Jump, from before: AlignedSound.Line, to after: AlignedSound.Line
  ) -> (place: ClosedRange<Double>, split: Double) {
    let rate = Double(signal.sampleRate)
    // The blocks beside it may reach over it.
    let start = max(0, jump.start - PathTracker.blockDuration)
    let end = max(start, jump.end + PathTracker.blockDuration)
    let range = Int(start * rate)..<min(signal.samples.count, Int(end * rate) + 1)
    let middle = (jump.start + jump.end) / 2
    let whole = (jump.start...max(jump.start, jump.end), middle)
    guard range.lowerBound < range.upperBound else { return whole }
    let bins = bins(over: range, from: start, along: [before, after])
    let rests = (0..<bins[0].count).map { index in
      bins.map { $0.window(at: index, count: 1).rest }
    }
    guard !rests.isEmpty else { return whole }
    var costs = [rests.reduce(0) { $0 + $1[1] }]
    for rest in rests { costs.append(costs[costs.count - 1] + rest[0] - rest[1]) }
    let least = costs.min() ?? 0
    let best = costs.firstIndex(of: least) ?? 0
    // What is left is no white noise: the model errs alike over some milliseconds.
    let near = rests[max(0, best - 100)..<min(rests.count, best + 100)]
    let usual = near.reduce(0) { $0 + min($1[0], $1[1]) } / Double(near.count)
    let margin = max(4 * usual, 1e-9)
    let possible = costs.indices.filter { costs[$0] <= least + margin }
    let time = { (index: Int) in start + Double(index) * EnergyBins.width }
    let (first, last) = (possible.first ?? 0, possible.last ?? best)
    let middleOfThem = possible.isEmpty ? best : possible[possible.count / 2]
    return (
      max(0, time(first) - EnergyBins.width)...time(last) + EnergyBins.width, time(middleOfThem)
    )
  }

  /// What is left along each of some lines, millisecond by millisecond.
  private func bins(
    over range: Range<Int>, from start: Double, along lines: [AlignedSound.Line]
  ) -> [EnergyBins] {
    let expected = model.predicted(range)
    return lines.map { line in
      var bins = EnergyBins(start: start)
      bins.append(
        sent: signal.samples[range], heard: aligned.samples(range, along: line)[...],
        expected: expected[...], rate: Double(signal.sampleRate))
      return bins
    }
  }

  /// Where the sound stops to fit the delay before a jump, and where it begins to fit the one
  /// after it.
  private func place(
    of jump: PathTimeline.Jump, from before: AlignedSound.Line, to after: AlignedSound.Line
  ) -> (place: ClosedRange<Double>, split: Double) {
    let rate = Double(signal.sampleRate)
    let (start, end) = (jump.start, max(jump.start, jump.end))
    let skipped = max(0, -jump.change)
    let range = max(0, Int(start * rate))..<min(signal.samples.count, Int(end * rate) + 1)
    let whole = (start...max(start, end - skipped), (start + end) / 2)
    guard !range.isEmpty else { return whole }
    let bins = bins(over: range, from: start, along: [before, after])
    guard bins[0].count > EnergyBins.window else { return whole }
    let windows = (0...bins[0].count - EnergyBins.window).map { index in
      (bins[0].window(at: index), bins[1].window(at: index))
    }
    let tells = windows.map { first, second in
      let share = max(0.4, 2 * usualRest)
      return first.isLoud && first.expected > 6 * noise
        && abs(first.rest - second.rest) > 0.25 * first.expected
        && min(first.rest, second.rest) < share * first.expected + 4 * noise
    }
    // The split at which least is left of both sides.
    var cost = windows.reduce(0) { $0 + $1.1.rest }
    var (least, split) = (cost, 0)
    for (index, window) in windows.enumerated() {
      cost += window.0.rest - window.1.rest
      if cost < least { (least, split) = (cost, index + 1) }
    }
    let last = windows.indices.last {
      $0 < split && tells[$0] && windows[$0].0.rest < windows[$0].1.rest
    }
    let next = windows.indices.first {
      $0 >= split && tells[$0] && windows[$0].1.rest < windows[$0].0.rest
    }
    let width = Double(EnergyBins.window) * EnergyBins.width
    let earliest = last.map { start + Double($0) * EnergyBins.width + width } ?? start
    var latest = next.map { start + Double($0) * EnergyBins.width } ?? end
    // What follows a skip fits only after it; but not in a tone, whose periods are all the same.
    if latest - skipped - earliest < 0.03 { latest -= skipped }
    return (
      min(earliest, max(start, latest))...max(earliest, latest),
      start + Double(split) * EnergyBins.width
    )
  }
}
