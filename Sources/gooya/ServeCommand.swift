import ArgumentParser
import CallEngine
import Foundation
import Glibc
import Lines
import Messaging
import Store
import WebServer

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the page behind the link in an SMS, take in SMS, and send what is due.",
    discussion: """
      GET and POST /c/SECRET     the page where a subscriber gives his e-mail address
      POST /sms                  an SMS that a gateway hands in: from, text and id as a form or as \
      JSON, signed in by 'Authorization: Bearer' with serve.inbound_secret
      GET /sms                   the same as Kannel's sms-service asks: from, text, id, secret
      GET /healthz               whether all is well

      Links begin with serve.url. Encryption is for a proxy in front, such as Caddy or nginx; \
      serve.behind_proxy: "yes" takes visitors' addresses from its X-Forwarded-For.

      Example:
        gooya serve
        gooya serve --address 127.0.0.1:8080

      Ctrl-C or SIGTERM ends it, once the requests in progress are answered.
      """)

  @Option(
    help: ArgumentHelp(
      "Where it listens; port 0 is a free one. (default: serve.address, 127.0.0.1:8080)",
      valueName: "host:port"))
  var address: String?

  @OptionGroup var configuration: ConfigurationOption

  @OptionGroup var stubs: StubOptions

  @OptionGroup var data: DataOptions

  /// How often the outbox is looked at, if nothing is heard.
  private static let interval = 0.2

  func validate() throws {
    if let address, ListeningAddress(address) == nil {
      throw ValidationError(
        "'\(address)' is no address; write it like 127.0.0.1:8080 or [::1]:8080")
    }
    _ = try stubs.behaviours
  }

  func run() throws {
    let settings = try configuration.load()
    let written = address ?? settings.text("serve.address") ?? ""
    guard let listening = ListeningAddress(written) else {
      throw Failure("serve.address: '\(written)' is no address; write it like 127.0.0.1:8080")
    }
    let desk = ServiceDesk(
      store: try data.open(by: settings), texts: try LineTexts.find(), stubs: try stubs.behaviours,
      settings)
    let delivery = try RemoteDelivery(of: desk, settings)
    let isBehindProxy = settings.text("serve.behind_proxy") == "yes"
    let site = WebSite(
      desk, inboundSecret: try settings.secret("serve.inbound_secret"),
      isBehindProxy: isBehindProxy)
    var limits = WebLimits()
    // All connections are the proxy's.
    if isBehindProxy { limits.connectionsOfOne = limits.connections }
    let server: WebServer
    do throws(WebAddressFault) {
      server = try WebServer(host: listening.host, port: listening.port, site, limits: limits) {
        StandardError.line($0.line)
      }
    } catch {
      throw Failure("can't listen at \(written): \(error.reason)")
    }
    let ear = desk.store.ear()
    Interruption.watch()
    let ended = DispatchSemaphore(value: 0)
    Task {
      await server.run()
      ended.signal()
    }
    delivery?.begin()
    StandardOutput.line("serving at http://\(server.address)")
    while Interruption.signal == nil, !StandardOutput.isAbandoned, delivery?.hasFailed != true {
      sendDue(desk)
      ear.wait(atMost: Self.interval)
    }
    server.stop()
    ended.wait()
    try delivery?.end()
    try Interruption.tell(unlessCtrlCEnds: true)
  }

  /// What goes wrong here may pass, so it doesn't end the server.
  private func sendDue(_ desk: ServiceDesk) {
    do {
      try desk.catchUp(at: Date())
      try desk.courier.deliver(at: Date(), while: { Interruption.signal == nil })
    } catch {
      StandardError.line("gooya: \("\(error)")")
    }
  }
}

/// Where a server listens.
struct ListeningAddress {
  /// An IPv4 or IPv6 address, without brackets.
  let host: String
  let port: UInt16

  /// `nil` if it isn't one.
  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"),
      text[text.index(after: colon)...].allSatisfy(\.isNumber),
      let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    var host = String(text[..<colon])
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    if isBracketed { host = String(host.dropFirst().dropLast()) }
    if host == "localhost" { host = "127.0.0.1" }
    var bytes = [UInt8](repeating: 0, count: 16)
    guard inet_pton(isBracketed ? AF_INET6 : AF_INET, host, &bytes) == 1 else { return nil }
    self.host = host
    self.port = port
  }
}

extension Configuration {
  /// What links to the lines' pages begin with, without a slash at the end; `nil` if it isn't set.
  var pagesURL: String? {
    text("serve.url").map { url in String(url.reversed().drop { $0 == "/" }.reversed()) }
  }
}

extension WebLogEntry {
  fileprivate var line: VisibleText {
    let milliseconds = Int(took / .milliseconds(1))
    return "\(at.ISO8601Format())  \(method) \(place) \(status) \(milliseconds) ms"
  }
}
