public import Telephony

/// What a loop of playback and capture does to sound.
///
/// Levels are in dBFS; a full-scale sine has 0. A value is `nil` if too little came back to measure
/// it.
public struct LoopbackReport: Sendable {
  /// The round trip as a program sees it: from handing over a sample for playback, at the end of
  /// the queue, to reading it from the capture device.
  public struct Latency: Sendable {
    /// When one of the signal's marks was played, since the signal's beginning, and how long it
    /// took.
    public struct Mark: Hashable, Sendable {
      public let time: Duration
      public let latency: Duration
    }

    public let marks: [Mark]
    public let median: Duration
    /// The 95th percentile of the marks.
    public let percentile95: Duration
    /// The mean difference between consecutive marks' latencies, as in RFC 3550.
    public let jitter: Duration
  }

  /// In Hz.
  public let sampleRate: Int
  /// How long the signal was.
  public let duration: Duration
  /// How many marks the signal had, and how many were recognised.
  public let marksSent: Int
  public let marksHeard: Int
  public let latency: Latency?
  /// The part of the latency that the devices report; the rest is unknown to them.
  public let playbackDelay: Duration?
  public let captureDelay: Duration?
  /// How much louder the 1020 Hz tone was captured than played, in dB.
  public let gain: Double?
  /// The level of that tone as played and as captured.
  public let levelSent: Double
  public let levelHeard: Double?
  /// What was captured with the tone besides the noise floor, in percent of the tone.
  public let distortion: Double?
  /// The highest sample captured.
  public let peak: Double
  /// Whether the tone's peaks are clipped, or samples are at full scale.
  public let isClipped: Bool
  /// Whether the path inverts the polarity, which is inaudible.
  public let isInverted: Bool
  /// The level captured while nothing is played.
  public let noiseFloor: Double?
  /// The tone's level above the noise floor, in dB.
  public let signalToNoise: Double?
  public let response: FrequencyResponse?
  /// How much faster the capture clock runs than the playback clock, in parts per million.
  public let drift: Double?
  /// The dropouts in the tracks, including jumps of the delay between them.
  public let dropouts: [Dropout]
  /// The length of the tracks, the only parts in which dropouts can be found.
  public let tracked: Duration
  public let underruns: Int
  public let overruns: Int
  public let digitsSent: [DTMFDigit]
  public let digitsHeard: [DTMFDigit]
  /// How many of the digits sent were heard in order.
  public let digitsRight: Int

  /// How good the path is, with reasons.
  public var verdict: LoopbackVerdict { LoopbackVerdict(self) }

  /// The share of sent marks that were not recognised, from 0 to 1.
  public var shareUnheard: Double { 1 - Double(marksHeard) / Double(max(1, marksSent)) }

  /// The share of the tracks spoilt by dropouts, from 0 to 1.
  public var shareLost: Double {
    let lost = dropouts.reduce(Duration.zero) { $0 + $1.length }
    return min(1, lost / max(tracked, .milliseconds(1)))
  }
}
