/// What every clip is like, so that one after the other they sound as one voice.
public enum ClipForm {
  /// In Hz.
  public static let sampleRate = 16000
  /// The level of active speech, in dB of full scale. It leaves a voice 20 dB for its peaks.
  public static let level = -23.0
  /// How far from it a clip may be, in dB.
  public static let levelTolerance = 1.5
  /// Below this, in dB of full scale, nothing is heard.
  public static let silence = -65.0
  /// No peak is higher, in dB of full scale, between the samples neither.
  public static let ceiling = -3.0
  /// What is kept of the silence before the first sound and after the last.
  public static let silenceBefore = Duration.milliseconds(10)
  public static let silenceAfter = Duration.milliseconds(20)
  /// How long the edges take to come from and go to nothing, so that no joint clicks.
  public static let fade = Duration.milliseconds(5)
  /// The shortest and the longest clip.
  public static let lengths = Duration.milliseconds(80)...Duration.seconds(120)

  /// The lengths that somebody can say a text in, hasty or slow.
  public static func plausibleLengths(of text: String) -> ClosedRange<Duration> {
    let letters = text.unicodeScalars.count {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    return .milliseconds(20 * letters)...(.milliseconds(400 * letters) + .seconds(2))
  }
}
