import Glibc
package import Telephony

/// The sound sent around a loop of playback and capture to measure it.
///
/// It begins and ends with a *track*: a tone whose frequency wanders at random between 300 and 3400
/// Hz, the same in each run. Every stretch of it is unique, so it shows when captured sound had
/// been played, to a fraction of a sample; and it is never quiet, so a hole in it is a dropout.
/// Between the tracks come silence, to measure the noise, a tone of 1020 Hz (as in ITU-T O.6), two
/// tones for intermodulation, an exponential sweep through all frequencies with silence for its
/// reverberation, and the sixteen digits. A short track between any two of these shows in which of
/// them the delay jumped.
package struct LoopbackSignal: Sendable {
  /// In Hz.
  package let sampleRate: Int
  /// What every channel has, mono.
  package internal(set) var samples: [Float]
  /// 1, or 2 if each channel plays alone afterwards.
  package internal(set) var channels = 1

  /// The parts' places, in seconds.
  let firstTrack: Range<Double>
  let silence: Range<Double>
  let tone: Range<Double>
  let twoTones: Range<Double>
  let sweep: Range<Double>
  /// Silence after the sweep, in which a room reverberates.
  let sweepTail: Range<Double>
  let digits: Range<Double>
  let lastTrack: Range<Double>
  /// The first track, the short ones between the other parts, and the last.
  var tracks: [Range<Double>]
  /// The tracks' waveform, before scaling.
  let track: WanderingTone
  /// After how many samples it begins again, in a soak; `nil` if it is played once.
  package let period: Int?

  /// The level of every part, and of each tone of the pairs, in dBm0: −12.1 dBFS, so that the
  /// digits' tones together aren't clipped even by a path that amplifies a little.
  static let level = -9.0
  /// The same as a sine's amplitude.
  static let amplitude = pow(10, (level - 3.14) / 20)
  static let toneFrequency = 1020.0
  /// In Hz. Neither they nor their products of the second and third order are multiples of one
  /// another, or within 7 Hz of a multiple of 50 or 60 Hz.
  static let twoToneFrequencies = (lower: 892.0, upper: 1216.0)
  /// The digits in the order in which they are sent.
  package static let digitsSent = DTMFDigit.allCases
  static let digitLength = 0.08
  static let digitGap = 0.08
  /// The sample rates at which a loop can be measured: a telephone's and above.
  package static let sampleRates = 8000...192_000
  /// The lengths of a signal: short enough to wait for, and to keep in memory.
  package static let lengths: ClosedRange<Duration> = .seconds(8)...Duration.seconds(600)
  /// How much of the next round belongs to one of a soak, so that the seam between them is within it.
  static let seam = 0.5

  package var duration: Duration {
    .nanoseconds(Int64(Double(samples.count) * 1e9 / Double(sampleRate)))
  }

  /// - Parameters:
  ///   - sampleRate: in Hz, one of `sampleRates`.
  ///   - length: one of `lengths`; a longer signal measures the clocks' drift more finely and finds
  ///     rarer dropouts.
  ///   - isRepeated: whether it is one round of a soak: without silence at its ends, and followed by
  ///     the beginning of the next. Then the length is in whole seconds.
  package init(sampleRate: Int, length: Duration = .seconds(14), isRepeated: Bool = false) {
    precondition(
      Self.sampleRates.contains(sampleRate) && Self.lengths.contains(length),
      "a loop is measured at 8 to 192 kHz for 8 s to 10 min")
    let layout = Layout(length: length / .seconds(1), isRepeated: isRepeated)
    let period = (length / .seconds(1)).rounded()
    let end = isRepeated ? period + Self.seam : layout.end
    firstTrack = layout.firstTrack
    silence = layout.silence
    tone = layout.tone
    twoTones = layout.twoTones
    sweep = layout.sweep
    sweepTail = layout.sweepTail
    digits = layout.digits
    lastTrack = layout.lastTrack
    tracks =
      [firstTrack] + layout.shortTracks + [lastTrack] + (isRepeated ? [period..<end] : [])
    self.period = isRepeated ? Int(period) * sampleRate : nil

    self.sampleRate = sampleRate
    var sound = [Float](repeating: 0, count: Int((end * Double(sampleRate)).rounded()))
    // Two channels' own parts have tracks too.
    let longest = layout.end + Self.soloDuration / .seconds(1)
    track = WanderingTone(duration: longest, period: isRepeated ? period : .infinity)
    let track = track
    for part in tracks { sound.add(over: part, at: sampleRate) { track.value(at: $0) } }
    let turns = 2 * Double.pi * Self.toneFrequency
    sound.add(over: tone, at: sampleRate) { Glibc.sin(turns * $0) }
    let (lower, upper) = Self.twoToneFrequencies
    sound.add(over: twoTones, at: sampleRate) {
      Glibc.sin(2 * .pi * lower * $0) + Glibc.sin(2 * .pi * upper * $0)
    }
    let keys = DTMFGenerator(
      sampleRate: sampleRate, level: Self.level, toneLength: .seconds(Self.digitLength),
      gap: .seconds(Self.digitGap))
    sound.add(
      Self.softened(keys.samples(for: Self.digitsSent), at: sampleRate), over: digits,
      at: sampleRate)
    let band = Self.sweepBand(at: sampleRate)
    var rising = SineSweep(
      from: band.lowerBound, to: band.upperBound,
      length: .seconds(sweep.upperBound - sweep.lowerBound), sampleRate: sampleRate,
      level: Self.level)
    sound.add(rising?.next(sound.count) ?? [], over: sweep, at: sampleRate)
    samples = sound
  }

  /// The frequencies of the sweep, in Hz: from below a loudspeaker's range up to the limit of
  /// hearing or of the sample rate.
  static func sweepBand(at sampleRate: Int) -> ClosedRange<Double> {
    40...min(20_000, 0.49 * Double(sampleRate))
  }
}

