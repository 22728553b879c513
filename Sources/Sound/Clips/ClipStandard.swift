/// The common properties of all clips, so that in sequence they sound as one voice.
package enum ClipStandard {
  /// In Hz.
  package static let sampleRate = 16000
  /// The level of active speech, in dBFS. It leaves a voice 20 dB for its peaks.
  package static let level = -23.0
  /// How far from it a clip may be, in dB.
  package static let levelTolerance = 1.5
  /// Below this level, in dBFS, nothing is heard.
  package static let silence = -65.0
  /// The peak limit in dBFS, including between samples.
  package static let ceiling = -3.0
  /// The silence kept before the first sound and after the last.
  package static let silenceBefore = Duration.milliseconds(10)
  package static let silenceAfter = Duration.milliseconds(20)
  /// The length of the fades at the edges, which avoid clicks.
  package static let fade = Duration.milliseconds(5)
  /// The shortest and the longest clip.
  package static let lengths = Duration.milliseconds(80)...Duration.seconds(120)

  /// The lengths in which a text can plausibly be spoken, fast or slow.
  package static func plausibleLengths(of text: String) -> ClosedRange<Duration> {
    let letters = text.unicodeScalars.count {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    return .milliseconds(20 * letters)...(.milliseconds(400 * letters) + .seconds(2))
  }
}
