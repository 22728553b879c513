import Glibc
package import Telephony

/// The sound sent around a loop of playback and capture to measure it.
///
/// It begins and ends with a *track*: a tone whose frequency wanders at random between 300 and 3400
/// Hz, the same in each run. Every stretch of it is unique, so it shows when captured sound had
/// been played, to a fraction of a sample; and it is never quiet, so a hole in it is a dropout.
/// Between the tracks come silence, to measure the noise, a tone of 1020 Hz (as in ITU-T O.6), a
/// sweep through all frequencies, and the sixteen digits.
package struct LoopbackSignal: Sendable {
  /// In Hz.
  package let sampleRate: Int
  /// The whole signal, mono.
  package let samples: [Float]

  /// The parts' places, in seconds.
  let firstTrack: Range<Double>
  let silence: Range<Double>
  let tone: Range<Double>
  let sweep: Range<Double>
  let digits: Range<Double>
  let lastTrack: Range<Double>
  var tracks: [Range<Double>] { [firstTrack, lastTrack] }
  /// The tracks' waveform, before scaling.
  let track: WanderingTone

  /// The level of every part, and of each tone of the digits, in dBm0: −12.1 dBFS, so that the
  /// digits' tones together aren't clipped even by a path that amplifies a little.
  static let level = -9.0
  /// The same as a sine's amplitude.
  static let amplitude = pow(10, (level - 3.14) / 20)
  static let toneFrequency = 1020.0
  /// The digits in the order in which they are sent.
  package static let digitsSent = DTMFDigit.allCases
  static let digitLength = 0.08
  static let digitGap = 0.08
  /// The length of the parts between the tracks, with the pauses around them.
  private static let fixedLength = 6.86

  /// The sample rates at which a loop can be measured: a telephone's and above.
  package static let sampleRates = 8000...192_000
  /// The lengths of a signal: short enough to wait for, and to keep in memory.
  package static let lengths: ClosedRange<Duration> = .seconds(8)...Duration.seconds(600)

  package var duration: Duration {
    .nanoseconds(Int64(Double(samples.count) * 1e9 / Double(sampleRate)))
  }

  /// - Parameters:
  ///   - sampleRate: in Hz, one of `sampleRates`.
  ///   - length: one of `lengths`; a longer signal measures the clocks' drift more finely and finds
  ///     rarer dropouts.
  package init(sampleRate: Int, length: Duration = .seconds(12)) {
    precondition(
      Self.sampleRates.contains(sampleRate) && Self.lengths.contains(length),
      "a loop is measured at 8 to 192 kHz for 8 s to 10 min")
    let trackLength = (length / .seconds(1) - Self.fixedLength) / 2
    var time = 0.0
    func part(_ duration: Double, pause: Double) -> Range<Double> {
      defer { time += duration + pause }
      return time..<time + duration
    }
    _ = part(0.2, pause: 0)
    firstTrack = part(trackLength, pause: 0)
    silence = part(0.8, pause: 0)
    tone = part(0.6, pause: 0.2)
    sweep = part(1.5, pause: 0.5)
    digits = part(Double(Self.digitsSent.count) * (Self.digitLength + Self.digitGap), pause: 0.2)
    lastTrack = part(trackLength, pause: 0)
    _ = part(0.3, pause: 0)

    self.sampleRate = sampleRate
    var sound = [Float](repeating: 0, count: Int((time * Double(sampleRate)).rounded()))
    track = WanderingTone(duration: time)
    let track = track
    sound.add(over: firstTrack, at: sampleRate) { track.value(at: $0) }
    sound.add(over: lastTrack, at: sampleRate) { track.value(at: $0) }
    let turns = 2 * Double.pi * Self.toneFrequency
    sound.add(over: tone, at: sampleRate) { Glibc.sin(turns * $0) }
    let keys = DTMFGenerator(
      sampleRate: sampleRate, level: Self.level, toneLength: .seconds(Self.digitLength),
      gap: .seconds(Self.digitGap))
    sound.add(
      keys.samples(for: Self.digitsSent).map { Float($0) / 32768 }, over: digits, at: sampleRate)
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
