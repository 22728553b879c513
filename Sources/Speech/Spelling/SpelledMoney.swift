/// Amounts of money in words, in a language without rules of its own.
struct SpelledMoney: Sendable {
  let code: String
  let names: CurrencyNames
  /// A number in words with a noun of a gender; `nil` if it is too large for words.
  let cardinal: @Sendable (WholeNumber, NumberSpeller.Gender) -> String?

  /// The whole units and their name; `nil` if they are too large for words.
  func units(_ number: WholeNumber, of currency: String) -> String? {
    let gender = CurrencyNames.gender(of: names.singular(of: currency), in: code)
    guard let words = cardinal(number, gender) else { return nil }
    return beside(words, names.name(of: currency, with: number), number, isFirst: names.areFirst)
  }

  /// Whether the minor units are said without the whole ones: they need a name, or the amount would
  /// lose its currency.
  func isMinorAlone(_ amount: MoneyAmount) -> Bool {
    amount.isBelowOne && MinorUnits.names(of: amount.currency, in: code) != nil
  }

  /// What follows the whole units, or stands alone if there are none; empty if there is nothing.
  func minor(of amount: MoneyAmount) -> String {
    guard amount.minor > 0 else { return "" }
    let number = WholeNumber(amount.minor)
    let names = MinorUnits.names(of: amount.currency, in: code)
    let isNamed =
      names != nil && (amount.isBelowOne || amount.minor < 10 || !MinorUnits.isLeftOut(in: code))
    guard let names, isNamed else {
      // Five hundredths aren't fifty.
      let zeros = ISOCurrency.minorDigits(of: amount.currency) - String(amount.minor).count
      let zero = cardinal(WholeNumber(0), .masculine) ?? ""
      let words = Array(repeating: zero, count: zeros) + [cardinal(number, .masculine) ?? ""]
      return joined(words.joined(separator: " "))
    }
    let gender = CurrencyNames.gender(of: names.one, in: code)
    let name = names.name(self.names.plural(of: number))
    let words = beside(
      cardinal(number, gender) ?? "", name, number, isFirst: self.names.areFirst)
    return amount.isBelowOne ? words : joined(words)
  }

  /// A number and its noun in the order of the language.
  private func beside(
    _ words: String, _ name: String, _ number: WholeNumber, isFirst: Bool
  ) -> String {
    switch code {
    // "One" stands after its noun, where the others stand before theirs.
    case "ar", "he": return number.isOne || isFirst ? "\(name) \(words)" : "\(words) \(name)"
    case "ja", "th", "lo", "km", "my", "yue": return words + name.filter { $0 != " " }
    default: return isFirst ? "\(name) \(words)" : "\(words) \(name)"
    }
  }

  private func joined(_ words: String) -> String {
    switch code {
    case "ar": "و" + words
    case "he": "ו" + words
    default: "\(MinorUnits.conjunction(in: code)) \(words)".singleSpaced
    }
  }
}
