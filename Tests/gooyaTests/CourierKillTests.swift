import Foundation
import GRDB
import Testing

/// Couriers that are killed while messages are under way to a gateway beyond a network.
struct CourierKillTests {
  private static func recipient(of number: Int) -> String { "091200000\(10 + number % 40)" }

  @Test func `a thousand messages, a gateway that fails 30 percent, two killed couriers`() throws {
    let place = try Workplace(environment: ["GOOYA_SMS_KANNEL_PASSWORD": "secret"])
    let gateway = try GatewayPeer("flaky_sendsms.py", "0.3", "0.003", in: place)
    try place.write(
      """
      format: 1
      sms:
        gateway: kannel
        sender: "30002000"
        kannel: { url: "http://127.0.0.1:\(gateway.port)/cgi-bin/sendsms", username: gooya }
      """, as: "config.yaml")
    try place.queue(
      (0..<1000).map { (Self.recipient(of: $0), "\($0)") })
    for kill in 1...2 {
      let courier = try place.start(["outbox", "watch", "--config", place.path("config.yaml")])
      try gateway.wait("messages") { lines in lines.count > kill * 20 ? 1 : nil }
      courier.send(SIGKILL)
      _ = try courier.wait()
      try place.letLeasesEnd()
      try place.letRetriesBecomeDue()
    }
    let courier = try place.start(["outbox", "watch", "--config", place.path("config.yaml")])
    var left = 1000
    for _ in 0..<1500 where left > 0 {
      usleep(100_000)
      try place.letRetriesBecomeDue()
      left = try place.count("status = 'queued'")
    }
    courier.send(SIGTERM)
    _ = try courier.wait()
    try place.checkDatabase()
    // With twelve tries, one message in two million fails for good.
    #expect(left == 0)
    #expect(try place.count("status = 'sent'") == 1000)
    let taken = gateway.messages
    let counts = Dictionary(grouping: taken.compactMap(\.text)) { $0 }.mapValues(\.count)
    #expect(counts.count == 1000, "each is delivered")
    let lost = try place.lostTries()
    for (text, count) in counts where count > 1 {
      #expect(
        count <= 1 + (lost[text] ?? 0), "one that came twice, though no answer to it was lost")
    }
    #expect(lost.count <= 20, "no more than a window for each kill")
    for (recipient, messages) in Dictionary(grouping: taken, by: \.to) {
      let order = messages.compactMap(\.text).compactMap { Int($0) }
      #expect(order == order.sorted(), "to \(recipient ?? "nobody")")
    }
    for message in taken {
      let number = Int(try #require(message.text)) ?? -1
      #expect(message.to == Self.recipient(of: number))
    }
  }
}

extension Workplace {
  fileprivate func count(_ condition: String) throws -> Int {
    try database().read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE \(condition)") ?? 0
    }
  }

  /// How many tries of a text ended without a record of their outcome.
  fileprivate func lostTries() throws -> [String: Int] {
    try database().read { db in
      Dictionary(
        uniqueKeysWithValues: try Row.fetchAll(
          db, sql: "SELECT text, lost FROM outbox WHERE lost > 0"
        ).map { ($0["text"], $0["lost"]) })
    }
  }
}
