import CallEngine
import Foundation

/// An event of a calendar, and the days that it stands for.
struct CalendarEvent {
  /// Where it begins.
  let range: TextRange
  private var properties: [String: CalendarLine] = [:]
  private var exceptions: [CalendarLine] = []

  init(_ range: TextRange) {
    self.range = range
  }

  mutating func take(_ line: CalendarLine) {
    if line.name == "EXDATE" {
      exceptions.append(line)
    } else if properties[line.name] == nil {
      properties[line.name] = line
    }
  }

  /// Properties that change the days in ways that aren't followed.
  private static let unsupported = ["RDATE", "EXRULE", "RECURRENCE-ID"]

  /// The longest event, in days.
  private static let longest = 366

  /// The days; `nil` if it stands for none, or with a finding.
  func days(zone: TimeZone?, findings: inout Findings) -> SpecialDays? {
    if properties["STATUS"]?.value.uppercased() == "CANCELLED" { return nil }
    for name in Self.unsupported {
      if let line = properties[name] {
        findings.report(HoursRules.UnsupportedInCalendar(what: quoted(name)), at: line.range)
        return nil
      }
    }
    guard let startLine = properties["DTSTART"] else {
      findings.report(
        HoursRules.BadCalendar(reason: "an event needs 'DTSTART'"), at: range)
      return nil
    }
    guard let start = time(startLine, zone, &findings),
      let end = end(after: start, zone, &findings)
    else { return nil }
    let minutes = (end.secondsSince1970 - start.secondsSince1970) / 60
    guard minutes > 0, minutes <= Self.longest * TimeSpan.minutesOfDay else {
      let reason =
        minutes <= 0
        ? "an event ends after it begins" : "an event lasts at most \(Self.longest) days"
      findings.report(
        HoursRules.BadCalendar(reason: reason),
        at: (properties["DTEND"] ?? properties["DURATION"] ?? startLine).range)
      return nil
    }
    let isWhole = isDate(startLine)
    let length = isWhole ? minutes / TimeSpan.minutesOfDay : 1
    guard let dates = dates(from: start.day, length: length, zone, &findings) else { return nil }
    let first = start.second / 60
    let name = properties["SUMMARY"]?.text
    return SpecialDays(
      dates, isOpen: false, spans: isWhole ? [] : [TimeSpan(first, first + minutes)],
      name: name?.isEmpty == false ? name : nil)
  }

  private func isDate(_ line: CalendarLine) -> Bool { line.value.utf8.count == 8 }

  private func end(
    after start: WallTime, _ zone: TimeZone?, _ findings: inout Findings
  ) -> WallTime? {
    if let line = properties["DTEND"] { return time(line, zone, &findings) }
    guard let line = properties["DURATION"] else {
      // An event with a date alone lasts that day, one with a time no time at all.
      guard let startLine = properties["DTSTART"], isDate(startLine) else { return start }
      return WallTime(start.day.advanced(by: 1))
    }
    guard let seconds = Self.seconds(line.value) else {
      findings.report(
        HoursRules.BadCalendar(reason: "\(quoted(line.value)) isn't a duration such as 'P1D'"),
        at: line.range)
      return nil
    }
    return WallTime(secondsSince1970: start.secondsSince1970 + seconds)
  }

  // MARK: Times

  /// What the clock of the hours shows: `20261224`, `20261224T140000`, `20261224T130000Z`.
  private func time(
    _ line: CalendarLine, _ zone: TimeZone?, _ findings: inout Findings
  ) -> WallTime? {
    let isUTC = line.value.hasSuffix("Z")
    guard let wall = Self.wall(isUTC ? String(line.value.dropLast()) : line.value) else {
      findings.report(
        HoursRules.BadCalendar(
          reason: "\(quoted(line.value)) isn't a date or time such as '20261225'"),
        at: line.range)
      return nil
    }
    guard let zone, !isDate(line) else { return wall }
    let name = isUTC ? "UTC" : line.parameters["TZID"] ?? zone.identifier
    guard let place = TimeZone(identifier: name) else {
      findings.report(
        HoursRules.UnsupportedInCalendar(what: "the time zone \(quoted(name))"), at: line.range)
      return nil
    }
    if place == zone { return wall }
    let there = Date(timeIntervalSince1970: Double(wall.secondsSince1970))
    let moment = there.addingTimeInterval(-Double(place.secondsFromGMT(for: there)))
    return WallTime(
      secondsSince1970: Int(moment.timeIntervalSince1970) + zone.secondsFromGMT(for: moment))
  }

