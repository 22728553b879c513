package import Foundation
internal import Store

/// A campaign as it is kept.
package struct Campaign: Sendable {
  package let id: Int64
  package let name: String
  package let createdAt: Date
  /// When it was first started; `nil` if it never was.
  package let startedAt: Date?
  package let isPaused: Bool
  package let policy: CampaignPolicy

  package var plan: CampaignPlan { policy.plan }
}

/// What a campaign is doing.
package enum CampaignStatus: String, Sendable {
  /// It has never been started.
  case ready
  case running
  case paused
  /// It was started, isn't paused, and no process runs it: its process was killed or stopped.
  case stopped
  /// Every debtor is in an end state.
  case done
}

/// A debtor whose turn it is. What is claimed is recorded before he is rung.
package struct CampaignClaim: Hashable, Sendable {
  package let attempt: Int64
  package let debtor: Int64
  package let number: String
  /// How often he was rung in this campaign before.
  package let earlierAttempts: Int
  /// When the attempt began.
  package let at: Date
  /// The day that it counts for, as days since 1970-01-01.
  let day: Int
}

/// What a campaign has for whoever rings debtors.
package struct CampaignSupply: Sendable {
  /// Those to ring now.
  package var claims: [CampaignClaim] = []
  /// When there may be others; `nil` if not before another attempt has ended.
  package var next: Date?
  /// How many debtors have come to an end state.
  package var finished = 0
  /// Whether an operator has paused the campaign.
  package var isPaused = false
}

/// A debtor in the list of a campaign.
package struct CampaignDebtor: Sendable {
  package let number: String
  package let state: DebtorState
  package let attempts: Int
  /// What the last attempt came to.
  package let outcome: CampaignOutcome?
  /// When the last attempt began.
  package let lastAttempt: Date?

  init(_ row: StoredRow) throws {
    number = try row.text("number")
    state = try row.word("state")
    attempts = Int(try row.integer("attempts"))
    outcome = try row.wordIfAny("outcome")
    lastAttempt = try row.momentIfAny("last_at")
  }
}
