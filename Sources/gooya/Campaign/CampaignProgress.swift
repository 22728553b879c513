import CallEngine
import Foundation
import Lines

/// How far a campaign is, while it runs: a bar in a terminal, otherwise a line now and then.
struct CampaignProgress {
  private let policy: CampaignPolicy
  private let total: Int
  private var finished: Int
  private var ringing = 0
  private var attempts: Int
  private var status = StatusLine()
  /// The tenths that have been told.
  private var told: Int
  /// What has been told last of why nobody is rung; `nil` if somebody is.
  private var toldWait: String?

  private static let width = 24

  init(of campaign: Campaign, _ report: CampaignReport) {
    policy = campaign.policy
    total = report.debtorCount
    finished = report.finishedCount
    attempts = report.attemptCount
    told = total == 0 ? 0 : 10 * finished / total
  }

  mutating func note(_ supply: CampaignSupply, ended: [CampaignEnding], at now: Date) {
    finished += supply.finished
    ringing += supply.claims.count - ended.count
    attempts += supply.claims.count - ended.count { $0.outcome == nil }
    if status.isShown {
      let bar = bar(at: now)
      status.show(bar)
    } else if total > 0, 10 * finished / total > told {
      told = 10 * finished / total
      StandardOutput.line("\(line(at: now))")
    }
  }

  /// Tells why nobody is rung, if nobody is, whenever that changes.
  mutating func tell(
    _ network: CampaignNetworkState, waitingFor supply: CampaignSupply, at now: Date
  ) {
    let wait = Self.wait(network, ringing: ringing, supply, policy, at: now)
    if wait == toldWait { return }
    toldWait = wait
    guard let wait else { return }
    status.clear()
    StandardOutput.line("\(wait)")
  }

  /// What a campaign waits for that rings nobody; `nil` if it waits for nothing, or not for long.
  static func wait(
    _ network: CampaignNetworkState, ringing: Int, _ supply: CampaignSupply,
    _ policy: CampaignPolicy, at now: Date
  ) -> String? {
    if case .blocked(let reason) = network { return "\(reason): nobody is rung until that changes" }
    guard network == .ready, ringing == 0, supply.claims.isEmpty, let next = supply.next,
      next.timeIntervalSince(now) > shortestWait
    else { return nil }
    let wall = policy.moment(next).wall
    let time =
      "\(wall.day.weekday.rawValue) \(wall.day) \(wall.description.dropFirst(11).prefix(5))"
    return policy.isOpen(at: now)
      ? "waiting until \(time), when the next debtor is due"
      : "waiting until \(time): these aren't the calling hours"
  }

  /// In seconds.
  private static let shortestWait = 5.0

  /// Clears the bar for what comes after it.
  func finish() {
    status.clear()
  }

  private var share: Double { total == 0 ? 1 : Double(finished) / Double(total) }

  private func bar(at now: Date) -> String {
    let eighths = Int((share * Double(8 * Self.width)).rounded(.down))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let full = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    return full + String(repeating: "░", count: max(0, Self.width - full.count))
      + " \(line(at: now)), \(ringing) being rung"
  }

  private func line(at now: Date) -> String {
    let wall = policy.moment(now).wall
    let time = wall.description.dropFirst(11).prefix(5)
    return "\(Int(share * 100)) %: \(finished) of \(total) debtors, \(attempts) attempts, "
      + "\(wall.day.weekday.rawValue) \(wall.day) \(time)"
  }
}
