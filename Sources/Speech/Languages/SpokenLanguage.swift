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
  /// A place in an order, of a number that isn't negative.
  func ordinal(_ number: WholeNumber) -> [[NumberClip]]
  func telephone(_ number: TelephoneNumber) -> [[NumberClip]]
  /// An amount given in Rial.
  func amount(_ rial: WholeNumber, in unit: SpokenForm.CurrencyUnit) -> [[NumberClip]]
  func money(_ amount: MoneyAmount) -> [[NumberClip]]
  func date(_ date: CivilDay) -> [[NumberClip]]
  func date(_ date: SolarHijriDate) -> [[NumberClip]]
  func time(_ time: TimeOfDay) -> [[NumberClip]]
  /// What a letter is called when a word is spelled. Digits are read by `digits`, and blanks are
  /// pauses; `nil` is a pause too.
  func letter(_ character: Character) -> NumberClip?
}

extension SpokenLanguage {
  /// What a piece of a reading says. Words are the voice's. Since many languages write a number as
  /// one word, they are estimated by their letters too.
  func utterance(of clip: NumberClip, at rate: SpokenForm.Rate) -> Utterance {
    if let id = clip.id {
      return .clip("\(NumberClip.catalog)/\(id)", text: clip.text, in: language, rate: rate)
    }
    let words = Utterance.words(clip.text, in: language, rate: rate, isPassing: true)
    let byLetters = SpeakingPace(of: language, at: rate).perWord * ((words.text.count + 3) / 6)
    return words.lasting(max(words.duration, byLetters))
  }

  /// A reading of groups of groups of digits, each read by `group`.
  func groups(_ groups: [[UInt8]]) -> [[NumberClip]] {
    groups.map(group)
  }

  /// Letter by letter, with a pause where a blank stands.
  func letters(_ text: String) -> [[NumberClip]] {
    var groups: [[NumberClip]] = [[]]
    for character in text.singleSpaced where !character.isDirectionMark {
      if let digit = character.decimalDigitValue {
        groups[groups.count - 1] += digits([UInt8(digit)])
      } else if character != " ", let letter = letter(character) {
        groups[groups.count - 1].append(letter)
      } else {
        groups.append([])
      }
    }
    return groups.filter { !$0.isEmpty }
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
