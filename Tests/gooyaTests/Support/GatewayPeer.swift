import Foundation
import GRDB
import Testing

/// A program that stands opposite a gateway: it listens on loopback, and tells in lines of JSON what
/// it took. It ends with the test.
final class GatewayPeer {
  private let running: Workplace.Running
  /// The port that its first line tells.
  private(set) var port = 0

  /// - Parameter script: its name in `Tests/Gateways`.
  init(_ script: String, _ arguments: String..., in place: Workplace) throws {
    let path = Workplace.package.appending(path: "Tests/Gateways/\(script)").path
    let python = Workplace.package.appending(path: ".build/gateway-tests/bin/python").path
    running = try Workplace.Running(
      [path] + arguments, of: script.hasSuffix(".py") ? python : "/usr/bin/perl", in: place,
      input: Data())
    port = try wait("its port") { $0.first?.port }
  }

  /// A line of what it tells.
  struct Line: Decodable {
    let port: Int?
    let bound: String?
    let known: Bool?
    let unbound: Bool?
    let source: String?
    let destination: String?
    let destinationType: Int?
    let text: String?
    let `class`: Int?
    let coding: Int?
    let octets: String?
    let payload: Bool?
    let status: Int?
    /// The status of an answer to what it delivered.
    let taken: Int?
    let submissions: Int?
    let seconds: Double?
    let from: String?
    let to: String?
    let charset: String?
    let dlrURL: String?

    private enum CodingKeys: String, CodingKey {
      case port, bound, known, unbound, source, destination, text, `class`, octets, payload, status
      case taken, submissions, seconds, from, to, charset
      case destinationType = "destination_type"
      case coding = "data_coding"
      case dlrURL = "dlr-url"
    }
  }

  /// What it has told. A line that isn't whole yet doesn't count.
  var lines: [Line] {
    running.outputSoFar.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  /// Those lines that tell of a message.
  var messages: [Line] { lines.filter { $0.destination ?? $0.to != nil } }

  /// Waits until what it tells has something.
  @discardableResult
  func wait<Value>(_ what: String, for find: ([Line]) -> Value?) throws -> Value {
    for _ in 0..<30_000 {
      if let found = find(lines) { return found }
      usleep(10_000)
    }
    throw Overdue(what: what, told: running.outputSoFar)
  }

  struct Overdue: Error {
    let what: String
    let told: String
  }
}

extension Workplace {
  /// Waits until the outbox is as it should be.
  func waitForOutbox(_ isSo: ([OutboxRow]) -> Bool) throws {
    for _ in 0..<100 {
      if isSo(try outbox()) { return }
      usleep(100_000)
    }
    Issue.record("the outbox stays \(try outbox().map(\.status))")
  }

  /// Queues SMS, as a call does.
  func queue(_ messages: [(recipient: String, text: String)]) throws {
    try gooya("calls")
    try database().write { db in
      for message in messages {
        try db.execute(
          sql: """
            INSERT INTO outbox (kind, recipient, sender, text, at, status)
            VALUES ('sms', ?, '30002000', ?, 1780000000000, 'queued')
            """, arguments: [message.recipient, message.text])
      }
    }
  }

  /// What is to be tried again is due at once.
  func letRetriesBecomeDue() throws {
    try database().write { db in
      try db.execute(
        sql: "UPDATE outbox SET next_try_at = 1 WHERE status = 'queued' AND next_try_at > 1")
    }
  }

  /// The leases of couriers that were killed end.
  func letLeasesEnd() throws {
    try database().write { db in
      try db.execute(
        sql: """
          UPDATE outbox SET leased_until = 1 WHERE status = 'queued' AND leased_until > 1
          """)
    }
  }
}
