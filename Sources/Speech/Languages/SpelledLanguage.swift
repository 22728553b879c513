import CallEngine
import Foundation
import Synchronization

/// A language without rules of its own, read as CLDR spells it.
///
/// Its words have no clips: the voice speaks them during the call. Foundation reaches CLDR's
/// cardinals in the form for counting and no ordinals, so a day that is said with an ordinal is
/// written with digits, which the voice reads.
final class SpelledLanguage: SpokenLanguage, Sendable {
  let language: Language
  let wordsPerMinute = SpeakingPace.otherWordsPerMinute
  let separator: String
  let groupPause = Duration.milliseconds(500)
  let calendar: SpokenForm.DateCalendar
  let vocabulary: [NumberClip] = []

  private let locale: Locale
  private let speller: Mutex<NumberFormatter>
  /// Made when the first date is read, since few scripts read any.
  private let dates = Mutex<SpelledDate?>(nil)

  /// - Throws: why the language can't be read.
  init(_ language: Language) throws(UnreadableLanguage) {
    guard let code = Self.code(of: language) else { throw .unspelled }
    guard !Self.unspaced.contains(code) else { throw .unspaced }
    let locale = Locale(identifier: language.tag)
    let speller = Self.speller(locale)
    // A language that CLDR can't spell is spelled in English, or in digits.
    guard let sample = speller.string(from: 21), !sample.contains(where: \.isNumber),
      code == "en" || sample != Self.speller(Locale(identifier: "en")).string(from: 21)
    else { throw .unspelled }
    self.language = language
    self.locale = locale
    self.speller = Mutex(speller)
    separator = locale.language.script == .arabic ? "، " : ", "
    calendar = locale.calendar.identifier == .persian ? .solarHijri : .gregorian
  }

  func digits(_ digits: [UInt8]) -> [NumberClip] {
    digits.compactMap { spelled(Int64($0)).map(Self.clip) }
  }

  func group(_ digits: [UInt8]) -> [NumberClip] {
    self.digits(digits)
  }

  func number(_ number: WholeNumber) -> [[NumberClip]] {
    if let value = number.int64, let words = spelled(value) { return [[Self.clip(words)]] }
    let clips = groups(number.writtenGroups)
    return number.isNegative ? clips.preceded(by: Self.clip(minus)) : clips
  }

  /// The international prefix is said as dialled, since CLDR has no word for the plus sign.
  func telephone(_ number: TelephoneNumber) -> [[NumberClip]] {
    (number.isInternational ? [group([0, 0])] : []) + groups(number.groups)
  }

  /// CLDR has no word for the toman, which isn't in ISO 4217: the same amount is said in Rial.
  func amount(_ rial: WholeNumber, in unit: SpokenForm.CurrencyUnit) -> [[NumberClip]] {
    let (name, isFirst) = currencyName(of: rial)
    if let value = rial.int64, let words = spelled(value) {
      return [[Self.clip(isFirst ? "\(name) \(words)" : "\(words) \(name)")]]
    }
    return number(rial).followed(by: [Self.clip(name)])
  }

  func date(_ date: GregorianDate) -> [[NumberClip]] {
    spelled { $0.text(day: date.day, month: $0.gregorianMonths[date.month - 1], year: date.year) }
  }

  func date(_ date: SolarHijriDate) -> [[NumberClip]] {
    spelled { $0.text(day: date.day, month: $0.solarHijriMonths[date.month - 1], year: date.year) }
  }

  /// Words of the voice's. Since many languages write a number as one word, it is estimated by its
  /// letters too.
  func utterance(of clip: NumberClip, at rate: SpokenForm.Rate) -> Utterance {
    let words = Utterance.words(clip.text, in: language, rate: rate, isPassing: true)
    let length = max(words.text.wordCount, (words.text.count + 3) / 6)
    return words.lasting(SpeakingPace(of: language, at: rate).perWord * length)
  }

  /// A number in words; `nil` if CLDR has none for it.
  func spelled(_ number: Int64) -> String? {
    let words = speller.withLock { $0.string(from: NSNumber(value: number)) }
    guard let words, !words.contains(where: \.isNumber) else { return nil }
    return words.withoutBreaks
  }

  private func spelled(_ text: (SpelledDate) -> String) -> [[NumberClip]] {
    let date = dates.withLock { dates in
      if let date = dates { return date }
      let date = SpelledDate(locale) { self.spelled(Int64($0)) ?? String($0) }
      dates = date
      return date
    }
    return [[Self.clip(text(date))]]
  }

  /// The word before a negative number.
  private var minus: String {
    guard let negative = spelled(-1), let positive = spelled(1), negative.hasSuffix(positive)
    else { return "-" }
    return String(negative.dropLast(positive.count)).singleSpaced
  }

  /// What an amount's currency is called beside its number, and whether that comes first.
  private func currencyName(of rial: WholeNumber) -> (name: String, isFirst: Bool) {
    let code = "IRR"
    let amount = Decimal(string: rial.digits.map(String.init).joined()) ?? 0
    let text = amount.formatted(
      .currency(code: code).presentation(.fullName).precision(.fractionLength(0)).grouping(.never)
        .locale(locale)
    ).filter { !$0.isDirectionMark }
    // Turkish data put the code before the number, and the name too.
    let isFirst = text.first?.isNumber == false && !text.hasPrefix(code)
    let name = text.replacing(code, with: "").filter { !$0.isNumber }
    return (name.singleSpaced, isFirst)
  }

  private static func clip(_ words: String) -> NumberClip { NumberClip(words, words) }

  private static func speller(_ locale: Locale) -> NumberFormatter {
    let formatter = NumberFormatter()
    formatter.locale = locale
    formatter.numberStyle = .spellOut
    return formatter
  }

  /// The language's code; `nil` if the tag can't be a language's.
  private static func code(of language: Language) -> String? {
    let code = language.tag.prefix { $0 != "-" }
    guard (2...3).contains(code.count), language.tag.count <= 35,
      language.tag.utf8.allSatisfy({
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2D
      })
    else { return nil }
    return code.lowercased()
  }

  /// Languages that put no blanks between words, by which speech is timed and cut.
  private static let unspaced: Set<String> = [
    "zh", "cmn", "yue", "ja", "th", "lo", "km", "my", "bo", "dz",
  ]
}

extension WholeNumber {
  /// The value; `nil` if it has more than 18 digits.
  fileprivate var int64: Int64? {
    guard digits.count <= 18 else { return nil }
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1) }
    return isNegative ? -value : value
  }
}

extension String {
  /// Without the soft hyphens that show where a long word can be broken.
  fileprivate var withoutBreaks: String { filter { $0 != "\u{AD}" } }
}
