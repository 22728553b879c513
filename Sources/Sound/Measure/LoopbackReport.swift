public import Telephony

/// What a loop of playback and capture does to sound.
///
/// Levels are in dBFS, of which a full-scale sine has 0. A value is `nil` where too little came
/// back to measure it.
public struct LoopbackReport: Sendable {
  /// The round trip of sound as a program sees it: from the moment that a sample is handed over for
  /// playback, at the end of the queue, to the moment that it is read from the capture.
  public struct Latency: Sendable {
    /// When one of the signal's marks had been played, since the signal's beginning, and how long it
    /// took.
    public struct Mark: Hashable, Sendable {
      public let time: Duration
      public let latency: Duration
    }

    public let marks: [Mark]
    public let median: Duration
    /// What 95 of 100 marks are not above.
    public let percentile95: Duration
    /// The mean difference between a mark's latency and the next one's, as RFC 3550 has it.
    public let jitter: Duration
  }

  /// In Hz.
  public let sampleRate: Int
  /// How long the signal was.
  public let duration: Duration
  /// How many of the signal's marks there were, and how many were heard.
  public let marksSent: Int
  public let marksHeard: Int
  public let latency: Latency?
  /// What the devices themselves account for of the latency; the rest is what they don't know of.
  public let playbackDelay: Duration?
  public let captureDelay: Duration?
  /// How much louder the tone of 1020 Hz is captured than it was played, in dB.
  public let gain: Double?
  /// The level of that tone as it was played and as it was captured.
  public let levelSent: Double
  public let levelHeard: Double?
  /// What was captured with the tone but is neither the tone nor the noise floor, in percent of it.
  public let distortion: Double?
  /// The highest sample captured.
  public let peak: Double
  /// Whether the tone's tops are cut off, or samples stand at full scale.
  public let isClipped: Bool
  /// Whether the path turns the sound upside down, which nobody hears.
  public let isInverted: Bool
  /// The level of what is captured while nothing is played.
  public let noiseFloor: Double?
  /// The tone's level above the noise floor, in dB.
  public let signalToNoise: Double?
  public let response: FrequencyResponse?
  /// How much faster the capture's clock runs than the playback's, in parts per million.
  public let drift: Double?
  /// What was found in the tracks, and jumps of the delay between them.
  public let dropouts: [Dropout]
  /// How long the tracks are, in which alone dropouts can be found.
  public let tracked: Duration
  public let underruns: Int
  public let overruns: Int
  public let digitsSent: [DTMFDigit]
  public let digitsHeard: [DTMFDigit]
  /// How many digits of those sent were heard in their order.
  public let digitsRight: Int

  /// How good the path is, and why not better.
  public var verdict: LoopbackVerdict { LoopbackVerdict(self) }

  /// How many marks of those sent were not heard, from 0 to 1.
  public var shareUnheard: Double { 1 - Double(marksHeard) / Double(max(1, marksSent)) }

  /// How much of the tracks the dropouts spoilt, from 0 to 1.
  public var shareLost: Double {
    let lost = dropouts.reduce(Duration.zero) { $0 + $1.length }
    return min(1, lost / max(tracked, .milliseconds(1)))
  }
}
