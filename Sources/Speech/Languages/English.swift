import CallEngine

/// American English: digits one by one whatever their grouping, cardinals without "and", CLDR's
/// spelling.
struct English: SpokenLanguage {
  let language = Language.english
  let wordsPerMinute = 150
  let separator = ", "
  let groupPause = Duration.milliseconds(500)
  let calendar = SpokenForm.DateCalendar.gregorian

  func digits(_ digits: [UInt8]) -> [NumberClip] {
    digits.map { Self.units[Int($0)] }
  }

  func group(_ digits: [UInt8]) -> [NumberClip] {
    self.digits(digits)
  }

  func number(_ number: WholeNumber) -> [[NumberClip]] {
    let clips = cardinal(number).map { [$0] } ?? groups(number.writtenGroups)
    return number.isNegative ? clips.preceded(by: Self.minus) : clips
  }

  func telephone(_ number: TelephoneNumber) -> [[NumberClip]] {
    let clips = groups(number.groups)
    return number.isInternational ? clips.preceded(by: Self.plus) : clips
  }

  func amount(_ rial: WholeNumber, in unit: SpokenForm.CurrencyUnit) -> [[NumberClip]] {
    switch unit {
    case .rial:
      return number(rial).followed(by: [rial.isOne ? Self.rial : Self.rials])
    case .toman:
      let (toman, remainder) = rial.tenths
      guard remainder > 0 else {
        let signed = WholeNumber(isNegative: rial.isNegative, digits: toman.digits)
        return number(signed).followed(by: [signed.isOne ? Self.toman : Self.tomans])
      }
      let rest = [Self.units[remainder], remainder == 1 ? Self.rial : Self.rials]
      let tomans = toman.isOne ? Self.tomanAnd : Self.tomansAnd
      let clips = toman.isZero ? [rest] : number(toman).followed(by: [tomans] + rest)
      return rial.isNegative ? clips.preceded(by: Self.minus) : clips
    }
  }

  func ordinal(_ number: WholeNumber) -> [[NumberClip]] {
    guard let clips = cardinal(number), let last = clips.last, let ordinal = Self.ordinals[last]
    else { return self.number(number) }
    return [clips.dropLast() + [ordinal]]
  }

  func date(_ date: CivilDay) -> [[NumberClip]] {
    [[Self.gregorianMonths[date.month - 1], Self.days[date.day - 1]], year(date.year)]
  }

  func date(_ date: SolarHijriDate) -> [[NumberClip]] {
    [[Self.solarHijriMonths[date.month - 1], Self.days[date.day - 1]], year(date.year)]
  }

  /// A year as Americans say it: nineteen ninety-nine, nineteen oh five, two thousand five.
  private func year(_ year: Int) -> [NumberClip] {
    let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
    guard (10...99).contains(century), !(century.isMultiple(of: 10) && rest < 10) else {
      return cardinal(WholeNumber(year)) ?? digits(WholeNumber(year).digits)
    }
    return switch rest {
    case 0: [Self.units[century], Self.hundred]
    case 1...9: [Self.units[century], Self.oh, Self.units[rest]]
    default: [Self.units[century], Self.units[rest]]
    }
  }

  /// A number without its sign in words; `nil` beyond quintillions.
  private func cardinal(_ number: WholeNumber) -> [NumberClip]? {
    let thousands = number.thousands
    guard thousands.count <= Self.scales.count + 1 else { return nil }
    if number.isZero { return [Self.units[0]] }
    var clips: [NumberClip] = []
    for place in thousands.indices.reversed() where thousands[place] > 0 {
      let (hundreds, rest) = thousands[place].quotientAndRemainder(dividingBy: 100)
      if hundreds > 0 { clips += [Self.units[hundreds], Self.hundred] }
      if rest > 0 { clips.append(Self.units[rest]) }
      if place > 0 { clips.append(Self.scales[place - 1]) }
    }
    return clips
  }
}
