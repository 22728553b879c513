package import Telephony

/// What a loop of playback and capture does to sound.
///
/// Levels are in dBFS; a full-scale sine has 0. A value is `nil` if too little came back to measure
/// it.
package struct LoopbackReport: Sendable {
  /// The round trip as a program sees it: from handing over a sample for playback, at the end of
  /// the queue, to reading it from the capture device.
  package struct Latency: Sendable {
    /// When one of the signal's marks was played, since the signal's beginning, and how long it
    /// took.
    package struct Mark: Hashable, Sendable {
      package let time: Duration
      package let latency: Duration
    }

    package let marks: [Mark]
    package let median: Duration
    /// The 95th percentile of the marks.
    package let percentile95: Duration
    /// The mean difference between consecutive marks' latencies, as in RFC 3550.
    package let jitter: Duration
    /// What is left of the latency without the queues of which the devices give an account; `nil` if
    /// they give none. Less than 0 if they account for more sound than waits.
    package var unaccounted: Duration?

    /// What is left without these queues, as jack_iodelay tells it: converters, the air, a network, a
    /// sound server that says nothing. `nil` too if the devices' accounts can't be right.
    package var systemic: Duration? {
      overstated == nil ? unaccounted.map { max(.zero, $0) } : nil
    }

    /// By how much the devices account for more sound than waits: some sound servers count the same
    /// sound on both sides. `nil` if they don't.
    package var overstated: Duration? {
      unaccounted.flatMap { $0 + Self.exactness < .zero ? .zero - $0 : nil }
    }

    /// How exactly the devices' accounts are known.
    private static let exactness = Duration.milliseconds(3)
  }

  /// What is measured by one part of the signal, and spoilt by a dropout there.
  package enum Figure: String, CaseIterable, Hashable, Sendable {
    /// The noise floor and the signal-to-noise ratio.
    case noise
    /// The gain, the distortion and the signal-to-noise ratio.
    case tone
    /// The two tones' products.
    case intermodulation
    /// The frequency response and what else the sweep shows.
    case response
    case digits
  }

  /// In Hz.
  package let sampleRate: Int
  /// How long the signal was.
  package let duration: Duration
  /// How many marks the signal had, and how many were recognised.
  package let marksSent: Int
  package let marksHeard: Int
  /// `nil` too if what was captured doesn't say when, as a file.
  package let latency: Latency?
  /// When the signal begins in what was captured; before its beginning if that is missing.
  package let begins: Duration?
  /// The part of the latency that the devices report; the rest is unknown to them.
  package let playbackDelay: Duration?
  package let captureDelay: Duration?
  /// How much louder the 1020 Hz tone was captured than played, in dB.
  package let gain: Double?
  /// The level of that tone as played and as captured.
  package let levelSent: Double
  package let levelHeard: Double?
  /// What was captured with the tone besides the noise floor, in percent of the tone.
  package let distortion: Double?
  /// The highest sample captured.
  package let peak: Double
  /// Whether the tone's peaks are clipped, or samples are at full scale.
  package let isClipped: Bool
  /// Whether the path inverts the polarity, which is inaudible.
  package let isInverted: Bool
  /// The level captured while nothing is played.
  package let noiseFloor: Double?
  /// The tone's level above the noise floor, in dB.
  package let signalToNoise: Double?
  package let response: FrequencyResponse?
  /// How much faster the capture clock runs than the playback clock, in parts per million.
  package let drift: Double?
  /// The dropouts and clicks in the whole signal.
  package var dropouts: [Dropout]
  /// The dropouts in the parts by which the figures were measured.
  package let spoilers: [Figure: [Dropout]]
  /// The length of the tracks, by which the delay is followed.
  package let tracked: Duration
  /// How much of the signal was captured and compared with what was expected.
  package let watched: Duration
  package let underruns: Int
  package let overruns: Int
  package let digitsSent: [DTMFDigit]
  package let digitsHeard: [DTMFDigit]
  /// How many of the digits sent were heard in order.
  package let digitsRight: Int
  /// Distortion by kinds, hum, echoes and the like.
  package let measurements: PathMeasurements
  /// What two channels do to each other; the other figures are those of one of them.
  package var channels: ChannelMeasurements?
  /// What a soak counted, of which this is the sum.
  package var soak: SoakSummary?

  /// Whether it was measured from a file, which knows no latency.
  package var isFromFile = false
  /// `nil` if the signal wasn't found.
  package var missing: Missing?

  /// What of the signal a recording lacks; nothing there is judged.
  package struct Missing: Hashable, Sendable {
    /// How much later it begins than the signal does, and how much earlier it ends.
    package let beginning: Duration
    package let end: Duration
    /// The share of the signal's sound, from 0 to 1.
    package let share: Double
    /// When in the signal the recording ends; `nil` if it doesn't end early.
    package let endsAt: Duration?

    /// Such as `the recording ends at 9.00 s of the signal, 5.00 s before it does`; `nil` if it is
    /// whole.
    package var text: String? {
      let seconds = { (time: Duration) in (time / .seconds(1)).text(decimals: 2) }
      var parts: [String] = []
      if beginning > .zero { parts.append("begins \(seconds(beginning)) s after the signal does") }
      if let endsAt {
        parts.append(
          "ends at \(seconds(endsAt)) s of the signal, \(seconds(end)) s before it does")
      }
      return parts.isEmpty ? nil : "the recording " + parts.joined(separator: " and ")
    }
  }

  /// How suitable the path is for telephone calls, with reasons.
  package var verdict: LoopbackVerdict { PathJudgement(self, by: .loopback).verdict }

  /// Whether nothing but digital silence was captured.
  package var isSilent: Bool { peak <= SoundLevel.silence }

  /// How many digits weren't heard, or were heard but not sent.
  package var digitsWrong: Int { digitsSent.count + digitsHeard.count - 2 * digitsRight }

  /// Whether a dropout took away from what a figure is measured by; a click alone adds to it.
  func isSpoilt(_ figure: Figure) -> Bool {
    spoilers[figure]?.contains { $0.kind != .click } == true
  }

  /// Half of the round trip: what ITU-T G.114 limits goes one way.
  package var oneWay: Duration? { latency.map { $0.median / 2 } }

  /// The share of sent marks that were not recognised, from 0 to 1.
  package var shareUnheard: Double { 1 - Double(marksHeard) / Double(max(1, marksSent)) }

  /// How many clicks were heard.
  package var clicks: Int {
    soak?.account.counts.clicks ?? dropouts.count { $0.kind == .click }
  }

  /// The share of the signal spoilt by dropouts, from 0 to 1.
  package var shareLost: Double {
    let lost =
      soak?.account.lost
      ?? dropouts.reduce(Duration.zero) { $1.kind == .click ? $0 : $0 + $1.length }
    return min(1, lost / max(watched, .milliseconds(1)))
  }
}
