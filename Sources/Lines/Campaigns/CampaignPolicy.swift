package import CallEngine
package import Foundation

/// When a campaign rings whom: a value without I/O and without a clock.
package struct CampaignPolicy: Sendable {
  package let plan: CampaignPlan
  package let hours: OpeningHours
  private let clock: LineClock

  /// What comes after an attempt.
  package enum Next: Hashable, Sendable {
    case again(notBefore: Date)
    case over(DebtorState)
  }

  /// How far ahead an opening is looked for, in days.
  private static let horizon = 400

  /// - Returns: `nil` if the plan names no time zone of this system, or is damaged.
  package init?(_ plan: CampaignPlan) {
    guard let zone = TimeZone(identifier: plan.hours.zone), let hours = plan.hours.openingHours,
      plan.atOnce > 0, plan.perSecond > 0
    else { return nil }
    self.plan = plan
    self.hours = hours
    clock = LineClock(zone: zone)
  }

  /// What the clock of the campaign's place shows.
  package func moment(_ date: Date) -> Moment { clock.moment(date) }

  /// The moment that somebody wrote down; without an offset it is meant as that clock shows it.
  package func date(_ written: WrittenMoment) -> Date { clock.moment(written).date }

  /// The first moment of a day.
  package func start(of day: CivilDay) -> Date { clock.moment(WallTime(day)).date }

  /// Whether debtors may be rung at a moment.
  package func isOpen(at date: Date) -> Bool { hours.isOpen(at: moment(date).wall) }

  /// The first moment, not before one, at which debtors may be rung; `nil` if there is none within
  /// a year.
  package func opening(notBefore date: Date) -> Date? {
    if isOpen(at: date) { return date }
    let today = moment(date).wall.day
    for offset in -1...Self.horizon {
      let day = today.advanced(by: offset)
      for span in hours.spans(on: day) {
        let seconds = day.number * 86_400 + span.start * 60
        let start = clock.moment(WallTime(secondsSince1970: seconds)).date
        if start >= date, isOpen(at: start) { return start }
      }
    }
    return nil
  }

  /// What comes after an attempt with a debtor who still owes something.
  ///
  /// - Parameters:
  ///   - count: his attempts with this outcome, this one included.
  ///   - end: when it ended.
  package func next(after outcome: CampaignOutcome, count: Int, endedAt end: Date) -> Next {
    let rule = plan.retries[outcome]
    guard count < rule.attempts else {
      return .over(outcome == .answered ? .reached : .givenUp)
    }
    let spaced = end.addingTimeInterval(Double(rule.spacing))
    guard outcome.rang else { return .again(notBefore: spaced) }
    return .again(notBefore: max(spaced, dayAfter(end)))
  }

  /// When whoever has had his call of the day may be rung again at the earliest.
  package func dayAfter(_ date: Date) -> Date {
    start(of: moment(date).wall.day.advanced(by: 1))
  }
}
