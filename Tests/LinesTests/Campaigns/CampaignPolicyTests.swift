import CallEngine
import Foundation
import Testing

@testable import Lines

struct CampaignPolicyTests {
  /// Saturday to Wednesday 9 to 20, Thursday 9 to 14, and a holiday.
  static let hours = OpeningHours(
    name: "calling hours", zone: "Asia/Tehran",
    week: Weekday.allCases.map { day in
      switch day {
      case .fri: []
      case .thu: [TimeSpan(540, 840)]
      default: [TimeSpan(540, 1200)]
      }
    },
    special: [
      SpecialDays(.days(from: CivilDay("2026-12-21")!, count: 1), isOpen: false, name: "a holiday")
    ])

  static func plan(
    _ retries: RetryRules = .standard, filter: DebtFilter = DebtFilter(),
    hours: OpeningHours = hours
  ) -> CampaignPlan {
    CampaignPlan(
      line: "billing", filter: filter,
      hours: CampaignHours(hours, from: CivilDay("2026-12-01")!), retries: retries)
  }

  private func policy(_ retries: RetryRules = .standard) throws -> CampaignPolicy {
    try #require(CampaignPolicy(Self.plan(retries)))
  }

  /// A moment of December 2026 in Tehran.
  static func date(_ text: String) -> Date { Moment("2026-12-\(text):00+03:30")!.date }

  @Test(arguments: [
    ("01T08:59", "01T09:00"), ("01T09:00", "01T09:00"), ("01T19:59", "01T19:59"),
    ("01T20:00", "02T09:00"), ("03T14:00", "05T09:00"), ("04T12:00", "05T09:00"),
    ("20T20:00", "22T09:00"), ("21T10:00", "22T09:00"),
  ])
  func `nobody is rung but in the calling hours`(now: String, opening: String) throws {
    let policy = try policy()
    #expect(policy.opening(notBefore: Self.date(now)) == Self.date(opening))
    #expect(policy.isOpen(at: Self.date(now)) == (now == opening))
  }

  @Test func `hours that never open have no opening`() throws {
    let never = OpeningHours(
      name: "never", zone: "UTC", week: Array(repeating: [], count: 7))
    let policy = try #require(CampaignPolicy(Self.plan(hours: never)))
    #expect(policy.opening(notBefore: Self.date("01T09:00")) == nil)
  }

  @Test(arguments: [
    (CampaignOutcome.busy, "01T10:20"), (.unreachable, "01T12:00"), (.noAnswer, "02T10:00"),
    (.machine, "03T10:00"), (.hungUp, "02T10:00"), (.interrupted, "02T10:00"),
  ])
  func `whoever wasn't reached is rung again after his spacing`(
    outcome: CampaignOutcome, again: String
  ) throws {
    let next = try policy().next(after: outcome, count: 1, endedAt: Self.date("01T10:00"))
    #expect(next == .again(notBefore: Self.date(again)))
  }

  @Test(arguments: CampaignOutcome.allCases.filter(\.rang))
  func `a telephone that rang doesn't ring again on the same day`(
    outcome: CampaignOutcome
  ) throws {
    var rules = RetryRules.standard
    rules[outcome] = RetryRules.Rule(3, spacing: 60)
    let next = try policy(rules).next(after: outcome, count: 1, endedAt: Self.date("01T10:00"))
    #expect(next == .again(notBefore: Self.date("02T00:00")))
  }

  @Test(arguments: CampaignOutcome.allCases)
  func `after the last attempt it is over`(outcome: CampaignOutcome) throws {
    let count = RetryRules.standard[outcome].attempts
    let next = try policy().next(after: outcome, count: count, endedAt: Self.date("01T10:00"))
    #expect(next == .over(outcome == .answered ? .reached : .givenUp))
  }

  @Test func `hours are the same when they are read again`() throws {
    let plan = Self.plan()
    let read = try JSONDecoder().decode(
      CampaignPlan.self, from: try JSONEncoder().encode(plan))
    #expect(read == plan)
    let hours = try #require(read.hours.openingHours)
    for number in 0..<60 {
      let day = CivilDay("2026-12-01")!.advanced(by: number)
      #expect(hours.spans(on: day) == Self.hours.spans(on: day), "\(day)")
    }
  }
}
