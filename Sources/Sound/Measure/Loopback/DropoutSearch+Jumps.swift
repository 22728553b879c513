// Jumps of the delay.
extension DropoutSearch {
  /// The timeline's jumps, each in the shortest time in which it can be told to be; the delay's
  /// lines begin where they are.
  func jumps() -> [Candidate] {
    zip(timeline.jumps, 1...).map { jump, index in
      let before = timeline.segments[index - 1]
      let after = timeline.segments[index]
      let place = place(
        of: jump, from: before.line(slope: timeline.slope), to: after.line(slope: timeline.slope))
      lines[index].start = place.upperBound + max(0, -jump.change) / 2
      return Candidate(
        kind: jump.change < 0 ? .skip : .delay, earliest: place.lowerBound,
        latest: place.upperBound, length: abs(jump.change))
    }
  }

  /// Where the sound stops to fit the delay before a jump, and where it begins to fit the one
  /// after it.
  private func place(
    of jump: PathTimeline.Jump, from before: AlignedSound.Line, to after: AlignedSound.Line
  ) -> ClosedRange<Double> {
    let rate = Double(signal.sampleRate)
    let (start, end) = (jump.start, max(jump.start, jump.end))
    let skipped = max(0, -jump.change)
    let range = max(0, Int(start * rate))..<min(signal.samples.count, Int(end * rate) + 1)
    let whole = start...max(start, end - skipped)
    guard !range.isEmpty else { return whole }
    let expected = model.predicted(range)
    let bins = [before, after].map { line in
      var bins = EnergyBins(start: start)
      bins.append(
        sent: signal.samples[range], heard: aligned.samples(range, along: line)[...],
        expected: expected[...], rate: rate)
      return bins
    }
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
    return min(earliest, max(start, latest))...max(earliest, latest)
  }
}
