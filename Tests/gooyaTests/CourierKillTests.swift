import Foundation
import GRDB
import Testing

/// Couriers that are killed while messages are under way to a gateway beyond a network.
struct CourierKillTests {
  @Test func `a thousand messages, a gateway that fails 30 percent, two killed couriers`() throws {
    let place = try Workplace(environment: ["GOOYA_SMS_KANNEL_PASSWORD": "secret"])
    let gateway = try GatewayPeer("flaky_sendsms.py", "0.3", "0.003", in: place)
    try place.write(ThousandMessages.configuration(gateway), as: "config.yaml")
    try place.queue(ThousandMessages.all)
    for kill in 1...2 {
      let courier = try place.start(["outbox", "watch", "--config", place.path("config.yaml")])
      try gateway.wait("messages") { lines in lines.count > kill * 20 ? 1 : nil }
      courier.send(SIGKILL)
      _ = try courier.wait()
      try place.letLeasesEnd()
      try place.letRetriesBecomeDue()
    }
    let courier = try place.start(["outbox", "watch", "--config", place.path("config.yaml")])
    var left = ThousandMessages.count
    for _ in 0..<6000 where left > 0 {
      usleep(100_000)
      try place.letRetriesBecomeDue()
      left = try place.count("status = 'queued'")
    }
    courier.send(SIGTERM)
    _ = try courier.wait()
    try place.checkDatabase()
    // With twelve tries, one message in two million fails for good.
    #expect(left == 0)
    #expect(try place.count("status = 'sent'") == ThousandMessages.count)
    let lost = try place.lostTries()
    #expect(lost.count <= 20, "no more than a window for each kill")
    try ThousandMessages.check(deliveredBy: gateway, lost: lost)
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
