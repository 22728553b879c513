public import Speech

/// What gives utterances their sound: clips, or a synthesiser.
///
/// A voice is asked when an announcement begins, again in each call, so it should cache what it has
/// made.
public protocol Voice: AnyObject {
  /// The sound of an utterance at its rate: mono, `AudioFrame.sampleRate`, full scale from −1 to 1.
  /// `nil` if there is none; the words are then shown in silence.
  func sound(of utterance: Utterance) -> [Float]?
}
