import ArgumentParser
import CallEngine
import Foundation
import Lines

struct CampaignStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how far a campaign is, and what it was told to do.",
    discussion: """
      Example:
        gooya campaign status autumn
      """)

  @OptionGroup var campaign: CampaignOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let campaigns = Campaigns(try campaign.data.openToRead())
    let found = try campaign.find(in: campaigns)
    let report = try reporting { try CampaignReport(of: found, in: campaigns) }
    let status = Status(found, report)
    if json { try printJSON(status) } else { StandardOutput.line(status.text) }
  }

  /// The names are a contract.
  private struct Status: Encodable {
    let name: String
    let line: String
    let status: String
    let createdAt: Date
    let startedAt: Date?
    let debtors: Int
    let done: Int
    let ringing: Int
    let attempts: Int
    let debtOver: Int64
    let dueBefore: String?
    let zone: String
    let hours: [String: [String]]
    let specialDays: [CampaignCalendar.Day]
    let atOnce: Int
    let perSecond: Int
    let retries: String
    let mayRingNow: Bool
    private let calendar: CampaignCalendar

    private enum CodingKeys: CodingKey {
      case name, line, status, createdAt, startedAt, debtors, done, ringing, attempts, debtOver
      case dueBefore, zone, hours, specialDays, atOnce, perSecond, retries, mayRingNow
    }

    init(_ campaign: Campaign, _ report: CampaignReport) {
      name = campaign.name
      line = campaign.plan.line
      status = report.status.rawValue
      createdAt = campaign.createdAt
      startedAt = campaign.startedAt
      debtors = report.debtorCount
      done = report.finishedCount
      ringing = report.debtors[.ringing] ?? 0
      attempts = report.attemptCount
      debtOver = campaign.plan.filter.debtOver
      dueBefore = campaign.plan.filter.dueBefore
      zone = campaign.plan.hours.zone
      let now = Date()
      calendar = CampaignCalendar(campaign.policy.hours, from: campaign.policy.moment(now).wall.day)
      hours = calendar.week
      specialDays = calendar.special
      atOnce = campaign.plan.atOnce
      perSecond = campaign.plan.perSecond
      retries = campaign.plan.retries.text
      mayRingNow = campaign.policy.isOpen(at: now)
    }

    var text: VisibleText {
      let due: VisibleText = dueBefore.map { ", due before \($0)" } ?? ""
      return """
        \(name): \(status)
          debtors   \(done) of \(debtors) done, \(ringing) being rung, \(attempts) attempts
          line      \(line), debts over \(debtOver) Rial\(due)
          limits    \(atOnce) at once, \(perSecond) a second
          retries   \(retries)
          hours     \(calendar.weekText), \(zone); \(mayRingNow ? "open" : "closed") now
          closed    \(calendar.specialText ?? "on no other day")
        """
    }
  }
}

struct CampaignListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the campaigns, the newest first.",
    discussion: """
      Example:
        gooya campaign list
      """)

  @OptionGroup var data: DataOptions

  func run() throws {
    let campaigns = Campaigns(try data.openToRead())
    try reporting {
      for campaign in try campaigns.all() {
        let report = try CampaignReport(of: campaign, in: campaigns)
        StandardOutput.line(
          "\(campaign.name)  \(campaign.plan.line)  \(report.status.rawValue)  \(report.finishedCount) of \(report.debtorCount) done"
        )
      }
    }
  }
}
