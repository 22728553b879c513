import CallEngine
import Foundation
import Synchronization

/// A language without rules of its own, read as CLDR spells it.
///
/// Its words have no clips: the voice speaks them during the call.
final class SpelledLanguage: SpokenLanguage, Sendable {
  let language: Language
  let wordsPerMinute = SpeakingPace.otherWordsPerMinute
  let separator: String
  let groupPause = Duration.milliseconds(500)
  let calendar: SpokenForm.DateCalendar
  let vocabulary: [NumberClip] = []

  private let code: String
  private let locale: Locale
  private let speller: NumberSpeller
  private let writtenOrdinals: Mutex<NumberFormatter>
  /// Made when the first amount or date is read, since few scripts read any.
  private let names = Mutex<CurrencyNames?>(nil)
  private let dates = Mutex<SpelledDate?>(nil)

  /// - Throws: why the language can't be read.
  init(_ language: Language) throws(UnreadableLanguage) {
    guard let code = Self.code(of: language), !SpellingCorrections.misspelled.contains(code) else {
      throw .unspelled
    }
    let locale = Locale(identifier: language.tag)
    // A language that CLDR can't spell is spelled in English, or in digits.
    guard let speller = NumberSpeller(language.tag), let sample = speller.words(21),
      code == "en" || sample != NumberSpeller("en")?.words(21)
    else { throw .unspelled }
    self.language = language
    self.code = code
    self.locale = locale
    self.speller = speller
    let ordinals = NumberFormatter()
    ordinals.locale = locale
    ordinals.numberStyle = .ordinal
    writtenOrdinals = Mutex(ordinals)
    separator = locale.language.script == .arabic ? "، " : ", "
    calendar = language.calendar
  }

  func digits(_ digits: [UInt8]) -> [NumberClip] {
    digits.compactMap { speller.words(Int64($0)).map(NumberClip.init(words:)) }
  }

  func group(_ digits: [UInt8]) -> [NumberClip] {
    self.digits(digits)
  }

  func number(_ number: WholeNumber) -> [[NumberClip]] {
    if let value = number.int64, let words = speller.words(value) {
      return [[NumberClip(words: words)]]
    }
    let clips = groups(number.writtenGroups)
    return number.isNegative ? clips.preceded(by: NumberClip(words: minus)) : clips
  }

  /// Where there are no ordinals, as in Slovak, the voice reads what is written: "21.".
  func ordinal(_ number: WholeNumber) -> [[NumberClip]] {
    guard let value = number.int64 else { return self.number(number) }
    return [[NumberClip(words: ordinal(value))]]
  }

  /// The international prefix is said as dialled, since CLDR has no word for the plus sign.
  func telephone(_ number: TelephoneNumber) -> [[NumberClip]] {
    (number.isInternational ? [group([0, 0])] : []) + groups(number.groups)
  }

  /// CLDR has no word for the toman, which isn't in ISO 4217: the same amount is said in Rial.
  func amount(_ rial: WholeNumber, in unit: SpokenForm.CurrencyUnit) -> [[NumberClip]] {
    units(rial, of: "IRR")
  }

  func money(_ amount: MoneyAmount) -> [[NumberClip]] {
    let minor = money.minor(of: amount)
    var clips = money.isMinorAlone(amount) ? [] : units(amount.magnitude, of: amount.currency)
    if !minor.isEmpty { clips = clips.followed(by: [NumberClip(words: minor)]) }
    return amount.isNegative ? clips.preceded(by: NumberClip(words: minus)) : clips
  }

  func date(_ date: CivilDay) -> [[NumberClip]] {
    spelled { $0.text(day: date.day, month: $0.gregorianMonths[date.month - 1], year: date.year) }
  }

  func date(_ date: SolarHijriDate) -> [[NumberClip]] {
    spelled { $0.text(day: date.day, month: $0.solarHijriMonths[date.month - 1], year: date.year) }
  }

  func time(_ time: TimeOfDay) -> [[NumberClip]] {
    let names = currencyNames
    let spelled = SpelledTime(code: code, speller: speller) { names.plural(of: WholeNumber($0)) }
    return [[NumberClip(words: spelled.text(time).singleSpaced)]]
  }

  /// A letter as it is: the voice knows what it is called. Signs are pauses, since the voice leaves
  /// many of them out.
  func letter(_ character: Character) -> NumberClip? {
    character.isLetter ? NumberClip(words: character.uppercased()) : nil
  }

  /// The units of an amount without hundredths, in one breath or, if it is too large for words, in
  /// groups of digits.
  private func units(_ number: WholeNumber, of currency: String) -> [[NumberClip]] {
    let magnitude = WholeNumber(digits: number.digits)
    let clips =
      money.units(magnitude, of: currency).map { [[NumberClip(words: $0)]] }
      ?? self.number(magnitude).followed(
        by: [NumberClip(words: currencyNames.name(of: currency, with: magnitude))])
    return number.isNegative ? clips.preceded(by: NumberClip(words: minus)) : clips
  }

  private var money: SpelledMoney {
    let speller = speller
    return SpelledMoney(code: code, names: currencyNames) { number, gender in
      number.int64.flatMap { speller.words($0, .with(gender)) }
    }
  }

  private var currencyNames: CurrencyNames {
    names.withLock { names in
      if let names { return names }
      let made = CurrencyNames(code, locale: language.tag)
      names = made
      return made
    }
  }

  private func ordinal(_ number: Int64) -> String {
    speller.ordinal(number)
      ?? writtenOrdinals.withLock { $0.string(from: NSNumber(value: number)) }
      ?? String(number)
  }

  private func spelled(_ text: (SpelledDate) -> String) -> [[NumberClip]] {
    let date = dates.withLock { dates in
      if let date = dates { return date }
      let date = SpelledDate(locale, speller: speller) { self.ordinal(Int64($0)) }
      dates = date
      return date
    }
    return [[NumberClip(words: text(date))]]
  }

  /// The word before a negative number.
  private var minus: String {
    guard let negative = speller.words(-1), let positive = speller.words(1),
      negative.hasSuffix(positive)
    else { return "-" }
    return String(negative.dropLast(positive.count)).singleSpaced
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
}

extension WholeNumber {
  /// The value; `nil` if it has more than 18 digits.
  var int64: Int64? {
    guard digits.count <= 18 else { return nil }
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1) }
    return isNegative ? -value : value
  }
}
