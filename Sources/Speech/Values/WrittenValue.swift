package import CallEngine
import Foundation

/// A value as a language writes it, for messages that are read.
package enum WrittenValue: Hashable, Sendable {
  /// As it stands: identifiers, telephone numbers and links are copied.
  case text(String)
  case number(Int64)
  /// A day of the Gregorian calendar, `YYYY-MM-DD`, in the language's own calendar.
  case day(String)

  package func text(in language: Language) -> String {
    switch self {
    case .text(let text): text
    case .number(let number):
      number.formatted(.number.locale(Locale(identifier: language.tag)))
    case .day(let day): Self.day(day, in: language)
    }
  }

  private static func day(_ day: String, in language: Language) -> String {
    guard (try? SpokenLanguages.find(language))?.calendar == .solarHijri,
      let gregorian = try? CivilDay(read: day), let date = SolarHijriDate(gregorian)
    else { return day }
    let digits = IntegerFormatStyle<Int>.number.locale(Locale(identifier: language.tag))
      .grouping(.never)
    return [
      date.year.formatted(digits.precision(.integerLength(4))),
      date.month.formatted(digits.precision(.integerLength(2))),
      date.day.formatted(digits.precision(.integerLength(2))),
    ].joined(separator: "/")
  }
}
