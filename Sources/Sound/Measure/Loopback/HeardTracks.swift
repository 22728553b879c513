/// At which times of a signal its tracks' tone is heard: what tells its length.
struct HeardTracks {
  /// How many are heard of the blocks up to each; one more than there are blocks.
  private let heardBefore: [Int]
  /// The middle of the first block, and the time from one to the next, in seconds.
  private let start: Double
  private let step: Double

  /// Two lengths whose scores differ by less than this may both be the signal's, if only the first
  /// track's end is heard, and otherwise.
  static let vagueness = 12
  static let exactness = 4

  /// - Parameter blocks: evenly spaced, of one track without an end.
  init(_ blocks: [PathTracker.Block]) {
    heardBefore = blocks.reduce(into: [0]) { sums, block in
      sums.append(sums[sums.count - 1] + (block.isHeard ? 1 : 0))
    }
    start = blocks.first?.played ?? 0
    step = blocks.count > 1 ? blocks[1].played - blocks[0].played : 1
  }

  /// How well a layout's tracks fit: what is heard where there is one, less what isn't heard there,
  /// or is heard elsewhere.
  func score(of layout: LoopbackSignal.Layout) -> Int {
    let half = PathTracker.blockDuration / 2
    var (score, elsewhere) = (0, heardBefore[heardBefore.count - 1])
    for track in [layout.firstTrack] + layout.shortTracks + [layout.lastTrack] {
      let whole = blocks(from: track.lowerBound + half, to: track.upperBound - half)
      score += 4 * heard(in: whole) - 3 * whole.count
      // Those across its ends say nothing.
      elsewhere -= heard(in: blocks(from: track.lowerBound - half, to: track.upperBound + half))
    }
    return score - elsewhere
  }

  private func heard(in blocks: Range<Int>) -> Int {
    heardBefore[blocks.upperBound] - heardBefore[blocks.lowerBound]
  }

  /// The blocks whose middles are in a stretch of time.
  private func blocks(from first: Double, to last: Double) -> Range<Int> {
    let index = { (time: Double) in
      min(max(0, ((time - start) / step).rounded(.up)), Double(heardBefore.count - 1))
    }
    let (lower, upper) = (Int(index(first)), Int(index(last)))
    return lower..<max(lower, upper)
  }
}
