import CallEngine

extension Mandarin {
  func amount(_ rial: WholeNumber, in unit: SpokenForm.CurrencyUnit) -> [[NumberClip]] {
    let magnitude = WholeNumber(digits: rial.digits)
    let reading: [[NumberClip]]
    switch unit {
    case .rial: reading = counted(magnitude).followed(by: [Self.rial])
    case .toman:
      let (toman, remainder) = magnitude.tenths
      let rest =
        remainder > 0 ? counted(WholeNumber(remainder)).flatMap { $0 } + [Self.rial] : []
      reading =
        toman.isZero && remainder > 0
        ? [rest] : counted(toman).followed(by: [Self.toman] + rest)
    }
    return rial.isNegative ? reading.preceded(by: Self.minus) : reading
  }

  /// 十二元五角, 十二元零五分, 五角; 十二欧元五十欧分; where the minor unit has no name of its own, as a
  /// decimal: 十二点五瑞士法郎.
  func money(_ amount: MoneyAmount) -> [[NumberClip]] {
    let reading =
      switch amount.currency {
      case "CNY": renminbi(amount, unit: Self.yuan)
      case "HKD": renminbi(amount, unit: Self.majorUnits["HKD"] ?? Self.yuan)
      default: foreign(amount)
      }
    return amount.isNegative ? reading.preceded(by: Self.minus) : reading
  }

  private func renminbi(_ amount: MoneyAmount, unit: NumberClip) -> [[NumberClip]] {
    var reading = amount.isBelowOne ? [] : counted(amount.magnitude).followed(by: [unit])
    let (jiao, fen) = amount.minor.quotientAndRemainder(dividingBy: 10)
    if jiao > 0 {
      reading = reading.followed(by: counted(WholeNumber(jiao)).flatMap { $0 } + [Self.jiao])
    } else if fen > 0 && !reading.isEmpty {
      reading = reading.followed(by: [Self.units[0]])
    }
    if fen > 0 {
      reading = reading.followed(by: counted(WholeNumber(fen)).flatMap { $0 } + [Self.fen])
    }
    return reading
  }

  private func foreign(_ amount: MoneyAmount) -> [[NumberClip]] {
    let isRial = amount.currency == "IRR"
    let unit =
      (isRial ? Self.rial : Self.majorUnits[amount.currency])
      ?? NumberClip(words: Self.names.name(of: amount.currency, with: WholeNumber(2)))
    guard amount.minor > 0 else { return counted(amount.magnitude).followed(by: [unit]) }
    if let minor = Self.minorUnits[amount.currency] {
      let rest = counted(WholeNumber(amount.minor)).flatMap { $0 } + [minor]
      return amount.isBelowOne
        ? [rest] : counted(amount.magnitude).followed(by: [unit] + rest)
    }
    let places = ISOCurrency.minorDigits(of: amount.currency)
    let written = String(amount.minor).utf8.map { $0 - 0x30 }
    let digits = Array(repeating: UInt8(0), count: max(0, places - written.count)) + written
    let significant = digits.reversed().drop { $0 == 0 }.reversed()
    return number(amount.magnitude)
      .followed(by: [Self.point] + self.digits(Array(significant)) + [unit])
  }

  private static let names = CurrencyNames("zh", locale: "zh-CN")
}
