public import CallEngine

/// How fast a language is spoken: the basis of every estimated duration until a clip's own length
/// is known.
struct SpeakingPace {
  let perWord: Duration
  /// How long a letter takes in a language that puts no blanks between words; `nil` in others.
  private let perLetter: Duration?

  init(of language: Language, at rate: SpokenForm.Rate) {
    let own = SpokenLanguages.own.first { $0.language == language }
    let wordsPerMinute = own?.wordsPerMinute ?? Self.otherWordsPerMinute
    // Whole milliseconds, which a journal holds exactly.
    perWord = Self.stretched(.milliseconds(60_000 / wordsPerMinute), at: rate)
    let isSpaced = own != nil && language != .mandarin
    perLetter = (isSpaced ? nil : Self.lettersPerMinute(of: language)).map {
      Self.stretched(.milliseconds(60_000 / $0), at: rate)
    }
  }

  /// How long a text takes, each of its runs at the pace of the voice that says it.
  static func duration(
    of text: String, in language: Language, at rate: SpokenForm.Rate
  ) -> Duration {
    ScriptRun.runs(of: text, in: language).reduce(.zero) { sum, run in
      sum + SpeakingPace(of: run.language, at: rate).duration(of: run.text)
    }
  }

  private func duration(of text: String) -> Duration {
    guard let perLetter else { return perWord * text.wordCount }
    return perLetter * text.unicodeScalars.count { $0.properties.isAlphabetic || $0.isDigit }
  }

  /// How many letters are said in a minute, for languages without blanks between words.
  private static func lettersPerMinute(of language: Language) -> Int? {
    switch language.tag.prefix(while: { $0 != "-" }) {
    case "zh", "cmn", "yue": 240
    case "ja": 350
    case "th", "lo", "km", "my", "bo", "dz": 700
    default: nil
    }
  }

  /// A duration at a rate: slow takes half as long again.
  static func stretched(_ duration: Duration, at rate: SpokenForm.Rate) -> Duration {
    switch rate {
    case .normal: duration
    case .slow: duration + duration / 2
    }
  }

  /// English pace, for languages without rules of their own.
  static let otherWordsPerMinute = 150
}

extension SpokenForm.Rate {
  /// How many times as long speech takes at this rate.
  public var lengthening: Double { SpeakingPace.stretched(.seconds(1), at: self) / .seconds(1) }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { properties.generalCategory == .decimalNumber }
}

extension String {
  /// How many words stand between the text's spaces.
  var wordCount: Int {
    var count = 0
    var isInWord = false
    for byte in utf8 {
      let isSpace = byte == 0x20
      if !isSpace && !isInWord { count += 1 }
      isInWord = !isSpace
    }
    return count
  }
}
