internal import CallEngine
package import Foundation
internal import Store

/// What a campaign has come to: every debtor is in exactly one state, every attempt has one outcome
/// or is going on.
package struct CampaignReport: Sendable {
  package let status: CampaignStatus
  /// What it would be doing if no process ran it.
  package let statusAtRest: CampaignStatus
  /// How many debtors are in each state.
  package private(set) var debtors: [DebtorState: Int] = [:]
  /// Of those given up, what their last attempt came to.
  package private(set) var givenUp: [CampaignOutcome: Int] = [:]
  /// How many attempts had each outcome.
  package private(set) var attempts: [CampaignOutcome: Int] = [:]
  /// Attempts that have no ending yet, or never will because their process was killed.
  package private(set) var openAttempts = 0
  /// Attempts by the hour of the day in which they began, in the campaign's place.
  package private(set) var hours: [Int: [CampaignOutcome: Int]] = [:]
  /// When the first and the last attempt began.
  package private(set) var firstAttempt: Date?
  package private(set) var lastAttempt: Date?

  package var debtorCount: Int { debtors.values.reduce(0, +) }
  package var attemptCount: Int { attempts.values.reduce(openAttempts, +) }
  /// Those in an end state.
  package var finishedCount: Int { debtors.filter(\.key.isEnd).values.reduce(0, +) }

  /// The time zones of the world differ by multiples of this, in milliseconds.
  private static let step: Int64 = 15 * 60 * 1000

  /// - Throws: `StoreError`.
  package init(of campaign: Campaign, in campaigns: Campaigns) throws {
    let isRunning = campaigns.store.isTaken(task: campaign.id)
    var debtors: [DebtorState: Int] = [:]
    var givenUp: [CampaignOutcome: Int] = [:]
    try campaigns.store.read("report on a campaign") { db in
      let rows = try db.rows(
        """
        SELECT state, outcome, count(*) AS number FROM campaign_debtors WHERE campaign_id = ?
        GROUP BY state, outcome
        """, [campaign.id])
      for row in rows {
        let state: DebtorState = try row.word("state")
        let number = Int(try row.integer("number"))
        debtors[state, default: 0] += number
        if state == .givenUp, let outcome: CampaignOutcome = try row.wordIfAny("outcome") {
          givenUp[outcome, default: 0] += number
        }
      }
    }
    self.debtors = debtors
    self.givenUp = givenUp
    let isDone = debtors[.waiting] == nil && debtors[.ringing] == nil
    statusAtRest =
      if campaign.startedAt == nil { .ready } else if isDone { .done } else if campaign.isPaused {
        .paused
      } else { .stopped }
    status = isRunning ? .running : statusAtRest
    try readAttempts(of: campaign, campaigns)
  }

  private mutating func readAttempts(of campaign: Campaign, _ campaigns: Campaigns) throws {
    let rows = try campaigns.store.read("report on a campaign") { db in
      try db.rows(
        """
        SELECT a.began_at / \(Self.step) AS quarter, a.outcome, count(*) AS number,
          min(a.began_at) AS first, max(a.began_at) AS last
        FROM campaign_debtors AS d JOIN campaign_attempts AS a ON a.debtor_id = d.id
        WHERE d.campaign_id = ? GROUP BY quarter, a.outcome
        """, [campaign.id]
      ).map { row in
        let outcome: CampaignOutcome? = try row.wordIfAny("outcome")
        return (
          quarter: StoredTime.date(try row.integer("quarter") * Self.step), outcome: outcome,
          number: Int(try row.integer("number")), first: try row.moment("first"),
          last: try row.moment("last")
        )
      }
    }
    for row in rows {
      firstAttempt = min(firstAttempt ?? row.first, row.first)
      lastAttempt = max(lastAttempt ?? row.last, row.last)
      guard let outcome = row.outcome else {
        openAttempts += row.number
        continue
      }
      attempts[outcome, default: 0] += row.number
      let hour = campaign.policy.moment(row.quarter).wall.second / 3600
      hours[hour, default: [:]][outcome, default: 0] += row.number
    }
  }
}
