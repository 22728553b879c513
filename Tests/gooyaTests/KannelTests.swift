import Foundation
import Testing

/// SMS by Kannel itself, with its fake centre.
struct KannelTests {
  /// Kannel's programs, on free ports.
  private final class Kannel {
    let port: Int
    private let boxes: [Workplace.Running]
    let centre: Workplace.Running

    init(in place: Workplace, receiving: String) throws {
      let ports = try (0..<4).map { _ in try FreePort.find() }
      port = ports[3]
      try place.write(
        """
        group = core
        admin-port = \(ports[0])
        admin-password = x
        smsbox-port = \(ports[1])
        dlr-storage = internal
        box-allow-ip = "127.0.0.1"

        group = smsc
        smsc = fake
        smsc-id = fake
        host = 127.0.0.1
        port = \(ports[2])
        connect-allow-ip = 127.0.0.1

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = \(port)

        group = sendsms-user
        username = gooya
        password = secret
        concatenation = true
        max-messages = 10

        group = sms-service
        keyword = default
        max-messages = 0
        get-url = "\(receiving)"

        """, as: "kannel.conf")
      func start(_ program: String, _ arguments: String..., until text: String) throws
        -> Workplace.Running
      {
        let running = try Workplace.Running(arguments, of: program, in: place, input: Data())
        try running.waitForComplaint(text)
        return running
      }
      let bearer = try start(
        "/usr/sbin/bearerbox", "-v", "0", "kannel.conf", until: "MAIN: Start-up done")
      let sms = try start(
        "/usr/sbin/smsbox", "-v", "0", "kannel.conf", until: "Connected to bearerbox")
      boxes = [sms, bearer]
      centre = try start(
        "/usr/lib/kannel/test/fakesmsc", "-H", "127.0.0.1", "-r", "\(ports[2])", "-m", "0",
        "1 2 text nothing", until: "Connecting to")
    }
  }

  @Test func `Kannel takes messages whole, reports them, and tells of wrong passwords`() throws {
    let place = try Workplace(environment: ["GOOYA_SMS_KANNEL_PASSWORD": "secret"])
    let kannel = try Kannel(in: place, receiving: "http://127.0.0.1:9/sms")
    let configuration = """
      format: 1
      sms:
        gateway: kannel
        sender: "30002000"
        kannel: { url: "http://127.0.0.1:\(kannel.port)/cgi-bin/sendsms", username: gooya }

      """
    try place.write(configuration, as: "config.yaml")
    let persian = String(repeating: "سلام ", count: 20)
    try place.queue([("09120000001", persian), ("+8613800000001", "a@{€ 100% & more")])
    let once = try place.gooya(
      "outbox", "watch", "--once", "--config", place.path("config.yaml"))
    #expect(once.status == 0)
    #expect(try place.outbox().map(\.status) == ["sent", "sent"])
    try kannel.centre.waitForComplaint("Got message 3")
    let told = kannel.centre.complaintsSoFar.split(separator: "\n").filter {
      $0.contains("Got message")
    }
    let header = try told.filter { $0.contains("udh") }.map { line in
      try #require(line.firstMatch(of: /30002000 09120000001 udh %05%00%03(%..|.)%02(%0[12]) data/))
    }
    #expect(header.map(\.2) == ["%01", "%02"])
    #expect(Set(header.map(\.1)).count == 1)
    #expect(told.contains { $0.contains("30002000 +8613800000001 text a@{") })
    try report(configuration, in: place)
    let refused = try Workplace(environment: ["GOOYA_SMS_KANNEL_PASSWORD": "wrong"])
    try refused.write(
      """
      format: 1
      sms: { gateway: kannel, sender: "1", kannel: {
        url: "http://127.0.0.1:\(kannel.port)/cgi-bin/sendsms", username: gooya } }
      """, as: "config.yaml")
    try refused.queue([("09120000001", "x")])
    try refused.gooya("outbox", "watch", "--once", "--config", refused.path("config.yaml"))
    #expect(try refused.outbox().map(\.status) == ["failed"])
    #expect(try refused.gooya("outbox").output.contains("Kannel answers 403"))
  }

  /// What the server sends is reported to it by Kannel.
  private func report(_ configuration: String, in place: Workplace) throws {
    let address = "127.0.0.1:\(try FreePort.find())"
    try place.write(
      configuration + "serve: { address: \"\(address)\", url: \"http://\(address)\" }\n",
      as: "serve.yaml")
    let server = try place.start(["serve", "--config", "serve.yaml"])
    try server.waitForOutput("serving")
    try place.queue([("09120000002", "reported")])
    try place.waitForOutbox { $0.last?.status == "delivered" }
    server.send(SIGTERM)
    _ = try server.wait()
  }
}

/// A port that nobody listens on at the moment.
private enum FreePort {
  struct None: Error {}

  static func find() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isDone = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isDone else { throw None() }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
