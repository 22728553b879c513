import CallEngine
import Foundation
import Synchronization
import _FoundationICU

/// What currencies are called in a language, by CLDR: names that agree with a number.
final class CurrencyNames: Sendable {
  /// Whether the name stands before the number, as in Swahili.
  let areFirst: Bool

  private let code: String
  private let locale: String
  private let rules: Mutex<OpaquePointer?>

  /// - Parameters:
  ///   - code: the language's code.
  ///   - locale: an ICU locale.
  init(_ code: String, locale: String) {
    self.code = code
    self.locale = locale
    var status = U_ZERO_ERROR
    nonisolated(unsafe) let rules = swift_uplrules_open(locale, &status)
    self.rules = Mutex(rules)
    let sample = Decimal(2).formatted(
      .currency(code: "EUR").presentation(.fullName).precision(.fractionLength(0))
        .locale(Locale(identifier: locale))
    ).filter { !$0.isDirectionMark }
    areFirst = sample.last?.isNumber == true
  }

  deinit {
    rules.withLock { if let rules = $0 { swift_uplrules_close(rules) } }
  }

  /// CLDR's word for how a number's noun is formed: `one`, `few`, `other` …
  func plural(of number: WholeNumber) -> String {
    let value = number.digits.reduce(0.0) { $0 * 10 + Double($1) }
    var name = [UChar](repeating: 0, count: 16)
    var status = U_ZERO_ERROR
    let length = rules.withLock { rules in
      rules.map { swift_uplrules_select($0, value, &name, Int32(name.count), &status) } ?? 0
    }
    guard length > 0, status.rawValue <= 0 else { return "other" }
    return String(decoding: name.prefix(Int(length)), as: UTF16.self)
  }

  /// The name beside a number of units.
  func name(of currency: String, with number: WholeNumber) -> String {
    let name = name(of: currency, plural: plural(of: number))
    return takesOf(number) ? of(name) : name
  }

  /// The name of one unit, by which its gender is known.
  func singular(of currency: String) -> String {
    name(of: currency, plural: "one")
  }

  private func name(of currency: String, plural: String) -> String {
    var isChoice: UBool = 0
    var length: Int32 = 0
    var status = U_ZERO_ERROR
    let text = swift_ucurr_getPluralName(
      Array(currency.utf16) + [0], locale, &isChoice, plural, &length, &status)
    guard let text, status.rawValue <= 0 else { return currency }
    let name = String(
      decoding: UnsafeBufferPointer(start: text, count: Int(length)), as: UTF16.self)
    // What stands in brackets tells currencies apart where they are read.
    let said = name.prefix { $0 != "(" }.filter { !$0.isDirectionMark }
    return (code == "pt" ? said.lowercased() : String(said)).singleSpaced
  }

  /// Whether "of" stands between the number and its name: in Romance languages after a noun such as
  /// "million", in Romanian after every number that isn't below 20.
  private func takesOf(_ number: WholeNumber) -> Bool {
    if code == "ro" { return plural(of: number) == "other" }
    return ["fr", "es", "it", "pt", "ca", "gl"].contains(code) && number.digits.count > 6
      && number.digits.suffix(6).allSatisfy { $0 == 0 }
  }

  private func of(_ name: String) -> String {
    switch code {
    case "it": return "di \(name)"
    case "fr", "ca":
      let isVowel = name.lowercased().first.map { "aeiouyàéèêh".contains($0) } ?? false
      return isVowel ? "d’\(name)" : "de \(name)"
    default: return "de \(name)"
    }
  }
}
