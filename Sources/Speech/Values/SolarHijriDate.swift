/// A day of the Solar Hijri calendar (گاه‌شماری خورشیدی), Iran's civil calendar.
///
/// The year begins at the equinox as seen at Iran's meridian. In the years supported here, this
/// agrees with the rule of 8 leap years in 33; before and after, the rule drifts.
struct SolarHijriDate: Hashable {
  let year: Int
  /// 1 (Farvardin) to 12 (Esfand).
  let month: Int
  let day: Int

  /// The first and the last day of the Gregorian calendar that can be converted.
  static let firstDay = "1800-03-21"
  static let lastDay = "2123-03-20"

  private static let years = 1179...1501

  /// - Returns: `nil` outside the years for which the rule is exact.
  init?(_ date: GregorianDate) {
    let dayNumber = date.julianDayNumber
    // 365.2424 days a year on average: never more than one off.
    var year = (dayNumber - Self.epoch) * 10000 / 3_652_424 + 1
    if dayNumber < Self.newYear(year) { year -= 1 }
    if dayNumber >= Self.newYear(year + 1) { year += 1 }
    guard Self.years.contains(year) else { return nil }
    let dayOfYear = dayNumber - Self.newYear(year)
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

  /// The Julian day number of 1 Farvardin 1.
  private static let epoch = 1_948_320

  /// The Julian day number of a year's first day.
  private static func newYear(_ year: Int) -> Int {
    epoch + 365 * (year - 1) + (8 * year + 21) / 33
  }
}
