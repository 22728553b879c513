public import Speech

/// What gives utterances their sound: clips, or a synthesiser.
///
/// A voice is asked when an announcement begins and again for each of its repetitions in other calls,
/// so it should remember what it has made.
public protocol Voice: AnyObject {
  /// The sound of an utterance at the rate that it asks for: mono, `AudioFrame.sampleRate`, full scale
  /// from −1 to 1. `nil` if there is none; the words are then shown in silence.
  func sound(of utterance: Utterance) -> [Float]?
}