extension LoopbackSignal {
  /// The digits' tones, faded in and out for 2 ms: an abrupt end would sound like a click.
  private static func softened(_ keys: [Int16], at sampleRate: Int) -> [Float] {
    let tone = Int((digitLength * Double(sampleRate)).rounded())
    let both = tone + Int((digitGap * Double(sampleRate)).rounded())
    let fade = 0.002 * Double(sampleRate)
    return keys.enumerated().map { index, sample in
      let edge = (Double(min(index % both, tone - index % both)) + 0.5) / fade
      let gain = edge < 1 ? 0.5 - 0.5 * cos(.pi * max(0, edge)) : 1
      return Float(sample) / 32768 * Float(gain)
    }
  }
}

extension [Float] {
  /// Puts a part in its place.
  fileprivate mutating func add(_ sound: [Float], over part: Range<Double>, at sampleRate: Int) {
    let start = Int((part.lowerBound * Double(sampleRate)).rounded())
    for (index, sample) in sound.enumerated() where start + index < count {
      self[start + index] = sample
    }
  }

  /// Adds a part at the signal's level, faded in and out to avoid clicks.
  ///
  /// - Parameter value: from −1 to 1, by the time since the signal's beginning, in seconds.
  fileprivate mutating func add(
    over part: Range<Double>, at sampleRate: Int, _ value: (Double) -> Double
  ) {
    let fade = 0.005
    let first = Int((part.lowerBound * Double(sampleRate)).rounded(.up))
    let end = Int((part.upperBound * Double(sampleRate)).rounded(.up))
    for index in first..<Swift.min(end, count) {
      let time = Double(index) / Double(sampleRate)
      let edge = Swift.min(time - part.lowerBound, part.upperBound - time) / fade
      let gain = edge < 1 ? 0.5 - 0.5 * cos(.pi * Swift.max(0, edge)) : 1
      self[index] = Float(LoopbackSignal.amplitude * gain * value(time))
    }
  }
}
