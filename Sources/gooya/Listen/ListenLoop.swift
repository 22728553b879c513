import CallEngine
import CallRuntime
import Foundation
import Lines
import Logging
import Messaging
import Store
import WebServer

/// Runs a listener from its networks' beginning until signals end it.
struct ListenLoop {
  let exchange: Exchange
  let networks: [any CallNetwork]
  let delivery: RemoteDelivery?
  /// Sends what is due through embedded gateways.
  let desk: ServiceDesk
  /// Where `gooya live` finds it.
  let data: URL
  /// Where it tells its metrics besides; `nil` if nowhere.
  let status: (address: ListeningAddress, written: String)?
  /// How long calls may go on after the signal to end.
  let grace: Duration

  /// How often signals and the outbox are looked at.
  private static let interval = 0.2

  /// Whether it ended in order.
  ///
  /// - Throws: `Failure` if a network can't be begun, or the store failed.
  func run() throws {
    let server = try statusServer()
    for case let web as WebNetwork in networks { web.serve(site) }
    exchange.watch.begin(exchange.log)
    defer { exchange.watch.end(exchange.log) }
    for network in networks {
      do { try network.begin(exchange) } catch {
        stop(networks)
        exchange.end()
        throw error
      }
    }
    let start = Date()
    let places = networks.map(\.place)
    let socket = try LiveSocket(in: data) { [exchange] in
      LiveSocket.Picture(
        places: places.map(\.description), startedAt: start,
        state: exchange.isClosed ? "closing" : "running", calls: exchange.board.all)
    }
    defer { socket.close() }
    // A second signal ends the process at once.
    Interruption.watchAsServer(patience: grace + .seconds(60))
    delivery?.begin(isPatient: true)
    if let server {
      Task { await server.run() }
      StandardOutput.line("metrics at http://\(server.address)/metrics")
    }
    for place in places { StandardOutput.line("listening: \(place)") }
    exchange.log.notice(
      "listening", metadata: ["places": "\(places.map(\.description).joined(separator: ", "))"])
    attend()
    drain()
    server?.stop()
    try delivery?.end()
  }

  /// Waits for the signal to end, and has done what is due meanwhile.
  private func attend() {
    let reload = ScriptReload(exchange)
    while Interruption.signal == nil, delivery?.hasFailed != true {
      if !reload.isUnderway, Interruption.takeReload() { reload.begin() }
      if !exchange.isStoreAway { sendDue() }
      Thread.sleep(forTimeInterval: Self.interval)
    }
  }

  private func sendDue() {
    do {
      try desk.catchUp(at: Date())
      try desk.courier.deliver(at: Date(), while: { Interruption.signal == nil })
    } catch {
      exchange.complain("\(error)")
    }
  }

  /// Takes no more calls, lets those in progress come to their end within the grace, and ends the
  /// others.
  private func drain() {
    exchange.close()
    let left = exchange.callsNow
    exchange.log.notice(
      "closing", metadata: ["calls": .number(left), "grace_seconds": .seconds(grace)])
    for network in networks { network.close() }
    let deadline = ContinuousClock.now + grace
    while exchange.callsNow > 0, ContinuousClock.now < deadline {
      Thread.sleep(forTimeInterval: Self.interval / 10)
    }
    exchange.end()
    stop(networks)
    exchange.log.notice("ended")
  }

  private func stop(_ networks: [any CallNetwork]) {
    for network in networks { network.stop() }
  }

  /// - Throws: `Failure` if the address can't be had.
  private func statusServer() throws -> WebServer? {
    guard let status else { return nil }
    do throws(WebAddressFault) {
      return try WebServer(
        host: status.address.host, port: status.address.port, site
      ) { _ in }
    } catch {
      throw Failure("can't listen at \(status.written): \(error.reason)")
    }
  }

  /// What is told of the listener, for whatever server there is.
  private var site: StatusSite {
    let probe = StoreProbe(desk)
    return StatusSite(
      isWell: { [exchange] in !exchange.isClosed && probe.isWell },
      metrics: { [exchange, desk, networks] in
        exchange.allMetrics(of: probe.isWell ? desk : nil, networks)
      })
  }
}

extension Exchange {
  /// What is counted anywhere.
  ///
  /// - Parameter desk: `nil` if its store doesn't answer.
  func allMetrics(of desk: ServiceDesk?, _ networks: [any CallNetwork]) -> [Metric] {
    let waiting = (try? desk?.store.waitingMessages())?.count
    let queue = waiting.map {
      Metric("gooya_outbox_waiting", .gauge, "Messages that wait to be sent.", Double($0))
    }
    return metrics.all(calls.figures) + [queue].compactMap(\.self) + networks.flatMap(\.metrics)
  }
}
