extension Persian {
  /// «دوازده یورو و پنجاه سنت», «پنجاه سنت»; where the minor unit has no Persian name, «دوازده و پنجاه
  /// صدم فرانک سوئیس».
  func money(_ amount: MoneyAmount) -> [[NumberClip]] {
    let units = Self.majorUnits[amount.currency]
    let name = units ?? NumberClip(words: Self.name(of: amount.currency))
    var reading = amount.isBelowOne ? [] : number(amount.magnitude)
    if amount.minor == 0 {
      reading = reading.followed(by: [name])
    } else {
      let minor = number(WholeNumber(amount.minor)).flatMap { $0 }
      if let minorName = Self.minorUnits[amount.currency], let units {
        if !reading.isEmpty { reading = reading.followed(by: [Self.joining(units)]) }
        reading = reading.followed(by: minor + [minorName])
      } else {
        if !reading.isEmpty { reading = reading.followed(by: [NumberClip(words: "و")]) }
        let places = ISOCurrency.minorDigits(of: amount.currency)
        reading = reading.followed(
          by: minor + [places == 3 ? Self.thousandth : Self.hundredth, name])
      }
    }
    return amount.isNegative ? reading.preceded(by: Self.minus) : reading
  }

  /// CLDR's name with the letters of Persian.
  private static func name(of currency: String) -> String {
    names.name(of: currency, with: WholeNumber(2))
  }

  private static let names = CurrencyNames("fa", locale: "fa-IR")
}
