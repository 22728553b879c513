import Glibc
import Telephony

@testable import Sound

/// A path of sound with known faults, as an array operation.
struct PlantedPath: Sendable {
  var delay = 0.0
  /// In dB.
  var gain = 0.0
  var isInverted = false
  /// In parts per million: how much faster the capture's clock runs.
  var drift = 0.0
  /// The level of white noise over the whole band, in dBFS.
  var noise: Double?
  /// Where samples are cut off.
  var ceiling: Float?
  var isTelephoneBand = false
  var isMuLaw = false
  var offset: Float = 0
  /// Stretches of the played signal, in seconds, that come as silence.
  var holes: [Range<Double>] = []
  /// Stretches that are left out.
  var skips: [Range<Double>] = []
  /// Stretches that come twice.
  var repeats: [Range<Double>] = []
  /// Where single samples are wrong, in seconds of the played signal, and by how much.
  var clicks: [Double] = []
  var clickHeight: Float = 0.1
  /// How strongly a room's echoes come back, beside the sound itself; they die away within 0.2 s.
  var echo: Float = 0
  /// How much is captured before the signal begins; the signal's beginning is lost if less than 0.
  var leadIn = 0.0
  /// How much is captured after the signal's end, in seconds.
  var tail = 0.5

  /// Of the noise.
  var seed: UInt64 = 1

  func carry(_ signal: LoopbackSignal) -> [Float] {
    carry(signal.samples, sampleRate: signal.sampleRate)
  }

  func carry(_ samples: [Float], sampleRate: Int) -> [Float] {
    let rate = Double(sampleRate)
    let index = { (time: Double) in
      max(0, min(samples.count, Int((time * rate).rounded())))
    }
    var sound = samples
    for hole in holes {
      for place in index(hole.lowerBound)..<index(hole.upperBound) { sound[place] = 0 }
    }
    for click in clicks { sound[index(click)] += clickHeight }
    for stretch in repeats.sorted(by: { $0.lowerBound > $1.lowerBound }) {
      let (start, end) = (index(stretch.lowerBound), index(stretch.upperBound))
      sound.insert(contentsOf: sound[start..<end], at: end)
    }
    for stretch in skips.sorted(by: { $0.lowerBound > $1.lowerBound }) {
      sound.removeSubrange(index(stretch.lowerBound)..<index(stretch.upperBound))
    }
    if isTelephoneBand { sound = sound.limited(to: 260...3500, sampleRate: rate) }
    if echo > 0 {
      var random = NoiseSource(seed: 99)
      let dry = sound + [Float](repeating: 0, count: Int(0.2 * rate))
      sound = dry
      for _ in 0..<40 {
        let time = Double(abs(random.next())) * 0.05
        let back = Int(time * rate) + 1
        let strength = echo * random.next() * Float(exp(-time / 0.03))
        for place in back..<sound.count { sound[place] += strength * dry[place - back] }
      }
    }
    if tail < 0 { sound.removeLast(Int(-tail * rate)) }
    sound += [Float](repeating: 0, count: max(0, Int(tail * rate)))
    let shift = delay + leadIn
    sound = stretched(sound, by: drift * 1e-6, after: shift * rate)

    let factor = Float(pow(10, gain / 20)) * (isInverted ? -1 : 1)
    var random = NoiseSource(seed: seed)
    let noiseAmplitude = noise.map { Float(pow(10, $0 / 20) / 2.squareRoot()) } ?? 0
    return sound.map { sample in
      var value = sample * factor + offset
      if noiseAmplitude > 0 { value += noiseAmplitude * random.next() }
      if let ceiling { value = max(-ceiling, min(ceiling, value)) }
      // A capture has 16 bits.
      let whole = value.linear16
      return Float(isMuLaw ? Self.throughMuLaw(whole) : Int(whole)) / 32768
    }
  }

  /// The sound on a faster clock, after silence; interpolated by a windowed sinc.
  private func stretched(_ sound: [Float], by drift: Double, after lead: Double) -> [Float] {
    let count = Int((Double(sound.count) + lead) * (1 + drift))
    return (0..<count).map { index in
      let place = Double(index) / (1 + drift) - lead
      let whole = Int(place.rounded(.down))
      let fraction = place - Double(whole)
      if fraction < 1e-9 { return sound.indices.contains(whole) ? sound[whole] : 0 }
      var sum = 0.0
      for tap in -15...16 where sound.indices.contains(whole + tap) {
        let distance = fraction - Double(tap)
        let angle = Double.pi * distance
        let sinc = abs(distance) < 1e-9 ? 1 : sin(angle) / angle
        sum += Double(sound[whole + tap]) * sinc * (0.5 + 0.5 * cos(angle / 16.5))
      }
      return Float(sum)
    }
  }

  /// The sample as G.711's µ-law codes it: fourteen bits, a segment and four bits within it.
  private static func throughMuLaw(_ sample: Int16) -> Int {
    let magnitude = min(abs(Int(sample)) / 4 + 33, 8191)
    let segment = max(0, (Int.bitWidth - magnitude.leadingZeroBitCount) - 6)
    let step = 1 << (segment + 1)
    let decoded = (magnitude / step * step + step / 2 - 33) * 4
    return sample < 0 ? -decoded : decoded
  }
}

/// White noise of strength 1, the same in every run.
struct NoiseSource {
  private var state: UInt64

  init(seed: UInt64 = 1) { state = seed &* 0x2545_f491_4f6c_dd1d }

  private mutating func uniform() -> Float {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Float(state >> 40) / Float(1 << 24)
  }

  mutating func next() -> Float {
    var sum: Float = -6
    for _ in 0..<12 { sum += uniform() }
    return sum
  }
}
