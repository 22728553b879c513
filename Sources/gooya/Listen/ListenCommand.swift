import ArgumentParser
import CallEngine
import Foundation
import Lines
import Logging
import MenuScript
import Sound
import Store

struct ListenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "listen",
    abstract: "Answer calls from telephones and browsers, until a signal ends it.",
    discussion: """
      The number dialled chooses the line: by 'lines:' in the configuration, else by the numbers of \
      the scripts' own lines; the first script answers all others. Without scripts gooya's own lines \
      answer.

      SIGHUP reads the scripts again: calls go on in theirs, and a script with errors stays as it \
      was. SIGTERM and Ctrl-C take no more calls and let those in progress end within --grace; a \
      second signal ends at once. 'gooya live' shows the calls in progress.
      """)

  @Argument(help: "Menu scripts, their folders, or gooya's lines.")
  var scripts: [String] = []

  @OptionGroup(title: "Browsers") var web: WebOptions

  @OptionGroup var prompts: PromptOptions

  @Option(
    help: ArgumentHelp(
      "Take calls by SIP at an address of this machine, by UDP and TCP, or with ';transport=tls' "
        + "behind the port by TLS alone; port 0 is a free one.",
      valueName: "host:port"))
  var sip: String?

  @OptionGroup(title: "Limits") var limits: LimitOptions

  @OptionGroup(title: "What is kept of each call") var keeping: KeepingOptions

  @Option(
    help: ArgumentHelp(
      "Tell how it is at http://host:port/healthz and /metrics; port 0 is a free one.",
      valueName: "host:port"))
  var metrics: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long calls may go on once it is to end. (default: 30s)", valueName: "time"),
    transform: NumberRange<DurationOption>.time("0s", "1h").read)
  var grace = DurationOption(.seconds(30), "30s")

  @Option(help: "How the log is written to standard error: text or json.")
  var log = LogForm.text

  @Option(
    help: ArgumentHelp(
      "What speaks words without clips: espeak-ng, hibari or piper:MODEL.onnx.",
      valueName: "voice"), transform: VoiceOption.read)
  var voice: NamedVoice?

  @OptionGroup var stubs: StubOptions

  @OptionGroup(title: "The scripts' own services") var live: LiveOptions

  @OptionGroup var data: DataOptions

  @OptionGroup var configuration: ConfigurationOption

  /// Whether any network is named.
  private var isReached: Bool { sip != nil || web.address != nil }

  /// The networks that are named.
  ///
  /// - Throws: `Failure` if the configuration has something wrong for them.
  private func networks(_ settings: Configuration, _ log: Logger) throws -> [any CallNetwork] {
    let page: [any CallNetwork] = [web.network].compactMap(\.self)
    guard let (address, isSecureOnly) = sip.flatMap(Self.sipAddress) else { return page }
    let transfers = SIPNetwork.Transfers(
      address: try settings.sipAddresses(),
      byReferral: settings.text("sip.transfers") == "refer")
    let sip = try settings.sip(at: address, isSecureOnly: isSecureOnly)
    if let shortage = settings.portShortage(for: limits.atOnce) { log.warning("\(shortage)") }
    return [SIPNetwork(sip, transfers: transfers)] + page
  }

  /// An address to listen at for SIP, and whether that is by TLS alone; `nil` if it is none.
  static func sipAddress(_ text: String) -> (ListeningAddress, isSecureOnly: Bool)? {
    let secure = ";transport=tls"
    let isSecure = text.hasSuffix(secure)
    return ListeningAddress(isSecure ? String(text.dropLast(secure.count)) : text)
      .map { ($0, isSecure) }
  }

  func validate() throws {
    try web.check()
    if !isReached {
      throw ValidationError("nothing to listen to: name --sip or --web")
    }
    let isWrong = { (text: String) in
      ValidationError("'\(text)' is no address; write it like 127.0.0.1:9100 or [::1]:9100")
    }
    if let sip, Self.sipAddress(sip) == nil { throw isWrong(sip) }
    if let metrics, ListeningAddress(metrics) == nil { throw isWrong(metrics) }
    try stubs.check()
    try live.check(isFast: false)
  }

  func run() throws {
    if self.log == .json {
      StandardError.write(as: { text in
        ListenLog.object(.error, text.description, at: ListenLog.written(Date()))
      })
    }
    let settings = try configuration.load()
    let store = try data.open(by: settings)
    store.wait(atMost: StoreWatch.callPatience)
    let log = ListenLog.logger(log)
    let shelf = RecordingShelf(store, in: data.url)
    let maker = maker(over: store, shelf, settings, log)
    // With the clips of all prompts that takes seconds.
    log.notice("reading the scripts")
    let lines = try ListenLines(numbers: settings.lines, scripts: scripts, maker)
    let desk = ServiceDesk(
      store: store, texts: try LineTexts.find(), stubs: try stubs.behaviours, settings)
    let exchange = Exchange(
      lines, maker, limits: limits.limits, watch: StoreWatch(desk), shelf: shelf,
      keeping: try keeping.keeping(), log: log)
    try ListenLoop(
      exchange: exchange, networks: networks(settings, log),
      delivery: RemoteDelivery(of: desk, settings),
      desk: desk, data: data.url,
      status: metrics.flatMap { written in ListeningAddress(written).map { ($0, written) } },
      grace: grace.duration
    ).run()
  }

  private func maker(
    over store: Store, _ shelf: RecordingShelf, _ settings: Configuration, _ log: Logger
  ) -> ListenLineMaker {
    ListenLineMaker(
      prompts.compiler,
      desk: { [stubs] script in
        try stubs.check(against: script.program)
        return ServiceDesk(
          store: store, texts: try LineTexts.find(for: script.program, ofScriptAt: script.path),
          stubs: try stubs.behaviours(for: script.program), settings)
      },
      given: { [stubs] in try stubs.provisions(for: $0) },
      live: { [live] in try live.services(of: $0) },
      voice: { [voice, cache = data.speechCache] folder in
        SharedVoice(
          prompts: folder, cache: cache, named: voice, recordings: shelf.path(ofValue:))
      },
      report: { [form = self.log] in ListenLog.tell($0, as: form, in: log) })
  }
}

extension LogForm: ExpressibleByArgument {}
