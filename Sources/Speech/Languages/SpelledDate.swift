import Foundation

/// A date in words, in the order in which CLDR writes it in a language.
struct SpelledDate: Sendable {
  let gregorianMonths: [String]
  let solarHijriMonths: [String]

  private enum Part {
    case day, month, year
    case literal(String)
  }

  private let parts: [Part]
  /// The days of a month, from the first.
  private let days: [String]
  private let number: @Sendable (Int) -> String

  /// - Parameter number: a number in words.
  init(_ locale: Locale, number: @escaping @Sendable (Int) -> String) {
    let pattern = DateFormatter.dateFormat(fromTemplate: "dMMMMy", options: 0, locale: locale)
    parts = Self.parts(of: pattern ?? "d MMMM y")
    gregorianMonths = Self.months(of: .gregorian, locale)
    solarHijriMonths = Self.months(of: .persian, locale)
    let ordinals = NumberFormatter()
    ordinals.locale = locale
    ordinals.numberStyle = .ordinal
    let code = locale.language.languageCode?.identifier ?? ""
    // A full stop after the day makes it an ordinal.
    let isOrdinal = code == "en" || pattern?.contains("d.") == true
    let isFirstOrdinal = isOrdinal || Self.firstIsOrdinal.contains(code)
    days = (1...31).map { day in
      guard day == 1 ? isFirstOrdinal : isOrdinal else { return number(day) }
      return ordinals.string(from: NSNumber(value: day)) ?? number(day)
    }
    self.number = number
  }

  func text(day: Int, month: String, year: Int) -> String {
    parts.map { part in
      switch part {
      case .day: days[day - 1]
      case .month: month
      case .year: number(year)
      case .literal(let text): text
      }
    }.joined().singleSpaced
  }

  /// Languages in which the first day of a month alone is an ordinal.
  private static let firstIsOrdinal: Set<String> = ["fr", "it", "pt"]

  private static func months(of calendar: Calendar.Identifier, _ locale: Locale) -> [String] {
    let formatter = DateFormatter()
    formatter.locale = locale
    formatter.calendar = Calendar(identifier: calendar)
    return formatter.monthSymbols
  }

  /// The parts of a pattern of Unicode's TR 35, without full stops and the abbreviations that they
  /// end, since neither is said.
  private static func parts(of pattern: String) -> [Part] {
    var parts: [Part] = []
    var rest = pattern[...]
    while let first = rest.first {
      if first == "'" {
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        rest = rest.dropFirst(quoted.count + 2)
        if !quoted.hasSuffix("."), rest.first != "." { parts.append(.literal(String(quoted))) }
        continue
      }
      let run = rest.prefix { $0 == first }
      rest = rest.dropFirst(run.count)
      switch first {
      case "d": parts.append(.day)
      case "M", "L": parts.append(.month)
      case "y": parts.append(.year)
      case ".": break
      default: parts.append(.literal(String(run)))
      }
    }
    return parts
  }
}
