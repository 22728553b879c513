import ArgumentParser
import CallEngine
import Files
import Foundation
import Lines

struct CampaignReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Report what a campaign has come to.",
    discussion: """
      Examples:
        gooya campaign report autumn
        gooya campaign report autumn -o autumn.svg
        gooya campaign report autumn --csv > debtors.csv

      Every debtor is in exactly one state: waiting, ringing, or one of the end states reached, paid, \
      given_up, do_not_call (on that list when his turn came) and gone (no longer in the line's data). The \
      attempts are the sum over their outcomes. --csv has a row a debtor; the picture shows the attempts by \
      the hour of the day and their outcome.
      """)

  @OptionGroup var campaign: CampaignOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print the debtors as comma-separated values for a spreadsheet.")
  var csv = false

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write a picture, as SVG.", valueName: "file"))
  var output: String?

  func validate() throws {
    if [json, csv, output != nil].count(where: \.self) > 1 {
      throw ValidationError("only one of --json, --csv and -o can be used")
    }
    if let output, output != "-", !output.lowercased().hasSuffix(".svg") {
      throw ValidationError("-o \(output): the picture is SVG; name a file that ends in .svg")
    }
  }

  func run() throws {
    let campaigns = Campaigns(try campaign.data.openToRead())
    let found = try campaign.find(in: campaigns)
    if csv { return try printDebtors(of: found, campaigns) }
    let report = try reporting { try CampaignReport(of: found, in: campaigns) }
    if let output {
      return try write(CampaignPicture(of: found, report).svg, to: output)
    }
    let table = CampaignTable(found, report)
    if json { try printJSON(table) } else { StandardOutput.line(table.text) }
  }

  private func printDebtors(of campaign: Campaign, _ campaigns: Campaigns) throws {
    let columns = ["number", "state", "attempts", "last_outcome", "last_attempt"]
    StandardOutput.line("\(CSVText.row(columns))")
    try reporting {
      try campaigns.listDebtors(of: campaign) { debtor in
        let last = debtor.lastAttempt.map { campaign.policy.moment($0).description }
        let fields = [
          debtor.number, debtor.state.rawValue, "\(debtor.attempts)",
          debtor.outcome?.rawValue ?? "", last ?? "",
        ]
        StandardOutput.line("\(CSVText.row(fields))")
        return !StandardOutput.isBroken
      }
    }
  }

  private func write(_ picture: VisibleText, to name: String) throws {
    var outputs = Outputs()
    let file = try outputs.add("-o", name == "-" ? nil : name)
    try outputs.spare(campaign.data.url)
    guard let file else { return StandardOutput.text(picture) }
    do throws(FileFault) { try file.replace(with: picture.description.utf8) } catch {
      throw Failure("'\(file.path)' can't be written: \(error.reason)")
    }
  }
}
