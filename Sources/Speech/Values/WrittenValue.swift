package import CallEngine
import Foundation

/// A value as a language writes it, for messages that are read.
///
/// Its form is CLDR's, but blanks are ordinary ones: CLDR's no-break spaces aren't in the alphabet of
/// SMS (3GPP TS 23.038), so that one of them would halve what a segment holds.
package enum WrittenValue: Hashable, Sendable {
  /// As it stands: identifiers, telephone numbers and links are copied.
  case text(String)
  case number(Int64)
  /// A decimal amount, `12.50`, with the ISO 4217 code of its currency if that is known.
  case amount(String, currency: String?)
  /// A day of the Gregorian calendar, `YYYY-MM-DD`, in the calendar in which the language is read.
  case day(String)
  /// A time of day, `18:30`.
  case time(String)
  /// A day with its time, `2026-03-05T18:30:00+01:00`, as its own clock shows it.
  case moment(String)

  /// - Parameter kind: what the text is; `nil` if that isn't known.
  package init(_ text: String, _ kind: ValueKind?) {
    self =
      switch kind {
      case .number: Int64(text).map { .number($0) } ?? .text(text)
      case .amount(let currency): .amount(text, currency: currency)
      case .date: .day(text)
      case .time: .time(text)
      case .moment: .moment(text)
      case .digits, .telephone, .word, .recording, .text, .list, nil: .text(text)
      }
  }

  /// The value as it is written; what isn't a value of its kind stands as it is.
  package func text(in language: Language) -> String {
    switch self {
    case .text(let text): return text
    case .number(let number):
      return number.formatted(.number.locale(language.locale)).withOrdinaryBlanks
    case .amount(let amount, let currency):
      return Self.amount(amount, currency, in: language)?.withOrdinaryBlanks ?? amount
    case .day(let text):
      guard let day = try? CivilDay(read: text) else { return text }
      return WrittenDate(language).text(of: day, at: nil)
    case .time(let text):
      guard let time = try? TimeOfDay(text) else { return text }
      return WrittenDate(language).text(of: nil, at: time)
    case .moment(let text):
      guard let day = try? CivilDay(read: text), let time = try? TimeOfDay(text) else {
        return text
      }
      return WrittenDate(language).text(of: day, at: time)
    }
  }

  private static func amount(
    _ text: String, _ currency: String?, in language: Language
  ) -> String? {
    guard ValueKind.amount(currency: nil).accepts(.text(text)), let amount = Decimal(string: text)
    else { return nil }
    let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
    guard let currency else {
      return amount.formatted(
        .number.precision(.fractionLength(decimals)).locale(language.locale))
    }
    return amount.formatted(
      .currency(code: currency)
        .precision(.fractionLength(max(decimals, ISOCurrency.minorDigits(of: currency))))
        .locale(language.locale))
  }
}

extension Language {
  var locale: Locale { Locale(identifier: tag) }
}

extension String {
  /// The text with ordinary blanks instead of those at which no line may break.
  var withOrdinaryBlanks: String {
    String(map { "\u{A0}\u{202F}\u{2009}".contains($0) ? " " : $0 })
  }
}
