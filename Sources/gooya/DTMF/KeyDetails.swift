import Sound
import Telephony

/// What keys in a sound measure, and what was nearly one.
struct KeyDetails {
  /// The signal of each key; `nil` if it could not be measured.
  let keys: [DTMFSignal?]
  /// With their channels, counted from 0.
  let nearMisses: [(miss: DTMFAnalysis.NearMiss, channel: Int)]
  private let heard: [ChannelEars.Key]

  /// - Parameters:
  ///   - keys: as they were heard.
  ///   - sound: the channels, each whole.
  init(of keys: [ChannelEars.Key], in sound: [[Int16]]) {
    let channels = sound.map { DTMFAnalysis(of: $0) }
    heard = keys
    self.keys = keys.map { key in
      channels[key.channel].digits.first { $0.decidedAt == key.detection.decidedAt }?.signal
    }
    nearMisses = channels.enumerated().flatMap { channel, analysis in
      analysis.nearMisses.map { ($0, channel) }
    }.sorted { $0.0.signal.onset < $1.0.signal.onset }
  }

  var lines: [String] {
    let rows = zip(heard, keys).map { key, signal in
      "\(key.detection.digit.character)  \(signal.map(Self.text) ?? "not measured")"
    }
    let misses = nearMisses.map { miss, _ in
      "no \(miss.digit.character)  \(Self.text(of: miss.signal))  "
        + "\(miss.refusal.words) (Q.24: \(miss.refusal.parameter))"
    }
    return rows + misses
  }

  private static func text(of signal: DTMFSignal) -> String {
    let length = signal.length.map { "\(milliseconds($0).text(decimals: 1)) ms" } ?? "to the end"
    return "at \(milliseconds(signal.onset).text(decimals: 1)) ms, \(length)  "
      + "low \(text(of: signal.low))  high \(text(of: signal.high))  "
      + "twist \(signal.twist.text(decimals: 1)) dB  SNR \(signal.snr.text(decimals: 1)) dB"
  }

  private static func text(of tone: DTMFSignal.Tone) -> String {
    let sign = tone.deviation < 0 ? "" : "+"
    return "\(tone.frequency.text(decimals: 1)) Hz (\(sign)\(tone.deviation.text(decimals: 2)) %) "
      + "\(tone.level.text(decimals: 1)) dBm0"
  }

  private static func milliseconds(_ samples: Int) -> Double {
    Double(samples) * 1000 / Double(TelephoneConverter.sampleRate)
  }

  /// A signal as JSON. The names are a contract.
  struct Signal: Encodable {
    let onsetMs: Double
    let lengthMs: Double?
    let lowHz: Double
    let highHz: Double
    let lowErrorPercent: Double
    let highErrorPercent: Double
    let lowDbm0: Double
    let highDbm0: Double
    let twistDb: Double
    let snrDb: Double

    init(_ signal: DTMFSignal) {
      onsetMs = KeyDetails.milliseconds(signal.onset).rounded(to: 1)
      lengthMs = signal.length.map { KeyDetails.milliseconds($0).rounded(to: 1) }
      lowHz = signal.low.frequency.rounded(to: 2)
      highHz = signal.high.frequency.rounded(to: 2)
      lowErrorPercent = signal.low.deviation.rounded(to: 3)
      highErrorPercent = signal.high.deviation.rounded(to: 3)
      lowDbm0 = signal.low.level.rounded(to: 2)
      highDbm0 = signal.high.level.rounded(to: 2)
      twistDb = signal.twist.rounded(to: 2)
      snrDb = signal.snr.rounded(to: 1)
    }
  }
}

extension DTMFRefusal {
  /// What was wrong, in words.
  fileprivate var words: String {
    switch self {
    case .tooShort: "too short"
    case .offFrequency: "off frequency"
    case .twisted: "too much twist"
    case .tooWeak: "too weak"
    case .unsteady: "unsteady tones"
    case .noisy: "too much other sound"
    case .swelling: "no sudden beginning"
    case .notAlone: "a third tone beside them"
    }
  }
}
