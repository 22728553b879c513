import Glibc

// What a channel hears of the parts that one channel plays alone.
extension FollowedPath {
  /// A channel of which less than this is heard, as an amplitude, counts as not heard here.
  private static let leastShare: Float = 0.3

  /// Expects of each channel's own part what is heard of it.
  mutating func listen(to stereo: LoopbackSignal) {
    guard let common = tone(stereo.tone, from: 0) else { return }
    let shares = stereo.solos.map { solo -> Float in
      guard let own = tone(solo.tone, from: solo.tone.lowerBound) else { return 0 }
      let (power, product) = (
        common.real * common.real + common.imaginary * common.imaginary,
        own.real * common.real + own.imaginary * common.imaginary
      )
      let size = ((own.real * own.real + own.imaginary * own.imaginary) / power).squareRoot()
      let share = Float(product < 0 ? -size : size)
      return abs(share) < Self.leastShare ? 0 : share
    }
    signal = stereo.heard(shares)
    leaking = zip(stereo.solos, shares).filter { $0.1 == 0 }
      .map { $0.0.tone.lowerBound..<$0.0.sweepTail.upperBound }
  }

  /// The 1020 Hz tone's amplitude and phase in a part, by the middle one of 10 ms each: mutes and
  /// clicks spoil only some of them.
  ///
  /// - Parameter start: when the phase is 0, in seconds of the signal.
  /// - Returns: `nil` if too little was captured, or nothing was heard.
  private func tone(
    _ part: Range<Double>, from start: Double
  ) -> (real: Double, imaginary: Double)? {
    let rate = Double(signal.sampleRate)
    let length = Int(0.01 * rate)
    let turn = 2 * .pi * LoopbackSignal.toneFrequency / rate
    var found: [(real: Double, imaginary: Double)] = []
    for time in stride(from: part.lowerBound + 0.02, to: part.upperBound - 0.03, by: 0.01) {
      let first = Int(((time + timeline.delay(at: time)) * rate).rounded())
      guard first >= 0, first + length <= sound.count else { continue }
      let phase = turn * (time - start) * rate
      var (real, imaginary) = (0.0, 0.0)
      for index in 0..<length {
        let angle = phase + turn * Double(index)
        real += Double(sound[first + index]) * cos(angle)
        imaginary += Double(sound[first + index]) * sin(angle)
      }
      found.append((real, imaginary))
    }
    let size = { (value: (real: Double, imaginary: Double)) in
      value.real * value.real + value.imaginary * value.imaginary
    }
    let sorted = found.sorted { size($0) < size($1) }
    guard !sorted.isEmpty, size(sorted[sorted.count / 2]) > 0 else { return nil }
    return sorted[sorted.count / 2]
  }
}

extension LoopbackSignal {
  /// How much later than sent the channels' own sweeps are heard, in seconds, if they are heard as on
  /// a path that passes only the channels' difference: in opposite polarity, at one place.
  func delayOfDifference(in sounds: [[Float]]) -> Double? {
    let rate = Double(sampleRate)
    let sweep = soloSweep()
    let apart = (solos[1].sweep.lowerBound - solos[0].sweep.lowerBound) * rate
    let near = Int(0.01 * rate)
    for sound in sounds where sound.count > sweep.count + Int(apart) + near {
      let transform = FourierTransform(atLeast: sound.count + sweep.count)
      let lags = sound.count - sweep.count
      let matches = transform.correlation(
        of: sweep, withSpectrum: transform.spectrum(of: sound), lags: lags)
      let energies = matches.reduce(0) { $0 + Double($1) * Double($1) }
      let usual = (energies / Double(lags)).squareRoot()
      guard let first = matches.indices.max(by: { abs(matches[$0]) < abs(matches[$1]) }),
        Double(abs(matches[first])) > 20 * usual
      else { continue }
      for (sign, isFirst) in [(1, true), (-1, false)] {
        let middle = first + sign * Int(apart.rounded())
        let range = (middle - near..<middle + near).clamped(to: 0..<lags)
        guard let other = range.max(by: { abs(matches[$0]) < abs(matches[$1]) }) else { continue }
        let share = matches[other] / matches[first]
        if -1.5...(-0.5) ~= share {
          let place = Double(isFirst ? first : other) / rate
          return place - solos[0].sweep.lowerBound
        }
      }
    }
    return nil
  }
}

extension Dropout {
  /// Those of both channels: what is on both at once is one, the others say on which they are.
  static func together(_ channels: [[Dropout]]) -> [Dropout] {
    var right = channels[1]
    var all = channels[0].map { dropout in
      var dropout = dropout
      if let same = right.firstIndex(where: dropout.isOne) {
        right.remove(at: same)
      } else {
        dropout.channel = .left
      }
      return dropout
    }
    all += right.map { dropout in
      var dropout = dropout
      dropout.channel = .right
      return dropout
    }
    return all.sorted { $0.earliest < $1.earliest }
  }

  /// Whether it is on the other channel what this is on one.
  private func isOne(with other: Dropout) -> Bool {
    let slack = Duration.milliseconds(20)
    return kind == other.kind && earliest - slack <= other.latest
      && other.earliest - slack <= latest
  }
}
