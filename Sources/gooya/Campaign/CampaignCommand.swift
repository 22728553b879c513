import ArgumentParser
import CallEngine
import Lines
import Store

struct CampaignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaign",
    abstract: "Ring debtors: lists, calling hours, retries, reports.",
    discussion: """
      Example:
        gooya campaign create autumn --debt-over 500000 --due-before 2027-01-01
        gooya campaign start autumn --simulate --fast
        gooya campaign report autumn -o autumn.svg

      A debtor is rung at most once a day, by all campaigns together, and not any more once he has paid. \
      A telephone that was busy or unreachable hasn't rung: it may be tried again on the same day. \
      Whom to ring is recorded before he is rung, so that nobody is rung twice, whatever is killed.
      """,
    subcommands: [
      CampaignCreateCommand.self, CampaignStartCommand.self, CampaignPauseCommand.self,
      CampaignStatusCommand.self, CampaignReportCommand.self, CampaignListCommand.self,
      CampaignDoNotCallCommand.self,
    ])
}

/// The campaign that a command is about.
struct CampaignOptions: ParsableArguments {
  @Argument(help: "The campaign's name.")
  var name: String

  @OptionGroup var data: DataOptions

  /// - Throws: `Failure` if there is no campaign of that name.
  func find(in campaigns: Campaigns) throws -> Campaign {
    guard let campaign = try reporting({ try campaigns.campaign(name) }) else {
      throw Failure("there is no campaign '\(name)'; 'gooya campaign list' shows them")
    }
    return campaign
  }
}
