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

  private static let width = 24

  init(of campaign: Campaign, _ report: CampaignReport) {
    policy = campaign.policy
    total = report.debtorCount
    finished = report.finishedCount
    attempts = report.attemptCount
    told = total == 0 ? 0 : 10 * finished / total
  }

  mutating func note(_ supply: CampaignSupply, ended: Int, at now: Date) {
    finished += supply.finished
    ringing += supply.claims.count - ended
    attempts += supply.claims.count
    if status.isShown {
      let bar = bar(at: now)
      status.show(bar)
    } else if total > 0, 10 * finished / total > told {
      told = 10 * finished / total
      StandardOutput.line("\(line(at: now))")
    }
  }

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
