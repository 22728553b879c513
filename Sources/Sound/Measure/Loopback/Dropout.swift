/// A place where the path didn't pass on what it was given.
package struct Dropout: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// Silence replaced sound; what followed was on time.
    case silence
    /// Sound was left out; what followed came early.
    case skip
    /// Silence or old sound was inserted; what followed came late.
    case delay
    /// Something else was heard instead.
    case damage
  }

  package let kind: Kind
  /// When the sound was played, since the signal's beginning.
  package let time: Duration
  /// How much sound is missing, or was inserted.
  package let length: Duration

  package init(kind: Kind, time: Duration, length: Duration) {
    self.kind = kind
    self.time = time
    self.length = length
  }
}

/// Finds dropouts: holes in the sound, jumps of the delay, and sound unlike anything that was sent.
struct DropoutSearch {
  private let sound: [Float]
  private let timeline: PathTimeline

  private struct Candidate {
    var kind: Dropout.Kind
    var start: Double
    var length: Double
  }

  /// Sound is examined in windows of 5 ms, shorter than any device's period.
  private static let window = 40
  /// Two candidates within this time, in seconds, are one event.
  private static let nearness = 0.05

  /// - Parameters:
  ///   - sound: what was captured, at 8 kHz, filtered to the telephone band.
  ///   - noise: the mean square of the path's noise in that band.
  static func dropouts(
    in sound: [Float], blocks: [PathTracker.Block], timeline: PathTimeline, noise: Double,
    tracks: [Range<Double>]
  ) -> [Dropout] {
    let search = DropoutSearch(sound: sound, timeline: timeline)
    var candidates = timeline.jumps.map { jump in
      Candidate(
        kind: jump.change < 0 ? .skip : .delay, start: jump.played, length: abs(jump.change))
    }
    for track in tracks {
      let within = blocks.filter { track.contains($0.played) }
      candidates += search.holes(in: track, blocks: within, noise: noise)
      candidates += search.damage(among: within)
    }
    return search.merged(candidates).map {
      Dropout(kind: $0.kind, time: .seconds($0.start), length: .seconds($0.length))
    }
  }

  /// Stretches with nothing but noise.
  private func holes(
    in track: Range<Double>, blocks: [PathTracker.Block], noise: Double
  ) -> [Candidate] {
    let heard = blocks.filter(\.isHeard)
    guard let first = heard.first, let last = heard.last else { return [] }
    // What the capture missed at its ends isn't a hole.
    let margin = 0.01
    let played = max(track.lowerBound + margin, first.played - 0.016)
    let ended = min(track.upperBound - margin, last.played + 0.016)
    let start = max(0, Int((played + first.delay) * PathTracker.sampleRate))
    let end = min(sound.count, Int((ended + last.delay) * PathTracker.sampleRate))
    guard end - start > 4 * Self.window else { return [] }
    var sums = [0.0]
    for sample in sound[start..<end] {
      sums.append(sums[sums.count - 1] + Double(sample) * Double(sample))
    }
    let levels = (0..<end - start - Self.window).map {
      (sums[$0 + Self.window] - sums[$0]) / Double(Self.window)
    }
    let usual = levels.sorted()[levels.count / 2]
    // Half way in dB between sound and noise, but not so close to the sound that a dip of the
    // path's response counts, nor so far that an echo hides the hole.
    let limit = usual * min(0.32, max(0.01, (noise / max(usual, 1e-12)).squareRoot()))
    guard noise < usual / 6 else { return [] }

    var candidates: [Candidate] = []
    var index = 0
    while index < levels.count {
      guard levels[index] < limit else {
        index += 1
        continue
      }
      let from = index
      while index < levels.count, levels[index] < limit { index += 1 }
      let captured = Double(start + from) / PathTracker.sampleRate
      candidates.append(
        Candidate(
          kind: .silence, start: captured - timeline.delay(at: captured - first.delay),
          length: Double(index - from + Self.window) / PathTracker.sampleRate))
    }
    return candidates
  }

  /// Runs of blocks that were captured but not recognised.
  private func damage(among blocks: [PathTracker.Block]) -> [Candidate] {
    var candidates: [Candidate] = []
    let captured = blocks.filter {
      let place = ($0.played + $0.delay) * PathTracker.sampleRate
      return place > Double(2 * Self.window) && place < Double(sound.count - 2 * Self.window)
    }
    for run in captured.split(whereSeparator: \.isHeard) where run.count > 2 {
      let start = run[run.startIndex].played
      candidates.append(
        Candidate(kind: .damage, start: start, length: run[run.endIndex - 1].played - start))
    }
    return candidates
  }

  /// One for an event found in several ways. A jump determines how much is missing;
  /// otherwise the longer of silence and damage.
  private func merged(_ candidates: [Candidate]) -> [Candidate] {
    var merged: [Candidate] = []
    for candidate in candidates.sorted(by: { $0.start < $1.start }) {
      guard let last = merged.last,
        candidate.start < last.start + last.length + Self.nearness,
        !(candidate.kind.isJump && last.kind.isJump)
      else {
        merged.append(candidate)
        continue
      }
      if candidate.kind.isJump || (!last.kind.isJump && candidate.length > last.length) {
        merged[merged.count - 1] = candidate
        merged[merged.count - 1].start = last.start
      }
    }
    return merged
  }
}

extension Dropout.Kind {
  fileprivate var isJump: Bool { self == .skip || self == .delay }
}
