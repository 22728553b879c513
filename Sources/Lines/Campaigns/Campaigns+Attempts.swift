internal import CallEngine
package import Foundation
package import Store

/// How an attempt of a campaign ended.
package struct CampaignEnding: Sendable {
  package let claim: CampaignClaim
  /// `nil` if the attempt is taken back: the debtor's telephone certainly hasn't rung, through no
  /// fault of his.
  package let outcome: CampaignOutcome?
  package let at: Date
  /// The call's identity, if somebody or something answered.
  package let callID: String?
  /// Its record, if it isn't kept yet.
  package let call: CallRecord?
  /// Whether the debtor paid in the call, as simulated ones do.
  package let hasPaid: Bool

  package init(
    _ claim: CampaignClaim, _ outcome: CampaignOutcome?, at: Date, call: CallRecord? = nil,
    callID: String? = nil, hasPaid: Bool = false
  ) {
    self.claim = claim
    self.outcome = outcome
    self.at = at
    self.call = call
    self.callID = call?.callID ?? callID
    self.hasPaid = hasPaid
  }

  /// The attempt leaves no trace, and its debtor is as due as he was.
  package static func withdrawn(_ claim: CampaignClaim) -> CampaignEnding {
    CampaignEnding(claim, nil, at: claim.at)
  }
}

extension Campaigns {
  /// Debtors looked at in one transaction, so that none takes long.
  private static let mostExamined = 500

  /// Begins to run a campaign. Attempts of an earlier process that have no ending are interrupted:
  /// their debtors aren't rung again on the same day.
  ///
  /// - Returns: `false` if another process runs it; then nothing has changed.
  /// - Throws: `StoreError`.
  package func begin(_ campaign: Campaign, at now: Date) throws -> Bool {
    guard store.take(task: campaign.id) else { return false }
    try store.write("start a campaign") { db in
      try db.execute(
        """
        UPDATE campaigns SET is_paused = 0, started_at = coalesce(started_at, ?) WHERE id = ?
        """, [StoredTime.milliseconds(now), campaign.id])
      let left = try db.rows(
        """
        SELECT a.id, a.debtor_id, a.began_at, d.number, d.attempts FROM campaign_attempts AS a
        JOIN campaign_debtors AS d ON d.id = a.debtor_id
        WHERE a.outcome IS NULL AND d.campaign_id = ?
        """, [campaign.id])
      for row in left {
        let at = try row.moment("began_at")
        let claim = CampaignClaim(
          attempt: try row.integer("id"), debtor: try row.integer("debtor_id"),
          number: try row.text("number"), earlierAttempts: Int(try row.integer("attempts")) - 1,
          at: at, day: campaign.policy.moment(at).wall.day.number)
        try settle(CampaignEnding(claim, .interrupted, at: at), of: campaign, db)
      }
    }
    return true
  }

  /// Lets other processes run a campaign.
  package func end(_ campaign: Campaign) {
    store.release(task: campaign.id)
  }

  /// Records how attempts ended, and claims debtors whose turn it is, in one transaction.
  ///
  /// - Parameters:
  ///   - count: how many may be rung now.
  ///   - isSimulation: whether whoever is rung is a simulation that begins anew, with all that has
  ///     come of it, if the process is killed: then a transaction serves many exchanges
  ///     (`Store.gather`), and `Store.commitGathered` is to be called after the last.
  /// - Throws: `StoreError`.
  package func exchange(
    _ endings: [CampaignEnding], forUpTo count: Int, of campaign: Campaign, at now: Date,
    isSimulation: Bool = false
  ) throws -> CampaignSupply {
    let isOpen = campaign.policy.isOpen(at: now)
    let operation = "run a campaign"
    func exchange(_ db: any StoreConnection) throws -> CampaignSupply {
      var supply = CampaignSupply()
      for ending in endings where try settle(ending, of: campaign, db).isEnd {
        supply.finished += 1
      }
      supply.isPaused =
        try db.integer("SELECT is_paused FROM campaigns WHERE id = ?", [campaign.id]) ?? 1 != 0
      if supply.isPaused { return supply }
      if isOpen, count > 0, try claim(count, of: campaign, at: now, db, into: &supply) {
        supply.next = now
        return supply
      }
      let next = try db.integer(
        """
        SELECT next_at FROM campaign_debtors WHERE campaign_id = ? AND state = 'waiting'
        ORDER BY next_at, id LIMIT 1
        """, [campaign.id])
      let earliest = next.map { max(now, StoredTime.date($0)) }
      supply.next = earliest.flatMap(campaign.policy.opening)
      return supply
    }
    return try isSimulation ? store.gather(operation, exchange) : store.write(operation, exchange)
  }

  // MARK: Claims

