import CallEngine

/// How a language reads values. A language that CLDR can spell is a `SpelledLanguage`. One with rules
/// of its own needs a type that conforms to this, its entry in `SpokenLanguages.own`, and a catalog
/// `Prompts/<language>/numbers.yaml`.
///
/// A reading is a list of groups of clips with a silence between groups.
protocol SpokenLanguage: Sendable {
  var language: Language { get }
  /// The pace of an announcement on the telephone.
  var wordsPerMinute: Int { get }
  /// What a transcript shows between two groups, including spaces.
  var separator: String { get }
  /// The silence between two groups, long enough to be noticed.
  var groupPause: Duration { get }
  /// The calendar for dates that don't name one.
  var calendar: SpokenForm.DateCalendar { get }
  /// Every clip that a reading can use, once each.
  var vocabulary: [NumberClip] { get }

  /// Digits one by one.
  func digits(_ digits: [UInt8]) -> [NumberClip]
  /// Digits said in one breath, such as three digits of a bill ID.
  func group(_ digits: [UInt8]) -> [NumberClip]
  func number(_ number: WholeNumber) -> [[NumberClip]]
  func telephone(_ number: TelephoneNumber) -> [[NumberClip]]
  /// An amount given in Rial.
  func amount(_ rial: WholeNumber, in unit: SpokenForm.CurrencyUnit) -> [[NumberClip]]
  func date(_ date: GregorianDate) -> [[NumberClip]]
  func date(_ date: SolarHijriDate) -> [[NumberClip]]

  /// What a clip of a reading says: a clip of the vocabulary, unless the language has none.
  func utterance(of clip: NumberClip, at rate: SpokenForm.Rate) -> Utterance
}

extension SpokenLanguage {
  func utterance(of clip: NumberClip, at rate: SpokenForm.Rate) -> Utterance {
    .clip("\(NumberClip.catalog)/\(clip.id)", text: clip.text, in: language, rate: rate)
  }

  /// A reading of groups of groups of digits, each read by `group`.
  func groups(_ groups: [[UInt8]]) -> [[NumberClip]] {
    groups.map(group)
  }
}

extension [[NumberClip]] {
  /// The reading with clips added before it without a pause.
  func preceded(by clips: NumberClip...) -> Self {
    guard let first else { return [clips] }
    return [clips + first] + dropFirst()
  }

  /// The reading with clips added after it without a pause.
  func followed(by clips: [NumberClip]) -> Self {
    guard let last else { return [clips] }
    return dropLast() + [last + clips]
  }
}
