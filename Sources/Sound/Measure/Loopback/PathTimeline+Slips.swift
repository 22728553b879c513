import Glibc

// Jumps of a sample or two: a slip of 1 sample at 48 kHz is 21 µs, which blocks by themselves
// don't show, but many of them together do.
extension PathTimeline {
  /// The timeline by more exact delays of its blocks, with jumps that are smaller than the blocks'
  /// tolerance.
  ///
  /// - Parameters:
  ///   - least: the smallest jump that can be sound lost or inserted, in seconds.
  ///   - exact: the delay of a block as it is measured by what the path should make of it; `nil`
  ///     if that can't be told.
  func refined(least: Double, by exact: (PathTracker.Block) -> Double?) -> PathTimeline {
    var refined = self
    refined.segments = segments.compactMap { segment in
      let blocks = segment.blocks.compactMap { block in
        exact(block).map { delay in
          var block = block
          block.delay = delay
          return block
        }
      }
      return blocks.count < 3 ? nil : Segment(blocks: blocks)
    }
    guard !refined.segments.isEmpty else { return self }
    // The slope as it seems is right unless there are slips; that of short stretches is less exact,
    // but a slip spoils only a few of them. The right one needs the fewest slips.
    refined.fit()
    let whole = SlipSearch(refined.segments, least: least, slope: refined.slope).segments()
    let short = SlipSearch(refined.segments, least: least).segments()
    refined.segments = whole.count <= short.count ? whole : short
    refined.fit()
    return refined
  }
}

/// Divides stretches of a timeline where the delay steps.
private struct SlipSearch {
  private let stretches: [[PathTracker.Block]]
  private let least: Double
  /// By how much the delay grows per second, in seconds.
  private let slope: Double
  /// The standard deviation of a block's delay, in seconds.
  private let deviation: Double
  /// By how much the slope itself varies, in seconds per second.
  private let wander: Double

  /// As many blocks beside a step are compared, about 0.6 s.
  private static let reach = 40
  private static let fewest = 3
  /// The longest time from one block to the next in one track, in seconds.
  private static let pause = 0.05

  /// - Parameter slope: the median of short stretches if it is `nil`.
  init(_ segments: [PathTimeline.Segment], least: Double, slope: Double? = nil) {
    stretches = segments.map(\.blocks)
    self.least = least
    let pairs = stretches.flatMap(Self.pairs)
    let slopes = pairs.map { ($1.delay - $0.delay) / ($1.played - $0.played) }
    let usual = slope ?? slopes.median ?? 0
    self.slope = usual
    let differences = stretches.flatMap { blocks in
      zip(blocks, blocks.dropFirst(2)).compactMap { first, second -> Double? in
        let time = second.played - first.played
        return time < Self.pause ? abs(second.delay - first.delay - usual * time) : nil
      }
    }
    // Blocks two apart don't overlap. Interpolation isn't exact to less than this.
    deviation = max(1e-7, 1.48 * (differences.median ?? 0) / 2.0.squareRoot())
    let spread = 1.48 * (slopes.map { abs($0 - usual) }.median ?? 0)
    let time = pairs.map { $1.played - $0.played }.median ?? 1
    let expected = 1.5 * deviation * 2.0.squareRoot() / time
    wander = (max(0, spread * spread - expected * expected)).squareRoot()
  }

  /// Each block with the last one of the next half second in the same track.
  private static func pairs(
    of blocks: [PathTracker.Block]
  ) -> [(PathTracker.Block, PathTracker.Block)] {
    var last = 0
    return blocks.indices.compactMap { index in
      last = max(last, index)
      while last + 1 < blocks.count, blocks[last + 1].played - blocks[last].played < pause,
        blocks[last + 1].played - blocks[index].played < 0.5
      {
        last += 1
      }
      return last - index > 6 ? (blocks[index], blocks[last]) : nil
    }
  }

  func segments() -> [PathTimeline.Segment] {
    withoutSteps(joined(stretches.flatMap { divided($0[...]) }))
      .map { PathTimeline.Segment(blocks: Array($0)) }
  }

