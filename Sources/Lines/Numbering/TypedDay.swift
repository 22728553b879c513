package import CallEngine

/// Days as people write them: of the Gregorian calendar, 2026-11-22, or of the Solar Hijri one,
/// 1405-09-01. No date that gooya deals with lies in the Gregorian years of the latter's numbers.
extension CivilDay {
  package init?(typed text: String) {
    let text = TypedDigits.ascii(text)
    let parts = text.split(separator: "-").map { Int($0) ?? 0 }
    if parts.count == 3, SolarHijriDate.years.contains(parts[0]) {
      guard let date = SolarHijriDate(year: parts[0], month: parts[1], day: parts[2]) else {
        return nil
      }
      self = date.civilDay
    } else {
      self.init(text)
    }
  }
}

extension WrittenMoment {
  /// Reads ISO 8601, with a day of either calendar.
  package init?(typed text: String) {
    let text = TypedDigits.ascii(text)
    guard let day = CivilDay(typed: String(text.prefix { $0 != "T" })) else { return nil }
    self.init("\(day)\(text.drop { $0 != "T" })")
  }
}
