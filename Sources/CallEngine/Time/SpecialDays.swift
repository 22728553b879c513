/// Days on which a line is open at other times than in other weeks, or closed.
public struct SpecialDays: Hashable, Sendable {
  /// Which days they are.
  public enum Dates: Hashable, Sendable {
    /// One after the other.
    case days(from: CivilDay, count: Int)
    case yearly(YearlyDays)
  }

  public let dates: Dates
  /// Whether the line is open then, rather than closed.
  public let isOpen: Bool
  /// When it is open, or closed: parts of each of the days. None means that it is closed all day.
  public let spans: [TimeSpan]
  /// Why, such as the name of a holiday.
  public let name: String?

  public init(_ dates: Dates, isOpen: Bool, spans: [TimeSpan] = [], name: String? = nil) {
    self.dates = dates
    self.isOpen = isOpen
    self.spans = spans
    self.name = name
  }

  public func contain(_ day: CivilDay) -> Bool {
    switch dates {
    case .days(let first, let count): (0..<count).contains(day.number - first.number)
    case .yearly(let yearly): yearly.contain(day)
    }
  }

  /// Whether they are closed from midnight to midnight.
  public var areClosedAllDay: Bool { !isOpen && spans.isEmpty }
}

/// Days that come back each year, or every few years.
public struct YearlyDays: Hashable, Sendable {
  public enum Day: Hashable, Sendable {
    /// The day of that number in the month; in years without it there is none.
    case number(Int)
    /// The month's first (1), second (2) … or last (-1) of a weekday.
    case weekday(Weekday, Int)
  }

  public let month: Int
  public let day: Day
  /// The years in which they come.
  public let years: ClosedRange<Int>
  /// 1 if they come every year.
  public let interval: Int
  /// How many days follow each other.
  public let length: Int
  /// First days on which, exceptionally, they don't come.
  public let excluded: [CivilDay]

  /// - Parameter years: the first counts, whatever the interval.
  public init(
    month: Int, day: Day, years: ClosedRange<Int> = 1...9999, interval: Int = 1, length: Int = 1,
    excluded: [CivilDay] = []
  ) {
    precondition(interval > 0 && length > 0, "years and days go on")
    self.month = month
    self.day = day
    self.years = years
    self.interval = interval
    self.length = length
    self.excluded = excluded
  }

  /// The first of the days in a year; `nil` if there is none in it.
  public func first(in year: Int) -> CivilDay? {
    guard years.contains(year), (year - years.lowerBound).isMultiple(of: interval) else {
      return nil
    }
    let day =
      switch day {
      case .number(let number): CivilDay(year: year, month: month, day: number)
      case .weekday(let weekday, let place): Self.day(weekday, place, of: month, in: year)
      }
    return day.flatMap { excluded.contains($0) ? nil : $0 }
  }

  func contain(_ day: CivilDay) -> Bool {
    // Days that follow the end of December belong to the year before.
    [day.year, day.advanced(by: 1 - length).year].contains { year in
      first(in: year).map { (0..<length).contains(day.number - $0.number) } ?? false
    }
  }

  private static func day(
    _ weekday: Weekday, _ place: Int, of month: Int, in year: Int
  ) -> CivilDay? {
    let days = (1...CivilDay.length(of: month, in: year)).compactMap {
      CivilDay(year: year, month: month, day: $0)
    }.filter { $0.weekday == weekday }
    let index = place > 0 ? place - 1 : days.count + place
    return days.indices.contains(index) ? days[index] : nil
  }
}
