import CallEngine
import Dispatch
import Foundation
import Lines
import LiveLine
import Synchronization
import WebHandset
import WebServer

/// Telephones in browsers, and the page that they are on.
final class WebNetwork: CallNetwork {
  private let address: ListeningAddress
  private let token: String?
  private let watches: Bool
  private let state = Mutex(State())

  private struct State {
    var server: WebServer?
    var service: PhoneService?
    var watcher: LineWatcher?
    var status: StatusSite?
  }

  private let ended = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - isOpen: whether others than this machine may use it, by a link with a secret.
  ///   - watches: whether saved scripts are taken up at once.
  init(_ address: ListeningAddress, isOpen: Bool, watches: Bool) {
    self.address = address
    self.watches = watches
    token = isOpen ? ServiceDesk.randomToken() : nil
  }

  var place: VisibleText {
    let at = state.withLock { $0.server?.address } ?? "\(address.host):\(address.port)"
    return "web at \(at)"
  }

  /// Tells how all is, besides the page.
  func serve(_ status: StatusSite) { state.withLock { $0.status = status } }

  func begin(_ exchange: Exchange) throws {
    let watcher = watches ? LineWatcher(exchange) : nil
    let switchboard = WebSwitchboard(exchange, watcher: watcher, isTrusting: token == nil)
    let gate = WebGate(token: token)
    let service = PhoneService(switchboard, gate: gate, beside: state.withLock { $0.status })
    var limits = WebLimits()
    // A page is loaded in parts, and many people may be behind one address.
    limits.connectionsOfOne = 128
    limits.connections = 1200
    let server: WebServer
    do throws(WebAddressFault) {
      server = try WebServer(host: address.host, port: address.port, service, limits: limits) {
        _ in
      }
    } catch {
      throw Failure("can't listen at \(address.host):\(address.port): \(error.reason)")
    }
    state.withLock {
      $0.server = server
      $0.service = service
      $0.watcher = watcher
    }
    watcher?.begin { service.tell($0) }
    // The secret stands nowhere else: not in the log, nor in 'gooya live'.
    for place in Self.places(of: server.address) {
      StandardOutput.line("telephone: http://\(place)\(gate.start)")
    }
    Task {
      await server.run()
      ended.signal()
    }
  }

  /// Where a browser finds what listens at an address, as `ADDRESS:PORT`: what listens everywhere is
  /// at each of this machine's addresses, and none of them is `0.0.0.0`.
  static func places(
    of address: String, own: (_ isIPv6: Bool) -> [String] = OwnAddresses.all
  ) -> [String] {
    guard let listening = ListeningAddress(address), ["0.0.0.0", "::"].contains(listening.host)
    else { return [address] }
    let isIPv6 = listening.host == "::"
    return own(isIPv6).map { "\(isIPv6 ? "[\($0)]" : $0):\(listening.port)" }
  }

  /// The exchange takes no more calls; pages are told so.
  func close() {
    state.withLock { $0.watcher }?.end()
  }

  func stop() {
    guard let server = state.withLock({ $0.server }) else { return }
    server.stop()
    ended.wait()
  }

  var metrics: [Metric] {
    [
      Metric(
        "gooya_web_pages", .gauge, "Pages with a telephone that are open.",
        Double(state.withLock { $0.service?.count ?? 0 }))
    ]
  }
}
