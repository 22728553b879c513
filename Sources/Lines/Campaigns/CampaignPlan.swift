package import CallEngine

/// What an operator decides about a campaign when it is created.
package struct CampaignPlan: Codable, Hashable, Sendable {
  /// The name of the line whose debtors are rung, and whose script they hear.
  package let line: String
  package let filter: DebtFilter
  package let hours: CampaignHours
  /// The largest number of calls at the same time.
  package let atOnce: Int
  /// The largest number of calls begun in a second.
  package let perSecond: Int
  package let retries: RetryRules

  package init(
    line: String, filter: DebtFilter = DebtFilter(), hours: CampaignHours, atOnce: Int = 100,
    perSecond: Int = 10, retries: RetryRules = .standard
  ) {
    self.line = line
    self.filter = filter
    self.hours = hours
    self.atOnce = atOnce
    self.perSecond = perSecond
    self.retries = retries
  }
}

/// Which debtors of a line a campaign rings.
package struct DebtFilter: Codable, Hashable, Sendable {
  /// Only those who owe more, in the currency's smallest unit: Rial.
  package let debtOver: Int64
  /// Only those whose debt was to be paid before this day, `YYYY-MM-DD`; `nil` for all.
  package let dueBefore: String?

  package init(debtOver: Int64 = 0, dueBefore: CivilDay? = nil) {
    self.debtOver = debtOver
    self.dueBefore = dueBefore?.description
  }
}

/// When a campaign may ring, as it is kept: the week, and each special day of the years to come.
package struct CampaignHours: Codable, Hashable, Sendable {
  private struct Day: Codable, Hashable {
    /// Days since 1970-01-01.
    let number: Int
    let isOpen: Bool
    let spans: [[Int]]
    let name: String?
  }

  package let zone: String
  private let week: [[[Int]]]
  private let special: [Day]

  /// A campaign is over long before.
  private static let longest = 3 * 366

  /// - Parameter first: the first day on which the campaign may ring.
  package init(_ hours: OpeningHours, from first: CivilDay) {
    zone = hours.zone
    week = hours.week.map { $0.map { [$0.start, $0.end] } }
    special = (-1..<Self.longest).flatMap { offset in
      let day = first.advanced(by: offset)
      return hours.reasons(on: day).map { special in
        Day(
          number: day.number, isOpen: special.isOpen,
          spans: special.spans.map { [$0.start, $0.end] }, name: special.name)
      }
    }
  }

  /// The hours; `nil` if what was kept is damaged.
  var openingHours: OpeningHours? {
    func spans(_ pairs: [[Int]]) -> [TimeSpan]? {
      let spans = pairs.compactMap { $0.count == 2 && $0[0] < $0[1] ? TimeSpan($0[0], $0[1]) : nil }
      return spans.count == pairs.count ? spans : nil
    }
    let days = week.compactMap(spans)
    guard days.count == Weekday.allCases.count else { return nil }
    return OpeningHours(
      name: "calling hours", zone: zone, week: days,
      special: special.map { day in
        SpecialDays(
          .days(from: CivilDay(number: day.number), count: 1), isOpen: day.isOpen,
          spans: spans(day.spans) ?? [], name: day.name)
      })
  }
}
