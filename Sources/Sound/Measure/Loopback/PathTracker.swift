import Glibc

/// Finds the tracks of a loopback signal in what was captured: block by block, when it was heard.
///
/// It works at 8 kHz whatever the devices' rate: the tracks contain no higher frequencies, and
/// interpolation locates them to a hundredth of a sample.
final class PathTracker {
  /// A stretch of a track as it was found: one of the signal's marks, or half of each of two.
  struct Block: Hashable {
    /// Its middle, in seconds from the signal's beginning.
    let played: Double
    /// How much later it is in what was captured, in seconds.
    var delay: Double
    /// How well the captured sound matches the track, from 0 to 1: the correlation coefficient.
    let likeness: Double
    /// Whether it was found; if not, the delay is the last one found.
    var isHeard: Bool
  }

  static let sampleRate = 8000.0
  /// 32 ms: longer than a jump in the sound, and long enough to be found in noise of the same
  /// level.
  private static let blockLength = 256
  /// In seconds.
  static let blockDuration = Double(blockLength) / sampleRate
  private static let hop = blockLength / 2
  /// Where the signal must begin in what was captured, in seconds.
  private static let searched = 900
  /// How long all stretches are that are to agree on a delay, in seconds of the signal.
  private static let agreeing = 20.0
  /// How far from the last block's delay the next is searched for: 5 ms.
  private static let nearby = 40
  /// How far it is searched for if it isn't there: half a second and a little.
  private static let farAway = 4400

  private let track: WanderingTone
  private let tracks: [Range<Double>]
  /// What was captured, at 8 kHz, filtered to the telephone band.
  private let sound: [Float]
  private let nearTransform = FourierTransform(atLeast: blockLength + 2 * nearby + 1)
  private let farTransform = FourierTransform(atLeast: 2 * (blockLength + farAway) + 1)
  /// 1, or −1 if the path inverts the polarity.
  private(set) var polarity = 1.0

  convenience init(signal: LoopbackSignal, sound: [Float]) {
    self.init(track: signal.track, tracks: signal.tracks, sound: sound)
  }

  /// - Parameters:
  ///   - track: the tracks' waveform.
  ///   - tracks: their places, in seconds of the signal.
  ///   - sound: what was captured, at 8 kHz, filtered to the telephone band.
  init(track: WanderingTone, tracks: [Range<Double>], sound: [Float]) {
    self.track = track
    self.tracks = tracks
    self.sound = sound
  }

  /// All blocks of both tracks in order; empty if the signal wasn't found.
  func blocks() -> [Block] {
    guard let delay = roughDelay() else { return [] }
    return blocks(from: delay, usual: usualLikeness(delay: delay))
  }

  /// All blocks where the delay is known at first.
  ///
  /// - Parameters:
  ///   - delay: in samples.
  ///   - usual: the typical correlation of undisturbed blocks.
  func blocks(from delay: Double, usual: Double) -> [Block] {
    var (delay, usual, missed) = (delay, usual, 0)
    var last = -Self.hop
    return Self.positions(in: tracks).map { position in
      let isFirst = position - last > Self.hop
      last = position
      let least = max(0.25, 0.6 * usual)
      let reference = self.reference(from: position, count: Self.blockLength)
      var found = best(
        reference, around: position, delay: delay, within: Self.nearby, by: nearTransform)
      // A long silence isn't searched repeatedly, but once in each track.
      if found.likeness < least, isFirst || missed < 6 || missed % 16 == 0 {
        let longer = self.reference(from: position, count: 2 * Self.blockLength)
        let far = best(
          longer, around: position, delay: delay, within: Self.farAway, by: farTransform)
        if far.likeness > max(0.35, least) { found = far }
      }
      let isHeard = found.likeness >= least
      if isHeard {
        delay = found.delay
        usual += (found.likeness - usual) / 16
      }
      missed = isHeard ? 0 : missed + 1
      return Block(
        played: (Double(position) + Double(Self.blockLength) / 2) / Self.sampleRate,
        delay: delay / Self.sampleRate, likeness: max(0, found.likeness), isHeard: isHeard)
    }
  }

  /// Where the blocks of a signal's tracks begin, in samples at 8 kHz; every other one overlaps its
  /// neighbours.
  static func positions(in tracks: [Range<Double>]) -> [Int] {
    tracks.flatMap { track -> [Int] in
      let start = Int((track.lowerBound * sampleRate).rounded(.up))
      let end = Int(track.upperBound * sampleRate) - 2 * blockLength
      return Array(stride(from: start, through: end, by: hop))
    }
  }

