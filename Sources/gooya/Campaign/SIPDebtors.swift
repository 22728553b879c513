import CallEngine
import CallRuntime
import Foundation
import Lines
import LiveLine
import Logging
import MenuScript
import Store
import Synchronization

/// The debtors of a campaign on real telephones, rung by SIP: whoever answers hears the line's own
/// script, as callers of `gooya listen` do.
final class SIPDebtors: CampaignNetwork {
  let troubles = Troubles()
  private let exchange: Exchange
  private let calls: SIPCalls
  private let line: CalledLine
  private let address: SIPAddressPattern
  /// This side's own address.
  private let from: String
  private let gateway: PortWatch?
  /// Until when nobody is rung, since calls got nowhere, and why.
  private var block: (until: Duration, reason: String)?
  /// Whether the gateway has ever done anything with a call.
  private var isReached = false
  private let transfers: @Sendable (_ number: String) -> String?
  private let patience: Duration
  /// The calls that go on, by their attempts.
  private var callees: [Int64: SIPCallee] = [:]

  /// What went wrong besides, each once.
  final class Troubles: Sendable {
    private let texts = Mutex<[String]>([])

    var all: [String] { texts.withLock { $0 } }

    func add(_ text: String) {
      texts.withLock { texts in if !texts.contains(text) { texts.append(text) } }
    }
  }

  /// - Parameters:
  ///   - address: at which a number is called.
  ///   - patience: how long a telephone may ring.
  /// - Throws: `Failure` if the line's script has errors, calls by SIP can't be made, or the gateway's
  ///   port is closed.
  init(
    of campaign: Campaign, at address: SIPAddressPattern, ringingFor patience: Duration,
    store: Store, data: DataOptions, prompts: PromptOptions, _ configuration: Configuration
  ) throws {
    guard let anywhere = ListeningAddress("0.0.0.0:0"), let resolved = address.resolved else {
      throw Failure("\(address.text) can't be found")
    }
    self.address = resolved
    gateway = PortWatch(resolved.address(of: "0"))
    try Self.demandOpen(gateway)
    line = try CalledLine(of: campaign)
    self.patience = patience
    let shelf = RecordingShelf(store, in: data.url)
    let maker = ListenLineMaker(
      prompts.compiler,
      desk: { script in
        ServiceDesk(
          store: store, texts: try LineTexts.find(for: script.program, ofScriptAt: script.path),
          configuration)
      },
      voice: { [cache = data.speechCache] folder in
        SharedVoice(prompts: folder, cache: cache, named: nil, recordings: shelf.path(ofValue:))
      })
    let lines = try ListenLines(numbers: [], scripts: [line.folder], maker)
    for own in lines.all { try line.check(own.script) }
    // The dialler keeps to the campaign's limits.
    let limits = CallLimits(atOnce: .max, perSecond: .max, perSource: .max)
    exchange = Exchange(
      lines, maker, limits: limits,
      // Whom a campaign may ring it asks the store: there is nobody to be kept from calling.
      watch: StoreWatch(store) { true }, shelf: shelf,
      log: Logger(label: "campaign") { [troubles] _ in TroubleLog(troubles: troubles) })
    var settings = try configuration.sip(at: anywhere)
    settings.registrations = []
    settings.users = [:]
    settings.host = SIPTarget(resolved.address(of: "0"))?.ownAddress ?? settings.host
    let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    from = configuration.text("sip.address") ?? "sip:\(line.business.numberDialled)@\(host)"
    transfers = try configuration.sipAddresses()
    do { calls = try SIPCalls(settings, answering: NoCallers()) } catch {
      throw Failure("\(error)")
    }
    exchange.watch.begin(exchange.log)
  }

  func dial(_ claim: CampaignClaim, at now: Duration, from start: Date) -> any OutgoingCall {
    let callee = SIPCallee(
      claim.number, calledFrom: line.business.numberDialled, exchange, gateway: gateway,
      transfers: transfers, ringingUntil: now + patience, at: now)
    callees[claim.attempt] = callee
    do {
      try callee.ring(on: calls, at: address.address(of: claim.number), from: from)
    } catch {
      troubles.add("\(error)")
    }
    return callee
  }

  func ending(
    of claim: CampaignClaim, _ ending: OutgoingEnding, from start: Date
  ) -> CampaignEnding {
    let callee = callees.removeValue(forKey: claim.attempt)
    if let trouble = callee?.trouble {
      let reason = "\(trouble.rawValue) \(address.place)"
      // Else a campaign would come to its end without anybody knowing why nobody was reached.
      troubles.add(reason)
      if trouble.isCertain, callee?.hasRung == false {
        block = (ending.at + Self.rest, reason)
        return .withdrawn(claim)
      }
    } else if ending.result == .abandoned, callee?.hasRung == false {
      return .withdrawn(claim)
    } else {
      isReached = true
    }
    return CampaignEnding(
      claim, line.outcome(of: ending.result), at: start.addingTimeInterval(ending.at / .seconds(1)),
      callID: callee?.callID)
  }

  /// How long a gateway that took no call is left alone.
  private static let rest = Duration.seconds(10)

  func state(at now: Duration) -> CampaignNetworkState {
    if !isReached { isReached = callees.values.contains(where: \.hasRung) }
    if let block, now < block.until { return isReached ? .blocked(block.reason) : .hopeless }
    guard let gateway, block != nil, let obstacle = gateway.look() else {
      block = nil
      return .ready
    }
    return .blocked("\(obstacle.rawValue) \(gateway.place)")
  }

  /// - Throws: `Failure` if nobody listens at the gateway's port.
  private static func demandOpen(_ gateway: PortWatch?) throws {
    guard let gateway else { return }
    let end = ContinuousClock.now + .milliseconds(300)
    while true {
      if let obstacle = gateway.look() {
        throw Failure("\(obstacle.rawValue) \(gateway.place); nobody was rung")
      }
      if ContinuousClock.now >= end { return }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// Ends the calls that there still are, and records everything.
  func close() {
    exchange.end()
    calls.leave()
    exchange.watch.end(exchange.log)
  }

  private final class NoCallers: SIPAnswering {
    let takesCalls = false

    func answer(_ invitation: SIPInvitation, _ leg: SIPLeg) -> SIPReception {
      .refused(.temporarilyUnavailable, cause: .noAnswer)
    }
  }
}
