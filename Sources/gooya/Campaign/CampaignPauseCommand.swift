import ArgumentParser
import CallEngine
import Lines

struct CampaignPauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Have a campaign ring nobody until it is started again.",
    discussion: """
      Example:
        gooya campaign pause autumn

      Calls that go on are finished. 'gooya campaign start' goes on with it.
      """)

  @OptionGroup var campaign: CampaignOptions

  func run() throws {
    let campaigns = Campaigns(try campaign.data.openToRead())
    let found = try campaign.find(in: campaigns)
    let report = try reporting { try CampaignReport(of: found, in: campaigns) }
    switch report.status {
    case .done:
      StandardOutput.line(
        "\(found.name): all \(report.debtorCount) debtors are done; there is nothing to pause")
    case .ready:
      StandardOutput.line("\(found.name) hasn't been started; there is nothing to pause")
    case .running, .paused, .stopped:
      try reporting { try campaigns.pause(found) }
      StandardOutput.line("\(found.name) is paused")
    }
  }
}
