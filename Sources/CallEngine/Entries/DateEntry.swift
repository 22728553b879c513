/// A day as keyed in; `1971-03-05` inside, in the Gregorian calendar.
public struct DateEntry: Hashable, Sendable {
  /// The order in which day, month and year are keyed in.
  public enum Layout: String, CaseIterable, Hashable, Sendable {
    case ddmm, ddmmyy, ddmmyyyy, yymmdd, yyyymmdd

    public var keyCount: Int { rawValue.utf8.count }
  }

  /// The first or the last day that is accepted.
  public enum Bound: Hashable, Sendable {
    case day(CivilDay)
    /// So far from the day on which the call was answered, backwards if negative.
    case today(Int, Unit)

    public enum Unit: String, CaseIterable, Hashable, Sendable {
      case days = "d"
      case weeks = "w"
      case months = "m"
      case years = "y"
    }
  }

  public let layout: Layout
  /// `nil` for the calendar of the language in which the call is held.
  public let calendar: SpokenForm.DateCalendar?
  public let from: Bound?
  public let to: Bound?

  public init(
    _ layout: Layout, calendar: SpokenForm.DateCalendar? = nil, from: Bound? = nil,
    to: Bound? = nil
  ) {
    self.layout = layout
    self.calendar = calendar
    self.from = from
    self.to = to
  }

  /// How far back a two-digit year goes where neither `from` nor `to` says which century is meant;
  /// the hundred years end twenty years ahead.
  static let yearsBack = 79

  var dependsOnToday: Bool {
    [from, to].contains { if case .today = $0 { true } else { false } }
      || ![.ddmmyyyy, .yyyymmdd].contains(layout)
  }

  func value(of keys: KeySequence, _ setting: EntrySetting) -> String? {
    guard keys.count == layout.keyCount, let number = keys.number else { return nil }
    let calendar = calendar ?? setting.calendar
    let first = from?.day(today: setting.today, calendar)
    let last = to?.day(today: setting.today, calendar)
    let (head, tail) = (number / 100, number % 100)
    let day =
      switch layout {
      case .ddmm:
        recurring(month: tail, day: head, from: first, to: last, setting.today, calendar)
      case .ddmmyyyy:
        calendar.day(
          year: number % 10_000, month: number / 10_000 % 100, day: number / 1_000_000)
      case .yyyymmdd: calendar.day(year: number / 10_000, month: head % 100, day: tail)
      case .ddmmyy:
        inCentury(
          year: tail, month: head % 100, day: head / 100, from: first, to: last, setting.today,
          calendar)
      case .yymmdd:
        inCentury(
          year: head / 100, month: head % 100, day: tail, from: first, to: last, setting.today,
          calendar)
      }
    guard let day, first.map({ $0 <= day }) ?? true, last.map({ day <= $0 }) ?? true else {
      return nil
    }
    return day.description
  }

  /// The day without a year: the last one up to `to`, if only that is given; otherwise the next one
  /// from `from`, or from today.
  private func recurring(
    month: Int, day: Int, from first: CivilDay?, to last: CivilDay?, _ today: CivilDay,
    _ calendar: SpokenForm.DateCalendar
  ) -> CivilDay? {
    let isPast = first == nil && last != nil
    let start = (isPast ? last : first) ?? today
    guard let year = calendar.parts(of: start)?.year else { return nil }
    // Leap days can be eight years apart.
    for step in 0...8 {
      guard let day = calendar.day(year: isPast ? year - step : year + step, month: month, day: day)
      else { continue }
      if isPast ? day <= start : day >= start { return day }
    }
    return nil
  }

