public import CallEngine
import Speech

/// Something that a caller says.
public enum CallerSpeech: Sendable {
  /// For so long from now on; what, only the caller knows.
  case lasting(Duration)
  /// What a microphone captured in the frame that begins now, or in one during which the call
  /// couldn't go on.
  case captured([Float], whileHeld: Bool)

  /// How long it takes to say some words.
  public static func length(of words: String, in language: Language) -> Duration {
    Utterance.words(words, in: language).duration
  }
}
