// Silence in place of sound, which shows only where there should be sound.
extension DropoutSearch {
  /// Holes between which nothing is heard are one. Where nothing should sound beside a hole, it may
  /// begin there or not: then both bounds are told.
  func mutes(_ holes: [Candidate], in bins: EnergyBins) -> [Candidate] {
    var mutes: [Candidate] = []
    for hole in holes.sorted(by: { $0.earliest < $1.earliest }) {
      // Already part of the last one.
      if let last = mutes.last, hole.end <= last.end { continue }
      let isDead = bins.isDead(hole.earliest..<hole.end, noise: noise)
      let isHeard = { self.isHeard($0, besideDead: isDead) }
      let before = bins.last(before: hole.earliest, where: isHeard)
      if let last = mutes.last, before < last.end {
        mutes[mutes.count - 1] = hole
        mutes[mutes.count - 1].earliest = last.earliest
        mutes[mutes.count - 1].latest = last.latest
        mutes[mutes.count - 1].length = hole.end - last.latest
      } else {
        mutes.append(hole)
        if hole.earliest - before > Self.slack {
          mutes[mutes.count - 1].earliest = before
          mutes[mutes.count - 1].latest += Self.edge
          mutes[mutes.count - 1].length -= Self.edge
        }
      }
      let after = bins.first(after: hole.end, where: isHeard)
      let mute = mutes[mutes.count - 1]
      let isOpen = after - hole.end > Self.slack
      let end = isOpen ? after : hole.end
      if isOpen { mutes[mutes.count - 1].length -= Self.edge }
      let longest = end - mute.earliest
      mutes[mutes.count - 1].longest =
        longest > mutes[mutes.count - 1].length + Self.slack ? longest : nil
    }
    return mutes
  }

  /// A window's edge may lie this far inside of what it shows, in seconds.
  private static let edge = 0.004
  /// An edge is known to this, in seconds.
  private static let slack = 0.006

  /// Whether there is sound for certain, or at least the path's noise where a mute takes that away.
  private func isHeard(_ window: EnergyBins.Window, besideDead: Bool) -> Bool {
    if besideDead, window.heard > 0.1 * noise { return true }
    let share = min(0.32, max(0.01, (noise / max(window.expected, 1e-12)).squareRoot()))
    return window.heard > max(6 * noise, loudness / 200, 1e-9)
      && window.heard >= share * window.expected
  }
}

extension EnergyBins {
  /// Whether even the path's noise is missing.
  fileprivate func isDead(_ part: Range<Double>, noise: Double) -> Bool {
    guard noise > 1e-8, case let first = index(of: part.lowerBound),
      case let number = index(of: part.upperBound) - first, number > 0, first + number <= count
    else { return false }
    return window(at: first, count: number).heard < 0.003 * noise
  }

  /// When sound ends at the earliest of which a window meets a condition, in seconds.
  fileprivate func last(before time: Double, where isMet: (Window) -> Bool) -> Double {
    var first = min(index(of: time) - 1, count - Self.window)
    while first >= 0, !isMet(window(at: first)) { first -= 1 }
    return self.time(of: max(0, first + 1))
  }

  /// When sound begins at the latest of which a window meets a condition, in seconds.
  fileprivate func first(after time: Double, where isMet: (Window) -> Bool) -> Double {
    var first = max(0, index(of: time) - Self.window + 1)
    while first + Self.window <= count, !isMet(window(at: first)) { first += 1 }
    return self.time(of: min(count, first + Self.window - 1))
  }
}
