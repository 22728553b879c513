import CallEngine
import Foundation
import Testing

@testable import Lines
@testable import gooya

/// What a campaign that rings nobody says that it waits for.
struct CampaignWaitTests {
  /// Mondays from 9 to 17, in Berlin.
  private static let policy = CampaignPolicy(
    CampaignPlan(
      line: "billing",
      hours: CampaignHours(
        OpeningHours(
          name: "calling hours", zone: "Europe/Berlin",
          week: Weekday.allCases.map { $0 == .mon ? [TimeSpan(540, 1020)] : [] }, special: []),
        from: CivilDay("2026-12-01")!)))

  /// A moment of Monday, 2026-12-07, in Berlin.
  private static func date(_ time: String) -> Date { Moment("2026-12-07T\(time):00+01:00")!.date }

  struct Case: CustomTestStringConvertible, Sendable {
    var network = CampaignNetworkState.ready
    var ringing = 0
    var now: String
    var next: String?
    var words: String?

    var testDescription: String { "\(now) → \(next ?? "never"), \(network)" }
  }

  @Test(arguments: [
    Case(
      now: "08:00", next: "09:00",
      words: "waiting until mon 2026-12-07 09:00: these aren't the calling hours"),
    Case(
      now: "10:00", next: "10:30",
      words: "waiting until mon 2026-12-07 10:30, when the next debtor is due"),
    Case(now: "10:00", next: "10:00", words: nil),
    Case(ringing: 1, now: "10:00", next: "10:30", words: nil),
    Case(now: "10:00", next: nil, words: nil),
    Case(
      network: .blocked("nobody listens at 192.0.2.20:5060"), ringing: 1, now: "10:00",
      next: "10:00",
      words: "nobody listens at 192.0.2.20:5060: nobody is rung until that changes"),
    Case(network: .hopeless, now: "10:00", next: "10:30", words: nil),
  ])
  func `it is told once it isn't short`(wait: Case) throws {
    let policy = try #require(Self.policy)
    var supply = CampaignSupply()
    supply.next = wait.next.map(Self.date)
    let words = CampaignProgress.wait(
      wait.network, ringing: wait.ringing, supply, policy, at: Self.date(wait.now))
    #expect(words == wait.words)
  }
}
