import Speech

/// What one item of an announcement says, and its sound.
struct Spoken {
  private(set) var utterances: [Utterance] = []
  /// Each clip, and when it begins, from the item's beginning.
  private(set) var sounds: [(offset: Duration, samples: [Float])] = []
  /// Words for which the voice has no sound.
  private(set) var unheard: [String] = []
  private var length = Duration.zero

  /// - Parameter voice: words that it can't speak take their estimated time in silence.
  init(_ utterances: [Utterance], by voice: any Voice) {
    for utterance in utterances {
      guard utterance.sound != .silence else {
        append(utterance)
        continue
      }
      guard let samples = voice.sound(of: utterance) else {
        unheard.append(utterance.text)
        append(utterance)
        continue
      }
      sounds.append((length, samples))
      append(utterance.lasting(.samples(samples.count)))
      if let breath = Self.breath(after: utterance.text) { append(.silence(breath)) }
    }
  }

  private mutating func append(_ utterance: Utterance) {
    utterances.append(utterance)
    length += utterance.duration
  }

  /// The pause at the end of a sentence or a clause; clips are trimmed of outer silence.
  private static func breath(after text: String) -> Duration? {
    switch text.last {
    case ".", "!", "?", "؟", "…", "。", "！", "？": .milliseconds(300)
    case ",", "،", ";", "؛", ":", "，", "；", "：": .milliseconds(150)
    default: nil
    }
  }
}
