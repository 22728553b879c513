import CallEngine

/// Mandarin as spoken in mainland China: 幺 for 1 in telephone numbers, 两 before 百, 千, 万 and 亿,
/// groups of four digits, digits of a bill one by one (Documentation/domain.md §3).
struct Mandarin: SpokenLanguage {
  let language: Language
  let wordsPerMinute = 150
  let separator = "，"
  let groupPause = Duration.milliseconds(500)
  let calendar = SpokenForm.DateCalendar.gregorian

  init(_ language: Language = .mandarin) {
    self.language = language
  }

  /// The language of a tag that means Mandarin in simplified characters, such as `zh` and
  /// `cmn-Hans`; `nil` for others, which CLDR spells.
  init?(tag: String) {
    let subtags = tag.lowercased().split(separator: "-")
    guard let code = subtags.first, code == "zh" || code == "cmn" else { return nil }
    let isTraditional = subtags.contains { ["hant", "tw", "hk", "mo"].contains($0) }
    if isTraditional && !subtags.contains("hans") { return nil }
    self.init(Language(tag))
  }

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

  func ordinal(_ number: WholeNumber) -> [[NumberClip]] {
    self.number(number).preceded(by: Self.ordinal)
  }

  func telephone(_ number: TelephoneNumber) -> [[NumberClip]] {
    let groups = number.chineseGroups.map { group in
      group.map { $0 == 1 ? Self.yao : Self.units[Int($0)] }
    }
    return number.isInternational && !number.isChinese ? groups.preceded(by: Self.plus) : groups
  }

  func date(_ date: CivilDay) -> [[NumberClip]] {
    [year(date.year) + [Self.months[date.month - 1], Self.days[date.day - 1]]]
  }

  func date(_ date: SolarHijriDate) -> [[NumberClip]] {
    [
      [Self.persianCalendar] + year(date.year) + [
        Self.months[date.month - 1], Self.days[date.day - 1],
      ]
    ]
  }

  /// A year digit by digit: 二〇二六年.
  private func year(_ year: Int) -> [NumberClip] {
    WholeNumber(year).digits.map { $0 == 0 ? Self.nought : Self.units[Int($0)] } + [Self.year]
  }

  /// A number of things before the word for them: 两元, but 十二元.
  func counted(_ number: WholeNumber) -> [[NumberClip]] {
    number.digits == [2] ? [[Self.two]] : self.number(number)
  }

  /// A number without its sign in words; `nil` from 10¹⁶ on.
  func cardinal(_ number: WholeNumber) -> [NumberClip]? {
    guard number.digits.count <= 16 else { return nil }
    if number.isZero { return [Self.units[0]] }
    let value = number.digits.reduce(0) { $0 * 10 + Int($1) }
    let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
    var clips: [NumberClip] = []
    if high > 0 {
      clips += tenThousands(high, isFirst: true, isCounted: true) + [Self.hundredMillion]
    }
    if low > 0 {
      if high > 0 && low < 10_000_000 { clips.append(Self.units[0]) }
      clips += tenThousands(low, isFirst: high == 0, isCounted: false)
    }
    return clips
  }

  /// A value of 1 to 99 999 999.
  ///
  /// - Parameters:
  ///   - isFirst: whether the number begins here, so that 十 needs no 一 before it.
  ///   - isCounted: whether 亿 follows, before which 2 is 两.
  private func tenThousands(_ value: Int, isFirst: Bool, isCounted: Bool) -> [NumberClip] {
    let (high, low) = value.quotientAndRemainder(dividingBy: 10_000)
    var clips: [NumberClip] = []
    if high > 0 { clips += thousands(high, isFirst: isFirst, isCounted: true) + [Self.tenThousand] }
    if low > 0 {
      if high > 0 && low < 1000 { clips.append(Self.units[0]) }
      clips += thousands(low, isFirst: isFirst && high == 0, isCounted: isCounted)
    }
    return clips
  }

  /// A value of 1 to 9999.
  private func thousands(_ value: Int, isFirst: Bool, isCounted: Bool) -> [NumberClip] {
    if value == 2 && isCounted { return [Self.two] }
    var clips: [NumberClip] = []
    let (thousand, underThousand) = value.quotientAndRemainder(dividingBy: 1000)
    let (hundred, rest) = underThousand.quotientAndRemainder(dividingBy: 100)
    if thousand > 0 { clips.append(Self.thousands[thousand - 1]) }
    if hundred > 0 { clips.append(Self.hundreds[hundred - 1]) }
    guard rest > 0 else { return clips }
    let hasGap = !clips.isEmpty && (hundred == 0 || rest < 10)
    if hasGap { clips.append(Self.units[0]) }
    let isTeen = (10...19).contains(rest) && !(isFirst && clips.isEmpty)
    clips.append(isTeen ? Self.laterTeens[rest - 10] : Self.units[rest])
    return clips
  }
}

extension Language {
  static let mandarin = Language("zh-CN")
}
