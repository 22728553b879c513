import CallEngine

/// How one language reads values. A new language is one type that conforms to this, its line in
/// `SpokenLanguages.all`, and its catalog `Prompts/<language>/numbers.yaml`.
///
/// Every reading is a list of groups of clips; between two groups there is a silence.
protocol SpokenLanguage: Sendable {
  var language: Language { get }
  /// The pace of an announcement on the telephone.
  var wordsPerMinute: Int { get }
  /// What a transcript shows between two groups, with its spaces.
  var separator: String { get }
  /// The silence between two groups; long enough to be heard as one.
  var groupPause: Duration { get }
  /// The calendar of dates for which none is named.
  var calendar: SpokenForm.DateCalendar { get }
  /// Every clip that a reading can consist of, once each.
  var vocabulary: [NumberClip] { get }

  /// Digits one by one.
  func digits(_ digits: [UInt8]) -> [NumberClip]
  /// Digits that are said in one breath, such as three of a bill ID.
  func group(_ digits: [UInt8]) -> [NumberClip]
  func number(_ number: WholeNumber) -> [[NumberClip]]
  func telephone(_ number: TelephoneNumber) -> [[NumberClip]]
  /// An amount given in Rial.
  func amount(_ rial: WholeNumber, in unit: SpokenForm.CurrencyUnit) -> [[NumberClip]]
  func date(_ date: GregorianDate) -> [[NumberClip]]
  func date(_ date: SolarHijriDate) -> [[NumberClip]]
}

/// The languages in which values can be read.
enum SpokenLanguages {
  static let all: [any SpokenLanguage] = [Persian(), English()]

  static func find(_ language: Language) -> (any SpokenLanguage)? {
    all.first { $0.language == language }
  }
}

extension SpokenLanguage {
  /// A reading of groups of groups of digits, each said as `group` says it.
  func groups(_ groups: [[UInt8]]) -> [[NumberClip]] {
    groups.map(group)
  }
}

extension [[NumberClip]] {
  /// The reading with clips said before it in the same breath.
  func preceded(by clips: NumberClip...) -> Self {
    guard let first else { return [clips] }
    return [clips + first] + dropFirst()
  }

  /// The reading with clips said after it in the same breath.
  func followed(by clips: [NumberClip]) -> Self {
    guard let last else { return [clips] }
    return dropLast() + [last + clips]
  }
}
