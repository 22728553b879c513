import CallEngine

/// How days and times of day are written in `hours` and in its files.
enum ClockNotation {
  // MARK: Days of the week

  /// `mon`, `mon-fri`, `sat-wed`, `mon, wed`.
  static func weekdays(_ text: String) -> [Weekday]? {
    var days: [Weekday] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { Weekday(rawValue: $0.filter { $0 != " " }) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1]
      else { return nil }
      var day = first
      days.append(day)
      while day != last {
        day = Weekday.allCases[(day.place + 1) % 7]
        days.append(day)
      }
    }
    return days
  }

  /// The notation of days that are written in words.
  static func meantWeekdays(_ text: String) -> String? {
    let text = text.lowercased()
    let groups = [
      "weekdays": "mon-fri", "workdays": "mon-fri", "weekend": "sat-sun", "weekends": "sat-sun",
      "daily": "mon-sun", "everyday": "mon-sun", "all": "mon-sun",
    ]
    if let group = groups[text] { return group }
    let separators: Set<Character> = ["-", "–", ",", "/", " "]
    let parts = text.split { separators.contains($0) }.filter { $0 != "to" }
    let days = parts.compactMap { part in
      Weekday.allCases.first { part.count > 2 && part.hasPrefix($0.rawValue) }
    }
    guard !days.isEmpty, days.count == parts.count, days.count <= 2 else { return nil }
    return days.map(\.rawValue).joined(separator: "-")
  }

  // MARK: Times of day

  /// `08:00-12:00`, `22:00-02:00`, `18:00-24:00`.
  ///
  /// - Returns: `nil` if it is written otherwise; no span if it ends where it begins.
  static func span(_ text: String) -> TimeSpan?? {
    let times = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
    guard times.count == 2, let start = times[0], let end = times[1],
      start < TimeSpan.minutesOfDay
    else { return nil }
    if start == end { return .some(nil) }
    return TimeSpan(start, end > start ? end : end + TimeSpan.minutesOfDay)
  }

  /// Minutes since midnight, `08:30` or `24:00`.
  private static func minute(_ text: Substring) -> Int? {
    let parts = text.filter { $0 != " " }.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 2] else { return nil }
    let numbers = parts.compactMap { number($0) }
    guard numbers.count == 2, numbers[1] < 60, numbers[0] * 60 + numbers[1] <= 1440 else {
      return nil
    }
    return numbers[0] * 60 + numbers[1]
  }

  /// The notation of a span that is written another way: `8-12`, `8:00 to 12:00`, `8am-5pm`.
  static func meantSpan(_ text: String) -> String? {
    guard text.utf8.count <= 40 else { return nil }
    var text = text.lowercased().filter { !$0.isWhitespace }
    for mark in ["–", "—", "to", "..", "until"] {
      text = text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: "-")
    }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(meantMinute)
    guard ends.count == 2, let start = ends[0], let end = ends[1] else { return nil }
    let meant = "\(clock(start))-\(clock(end))"
    if case .some(.some) = span(meant) { return meant }
    return nil
  }

  private static func meantMinute(_ text: Substring) -> Int? {
    var text = text
    var afternoon: Bool?
    for (ending, isAfternoon) in [("am", false), ("pm", true)] where text.hasSuffix(ending) {
      afternoon = isAfternoon
      text = text.dropLast(2)
    }
    let parts = text.split(omittingEmptySubsequences: false) { ":.h".contains($0) }
      .filter { !$0.isEmpty }.compactMap { number($0) }
    guard (1...2).contains(parts.count), parts[0] <= 24, parts.count < 2 || parts[1] < 60 else {
      return nil
    }
    var hour = parts[0]
    if let afternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (afternoon ? 12 : 0)
    }
    return hour * 60 + (parts.count > 1 ? parts[1] : 0)
  }

  private static func clock(_ minute: Int) -> String {
    func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(padded(minute / 60)):\(padded(minute % 60))"
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    guard (1...4).contains(text.count) else { return nil }
    return text.reduce(0) { sum, character in
      sum.flatMap { sum in character.wholeNumberValue.map { sum * 10 + $0 } }
    }
  }

  // MARK: Dates

  /// `2026-12-25`, `2026-12-24/2027-01-01` with both ends, or `12-25` for every year.
  ///
  /// - Returns: `nil` if it is written otherwise; no dates if its end is before its start.
  static func dates(_ text: String) -> SpecialDays.Dates?? {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    if ends.count == 2, let first = CivilDay(ends[0]), let last = CivilDay(ends[1]) {
      guard first <= last else { return .some(nil) }
      return .days(from: first, count: last.number - first.number + 1)
    }
    if let day = CivilDay(text) { return .days(from: day, count: 1) }
    // 2024 has every day that a year can have.
    if let day = CivilDay("2024-\(text)") {
      return .yearly(YearlyDays(month: day.month, day: .number(day.day)))
    }
    return nil
  }

  /// The notation of a date that is written another way: `25.12.2026`, `2026/12/25`.
  static func meantDate(_ text: String) -> String? {
    let parts = text.split { "./- ".contains($0) }
    let numbers = parts.compactMap { number($0) }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    let isLast = text.contains(".") && parts[2].count == 4
    guard isLast || parts[0].count == 4 else { return nil }
    return CivilDay(
      year: isLast ? numbers[2] : numbers[0], month: numbers[1],
      day: isLast ? numbers[0] : numbers[2])?.description
  }
}
