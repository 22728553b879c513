import Foundation
import PostgresServer
import Testing

/// Several `gooya serve` on one PostgreSQL database.
struct ServerNodesTests {
  @Test func `a thousand messages, three nodes, one of them killed`() throws {
    let database = try NodeDatabase()
    let place = try Workplace(environment: [
      "GOOYA_SMS_KANNEL_PASSWORD": "secret", "GOOYA_STORE_URL": database.url,
    ])
    let gateway = try GatewayPeer("flaky_sendsms.py", "0.3", "0.003", in: place)
    try place.write(ThousandMessages.configuration(gateway), as: "config.yaml")
    #expect(try place.gooya("store", "migrate").status == 0)
    let nodes = try (0..<3).map { _ in
      try place.start([
        "serve", "--address", "127.0.0.1:0", "--config", place.path("config.yaml"),
      ])
    }
    for node in nodes { try node.waitForOutput("serving at") }
    try database.queue(ThousandMessages.all)
    try gateway.wait("messages") { lines in lines.count > 100 ? 1 : nil }
    nodes[0].send(SIGKILL)
    _ = try nodes[0].wait()
    try database.run("UPDATE outbox SET leased_until = 1 WHERE leased_until > 1")
    var left = ThousandMessages.count
    for _ in 0..<6000 where left > 0 {
      usleep(100_000)
      try database.run(
        "UPDATE outbox SET next_try_at = 1 WHERE status = 'queued' AND next_try_at > 1")
      left = try database.count("status = 'queued'")
    }
    for node in nodes[1...] {
      node.send(SIGTERM)
      #expect(try node.wait().complaints == "")
    }
    #expect(left == 0)
    #expect(try database.count("status = 'sent'") == ThousandMessages.count)
    try ThousandMessages.check(deliveredBy: gateway, lost: database.lostTries())
  }
}

/// A database of the tests' own PostgreSQL, as the nodes of a test share it.
struct NodeDatabase {
  let url: String
  private let name: String

  init() throws {
    url = try PostgresServer.shared().makeDatabase()
    name = String(url.split(separator: "/")[2].prefix { $0 != "?" })
  }

  @discardableResult
  func run(_ statements: String) throws -> String {
    try PostgresServer.shared().psql(statements, in: name)
  }

  func count(_ condition: String) throws -> Int {
    Int(try run("SELECT count(*) FROM outbox WHERE \(condition)")) ?? -1
  }

  /// Queues SMS, as a call does.
  func queue(_ messages: [(recipient: String, text: String)]) throws {
    let rows = messages.map {
      "('sms', '\($0.recipient)', '30002000', '\($0.text)', 1780000000000, 'queued')"
    }
    try run(
      """
      INSERT INTO outbox (kind, recipient, sender, text, at, status)
      VALUES \(rows.joined(separator: ", "));
      NOTIFY gooya_outbox
      """)
  }

  /// How many tries of a text ended without a record of their outcome.
  func lostTries() throws -> [String: Int] {
    let rows = try run("SELECT text, lost FROM outbox WHERE lost > 0").split(separator: "\n")
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let parts = row.split(separator: "|")
        return (String(parts[0]), Int(parts[1]) ?? 0)
      })
  }
}
