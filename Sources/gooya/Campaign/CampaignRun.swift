import CallEngine
import CallRuntime
import Foundation
import Lines
import Store

/// A campaign that is being run: it connects the dialler to what the store has of the campaign.
struct CampaignRun: DiallingList {
  private let campaign: Campaign
  private let campaigns: Campaigns
  private let network: any CampaignNetwork
  private let start: Date
  private let isVirtual: Bool
  private var progress: CampaignProgress
  private let isStopped: () -> Bool

  /// How often a campaign that has to wait looks whether it has been paused.
  private static let look = Duration.seconds(5)

  init(
    _ campaign: Campaign, _ campaigns: Campaigns, network: any CampaignNetwork, from start: Date,
    isVirtual: Bool, progress: CampaignProgress, isStopped: @escaping () -> Bool
  ) {
    self.campaign = campaign
    self.campaigns = campaigns
    self.network = network
    self.start = start
    self.isVirtual = isVirtual
    self.progress = progress
    self.isStopped = isStopped
  }

  /// Rings until all debtors are done, the campaign is paused, or the run is stopped.
  ///
  /// - Parameter speed: seconds of call time per second; `nil` for virtual time.
  /// - Throws: `StoreError`.
  func ring(speed: Double?) throws {
    var dialler = Dialler(
      self, atOnce: campaign.plan.atOnce, perSecond: campaign.plan.perSecond)
    if let speed {
      var clock = RealClock(speed: speed, isInterrupted: isStopped)
      try dialler.run(on: &clock, isAbandoned: isStopped)
    } else {
      var clock = VirtualClock()
      try dialler.run(on: &clock, isAbandoned: isStopped)
      try campaigns.commitGathered()
    }
    dialler.list.progress.finish()
  }

  mutating func exchange(
    _ ended: [(order: CampaignClaim, ending: OutgoingEnding)], forUpTo count: Int,
    at now: Duration
  ) throws -> DiallingOrders<CampaignClaim> {
    let endings = ended.map { network.ending(of: $0.order, $0.ending, from: start) }
    let state = network.state(at: now)
    let supply = try campaigns.exchange(
      endings, forUpTo: state == .ready ? count : 0, of: campaign, at: date(now),
      isSimulation: isVirtual)
    progress.note(supply, ended: endings, at: date(now))
    if !isVirtual, !isStopped() { progress.tell(state, waitingFor: supply, at: date(now)) }
    if state == .hopeless { return DiallingOrders([], next: nil) }
    var next = supply.next.map { Duration.seconds($0.timeIntervalSince(start)) }
    if !isVirtual, let due = next { next = min(due, now + Self.look) }
    return DiallingOrders(supply.claims, next: next)
  }

  mutating func dial(_ claim: CampaignClaim, at now: Duration) -> any OutgoingCall {
    network.dial(claim, at: now, from: start)
  }

  private func date(_ now: Duration) -> Date { start.addingTimeInterval(now / .seconds(1)) }
}
