import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct CampaignTests {
  let store: Store
  let campaigns: Campaigns
  let morning = CampaignPolicyTests.date("01T10:00")

  init() throws {
    store = try Store.new()
    campaigns = Campaigns(store)
  }

  private func campaign(
    _ name: String = "autumn", _ plan: CampaignPlan = CampaignPolicyTests.plan()
  ) throws -> Campaign {
    #expect(try campaigns.create(name, plan, at: morning) ?? 0 > 0)
    let campaign = try #require(try campaigns.campaign(name))
    #expect(try campaigns.begin(campaign, at: morning))
    return campaign
  }

  private func claim(
    _ campaign: Campaign, at now: Date? = nil, upTo count: Int = 100
  ) throws -> [CampaignClaim] {
    try campaigns.exchange([], forUpTo: count, of: campaign, at: now ?? morning).claims
  }

  private func end(
    _ claims: [CampaignClaim], _ outcome: CampaignOutcome, of campaign: Campaign,
    hasPaid: Bool = false
  ) throws {
    _ = try campaigns.exchange(
      claims.map { CampaignEnding($0, outcome, at: $0.at, call: call($0), hasPaid: hasPaid) },
      forUpTo: 0, of: campaign, at: morning)
  }

  private func call(_ claim: CampaignClaim) -> CallRecord {
    CallRecord(
      callID: "\(claim.attempt)", line: claim.number, numberDialled: claim.number,
      direction: .outgoing, startedAt: claim.at,
      ending: CallEnding(
        duration: .seconds(30), language: nil, cause: .normalClearing, endedBy: .line))
  }

  private func report(_ campaign: Campaign) throws -> CampaignReport {
    let found = try #require(try campaigns.campaign(campaign.name))
    return try CampaignReport(of: found, in: campaigns)
  }

  // MARK: The list

  @Test func `a campaign has those who owe more than an amount, due before a day`() throws {
    func debtors(_ filter: DebtFilter) throws -> [String] {
      try store.read("look") { try BillingLine().debtors(filter, $0) }
    }
    let all = try debtors(DebtFilter())
    let owing = try Directory(store).owing()
    #expect(all == owing.map(\.line.number))
    let large = try debtors(DebtFilter(debtOver: 1_000_000))
    #expect(large == owing.filter { $0.amount > 1_000_000 }.map(\.line.number))
    #expect(!large.isEmpty && large.count < all.count)
    #expect(try debtors(DebtFilter(dueBefore: CivilDay("2026-10-21")!)) == ["02199900007"])
    #expect(try debtors(DebtFilter(dueBefore: CivilDay("2026-10-20")!)) == [])
  }

  @Test func `a name is taken once, and a campaign of nobody isn't made`() throws {
    let nobody = CampaignPolicyTests.plan(filter: DebtFilter(debtOver: .max))
    #expect(try campaigns.create("winter", nobody, at: morning) == 0)
    #expect(try campaigns.campaign("winter") == nil)
    _ = try campaign()
    #expect(try campaigns.create("autumn", CampaignPolicyTests.plan(), at: morning) == nil)
    #expect(try campaigns.all().map(\.name) == ["autumn"])
  }

  // MARK: Claims

  @Test func `a debtor is claimed once, and only in the calling hours`() throws {
    let campaign = try campaign()
    #expect(try claim(campaign, at: CampaignPolicyTests.date("01T08:00")).isEmpty)
    let first = try claim(campaign, upTo: 5)
    let rest = try claim(campaign)
    #expect(first.count == 5)
    #expect(Set((first + rest).map(\.number)).count == first.count + rest.count)
    #expect(try claim(campaign).isEmpty)
    #expect(try report(campaign).debtors == [.ringing: first.count + rest.count])
  }

  @Test func `two campaigns ring a debtor once a day together`() throws {
    let (one, other) = (try campaign("one"), try campaign("other"))
    let claims = try claim(one)
    #expect(try claim(other).isEmpty)
    try end(claims, .noAnswer, of: one)
    #expect(try claim(other, at: morning.addingTimeInterval(3600)).isEmpty)
    let tomorrow = morning.addingTimeInterval(86_400)
    #expect(try claim(other, at: tomorrow).count == claims.count)
    #expect(try claim(one, at: tomorrow).isEmpty)
  }

  @Test func `a telephone that was busy may be rung again on the same day`() throws {
    let campaign = try campaign()
    let claims = try claim(campaign)
    try end(claims, .busy, of: campaign)
    #expect(try claim(campaign, at: morning.addingTimeInterval(1199)).isEmpty)
    let again = try claim(campaign, at: morning.addingTimeInterval(1200))
    #expect(again.map(\.number) == claims.map(\.number))
    #expect(again.allSatisfy { $0.earlierAttempts == 1 })
  }

  @Test func `whoever has paid when his turn comes isn't rung`() throws {
    let campaign = try campaign()
    try store.write("pay") { try BillingLine().pay(for: "02199900001", at: morning, $0) }
    #expect(try !claim(campaign).contains { $0.number == "02199900001" })
    #expect(try report(campaign).debtors[.paid] == 1)
  }

  @Test func `whoever pays in the call is done, and it is in the ledger once`() throws {
    let campaign = try campaign()
    let claims = try claim(campaign)
    try end(claims, .answered, of: campaign, hasPaid: true)
    #expect(try report(campaign).debtors == [.paid: claims.count])
    #expect(try Directory(store).owing().isEmpty)
    #expect(try store.calls().count == claims.count)
  }

  @Test func `whoever is on the do-not-call list isn't rung, from the moment that he is on it`()
    throws
  {
    let campaign = try campaign()
    #expect(try campaigns.forbid("02199900002", at: morning))
    #expect(try !campaigns.forbid("02199900002", at: morning))
    #expect(try !claim(campaign).contains { $0.number == "02199900002" })
    #expect(try report(campaign).debtors[.doNotCall] == 1)
    #expect(try campaigns.permit("02199900002") && campaigns.forbidden().isEmpty)
  }

  @Test func `whoever is no longer in the directory isn't rung`() throws {
    let campaign = try campaign()
    try store.write("remove") { db in
      try db.execute("DELETE FROM bills WHERE line = '02199900002'")
      try db.execute("DELETE FROM subscribers WHERE line = '02199900002'")
    }
    #expect(try !claim(campaign).contains { $0.number == "02199900002" })
    #expect(try report(campaign).debtors[.gone] == 1)
  }

  @Test func `an attempt without an ending isn't repeated on the same day`() throws {
    let campaign = try campaign()
    let claims = try claim(campaign)
    // As after a kill.
    campaigns.end(campaign)
    #expect(try campaigns.begin(campaign, at: morning))
    #expect(try claim(campaign, at: CampaignPolicyTests.date("01T19:59")).isEmpty)
    #expect(try report(campaign).attempts == [.interrupted: claims.count])
    let again = try claim(campaign, at: morning.addingTimeInterval(86_400))
    #expect(again.map(\.number) == claims.map(\.number))
  }

  @Test func `an attempt that certainly rang nowhere is taken back`() throws {
    let plan = CampaignPolicyTests.plan()
    let campaign = try campaign("autumn", plan)
    let count = try store.read("count") { try BillingLine().debtors(plan.filter, $0).count }
    // More often than any rule allows.
    for _ in 0..<10 {
      let claims = try claim(campaign)
      #expect(claims.count == count, "\(claims)")
      #expect(claims.allSatisfy { $0.earlierAttempts == 0 })
      _ = try campaigns.exchange(
        claims.map { .withdrawn($0) }, forUpTo: 0, of: campaign, at: morning)
    }
    let report = try report(campaign)
    #expect(report.attemptCount == 0 && report.finishedCount == 0)
    // The day isn't used up, by any campaign.
    campaigns.end(campaign)
    let other = try self.campaign("winter", plan)
    #expect(try claim(other).count == count)
  }

  @Test func `what a kill takes of a simulation never was, and is done again alike`() throws {
    let folder = TemporaryFolder()
    let other = Campaigns(try Store(folder: folder.url))
    var claims: [[String]] = []
    for _ in 0..<2 {
      // The first round's process is gone before it has committed.
      let running = Campaigns(try Store(folder: folder.url))
      if claims.isEmpty {
        #expect(try running.create("autumn", CampaignPolicyTests.plan(), at: morning) ?? 0 > 0)
      }
      let campaign = try #require(try running.campaign("autumn"))
      #expect(try running.begin(campaign, at: morning))
      let supply = try running.exchange(
        [], forUpTo: 5, of: campaign, at: morning, isSimulation: true)
      _ = try running.exchange(
        supply.claims.map { CampaignEnding($0, .busy, at: $0.at) }, forUpTo: 0, of: campaign,
        at: morning, isSimulation: true)
      claims.append(supply.claims.map(\.number))
      #expect(try CampaignReport(of: campaign, in: other).attemptCount == 0)
      #expect(try CampaignReport(of: campaign, in: running).attempts == [.busy: 5])
      if claims.count == 2 { try running.commitGathered() }
      running.end(campaign)
    }
    #expect(claims[0].count == 5 && claims[0] == claims[1])
    let campaign = try #require(try other.campaign("autumn"))
    #expect(try CampaignReport(of: campaign, in: other).attempts == [.busy: 5])
  }

  @Test func `a paused campaign rings nobody until it begins again`() throws {
    let campaign = try campaign()
    try campaigns.pause(campaign)
    let supply = try campaigns.exchange([], forUpTo: 5, of: campaign, at: morning)
    #expect(supply.isPaused && supply.claims.isEmpty)
    campaigns.end(campaign)
    #expect(try report(campaign).status == .paused)
    #expect(try campaigns.begin(campaign, at: morning))
    #expect(try claim(campaign).count > 0)
  }

  @Test func `it says when there is somebody to ring`() throws {
    let campaign = try campaign()
    let evening = CampaignPolicyTests.date("03T14:00")
    let supply = try campaigns.exchange([], forUpTo: 5, of: campaign, at: evening)
    #expect(supply.next == CampaignPolicyTests.date("05T09:00"))
  }

  @Test func `one process runs a campaign in a folder`() throws {
    let folder = TemporaryFolder()
    let one = Campaigns(try Store(folder: folder.url))
    let other = Campaigns(try Store(folder: folder.url))
    #expect(try one.create("autumn", CampaignPolicyTests.plan(), at: morning) ?? 0 > 0)
    let campaign = try #require(try other.campaign("autumn"))
    #expect(try one.begin(campaign, at: morning))
    #expect(try !other.begin(campaign, at: morning))
    #expect(try CampaignReport(of: campaign, in: other).status == .running)
    one.end(campaign)
    #expect(try other.begin(campaign, at: morning))
  }
}

extension Directory {
  /// The bills of those who owe something, in the order of the lines.
  fileprivate func owing() throws -> [Bill] {
    var bills: [Bill] = []
    try listDirectory { entry in
      if let bill = entry.bill { bills.append(bill) }
      return true
    }
    return bills
  }
}
