/// A day of the Solar Hijri calendar (گاه‌شماری خورشیدی), Iran's civil calendar.
///
/// The year begins at the equinox as seen at Iran's meridian. In the years supported here, this
/// agrees with the rule of 8 leap years in 33; before and after, the rule drifts.
public struct SolarHijriDate: Hashable, Sendable {
  public let year: Int
  /// 1 (Farvardin) to 12 (Esfand).
  public let month: Int
  public let day: Int

  /// The first and the last day of the Gregorian calendar that can be converted.
  public static let firstDay = "1800-03-21"
  public static let lastDay = "2123-03-20"

  public static let years = 1179...1501

  /// - Returns: `nil` if there is no such day, or outside the years for which the rule is exact.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(of: month, in: year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// - Returns: `nil` outside the years for which the rule is exact.
  public init?(_ civilDay: CivilDay) {
    let number = civilDay.number
    // 365.2424 days a year on average: never more than one off.
    var year = (number - Self.epoch) * 10000 / 3_652_424 + 1
    if number < Self.newYear(year) { year -= 1 }
    if number >= Self.newYear(year + 1) { year += 1 }
    guard Self.years.contains(year) else { return nil }
    let dayOfYear = number - Self.newYear(year)
    self.year = year
    // Six months of 31 days, then months of 30.
    if dayOfYear < 186 {
      month = dayOfYear / 31 + 1
      day = dayOfYear % 31 + 1
    } else {
      month = (dayOfYear - 186) / 30 + 7
      day = (dayOfYear - 186) % 30 + 1
    }
  }

  public var civilDay: CivilDay {
    let before = month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7)
    return CivilDay(number: Self.newYear(year) + before + day - 1)
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case ...6: 31
    case 7...11: 30
    default: newYear(year + 1) - newYear(year) == 366 ? 30 : 29
    }
  }

  /// The day number of 1 Farvardin 1, as `CivilDay` counts.
  private static let epoch = -492_268

  /// The number of a year's first day.
  private static func newYear(_ year: Int) -> Int {
    epoch + 365 * (year - 1) + (8 * year + 21) / 33
  }
}
