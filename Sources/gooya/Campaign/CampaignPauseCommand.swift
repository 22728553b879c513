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
    try reporting { try campaigns.pause(found) }
    StandardOutput.line("\(found.name) is paused")
  }
}
