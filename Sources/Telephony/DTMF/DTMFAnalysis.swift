/// The digits of a whole sound with their measurements, and its near misses with the reason why
/// each was refused.
///
/// It takes about as long as detecting the digits twice; `DTMFDetector` alone tells no measurements.
public struct DTMFAnalysis: Hashable, Sendable {
  /// A digit that was detected.
  public struct Digit: Hashable, Sendable {
    public var digit: DTMFDigit
    /// The index of the sample at whose end the detector decided it.
    public var decidedAt: Int
    public var signal: DTMFSignal
  }

  /// Two tones that sounded much like a digit and weren't taken for one.
  public struct NearMiss: Hashable, Sendable {
    /// The digit whose frequencies are the nearest.
    public var digit: DTMFDigit
    public var refusal: DTMFRefusal
    public var signal: DTMFSignal
  }

  /// In the order of their onsets.
  public private(set) var digits: [Digit] = []
  /// In the order of their onsets.
  public private(set) var nearMisses: [NearMiss] = []

  /// Analyses samples, 8 000 a second.
  public init(of samples: [Int16]) {
    // A tone may end with the sound, and sharpening reads two samples before a slice.
    let silence = [Int16](repeating: 0, count: ToneTrace.capacity * ToneSlice.length)
    let sound = samples + silence
    var detector = DTMFDetector()
    var digits: [ExaminedTones] = []
    var misses: [ExaminedTones] = []
    sound.withUnsafeBufferPointer {
      detector.hear($0) { examination, position in
        let candidate = ExaminedTones(examination, at: position)
        if candidate.refusal != nil {
          misses.append(candidate)
        } else if case .digit = examination {
          digits.append(candidate)
        }
      }
    }
    for (index, candidate) in digits.enumerated() {
      let next = index + 1 < digits.count ? digits[index + 1].filled.lowerBound : nil
      let extent = candidate.extent(in: sound, before: next)
      self.digits.append(
        Digit(
          digit: candidate.fit.pair.digit, decidedAt: candidate.decidedAt,
          signal: candidate.signal(in: sound, over: extent, of: samples.count)))
    }
    addNearMisses(misses, in: sound, of: samples.count)
    addBursts(in: sound, of: samples.count)
  }

  /// Adds those that belong to no digit. The examinations of one sound are one near miss, refused
  /// for what most of them found.
  private mutating func addNearMisses(_ misses: [ExaminedTones], in sound: [Int16], of count: Int) {
    let digits = digits.map { $0.signal.onset..<($0.signal.onset + ($0.signal.length ?? count)) }
    var groups: [(extent: Range<Int>, examined: [ExaminedTones])] = []
    for miss in misses where miss.fit.purity > Self.leastPurity {
      if digits.contains(where: { $0.overlaps(miss.filled) }) { continue }
      if let last = groups.indices.last, groups[last].extent.overlaps(miss.filled) {
        groups[last].examined.append(miss)
      } else {
        groups.append((miss.extent(in: sound, before: nil), [miss]))
      }
    }
    for (extent, examined) in groups {
      let refusals = DTMFRefusal.allCases.map { why in examined.count { $0.refusal == why } }
      let usual = refusals.indices.max { refusals[$0] < refusals[$1] } ?? 0
      let refusal = DTMFRefusal.allCases[usual]
      guard let miss = examined.first(where: { $0.refusal == refusal }) else { continue }
      nearMisses.append(
        NearMiss(
          digit: miss.fit.pair.digit, refusal: refusal,
          signal: miss.signal(in: sound, over: extent, of: count)))
    }
  }

  /// Adds those that were too short or too weak to be examined.
  private mutating func addBursts(in sound: [Int16], of count: Int) {
    let known = (digits.map(\.signal) + nearMisses.map(\.signal)).map {
      $0.onset..<$0.onset + ($0.length ?? count)
    }
    for burst in ToneBurst.all(in: sound, of: count) {
      guard let refusal = burst.refusal, !known.contains(where: { $0.overlaps(burst.extent) })
      else { continue }
      nearMisses.append(
        NearMiss(digit: burst.pair.digit, refusal: refusal, signal: burst.signal))
    }
    nearMisses.sort { $0.signal.onset < $1.signal.onset }
  }

  /// The least share of the sound's energy in a near miss's tones: speech breaks every rule many
  /// times a second, and isn't like a digit.
  private static let leastPurity: Float = 0.6
}

/// A digit's two tones as they were measured over the whole time that they sounded.
public struct DTMFSignal: Hashable, Sendable {
  /// One of its tones.
  public struct Tone: Hashable, Sendable {
    /// In Hz.
    public var frequency: Double
    /// How far it is from its nominal frequency, in percent.
    public var deviation: Double
    /// In dBm0; a full-scale sine is +3.14 dBm0.
    public var level: Double
  }

  /// The index of the sample at which the tones began, exact to about 1 ms.
  public var onset: Int
  /// How many samples they lasted, breaks that don't part two digits included; `nil` if the sound
  /// ended before them.
  public var length: Int?
  public var low: Tone
  public var high: Tone
  /// The tones' power over that of all other sound but DC while they sounded, in dB; at most 100.
  public var snr: Double

  /// By how much the high tone is louder than the low one, in dB.
  public var twist: Double { high.level - low.level }
}