  private static func wall(_ text: String) -> WallTime? {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard let day = day(parts[0]) else { return nil }
    if parts.count == 1 { return WallTime(day) }
    let digits = parts[1].compactMap(\.wholeNumberValue)
    guard parts.count == 2, parts[1].utf8.count == 6, digits.count == 6 else { return nil }
    let (hour, minute, second) = (
      digits[0] * 10 + digits[1], digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]
    )
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    return WallTime(day, second: hour * 3600 + minute * 60 + min(second, 59))
  }

  private static func day(_ text: some StringProtocol) -> CivilDay? {
    guard text.utf8.count == 8 else { return nil }
    return CivilDay("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
  }

  /// `P1D`, `PT4H30M`, `P2W`.
  private static func seconds(_ text: String) -> Int? {
    var rest = text.uppercased()[...]
    guard rest.hasPrefix("P") else { return nil }
    rest = rest.dropFirst()
    let units: [Character: Int] = ["W": 604_800, "D": 86_400, "H": 3600, "M": 60, "S": 1]
    var seconds = 0
    while !rest.isEmpty {
      if rest.first == "T" {
        rest = rest.dropFirst()
        continue
      }
      let digits = rest.prefix(while: \.isNumber)
      rest = rest.dropFirst(digits.count)
      guard digits.count <= 6, let number = Int(digits), let unit = rest.popFirst(),
        let length = units[unit]
      else { return nil }
      seconds += number * length
    }
    return seconds
  }

  // MARK: Recurrence

  private func dates(
    from first: CivilDay, length: Int, _ zone: TimeZone?, _ findings: inout Findings
  ) -> SpecialDays.Dates? {
    guard let line = properties["RRULE"] else { return .days(from: first, count: length) }
    var excluded: [CivilDay] = []
    for line in exceptions {
      for value in line.value.split(separator: ",") {
        guard let day = Self.day(value.prefix(8)) else {
          findings.report(
            HoursRules.BadCalendar(reason: "\(quoted(value)) isn't a date such as '20261225'"),
            at: line.range)
          return nil
        }
        excluded.append(day)
      }
    }
    guard let yearly = YearlyRule(line.value, from: first) else {
      findings.report(
        HoursRules.UnsupportedInCalendar(what: "the recurrence \(quoted(line.value))"),
        at: line.range)
      return nil
    }
    return .yearly(yearly.days(length: length, excluded: excluded))
  }
}

/// A recurrence once a year: `FREQ=YEARLY;BYMONTH=11;BYDAY=4TH`.
private struct YearlyRule {
  private let first: CivilDay
  private var month: Int
  private var day: YearlyDays.Day
  private var interval = 1
  private var until: CivilDay?
  private var count: Int?

  private static let weekdays: [Substring: Weekday] = [
    "MO": .mon, "TU": .tue, "WE": .wed, "TH": .thu, "FR": .fri, "SA": .sat, "SU": .sun,
  ]

  /// - Returns: `nil` if it is another recurrence.
  init?(_ text: String, from first: CivilDay) {
    self.first = first
    month = first.month
    day = .number(first.day)
    var isYearly = false
    var namesMonth = false
    for part in text.uppercased().split(separator: ";") {
      let sides = part.split(separator: "=", maxSplits: 1)
      guard sides.count == 2 else { return nil }
      let value = sides[1]
      switch sides[0] {
      case "FREQ": isYearly = value == "YEARLY"
      case "INTERVAL":
        guard let number = Int(value), (1...1000).contains(number) else { return nil }
        interval = number
      case "COUNT":
        guard let number = Int(value), number > 0 else { return nil }
        count = number
      case "UNTIL":
        let digits = value.prefix(8)
        let day = CivilDay(
          "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
        guard let day else { return nil }
        until = day
      case "BYMONTH":
        guard let number = Int(value), (1...12).contains(number) else { return nil }
        month = number
        namesMonth = true
      case "BYMONTHDAY":
        guard let number = Int(value), (1...31).contains(number) else { return nil }
        day = .number(number)
      case "BYDAY":
        guard let weekday = Self.weekdays[value.suffix(2)], let place = Int(value.dropLast(2)),
          (-5...5).contains(place), place != 0
        else { return nil }
        day = .weekday(weekday, place)
      case "WKST": break
      default: return nil
      }
    }
    // Without its month, the fourth Thursday would be the year's.
    if case .weekday = day, !namesMonth { return nil }
    guard isYearly else { return nil }
  }

  func days(length: Int, excluded: [CivilDay]) -> YearlyDays {
    let open = YearlyDays(month: month, day: day, years: first.year...9999, interval: interval)
    var last = 9999
    if let until {
      let isIn = open.first(in: until.year).map { $0 <= until } ?? true
      last = isIn ? until.year : until.year - 1
    }
    if let count {
      // Years without the day, such as 29 February, don't count.
      var left = count
      var year = first.year
      while year < last {
        if open.first(in: year) != nil { left -= 1 }
        if left == 0 { break }
        year += interval
      }
      last = min(last, year)
    }
    return YearlyDays(
      month: month, day: day, years: first.year...max(first.year, last), interval: interval,
      length: length, excluded: excluded)
  }
}
