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
        gooya campaign start autumn --sip sip:{number}@192.0.2.20

      --sip rings real telephones, each at the address with its number in it, in real time; the line is \
      heard once one is answered. Documentation/listen.md tells what the configuration can say of SIP.

      --simulate rings a simulated network. The calls are the line's own, with everything they do. What \
      a debtor does follows from the seed, or stands in a CSV file \
      with the columns 'number' and 'behaviour': busy, no_answer, unreachable, machine, hangs_up, \
      stranger, listens, presses, pays, or keys as those of 'gooya call', each for one attempt, \
      separated by semicolons; the last is for all that follow. Whoever listens, presses or pays first \
      confirms that he is the subscriber; keys have to do that themselves.

      A campaign that was paused, stopped or killed goes on where it was; --fast then goes on at the time \
      of its last call. Ctrl-C hangs up all calls and stops it.
      """)

  @OptionGroup var campaign: CampaignOptions

  @Option(
    help: ArgumentHelp(
      "Ring real telephones by SIP, each at the address that its number gives.",
      valueName: "sip:{number}@host"))
  var sip: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long a telephone may ring. (default: 45s)", valueName: "time"),
    transform: NumberRange<DurationOption>.time("1s", "5m").read)
  var ringFor = DurationOption(.seconds(45), "45s")

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
    if let sip {
      if simulate { throw ValidationError("--sip and --simulate can't be used together") }
      guard SIPAddressPattern(sip) != nil else {
        throw ValidationError(
          "'\(sip)' is no SIP address with a number's place; write it like sip:{number}@192.0.2.20")
      }
    }
    if fast && speed != 1 { throw ValidationError("--fast and --speed can't be used together") }
    for (option, isGiven) in [
      ("--fast", fast), ("--speed", speed != 1), ("--at", at != nil), ("--seed", seed != 1),
      ("--behaviour", behaviour != nil),
    ] where isGiven && !simulate {
      throw ValidationError("\(option) needs --simulate")
    }
  }

  func run() throws {
    let configuration = try Configuration.ofUser()
    if let pattern = sip.flatMap(SIPAddressPattern.init) {
      return try ring(at: pattern, configuration)
    }
    guard simulate else {
      throw Failure(
        "nobody is rung without a network; --sip rings real telephones, --simulate simulated ones")
    }
    guard configuration.smsGateway == .embedded, configuration.emailGateway == .embedded else {
      throw Failure(
        "subscribers would get messages of calls that nobody made; simulate with "
          + "GOOYA_SMS_GATEWAY=embedded GOOYA_EMAIL_GATEWAY=embedded and its own --data folder")
    }
    let store = try campaign.data.open()
    let found = try campaign.find(in: Campaigns(store))
    let network = try SimulatedDebtors(
      of: found, PlantedBehaviours(seed: seed, file: behaviour), store: store, prompts: prompts)
    guard try run(found, in: store, network) else { return }
    network.complaints.show()
    try finish(found, in: store, hasComplaints: !network.complaints.isEmpty)
  }

  /// Rings real telephones.
  private func ring(at pattern: SIPAddressPattern, _ configuration: Configuration) throws {
    let store = try campaign.data.open()
    let found = try campaign.find(in: Campaigns(store))
    let network = try SIPDebtors(
      of: found, at: pattern, ringingFor: ringFor.duration, store: store, data: campaign.data,
      prompts: prompts, configuration)
    let desk = ServiceDesk(store: store, texts: try LineTexts.find(), configuration)
    let delivery = try RemoteDelivery(of: desk, configuration)
    delivery?.begin()
    let hasRun = Result { try run(found, in: store, network) }
    network.close()
    try delivery?.end()
    guard try hasRun.get() else { return }
    let troubles = network.troubles.all
    for text in troubles { StandardError.line("gooya: \(text)") }
    try finish(found, in: store, hasComplaints: !troubles.isEmpty)
  }

  /// - Returns: `false` if there was nobody left to ring.
  private func run(
    _ found: Campaign, in store: Store, _ network: any CampaignNetwork
  ) throws -> Bool {
    let campaigns = Campaigns(store)
    let before = try reporting { try CampaignReport(of: found, in: campaigns) }
    if before.status == .done {
      StandardOutput.line("\(found.name): all \(before.debtorCount) debtors are done")
      return false
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
      progress: CampaignProgress(of: found, before), isStopped: { Interruption.signal != nil })
    Interruption.watch()
    try reporting { try run.ring(speed: fast ? nil : speed) }
    return true
  }

  /// Tells what has come of it.
  ///
  /// - Throws: the exit status, if it isn't 0.
  private func finish(_ found: Campaign, in store: Store, hasComplaints: Bool) throws {
    let campaigns = Campaigns(store)
    let ended = try campaign.find(in: campaigns)
    let after = try reporting { try CampaignReport(of: ended, in: campaigns) }
    StandardOutput.line(CampaignTable(ended, after, isRunning: false).text)
    if let signal = Interruption.signal { throw ExitCode(128 + signal) }
    if hasComplaints { throw ExitCode(1) }
  }
}
