internal import CallEngine
package import Foundation
package import Store

/// The campaigns in a store: the operator rings debtors of a line.
///
/// Whom to ring is claimed in one transaction, before anybody is rung; what became of it is recorded
/// in another. An attempt that has begun and no ending counts as a call of its day.
package struct Campaigns: Sendable {
  let store: Store
  private let lines: [any LineOfBusiness]

  package init(_ store: Store, lines: [any LineOfBusiness] = LinesOfBusiness.all) {
    self.store = store
    self.lines = lines
  }

  /// Debtors entered in one transaction, so that none takes long.
  private static let page = 2000

  /// Creates a campaign of a line's debtors as they are now.
  ///
  /// - Returns: the number of debtors; if there are none, nothing is created. `nil` if there is a
  ///   campaign of that name.
  /// - Throws: `StoreError`.
  package func create(_ name: String, _ plan: CampaignPlan, at now: Date) throws -> Int? {
    let operation = "create a campaign"
    let collector = collector(of: plan)
    let text = try Self.text(of: plan)
    let numbers = try store.read(operation) { try collector?.debtors(plan.filter, $0) ?? [] }
    if numbers.isEmpty { return 0 }
    return try store.alone(
      at: .importing, operation, whileWaiting: {},
      {
        guard let id = try begin(name, text, at: now, operation) else { return nil }
        try fill(id, with: numbers, operation)
        return numbers.count
      })
  }

  private func fill(_ id: Int64, with numbers: [String], _ operation: String) throws {
    for start in stride(from: 0, to: numbers.count, by: Self.page) {
      try store.write(operation) { db in
        for number in numbers[start..<min(start + Self.page, numbers.count)] {
          try db.execute(
            "INSERT INTO campaign_debtors (campaign_id, number) VALUES (?, ?)", [id, number])
        }
      }
    }
    try store.write(operation) {
      try $0.execute("UPDATE campaigns SET is_filled = 1 WHERE id = ?", [id])
    }
  }

  /// - Returns: the number of a campaign whose debtors are still to be entered; `nil` if the name is
  ///   taken.
  private func begin(
    _ name: String, _ plan: String, at now: Date, _ operation: String
  ) throws -> Int64? {
    try store.write(operation) { db in
      // What a process left that was killed while it created one.
      try db.execute("DELETE FROM campaigns WHERE name = ? AND is_filled = 0", [name])
      return try db.insertIfNew(
        """
        INSERT INTO campaigns (name, plan, created_at) VALUES (?, ?, ?)
        ON CONFLICT (name) DO NOTHING
        """, [name, plan, StoredTime.milliseconds(now)])
    }
  }

  /// - Throws: `StoreError`.
  package func campaign(_ name: String) throws -> Campaign? {
    try store.read("look up a campaign") { db in
      try db.row("SELECT * FROM campaigns WHERE name = ? AND is_filled = 1", [name]).map {
        try Self.campaign($0)
      }
    }
  }

  /// All of them, the newest first.
  ///
  /// - Throws: `StoreError`.
  package func all() throws -> [Campaign] {
    try store.read("list the campaigns") { db in
      try db.rows("SELECT * FROM campaigns WHERE is_filled = 1 ORDER BY id DESC")
        .map { try Self.campaign($0) }
    }
  }

  /// Has a campaign ring nobody from now on, or ring again. A process that runs it ends when the
  /// calls that go on are over.
  ///
  /// - Throws: `StoreError`.
  package func pause(_ campaign: Campaign, _ isPaused: Bool = true) throws {
    try store.write("pause a campaign") {
      try $0.execute("UPDATE campaigns SET is_paused = ? WHERE id = ?", [isPaused, campaign.id])
    }
  }

  /// Commits the last exchanges of a simulation.
  ///
  /// - Throws: `StoreError`.
  package func commitGathered() throws { try store.commitGathered() }

  /// The line's side of a campaign; `nil` if no line of that name collects debts.
  package func collector(of plan: CampaignPlan) -> (any DebtCollector)? {
    lines.first { $0.name == plan.line }?.debts
  }

  /// Passes a campaign's debtors to `body`, in the order of their numbers, one at a time.
  ///
  /// - Parameter body: returns whether to continue; it may use the store.
  /// - Throws: `StoreError`, and what `body` throws.
  package func listDebtors(
    of campaign: Campaign, _ body: (CampaignDebtor) throws -> Bool
  ) throws {
    var last = ""
    while true {
      let page = try store.read("list a campaign's debtors") { db in
        try db.rows(
          """
          SELECT number, state, attempts, outcome, (
            SELECT max(began_at) FROM campaign_attempts AS a WHERE a.debtor_id = d.id
          ) AS last_at
          FROM campaign_debtors AS d WHERE campaign_id = ? AND number > ?
          ORDER BY number LIMIT 500
          """, [campaign.id, last]
        ).map { try CampaignDebtor($0) }
      }
      for debtor in page where try !body(debtor) { return }
      guard let end = page.last?.number, end > last else { return }
      last = end
    }
  }

  // MARK: Do not call

  /// Puts a number on the do-not-call list, of all campaigns.
  ///
  /// - Returns: whether it wasn't on it.
  /// - Throws: `StoreError`.
  package func forbid(_ number: String, at now: Date) throws -> Bool {
    try store.write("add to the do-not-call list") { db in
      try db.execute(
        "INSERT INTO do_not_call (number, since) VALUES (?, ?) ON CONFLICT (number) DO NOTHING",
        [number, StoredTime.milliseconds(now)]) > 0
    }
  }

  /// Takes a number off the do-not-call list. Campaigns that have left it out don't ring it again.
  ///
  /// - Returns: whether it was on it.
  /// - Throws: `StoreError`.
  package func permit(_ number: String) throws -> Bool {
    try store.write("remove from the do-not-call list") { db in
      try db.execute("DELETE FROM do_not_call WHERE number = ?", [number]) > 0
    }
  }

  /// The do-not-call list, in the order of the numbers.
  ///
  /// - Throws: `StoreError`.
  package func forbidden() throws -> [String] {
    try store.read("read the do-not-call list") { db in
      try db.texts("SELECT number FROM do_not_call ORDER BY number")
    }
  }

  // MARK: Rows

  private static func text(of plan: CampaignPlan) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(plan), as: UTF8.self)
  }

  private static func campaign(_ row: StoredRow) throws -> Campaign {
    let plan = try? JSONDecoder().decode(
      CampaignPlan.self, from: Data(try row.text("plan").utf8))
    guard let policy = plan.flatMap(CampaignPolicy.init) else { throw DamagedRow() }
    return Campaign(
      id: try row.integer("id"), name: try row.text("name"),
      createdAt: try row.moment("created_at"),
      startedAt: try row.momentIfAny("started_at"), isPaused: try row.flag("is_paused"),
      policy: policy)
  }
}
