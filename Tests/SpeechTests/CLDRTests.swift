import CallEngine
import Foundation
import Testing

@testable import Speech

/// What is said in languages without rules of their own, compared with CLDR's own data as Foundation
/// gives them: 500 values of each kind in each language.
struct CLDRTests {
  static let languages = [
    "de-DE", "fr-FR", "es-ES", "it-IT", "pt-BR", "nl-NL", "sv-SE", "da-DK", "nb-NO", "fi-FI",
    "pl-PL",
    "cs-CZ", "ro-RO", "hu-HU", "el-GR", "ru-RU", "uk-UA", "tr-TR", "ar-EG", "he-IL", "hi-IN",
    "ko-KR",
    "ja-JP", "th-TH", "vi-VN", "id-ID",
  ]

  /// 0 to 199, then numbers of 3 to 12 digits.
  static let numbers: [Int] = {
    var state: UInt64 = 42
    var numbers = Array(0..<200)
    while numbers.count < 500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let places = [1_000, 10_000, 1_000_000, 1_000_000_000, 1_000_000_000_000][numbers.count % 5]
      let number = Int(state >> 20) % places
      if !numbers.contains(number) { numbers.append(number) }
    }
    return numbers
  }()

  /// Languages in which CLDR's words are put right: there ours may differ.
  private static let corrected: Set<String> = ["ar-EG", "cs-CZ", "ro-RO", "sv-SE", "ja-JP"]

  @Test(arguments: languages)
  func `numbers are CLDR's, and each has words of its own`(tag: String) throws {
    let formatter = NumberFormatter()
    formatter.locale = Locale(identifier: tag)
    formatter.numberStyle = .spellOut
    var seen: [String: Int] = [:]
    var differences = 0
    for number in Self.numbers {
      let said = try words(String(number), .number, Language(tag))
      let theirs = try #require(formatter.string(from: NSNumber(value: number)))
        .filter { $0 != "\u{AD}" && $0 != "\u{200B}" }
      if said != theirs {
        differences += 1
        #expect(Self.corrected.contains(tag), "\(said) instead of \(theirs)")
      }
      #expect(seen.updateValue(number, forKey: said) == nil, "\(said)")
      #expect(said.allSatisfy { $0.decimalDigitValue == nil })
    }
    #expect((differences > 0) == Self.corrected.contains(tag))
  }

  @Test(arguments: languages)
  func `each ordinal has words of its own`(tag: String) throws {
    var seen: [String: Int] = [:]
    for number in Self.numbers where number > 0 {
      let said = try words(String(number), .ordinal, Language(tag))
      #expect(seen.updateValue(number, forKey: said) == nil, "\(number) and others: \(said)")
    }
  }

  @Test(arguments: languages)
  func `money has CLDR's names, and each amount words of its own`(tag: String) throws {
    let currencies = ["EUR", "USD", "GBP", "SEK", "IRR"]
    var seen: [String: Int] = [:]
    for (place, number) in Self.numbers.enumerated() {
      let currency = currencies[place % 5]
      let isWhole = ISOCurrency.minorDigits(of: currency) == 0
      let minor = isWhole || place.isMultiple(of: 2) ? "" : String(format: ".%02d", place % 100)
      let said = try words("\(number)\(minor)", .money(currency), Language(tag))
      let written = Decimal(number).formatted(
        .currency(code: currency).presentation(.fullName).precision(.fractionLength(0))
          .locale(Locale(identifier: tag)))
      let name = written.filter { !$0.isDirectionMark }.prefix { $0 != "(" }
        .trimmingCharacters(
          in: .decimalDigits.union(.whitespaces).union(.punctuationCharacters)
            .union(.symbols))
      let stem = name.split(separator: " ").last.map { $0.prefix(4).lowercased() } ?? ""
      if number > 0 || minor.isEmpty || minor == ".00" {
        #expect(
          said.lowercased().filter { $0 != " " }.contains(stem.filter { $0 != " " }),
          "\(said) lacks \(name)")
      }
      #expect(seen.updateValue(number, forKey: said) == nil, "\(said)")
      #expect(said.allSatisfy { $0.decimalDigitValue == nil })
    }
  }

  @Test(arguments: languages)
  func `each day has its month's name and words of its own`(tag: String) throws {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: tag)
    formatter.calendar = Calendar(identifier: .gregorian)
    var seen: Set<String> = []
    var count = 0
    for year in [1987, 2028] {
      for month in 1...12 {
        for day in 1...31 {
          let value = String(format: "%d-%02d-%02d", year, month, day)
          guard let said = try? words(value, .date(.gregorian), Language(tag)) else { continue }
          count += 1
          #expect(said.contains(formatter.monthSymbols[month - 1]), "\(said)")
          #expect(seen.insert(said).inserted, "\(said)")
        }
      }
    }
    #expect(count == 365 + 366)
  }

  @Test(arguments: languages)
  func `each time has words of its own`(tag: String) throws {
    var seen: Set<String> = []
    for minute in 0..<1440 {
      let value = String(format: "%02d:%02d", minute / 60, minute % 60)
      let said = try words(value, .time, Language(tag))
      #expect(seen.insert(said).inserted, "\(value): \(said)")
      #expect(said.allSatisfy { $0.decimalDigitValue == nil })
    }
  }

  @Test(arguments: [
    "el-GR", "ru-RU", "uk-UA", "ar-EG", "he-IL", "hi-IN", "ko-KR", "ja-JP", "th-TH",
  ])
  func `no Latin letters are said in another script`(tag: String) throws {
    let values: [(String, SpokenForm.Kind)] = [
      ("1234567", .number), ("12", .ordinal), ("12.50", .money("EUR")), ("0.05", .money("USD")),
      ("3", .money("GBP")), ("2026-03-05", .date(nil)), ("18:05", .time), ("-7", .number),
      ("0912", .digits(group: 2)), ("+12125550100", .telephone), ("17000", .currency(.rial)),
    ]
    for (value, kind) in values {
      let said = try words(value, kind, Language(tag))
      #expect(!said.contains { $0.isASCII && $0.isLetter }, "\(said)")
    }
  }
}