  /// The day of a two-digit year: in the hundred years that end with `to`, otherwise in those that
  /// begin with `from`, otherwise in those from 79 years ago.
  private func inCentury(
    year: Int, month: Int, day: Int, from first: CivilDay?, to last: CivilDay?, _ today: CivilDay,
    _ calendar: SpokenForm.DateCalendar
  ) -> CivilDay? {
    let whole: Int
    if let end = last.flatMap({ calendar.parts(of: $0) }) {
      let nearest = end.year - remainder(end.year - year)
      whole = nearest == end.year && (month, day) > (end.month, end.day) ? nearest - 100 : nearest
    } else if let start = first.flatMap({ calendar.parts(of: $0) }) {
      let nearest = start.year + remainder(year - start.year)
      whole =
        nearest == start.year && (month, day) < (start.month, start.day) ? nearest + 100 : nearest
    } else if let now = calendar.parts(of: today) {
      let start = now.year - Self.yearsBack
      whole = start + remainder(year - start)
    } else {
      return nil
    }
    return calendar.day(year: whole, month: month, day: day)
  }

  private func remainder(_ years: Int) -> Int { (years % 100 + 100) % 100 }

  /// The keys for a day written `1971-03-05`; `nil` if it isn't one, or outside the calendar.
  func keys(of value: String, _ setting: EntrySetting) -> KeySequence? {
    guard let parts = CivilDay(value).flatMap({ (calendar ?? setting.calendar).parts(of: $0) })
    else { return nil }
    let (day, month) = (ClockText.padded(parts.day), ClockText.padded(parts.month))
    let shortYear = ClockText.padded(parts.year % 100)
    let year = ClockText.padded(parts.year, 4)
    return switch layout {
    case .ddmm: KeySequence(day + month)
    case .ddmmyy: KeySequence(day + month + shortYear)
    case .ddmmyyyy: KeySequence(day + month + year)
    case .yymmdd: KeySequence(shortYear + month + day)
    case .yyyymmdd: KeySequence(year + month + day)
    }
  }
}

extension DateEntry.Bound {
  /// The day that it is. Months and years are the calendar's own; a day that their month lacks is
  /// its last.
  public func day(today: CivilDay, _ calendar: SpokenForm.DateCalendar) -> CivilDay {
    switch self {
    case .day(let day): return day
    case .today(let count, .days): return today.advanced(by: count)
    case .today(let count, .weeks): return today.advanced(by: 7 * count)
    case .today(let count, .months): return months(count, from: today, calendar)
    case .today(let count, .years): return months(12 * count, from: today, calendar)
    }
  }

  private func months(
    _ count: Int, from today: CivilDay, _ calendar: SpokenForm.DateCalendar
  ) -> CivilDay {
    guard let parts = calendar.parts(of: today) else { return today }
    let month = parts.year * 12 + parts.month - 1 + count
    for day in stride(from: parts.day, to: parts.day - 4, by: -1) {
      if let day = calendar.day(year: month / 12, month: month % 12 + 1, day: day) { return day }
    }
    return today
  }
}

extension SpokenForm.DateCalendar {
  /// The day of this calendar's date; `nil` if there is no such day.
  public func day(year: Int, month: Int, day: Int) -> CivilDay? {
    switch self {
    case .gregorian: CivilDay(year: year, month: month, day: day)
    case .solarHijri: SolarHijriDate(year: year, month: month, day: day)?.civilDay
    }
  }

  /// A day's date in this calendar; `nil` for a day for which it isn't known.
  public func parts(of day: CivilDay) -> (year: Int, month: Int, day: Int)? {
    switch self {
    case .gregorian: (day.year, day.month, day.day)
    case .solarHijri: SolarHijriDate(day).map { ($0.year, $0.month, $0.day) }
    }
  }
}

/// What an entry's meaning depends on besides its keys.
public struct EntrySetting: Sendable {
  /// The day on which the call was answered: a call that goes on past midnight keeps its day.
  public let today: CivilDay
  /// The calendar of the language in which the call is held.
  public let calendar: SpokenForm.DateCalendar

  public init(today: CivilDay, calendar: SpokenForm.DateCalendar) {
    self.today = today
    self.calendar = calendar
  }
}
