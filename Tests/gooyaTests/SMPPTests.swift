import CallEngine
import Foundation
import Messaging
import Testing

/// SMS by SMPP to real centres: smppy, and one made of Net::SMPP.
struct SMPPTests {
  private let place: Workplace

  init() throws {
    place = try Workplace(environment: ["GOOYA_SMS_SMPP_PASSWORD": "secret"])
  }

  private func configure(_ centre: GatewayPeer, _ more: String...) throws {
    try place.write(
      """
      format: 1
      sms:
        gateway: smpp
        sender: "30002000"
        smpp:
          host: 127.0.0.1
          port: \(centre.port)
          system_id: gooya
      \(more.map { "    \($0)\n" }.joined())
      """, as: "config.yaml")
  }

  private func watch(_ options: String...) throws -> Workplace.Running {
    try place.start(["outbox", "watch", "--config", place.path("config.yaml")] + options)
  }

  private static let longText = String(repeating: "سلام، ", count: 20)

  @Test func `a bill that a caller asks for reaches smppy in two segments`() throws {
    let centre = try GatewayPeer("smppy_centre.py", in: place)
    try configure(centre, "window: 1")
    try place.gooya(
      "call", "--from", "02199900001", "--fast", "--keys", "~20 2 ~9 09120000001 ~17 1 ~10 h",
      "--config", place.path("config.yaml"))
    let row = try #require(try place.outbox().first)
    #expect(row.status == "sent" && row.segments == 2)
    let messages = centre.messages
    #expect(messages.map(\.source) == ["30002000", "30002000"])
    #expect(messages.map(\.destination) == ["09120000001", "09120000001"])
    #expect(messages.compactMap(\.text).joined() == row.text)
    #expect(centre.lines.last?.unbound == true)
  }

  @Test func `what a subscriber answers over smppy comes to the desk`() throws {
    let centre = try GatewayPeer("smppy_centre.py", "ann@mail.example", in: place)
    try configure(centre, "window: 1")
    try place.queue([("09120000001", "a question")])
    let watch = try watch()
    // Nothing was asked, so it is told that.
    try centre.wait("the answer") { lines in lines.count { $0.destination != nil } == 2 ? 1 : nil }
    #expect(centre.messages.last?.destination == "09120000001")
    watch.send(SIGINT)
    #expect(try watch.wait().status == 0)
    #expect(try place.outbox().map(\.status) == ["sent", "sent"])
  }

  @Test func `a wrong password sends nothing, and nothing is lost`() throws {
    let other = try Workplace(environment: ["GOOYA_SMS_SMPP_PASSWORD": "wrong"])
    let centre = try GatewayPeer("smpp_centre.pl", in: other)
    try other.write(
      """
      format: 1
      sms: { gateway: smpp, sender: "1", smpp: { host: 127.0.0.1, port: \(centre.port), system_id: x } }
      """, as: "config.yaml")
    try other.queue([("09120000001", "x")])
    let once = try other.gooya(
      "outbox", "watch", "--once", "--config", other.path("config.yaml"))
    #expect(once.status == 0)
    #expect(centre.messages.isEmpty && centre.lines.contains { $0.known == false })
    #expect(try other.outbox().map(\.status) == ["queued"])
  }

  @Test func `receipts move the state of messages, each of its own`() throws {
    let centre = try GatewayPeer("smpp_centre.pl", "receipts", in: place)
    try configure(centre)
    try place.queue([
      ("09120000001", Self.longText), ("09120000009", "x"), ("+8613800000001", "y"),
    ])
    let watch = try watch()
    try place.waitForOutbox { rows in
      rows.map(\.status) == ["delivered", "undeliverable", "delivered"]
    }
    watch.send(SIGINT)
    #expect(try watch.wait().status == 0)
    #expect(centre.lines.count { $0.taken == 0 } == 4)
    let segments = centre.messages.filter { $0.destination == "09120000001" }
    #expect(segments.map(\.class) == [0x40, 0x40] && segments.allSatisfy { $0.coding == 8 })
    let headers = segments.compactMap { $0.octets?.prefix(12) }
    #expect(headers.allSatisfy { $0.hasPrefix("050003") && $0.dropFirst(8).hasPrefix("02") })
    #expect(headers.map { $0.suffix(2) } == ["01", "02"])
    let chinese = centre.messages.first { $0.destination == "8613800000001" }
    #expect(chinese?.destinationType == 1)
    #expect(try place.gooya("outbox", "show", "1").output.contains("receipt:  delivered 20"))
    // Nothing of a receipt's text is kept.
    #expect(try place.shell("grep -rc secret xdg || true").lines.allSatisfy { $0.hasSuffix(":0") })
  }