  /// The stretches without those of a few blocks that reach over a jump, and so are half as late.
  private func withoutSteps(
    _ parts: [ArraySlice<PathTracker.Block>]
  ) -> [ArraySlice<PathTracker.Block>] {
    var kept: [ArraySlice<PathTracker.Block>] = []
    for (index, part) in parts.enumerated() {
      if let before = kept.last, index + 1 < parts.count, isStep(part, before, parts[index + 1]) {
        continue
      }
      kept.append(part)
    }
    return kept
  }

  private func isStep(
    _ part: ArraySlice<PathTracker.Block>, _ before: ArraySlice<PathTracker.Block>,
    _ after: ArraySlice<PathTracker.Block>
  ) -> Bool {
    guard let first = part.first, let last = part.last, let previous = before.last,
      let next = after.first
    else { return false }
    let isShort =
      last.played - first.played < 2 * PathTracker.blockDuration
      && first.played - previous.played < Self.pause && next.played - last.played < Self.pause
    let jump =
      Moments(after.prefix(Self.fewest)).delay - Moments(before.suffix(Self.fewest)).delay
    return isShort && abs(jump) > least
  }

  /// Divides at the clearest step, then what is on both sides of it.
  private func divided(_ blocks: ArraySlice<PathTracker.Block>) -> [ArraySlice<PathTracker.Block>] {
    guard blocks.count >= 2 * Self.fewest else { return [blocks] }
    var (clearest, place) = (1.0, 0)
    for index in blocks.startIndex + Self.fewest...blocks.endIndex - Self.fewest {
      let clarity = clarity(between: blocks[..<index], and: blocks[index...])
      if clarity > clearest { (clearest, place) = (clarity, index) }
    }
    guard clearest > 1 else { return [blocks] }
    return divided(blocks[..<place]) + divided(blocks[place...])
  }

  /// Joins what is in fact one: next to another step, there may seem to be two.
  private func joined(
    _ parts: [ArraySlice<PathTracker.Block>]
  ) -> [ArraySlice<PathTracker.Block>] {
    var joined: [ArraySlice<PathTracker.Block>] = []
    for part in parts {
      if let last = joined.last, clarity(between: last, and: part) <= 1 {
        joined[joined.count - 1] = last + part
      } else {
        joined.append(part)
      }
    }
    return joined
  }

  /// How far the delays' step exceeds what chance and the clocks make; more than 1 if it is real.
  private func clarity(
    between before: ArraySlice<PathTracker.Block>, and after: ArraySlice<PathTracker.Block>
  ) -> Double {
    let (left, right) = (before.suffix(Self.reach), after.prefix(Self.reach))
    let (a, b) = (Moments(left), Moments(right))
    let time = b.played - a.played
    var step = b.delay - a.delay - slope * time
    // Neighbouring blocks overlap by half.
    let chance = 6 * deviation * (2 / a.count + 2 / b.count).squareRoot()
    let isWhole = (left.last.map { $0.played } ?? 0) + Self.pause > right.first?.played ?? 0
    if isWhole, a.squares + b.squares > 0 {
      // Clocks that wander change the slope on both sides alike.
      let local = (a.products + b.products) / (a.squares + b.squares) - slope
      let most = 2 * wander
      step -= max(-most, min(most, local)) * time
    }
    let clocks = isWhole ? 0 : 3 * wander * time
    return abs(step) / max(least, chance, 0.6 * least + clocks)
  }

  private struct Moments {
    let count: Double
    let played: Double
    let delay: Double
    /// Beside the means.
    let products: Double
    let squares: Double

    init(_ blocks: ArraySlice<PathTracker.Block>) {
      let count = Double(blocks.count)
      var (x, y, xx, xy) = (0.0, 0.0, 0.0, 0.0)
      let (x0, y0) = (blocks.first?.played ?? 0, blocks.first?.delay ?? 0)
      for block in blocks {
        let (time, delay) = (block.played - x0, block.delay - y0)
        x += time
        y += delay
        xx += time * time
        xy += time * delay
      }
      self.count = count
      played = x0 + x / count
      delay = y0 + y / count
      squares = xx - x * x / count
      products = xy - x * y / count
    }
  }
}

extension [Double] {
  fileprivate var median: Double? { isEmpty ? nil : sorted()[count / 2] }
}
