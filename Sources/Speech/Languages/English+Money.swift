extension English {
  /// "Twelve euros fifty", "twelve euros and five cents", "fifty cents".
  func money(_ amount: MoneyAmount) -> [[NumberClip]] {
    let isRial = amount.currency == "IRR"
    var reading: [[NumberClip]] = []
    if !isMinorAlone(amount) {
      let name =
        isRial
        ? amount.magnitude.isOne ? Self.rial : Self.rials
        : Self.currency(amount.currency, amount.magnitude)
      reading = number(amount.magnitude).followed(by: [name])
    }
    if amount.minor > 0 { reading = reading.followed(by: minor(of: amount)) }
    return amount.isNegative ? reading.preceded(by: Self.minus) : reading
  }

  /// Without a name for the minor unit, the amount would lose its currency.
  private func isMinorAlone(_ amount: MoneyAmount) -> Bool {
    amount.isBelowOne && Self.minorUnits(of: amount.currency) != nil
  }

  private func minor(of amount: MoneyAmount) -> [NumberClip] {
    let number = self.number(WholeNumber(amount.minor)).flatMap { $0 }
    let isShort = amount.minor >= 10 && !amount.isBelowOne
    if let units = Self.minorUnits(of: amount.currency), !isShort {
      let named = number + [amount.minor == 1 ? units.one : units.other]
      return amount.isBelowOne ? named : [Self.and] + named
    }
    // Five hundredths aren't fifty.
    let zeros = ISOCurrency.minorDigits(of: amount.currency) - String(amount.minor).count
    return Array(repeating: Self.oh, count: max(0, zeros)) + number
  }

  private static func currency(_ code: String, _ number: WholeNumber) -> NumberClip {
    if let units = majorUnits[code] { return number.isOne ? units.one : units.other }
    return NumberClip(words: names.name(of: code, with: number))
  }

  private static func minorUnits(of code: String) -> (one: NumberClip, other: NumberClip)? {
    if code == "GBP" { return (penny, pence) }
    guard let names = MinorUnits.names(of: code, in: "en") else { return nil }
    return names.one == cent.text
      ? (cent, cents) : (NumberClip(words: names.one), NumberClip(words: names.other))
  }

  private static let names = CurrencyNames("en", locale: "en-US")
}
