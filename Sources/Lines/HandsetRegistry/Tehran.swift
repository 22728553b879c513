internal import CallEngine
internal import Foundation
internal import Store

/// The days of the registry and of customs, which begin at midnight in Tehran.
enum Tehran {
  static let clock = LineClock(
    // Without the zone's data: its time since 2022.
    zone: TimeZone(identifier: "Asia/Tehran") ?? TimeZone(secondsFromGMT: 12_600) ?? .gmt)

  static func day(of date: Date) -> CivilDay {
    // In the years that calendars can show, so that no date traps.
    clock.moment(StoredTime.date(StoredTime.milliseconds(date))).wall.day
  }

  /// The middle of a day, for what is known by its day only.
  static func noon(of day: CivilDay) -> Date {
    clock.moment(WallTime(day, second: 12 * 3600)).date
  }
}

/// The 30 days for which a handset that isn't activated works.
struct Grace: Hashable {
  static let days = 30

  /// The day on which it was first used or, if it hasn't been seen, registered.
  let firstDay: CivilDay

  init(from date: Date) {
    firstDay = Tehran.day(of: date)
  }

  /// How many days are left, today included: 30 on the first day, 1 on the last, 0 after it.
  func daysLeft(on day: CivilDay) -> Int {
    max(0, min(Self.days, Self.days - (day.number - firstDay.number)))
  }
}