  /// The track's samples at 8 kHz.
  private func reference(from position: Int, count: Int) -> [Float] {
    (position..<position + count).map {
      Float(track.value(at: Double($0) / Self.sampleRate))
    }
  }
}

// The initial search.
extension PathTracker {
  /// The delay on which most of a dozen stretches of the tracks agree, in samples.
  ///
  /// They lie within 20 s, so that the clocks' drift doesn't part them. A recording may lack a long
  /// signal's beginning, so later ones are tried if the first aren't heard.
  private func roughDelay() -> Double? {
    let length = 1024
    let heard = sound.prefix(Self.searched * Int(Self.sampleRate))
    guard heard.count > length else { return nil }
    let transform = FourierTransform(atLeast: heard.count + length)
    let spectrum = transform.spectrum(of: heard)
    let end = tracks.map(\.upperBound).max() ?? 0
    for start in stride(from: 0, to: end, by: Self.agreeing) {
      let positions = roughPositions(length: length, within: start..<start + Self.agreeing)
      var candidates: [(delay: Int, sign: Double)] = []
      for position in positions {
        let correlation = transform.correlation(
          of: reference(from: position, count: length), withSpectrum: spectrum,
          lags: heard.count - length + 1)
        var (strongest, place, power): (Float, Int, Float) = (0, 0, 0)
        for lag in 0..<correlation.count {
          let square = correlation[lag] * correlation[lag]
          power += square
          if square > strongest { (strongest, place) = (square, lag) }
        }
        // Noise alone can exceed its own level five times somewhere.
        if strongest > 36 * power / Float(correlation.count) {
          candidates.append((place - position, correlation[place] < 0 ? -1 : 1))
        }
      }
      if let agreed = agreed(candidates, atLeast: max(3, positions.count / 4)) { return agreed }
    }
    return nil
  }

  /// The delay that so many candidates have.
  private func agreed(_ candidates: [(delay: Int, sign: Double)], atLeast count: Int) -> Double? {
    let tolerance = Int(0.02 * Self.sampleRate)
    let groups = candidates.map { candidate in
      candidates.filter {
        abs($0.delay - candidate.delay) <= tolerance && $0.sign == candidate.sign
      }
    }
    guard let largest = groups.max(by: { $0.count < $1.count }), largest.count >= count else {
      return nil
    }
    polarity = largest[0].sign
    return Double(largest[0].delay)
  }

  /// Stretches of the tracks that lie within some seconds of the signal, in samples.
  private func roughPositions(length: Int, within seconds: Range<Double>) -> [Int] {
    tracks.flatMap { track -> [Int] in
      let start = Int((max(track.lowerBound, seconds.lowerBound) * Self.sampleRate).rounded(.up))
      let end = Int(min(track.upperBound, seconds.upperBound) * Self.sampleRate) - length
      guard end > start else { return [] }
      let count = min(6, 2 + (end - start) / length)
      return (0..<count).map { start + (end - start) * $0 / (count - 1) }
    }
  }

  /// The typical correlation of undisturbed blocks on this path.
  private func usualLikeness(delay: Double) -> Double {
    let all = Self.positions(in: tracks)
    let captured = all.filter {
      (0..<sound.count - Self.blockLength).contains($0 + Int(delay))
    }
    let end = (captured.first ?? 0) + 20 * Int(Self.sampleRate)
    let positions = captured.isEmpty ? all : Array(captured.prefix { $0 < end })
    let likenesses = (0..<16).map { index in
      let position = positions[positions.count * index / 16]
      return best(
        reference(from: position, count: Self.blockLength), around: position, delay: delay,
        within: 4 * Self.nearby, by: farTransform
      ).likeness
    }
    // Many of them may be spoilt or missing.
    return likenesses.sorted()[11]
  }
}

