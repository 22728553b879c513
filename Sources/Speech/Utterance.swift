public import CallEngine

/// Something spoken, or a silence: the common source of words, transcripts and audio clips, so that
/// what is shown and what is heard can't differ.
public struct Utterance: Hashable, Sendable {
  public enum Sound: Hashable, Sendable {
    /// A clip by its catalog and id, such as `numbers/n100_and` or `common/welcome`.
    case clip(String)
    /// Words without a clip, which are synthesised.
    case words
    /// What a caller said, by its name.
    case recording(String)
    case silence
  }

  public let sound: Sound
  /// The words. For a silence: the separator between two groups, with its spaces as the language
  /// sets them (` ، ` in Persian, `, ` in English), or nothing.
  public let text: String
  /// Estimated from words per minute, by language and rate, until its sound is known; exact for a
  /// silence.
  public let duration: Duration
  public let rate: SpokenForm.Rate
  /// The language of the words, which selects the clip's folder or the voice; `nil` for a pause
  /// that belongs to no language.
  public let language: Language?
  /// Whether these are a value's words without a clip. A value can be a caller's secret, so its sound
  /// is never kept in a file.
  public let isPassing: Bool

  private init(
    _ sound: Sound, text: String, duration: Duration, rate: SpokenForm.Rate, language: Language?,
    isPassing: Bool = false
  ) {
    self.sound = sound
    self.text = text
    self.duration = duration
    self.rate = rate
    self.language = language
    self.isPassing = isPassing
  }

  /// A recorded or rendered clip.
  ///
  /// - Parameter name: its catalog and id, separated by a slash.
  public static func clip(
    _ name: String, text: String, in language: Language, rate: SpokenForm.Rate = .normal
  ) -> Utterance {
    Utterance(
      .clip(name), text: text,
      duration: SpeakingPace.duration(of: text, in: language, at: rate), rate: rate,
      language: language)
  }

  /// Words without a clip, in one line.
  ///
  /// - Parameter isPassing: whether they are a value's.
  public static func words(
    _ text: String, in language: Language, rate: SpokenForm.Rate = .normal, isPassing: Bool = false
  ) -> Utterance {
    let line = text.singleSpaced
    return Utterance(
      .words, text: line, duration: SpeakingPace.duration(of: line, in: language, at: rate),
      rate: rate, language: language, isPassing: isPassing)
  }

  /// What a caller said; `nil` if it is no recording's name. Its words say that it is one.
  public static func recording(_ name: String, in language: Language) -> Utterance? {
    Recording.length(in: name).map { length in
      Utterance(
        .recording(name), text: "(recording)", duration: min(length, longestSilence),
        rate: .normal, language: language, isPassing: true)
    }
  }

  /// A silence.
  ///
  /// - Parameters:
  ///   - duration: limited to between zero and a day, since no call is longer.
  ///   - separator: what a transcript shows in its place, including spaces.
  public static func silence(
    _ duration: Duration, separator: String = "", in language: Language? = nil
  ) -> Utterance {
    Utterance(
      .silence, text: separator, duration: min(max(duration, .zero), longestSilence),
      rate: .normal, language: language)
  }

  /// The same words with a known duration.
  public func lasting(_ duration: Duration) -> Utterance {
    Utterance(
      sound, text: text, duration: duration, rate: rate, language: language, isPassing: isPassing)
  }

  static let longestSilence = Duration.seconds(86400)
}

extension Utterance {
  /// The utterances as a line of text: words separated by spaces, where their language has them,
  /// groups by their separators.
  public static func text(of utterances: some Sequence<Utterance>) -> String {
    var line = ""
    var needsSpace = false
    for utterance in utterances where !utterance.text.isEmpty {
      if utterance.sound == .silence {
        line += utterance.text
        needsSpace = false
      } else {
        if needsSpace { line.append(saying: utterance.text) } else { line += utterance.text }
        needsSpace = true
      }
    }
    return line
  }

  /// The utterances' total duration.
  public static func duration(of utterances: some Sequence<Utterance>) -> Duration {
    utterances.reduce(.zero) { $0 + $1.duration }
  }
}
