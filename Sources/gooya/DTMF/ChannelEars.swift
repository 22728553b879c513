import Sound
import Telephony

/// Finds keys in each channel of a sound by itself, since channels in antiphase would cancel each
/// other in a mix.
struct ChannelEars {
  /// A key, heard in a channel.
  struct Key {
    let detection: DTMFDetector.Detection
    /// The channel that had it first, counted from 0.
    let channel: Int
    /// The channels whose echo of it has come.
    fileprivate var echoes: Set<Int> = []
  }

  private var detectors: [DTMFDetector]
  /// The last keys, of which other channels may still have an echo.
  private var recent: [Key] = []

  /// How far apart two channels may have the same key, in samples: crosstalk comes at once, and what
  /// comes back from the other end of a call a little later.
  private static let reach = TelephoneConverter.sampleRate / 4

  init(channels: Int) {
    detectors = Array(repeating: DTMFDetector(), count: channels)
  }

  /// The keys in the next samples, as many in each channel; one that several channels have counts
  /// once.
  mutating func hear(_ channels: [[Int16]]) -> [Key] {
    var found: [Key] = []
    for (channel, samples) in channels.enumerated() {
      let detections = samples.withUnsafeBufferPointer { detectors[channel].detect(in: $0) }
      found += detections.map { Key(detection: $0, channel: channel) }
    }
    if detectors.count == 1 { return found }
    found.sort {
      ($0.detection.decidedAt, $0.channel) < ($1.detection.decidedAt, $1.channel)
    }
    return found.filter { !isEcho($0) }
  }

  /// Whether another channel had the key before; if not, it is remembered.
  private mutating func isEcho(_ key: Key) -> Bool {
    recent.removeAll { $0.detection.decidedAt + Self.reach < key.detection.decidedAt }
    let original = recent.indices.first { place in
      let earlier = recent[place]
      return earlier.detection.digit == key.detection.digit && earlier.channel != key.channel
        && !earlier.echoes.contains(key.channel)
    }
    guard let original else {
      recent.append(key)
      return false
    }
    recent[original].echoes.insert(key.channel)
    return true
  }
}