// Searching for a single block.
extension PathTracker {
  /// The delay of a block that was found, in seconds, by what the path makes of the track: filters
  /// that delay some frequencies more than others don't shift it.
  ///
  /// - Parameters:
  ///   - expected: the signal as it should be heard, on its own clock, at 8 kHz, filtered to the
  ///     telephone band.
  ///   - line: the delay by which what was heard was compared with it, in seconds.
  /// - Returns: `nil` if the path passes too little of it.
  func exactDelay(of block: Block, in expected: [Float], line: Double) -> Double? {
    let position = Int(
      (block.played * Self.sampleRate - Double(Self.blockLength) / 2).rounded())
    guard expected.indices.contains(position + Self.blockLength) else { return nil }
    let reference = Array(expected[position..<position + Self.blockLength])
    guard reference.energy > 1e-9 else { return nil }
    let found = best(
      reference, around: position, delay: line * Self.sampleRate, within: Self.nearby,
      by: nearTransform, sign: 1)
    let delay = found.delay / Self.sampleRate
    return found.likeness > 0.25 && abs(delay - block.delay) < 0.001 ? delay : nil
  }

  /// The place near a delay where a reference fits best.
  private func best(
    _ reference: [Float], around position: Int, delay: Double, within reach: Int,
    by transform: FourierTransform, sign: Double? = nil
  ) -> (delay: Double, likeness: Double) {
    let polarity = sign ?? polarity
    let start = position + Int(delay.rounded()) - reach
    let stretch = (start..<start + reference.count + 2 * reach).map {
      sound.indices.contains($0) ? sound[$0] : 0
    }
    let correlation = transform.correlation(
      of: reference, withSpectrum: transform.spectrum(of: stretch), lags: 2 * reach + 1)
    let lag = correlation.highest(sign: Float(polarity))
    let (place, value) = correlation.interpolatedPeak(near: lag, sign: polarity)
    let energy = stretch[lag..<lag + reference.count].energy * reference.energy
    let likeness = energy > 1e-12 ? value / energy.squareRoot() : 0
    return (Double(start - position) + place, min(1, likeness))
  }
}

extension Collection<Float> {
  var energy: Double { reduce(0) { $0 + Double($1) * Double($1) } }
}

extension [Float] {
  /// The place next to which the maximum lies, between samples too: near half of the sample rate, those
  /// beside a maximum may be lower than others.
  fileprivate func highest(sign: Float) -> Int {
    var (highest, place): (Float, Int) = (-.infinity, 0)
    withUnsafeBufferPointer { values in
      for index in values.indices {
        for kernel in Self.quarters {
          let first = index - Self.reach
          var sum: Float = 0
          for tap in Swift.max(0, -first)..<Swift.min(kernel.count, values.count - first) {
            sum += values[first + tap] * kernel[tap]
          }
          if sum * sign > highest { (highest, place) = (sum * sign, index) }
        }
      }
    }
    return place
  }

  private static let reach = 12

  /// What interpolates a quarter, a half and three quarters of a sample after another, and none.
  private static let quarters: [[Float]] = [0, 0.25, 0.5, 0.75].map { fraction in
    (-reach...reach).map { tap in
      let distance = fraction - Double(tap)
      if abs(distance) >= Double(reach) { return 0 }
      let angle = Double.pi * distance
      let sinc = abs(distance) < 1e-9 ? 1 : sin(angle) / angle
      return Float(sinc * (0.5 + 0.5 * cos(angle / Double(reach))))
    }
  }

  /// The maximum between samples, by interpolation with a windowed sinc and a parabola.
  fileprivate func interpolatedPeak(
    near index: Int, sign: Double
  ) -> (place: Double, value: Double) {
    let steps = 8
    let values = (-steps...steps).map { value(at: index, plus: Double($0) / Double(steps)) * sign }
    var best = 1
    for step in 1..<values.count - 1 where values[step] > values[best] { best = step }
    let (before, here, after) = (values[best - 1], values[best], values[best + 1])
    let curve = before - 2 * here + after
    let shift = curve < 0 ? Swift.max(-1, Swift.min(1, (before - after) / (2 * curve))) : 0
    let place = Double(index) + (Double(best - steps) + shift) / Double(steps)
    return (place, here - (before - after) * shift / 4)
  }

  private func value(at index: Int, plus fraction: Double) -> Double {
    let reach = Self.reach
    var sum = 0.0
    for tap in -reach...reach where indices.contains(index + tap) {
      let distance = fraction - Double(tap)
      if abs(distance) >= Double(reach) { continue }
      let angle = Double.pi * distance
      let sinc = abs(distance) < 1e-9 ? 1 : sin(angle) / angle
      sum += Double(self[index + tap]) * sinc * (0.5 + 0.5 * cos(angle / Double(reach)))
    }
    return sum
  }
}
