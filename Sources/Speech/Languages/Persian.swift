import CallEngine

/// Persian as spoken by lines in Iran: CLDR's spelling, parts of a number joined by «و», groups of
/// digits read as numbers after their leading zeros (Documentation/domain.md §3).
///
/// A word followed by «و» is a clip of its own, since its intonation differs.
struct Persian: SpokenLanguage {
  let language = Language.persian
  let wordsPerMinute = 130
  let separator = " ، "
  let groupPause = Duration.milliseconds(500)
  let calendar = SpokenForm.DateCalendar.solarHijri

  func digits(_ digits: [UInt8]) -> [NumberClip] {
    digits.map { Self.units[Int($0)] }
  }

  /// Leading zeros are said separately, and counted if there are several: 007 is «دو صفر هفت», 000
  /// «سه صفر».
  func group(_ digits: [UInt8]) -> [NumberClip] {
    let significant = digits.drop { $0 == 0 }
    let zeros = digits.count - significant.count
    var clips: [NumberClip] = []
    if zeros > 1 {
      let count = WholeNumber(zeros)
      clips += cardinal(count) ?? self.digits(count.digits)
    }
    if zeros > 0 { clips.append(Self.units[0]) }
    if !significant.isEmpty {
      clips += cardinal(WholeNumber(digits: significant)) ?? self.digits(Array(significant))
    }
    return clips
  }

  func number(_ number: WholeNumber) -> [[NumberClip]] {
    let clips = cardinal(number).map { [$0] } ?? groups(number.writtenGroups)
    return number.isNegative ? clips.preceded(by: Self.minus) : clips
  }

  func telephone(_ number: TelephoneNumber) -> [[NumberClip]] {
    // The international prefix is said as dialled from Iran, «دو صفر».
    (number.isInternational ? [group([0, 0])] : []) + groups(number.groups)
  }

  func amount(_ rial: WholeNumber, in unit: SpokenForm.CurrencyUnit) -> [[NumberClip]] {
    switch unit {
    case .rial:
      return number(rial).followed(by: [Self.rial])
    case .toman:
      let (toman, remainder) = rial.tenths
      guard remainder > 0 else {
        let signed = WholeNumber(isNegative: rial.isNegative, digits: toman.digits)
        return number(signed).followed(by: [Self.toman])
      }
      let rest = [Self.units[remainder], Self.rial]
      let clips = toman.isZero ? [rest] : number(toman).followed(by: [Self.tomanAnd] + rest)
      return rial.isNegative ? clips.preceded(by: Self.minus) : clips
    }
  }

  /// The number with «م» at its last word; the first alone is «اول».
  func ordinal(_ number: WholeNumber) -> [[NumberClip]] {
    if number.isOne { return [[Self.first]] }
    guard let clips = cardinal(number), let last = clips.last, let ordinal = Self.ordinals[last]
    else { return self.number(number) }
    return [clips.dropLast() + [ordinal]]
  }

  func date(_ date: CivilDay) -> [[NumberClip]] {
    reading(day: date.day, month: Self.gregorianMonths[date.month - 1], year: date.year)
  }

  func date(_ date: SolarHijriDate) -> [[NumberClip]] {
    reading(day: date.day, month: Self.solarHijriMonths[date.month - 1], year: date.year)
  }

  private func reading(day: Int, month: NumberClip, year: Int) -> [[NumberClip]] {
    number(WholeNumber(year)).preceded(by: Self.days[day - 1], month)
  }

  /// A number without its sign in words; `nil` if too large for CLDR's words.
  private func cardinal(_ number: WholeNumber) -> [NumberClip]? {
    let thousands = number.thousands
    guard thousands.count <= 6 else { return nil }
    if number.isZero { return [Self.units[0]] }
    // CLDR counts milliards in thousands and millions: «یک هزار میلیارد».
    var clips: [NumberClip] = []
    let low = thousands.prefix(3)
    if thousands.count > 3 {
      append(thousands.dropFirst(3), to: &clips)
      clips.append(low.contains { $0 > 0 } ? Self.milliardAnd : Self.milliard)
    }
    append(low, to: &clips)
    return clips
  }

  /// Up to three groups of three digits, the ones first.
  private func append(_ thousands: ArraySlice<Int>, to clips: inout [NumberClip]) {
    let values = Array(thousands)
    for place in values.indices.reversed() where values[place] > 0 {
      appendHundreds(values[place], to: &clips)
      guard place > 0 else { continue }
      let isFollowed = values[..<place].contains { $0 > 0 }
      clips.append(isFollowed ? Self.scalesAnd[place - 1] : Self.scales[place - 1])
    }
  }

  /// A value of 1 to 999.
  private func appendHundreds(_ value: Int, to clips: inout [NumberClip]) {
    let (hundreds, rest) = value.quotientAndRemainder(dividingBy: 100)
    if hundreds > 0 { clips.append((rest > 0 ? Self.hundredsAnd : Self.hundreds)[hundreds - 1]) }
    guard rest >= 20 else {
      if rest > 0 { clips.append(Self.units[rest]) }
      return
    }
    let (tens, unit) = rest.quotientAndRemainder(dividingBy: 10)
    clips.append((unit > 0 ? Self.tensAnd : Self.tens)[tens - 2])
    if unit > 0 { clips.append(Self.units[unit]) }
  }
}