  @Test func `a long text can go as one payload`() throws {
    let centre = try GatewayPeer("smpp_centre.pl", in: place)
    try configure(centre, "long_messages: payload")
    try place.queue([("09120000001", Self.longText)])
    try watch("--once").wait()
    #expect(centre.messages.map(\.payload) == [true])
    #expect(centre.messages.first?.octets?.count == Self.longText.utf16.count * 4)
  }

  @Test func `what a centre can't take now is sent again, and what it refuses has failed`() throws {
    let centre = try GatewayPeer("smpp_centre.pl", "throttle", in: place)
    try configure(centre)
    try place.queue([("09120000001", "x")])
    try watch("--once").wait()
    #expect(centre.messages.map(\.status) == [0x58, 0x58, 0x14, 0])
    #expect(try place.outbox().map(\.status) == ["sent"])
    let strict = try GatewayPeer("smpp_centre.pl", "refuse", in: place)
    try configure(strict)
    try place.queue([("09120000002", "y")])
    try watch("--once").wait()
    #expect(strict.messages.count == 1)
    #expect(try place.outbox().map(\.status) == ["sent", "failed"])
    #expect(try place.gooya("outbox", "show", "2").output.contains("the SMS centre answers 11"))
  }

  @Test func `a cut link is made again, and the message whose answer was lost is sent again`()
    throws
  {
    let centre = try GatewayPeer("smpp_centre.pl", "cut", in: place)
    try configure(centre)
    try place.queue([("09120000001", "x"), ("09120000002", "y")])
    let watch = try watch()
    try centre.wait("a second link") { lines in lines.count { $0.bound != nil } == 2 ? 1 : nil }
    try place.waitForOutbox { rows in
      try? place.letRetriesBecomeDue()
      return rows.allSatisfy { $0.status == "sent" }
    }
    watch.send(SIGTERM)
    _ = try watch.wait()
    let counts = Dictionary(grouping: centre.messages.compactMap(\.octets)) { $0 }.mapValues(
      \.count)
    #expect(counts.values.sorted() == [1, 2] || counts.values.sorted() == [2, 2])
  }

  @Test func `two thousand submissions through a window of ten are all answered`() async throws {
    let centre = try GatewayPeer("smpp_centre.pl", "count", in: place)
    var settings = SMPPGateway.Settings(
      host: "127.0.0.1", login: SMPPLogin(systemID: "gooya", password: "secret"))
    settings.port = centre.port
    // A busy machine may need its time.
    settings.limits.timeout = .seconds(50)
    let gateway = SMPPGateway(settings) { _ in }
    await gateway.begin()
    let accepted = await withTaskGroup(of: Int.self) { group in
      for part in 0..<gateway.window {
        group.addTask {
          var count = 0
          for number in 0..<200 {
            let message = CallMessage(.sms, from: "30002000", to: "0912000000\(part)", text: "x")
            var answer = await gateway.submit(message, key: "\(part) \(number)")
            // A gateway that a busy machine holds up doesn't begin a try that it has no time for.
            while case .temporaryFailure("there is no link to the SMS centre") = answer.outcome {
              answer = await gateway.submit(message, key: "\(part) \(number)")
            }
            if answer.outcome == .accepted { count += 1 }
          }
          return count
        }
      }
      return await group.reduce(0, +)
    }
    await gateway.end()
    #expect(accepted == 2000)
    try centre.wait("its end") { lines in lines.first { $0.submissions == 2000 } }
  }

  @Test func `an answer in two parts is read as one`() throws {
    let centre = try GatewayPeer("smpp_centre.pl", "reply", in: place)
    try configure(centre)
    try place.gooya(
      "call", "--from", "02199900001", "--fast", "--keys", "~20 5 ~9 09120000001 ~17 1 ~10 h",
      "--config", place.path("config.yaml"))
    let watch = try watch()
    try place.waitForOutbox { rows in
      rows.contains { $0.kind == "email" && $0.to == "ann@mail.example" }
        || rows.count { $0.kind == "sms" } > 1
    }
    watch.send(SIGINT)
    _ = try watch.wait()
    #expect(try place.outbox().contains { $0.to == "ann@mail.example" && $0.kind == "email" })
  }
}
