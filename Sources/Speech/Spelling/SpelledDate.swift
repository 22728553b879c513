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
  private let year: @Sendable (Int) -> String

  /// - Parameter ordinal: an ordinal in words or as written.
  init(_ locale: Locale, speller: NumberSpeller, ordinal: (Int) -> String) {
    let pattern = DateFormatter.dateFormat(fromTemplate: "dMMMMy", options: 0, locale: locale)
    parts = Self.parts(of: pattern ?? "d MMMM y")
    gregorianMonths = Self.months(of: .gregorian, locale)
    solarHijriMonths = Self.months(of: .persian, locale)
    let code = locale.language.languageCode?.identifier ?? ""
    // A full stop after the day makes it an ordinal.
    let isOrdinal = Self.ordinalDays.contains(code) || pattern?.contains("d.") == true
    days = (1...31).map { day in
      if let said = speller.day(day) { return said }
      let form: NumberSpeller.Form
      switch code {
      // "On the first", as a date is mostly said.
      case "de": form = .named("ordinal-n")
      case "ru": form = .named("ordinal-neuter-genitive")
      case "hu": return Self.hungarianDay(ordinal(day), isFirst: day == 1)
      case "el": form = day == 1 ? .ordinal(.feminine) : .with(.feminine)
      case "he": form = .named("cardinal-masculine-standalone")
      case "fr", "it", "pt": form = day == 1 ? .ordinal(.masculine) : .counting
      case _ where isOrdinal: return ordinal(day)
      default: form = .counting
      }
      return speller.words(Int64(day), form) ?? String(day)
    }
    year = { year in
      // CLDR counts French years in hundreds, as few people do today.
      let words = speller.words(Int64(year), code == "fr" ? .counting : .year) ?? String(year)
      // The years of CLDR's Russian are ordinals in the genitive, "of the year".
      guard code == "ru" else { return words }
      let one = "одна "
      return (words.hasPrefix(one) ? String(words.dropFirst(one.count)) : words) + " года"
    }
  }

  func text(day: Int, month: String, year: Int) -> String {
    parts.map { part in
      switch part {
      case .day: days[day - 1]
      case .month: month
      case .year: self.year(year)
      case .literal(let text): text
      }
    }.joined().singleSpaced
  }

  /// Languages whose days are ordinals although none is written.
  private static let ordinalDays: Set<String> = ["en", "sv", "bg"]

  /// A day as Hungarians say it, the ordinal with a possessive ending.
  private static func hungarianDay(_ ordinal: String, isFirst: Bool) -> String {
    if isFirst { return "elseje" }
    let isFront = ordinal.hasSuffix("edik") || ordinal.hasSuffix("ödik")
    return ordinal + (isFront ? "e" : "a")
  }

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
