import Glibc

/// The path's delay over a run: straight lines of the same slope, with jumps between them.
///
/// The slope is the drift of the clocks, and a jump is sound that was lost or inserted.
struct PathTimeline {
  /// A stretch without a jump.
  struct Segment {
    var blocks: [PathTracker.Block]

    var meanPlayed: Double { blocks.reduce(0) { $0 + $1.played } / Double(blocks.count) }
    var meanDelay: Double { blocks.reduce(0) { $0 + $1.delay } / Double(blocks.count) }
  }

  /// A sudden change of the delay.
  struct Jump: Hashable {
    /// It lies between these times, in seconds from the signal's beginning.
    let start: Double
    let end: Double
    /// By how much the delay grew, in seconds; negative if sound was lost.
    let change: Double
  }

  var segments: [Segment] = []
  /// By how much the delay grows per second, in seconds.
  private(set) var slope = 0.0

  /// Half a sample at 8 kHz: less than the smallest loss, and far more than noise causes.
  private static let tolerance = 0.5 / PathTracker.sampleRate

  /// In seconds.
  private static let longestPause = 0.1

  init(_ blocks: [PathTracker.Block]) {
    split(blocks.filter(\.isHeard))
    fit()
    join()
  }

  var jumps: [Jump] {
    zip(segments, segments.dropFirst()).map { before, after in
      let end = before.blocks[before.blocks.count - 1].played
      return Jump(
        start: end, end: after.blocks[0].played, change: step(from: before, to: after))
    }
  }

  /// The time over which the drift was observed, in seconds.
  var observed: Double {
    guard let first = segments.first?.blocks.first, let last = segments.last?.blocks.last else {
      return 0
    }
    return last.played - first.played
  }

  /// The delay of what is played at a time, in seconds.
  func delay(at played: Double) -> Double {
    let nearest = segments.min { distance(of: $0, to: played) < distance(of: $1, to: played) }
    guard let nearest else { return 0 }
    return nearest.meanDelay + slope * (played - nearest.meanPlayed)
  }

  private func distance(of segment: Segment, to played: Double) -> Double {
    let (first, last) = (segment.blocks[0].played, segment.blocks[segment.blocks.count - 1].played)
    return max(0, first - played, played - last)
  }
}

extension PathTimeline {
  /// Starts a new segment after a pause, in which the clocks may have drifted, and where three
  /// consecutive blocks agree on another delay; a single one that disagrees is a measurement error.
  private mutating func split(_ blocks: [PathTracker.Block]) {
    for (index, block) in blocks.enumerated() {
      let isNear = segments.last.map { segment in
        let recent = segment.blocks.suffix(3)
        let expected = recent.reduce(0) { $0 + $1.delay } / Double(recent.count)
        return abs(block.delay - expected) <= Self.tolerance
          && block.played - segment.blocks[segment.blocks.count - 1].played < Self.longestPause
      }
      if isNear == true {
        segments[segments.count - 1].blocks.append(block)
        continue
      }
      let next = blocks[(index + 1)...].prefix(2)
      if next.count == 2, next.allSatisfy({ abs($0.delay - block.delay) <= Self.tolerance }) {
        segments.append(Segment(blocks: [block]))
      }
    }
  }

  /// The slope that fits all segments best, each with its own level.
  mutating func fit() {
    var (products, squares) = (0.0, 0.0)
    for segment in segments {
      let (x, y) = (segment.meanPlayed, segment.meanDelay)
      for block in segment.blocks {
        products += (block.played - x) * (block.delay - y)
        squares += (block.played - x) * (block.played - x)
      }
    }
    slope = squares > 0 ? products / squares : 0
  }

  /// Joins neighbours that lie on one line.
  private mutating func join() {
    var index = 0
    while index + 1 < segments.count {
      let (before, after) = (segments[index], segments[index + 1])
      let span = after.meanPlayed - before.meanPlayed
      if abs(step(from: before, to: after)) <= Self.tolerance + 4 * slopeError * span {
        segments[index].blocks += after.blocks
        segments.remove(at: index + 1)
        fit()
      } else {
        index += 1
      }
    }
  }

  private func step(from before: Segment, to after: Segment) -> Double {
    after.meanDelay - before.meanDelay - slope * (after.meanPlayed - before.meanPlayed)
  }

  /// The standard error of the slope.
  private var slopeError: Double {
    var (residuals, squares, count) = (0.0, 0.0, 0)
    for segment in segments {
      let (x, y) = (segment.meanPlayed, segment.meanDelay)
      for block in segment.blocks {
        let residual = block.delay - y - slope * (block.played - x)
        residuals += residual * residual
        squares += (block.played - x) * (block.played - x)
        count += 1
      }
    }
    guard count > 2, squares > 0 else { return 0 }
    // Neighbouring blocks overlap by half, so they count for less.
    return (2 * residuals / Double(count) / squares).squareRoot()
  }
}
