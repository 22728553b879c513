/// Something that a caller says.
public enum CallerSpeech: Sendable {
  /// For so long from now on; what, only the caller knows.
  case lasting(Duration)
  /// What a microphone captured in the frame that begins now.
  case captured([Float])
}