  /// - Returns: whether others may be due now.
  private func claim(
    _ count: Int, of campaign: Campaign, at now: Date, _ db: any StoreConnection,
    into supply: inout CampaignSupply
  ) throws -> Bool {
    guard let collector = collector(of: campaign.plan) else { return false }
    let today = campaign.policy.moment(now).wall.day.number
    let tomorrow = campaign.policy.dayAfter(now)
    // Some of those who are due may be passed over.
    let limit = min(2 * count, Self.mostExamined)
    let due = try db.rows(
      """
      SELECT id, number, attempts,
        EXISTS (SELECT 1 FROM do_not_call AS n WHERE n.number = d.number) AS is_forbidden
      FROM campaign_debtors AS d
      WHERE campaign_id = ? AND state = 'waiting' AND next_at <= ?
      ORDER BY next_at, id LIMIT ?
      """,
      [
        campaign.id, StoredTime.milliseconds(now), limit,
      ])
    for row in due where supply.claims.count < count {
      let debtor = try row.integer("id")
      let number = try row.text("number")
      if try row.flag("is_forbidden") {
        try move(debtor, to: .doNotCall, db)
        supply.finished += 1
        continue
      }
      switch try collector.standing(of: number, db) {
      case .owesNothing:
        try move(debtor, to: .paid, db)
        supply.finished += 1
      case .unknown:
        try move(debtor, to: .gone, db)
        supply.finished += 1
      case .owes:
        guard try takeDay(today, of: number, db) else {
          try move(debtor, to: .waiting, until: tomorrow, db)
          continue
        }
        let attempt = try db.insert(
          "INSERT INTO campaign_attempts (debtor_id, began_at) VALUES (?, ?)",
          [debtor, StoredTime.milliseconds(now)])
        try db.execute(
          """
          UPDATE campaign_debtors SET state = 'ringing', attempts = attempts + 1 WHERE id = ?
          """, [debtor])
        supply.claims.append(
          CampaignClaim(
            attempt: attempt, debtor: debtor, number: number,
            earlierAttempts: Int(try row.integer("attempts")), at: now, day: today))
      }
    }
    return supply.claims.count == count || due.count == limit
  }

  /// Takes a number's call of a day for one attempt.
  ///
  /// - Returns: `false` if some campaign has had it.
  private func takeDay(_ day: Int, of number: String, _ db: any StoreConnection) throws -> Bool {
    try db.execute(
      "INSERT INTO campaign_days (number, day) VALUES (?, ?) ON CONFLICT (number, day) DO NOTHING",
      [number, day]) > 0
  }

  // MARK: Endings

  /// - Returns: the debtor's new state.
  @discardableResult
  private func settle(
    _ ending: CampaignEnding, of campaign: Campaign, _ db: any StoreConnection
  ) throws -> DebtorState {
    let claim = ending.claim
    guard let outcome = ending.outcome else {
      try withdraw(claim, db)
      return .waiting
    }
    try db.execute(
      "UPDATE campaign_attempts SET outcome = ?, ended_at = ?, call_id = ? WHERE id = ?",
      [
        outcome.rawValue, StoredTime.milliseconds(ending.at), ending.callID, claim.attempt,
      ])
    if !outcome.rang { try giveBackDay(of: claim, db) }
    if let call = ending.call { try Store.add(call, db) }
    let collector = collector(of: campaign.plan)
    if ending.hasPaid { try collector?.pay(for: claim.number, at: ending.at, db) }
    if ending.callID != nil, try collector?.standing(of: claim.number, db) == .owesNothing {
      try move(claim.debtor, to: .paid, after: outcome, db)
      return .paid
    }
    let count = try db.integer(
      "SELECT count(*) FROM campaign_attempts WHERE debtor_id = ? AND outcome = ?",
      [claim.debtor, outcome.rawValue])
    let next = campaign.policy.next(
      after: outcome, count: Int(count ?? 1), endedAt: ending.at)
    switch next {
    case .again(let date):
      try move(claim.debtor, to: .waiting, until: date, after: outcome, db)
      return .waiting
    case .over(let state):
      try move(claim.debtor, to: state, after: outcome, db)
      return state
    }
  }

  private func withdraw(_ claim: CampaignClaim, _ db: any StoreConnection) throws {
    try giveBackDay(of: claim, db)
    try db.execute("DELETE FROM campaign_attempts WHERE id = ?", [claim.attempt])
    try db.execute(
      "UPDATE campaign_debtors SET state = 'waiting', attempts = attempts - 1 WHERE id = ?",
      [claim.debtor])
  }

  /// The debtor's telephone hasn't rung on that day.
  private func giveBackDay(of claim: CampaignClaim, _ db: any StoreConnection) throws {
    try db.execute(
      "DELETE FROM campaign_days WHERE number = ? AND day = ?", [claim.number, claim.day])
  }

  private func move(
    _ debtor: Int64, to state: DebtorState, until date: Date? = nil,
    after outcome: CampaignOutcome? = nil, _ db: any StoreConnection
  ) throws {
    try db.execute(
      """
      UPDATE campaign_debtors SET state = ?, next_at = coalesce(?, next_at),
        outcome = coalesce(?, outcome) WHERE id = ?
      """,
      [
        state.rawValue, date.map(StoredTime.milliseconds), outcome?.rawValue, debtor,
      ])
  }
}
