import ArgumentParser
import CallEngine
import CallRuntime
import Foundation
import Lines
import Store

struct CampaignStartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Ring a campaign's debtors until all are reached, have paid or are given up.",
    discussion: """
      Examples:
        gooya campaign start autumn --simulate --fast
        gooya campaign start autumn --simulate --speed 60 --behaviour debtors.csv

      gooya has no telephone network yet: --simulate rings a simulated one. The calls are the line's \
      own, with everything they do. What a debtor does follows from the seed, or stands in a CSV file \
      with the columns 'number' and 'behaviour': busy, no_answer, unreachable, machine, hangs_up, \
      stranger, listens, presses, pays, or keys as those of 'gooya call', each for one attempt, \
      separated by semicolons; the last is for all that follow. Whoever listens, presses or pays first \
      confirms that he is the subscriber; keys have to do that themselves.

      A campaign that was paused, stopped or killed goes on where it was; --fast then goes on at the time \
      of its last call. Ctrl-C hangs up all calls and stops it.
      """)

  @OptionGroup var campaign: CampaignOptions

  @Flag(help: "Ring a simulated network.")
  var simulate = false

  @Flag(help: "Run in virtual time, without waiting.")
  var fast = false

  @Option(
    parsing: .unconditional, help: "Seconds of the campaign's time per second. (default: 1)",
    transform: NumberRange.decimal(0.01...100_000).read)
  var speed = 1.0

  @Option(
    help: ArgumentHelp(
      "When the campaign begins, such as 2026-03-05T09:00, by the clock of its calling hours. "
        + "(default: now)", valueName: "moment"),
    transform: WrittenMoment.option)
  var at: WrittenMoment?

  @Option(
    parsing: .unconditional, help: "The same seed gives the same debtors. (default: 1)",
    transform: NumberRange.whole(0...UInt64.max).read)
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("What debtors do, as CSV.", valueName: "file"))
  var behaviour: String?

  @OptionGroup var prompts: PromptOptions

  func validate() throws {
    if fast && speed != 1 { throw ValidationError("--fast and --speed can't be used together") }
    for (option, isGiven) in [
      ("--fast", fast), ("--speed", speed != 1), ("--at", at != nil), ("--seed", seed != 1),
      ("--behaviour", behaviour != nil),
    ] where isGiven && !simulate {
      throw ValidationError("\(option) needs --simulate")
    }
  }

  func run() throws {
    guard simulate else {
      throw Failure("there is no telephone network to ring in; --simulate rings a simulated one")
    }
    let configuration = try Configuration.ofUser()
    guard configuration.smsGateway == .embedded, configuration.emailGateway == .embedded else {
      throw Failure(
        "subscribers would get messages of calls that nobody made; simulate with "
          + "GOOYA_SMS_GATEWAY=embedded GOOYA_EMAIL_GATEWAY=embedded and its own --data folder")
    }
    let store = try campaign.data.open()
    let campaigns = Campaigns(store)
    let found = try campaign.find(in: campaigns)
    let network = try SimulatedDebtors(
      of: found, PlantedBehaviours(seed: seed, file: behaviour), store: store, prompts: prompts)
    let before = try reporting { try CampaignReport(of: found, in: campaigns) }
    if before.status == .done {
      return StandardOutput.line("\(found.name): all \(before.debtorCount) debtors are done")
    }
    // A run that goes on begins in a second of its own, so that no second has more calls than allowed.
    let earliest = before.lastAttempt?.addingTimeInterval(1) ?? .distantPast
    let start = max(at.map(found.policy.date) ?? Date(), earliest)
    guard try reporting({ try campaigns.begin(found, at: start) }) else {
      throw Failure("another process runs the campaign '\(found.name)'")
    }
    defer { campaigns.end(found) }
    if fast { try reporting { try store.relax() } }
    let run = CampaignRun(
      found, campaigns, network: network, from: start, isVirtual: fast,
      progress: CampaignProgress(of: found, before))
    Interruption.watch()
    try reporting { try run.ring(speed: fast ? nil : speed) { Interruption.signal != nil } }
    network.complaints.show()
    let ended = try campaign.find(in: campaigns)
    let after = try reporting { try CampaignReport(of: ended, in: campaigns) }
    StandardOutput.line(CampaignTable(ended, after, isRunning: false).text)
    if let signal = Interruption.signal { throw ExitCode(128 + signal) }
    if !network.complaints.isEmpty { throw ExitCode(1) }
  }
}
