import Foundation
import GRDB
import Glibc
import Testing

/// The outbox as its operator sees it.
struct OutboxTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.gooya("calls")
  }

  /// Queues messages, as a process that was killed before it could send them leaves them.
  private func queue(_ rows: (recipient: String, text: String)..., reference: String? = nil) throws
  {
    let database = try place.database()
    try database.write { db in
      for row in rows {
        try db.execute(
          sql: """
            INSERT INTO outbox (kind, recipient, sender, subject, text, at, reference, status)
            VALUES (?, ?, '30002000', ?, ?, 1780000000000, ?, 'queued')
            """,
          arguments: [
            row.recipient.contains("@") ? "email" : "sms", row.recipient,
            row.recipient.contains("@") ? "Subject" : nil, row.text, reference,
          ])
      }
    }
  }

  private func statuses() throws -> [String] { try place.outbox().map(\.status) }

  @Test func `the list is the default`() throws {
    try queue(("09120000001", "one"))
    for options in [[], ["--json"]] {
      #expect(
        try place.gooya(["outbox"] + options).output
          == place.gooya(["outbox", "list"] + options).output)
    }
    #expect(
      try place.gooya("outbox").lines == [
        "1  2026-05-28T20:26:40Z  sms to 09120000001, queued, GSM7 × 1", "  one",
      ])
  }

  @Test func `a pass sends what is due, once`() throws {
    try queue(("09120000001", "one"), ("someone@mail.example", "two"), ("09120000001", "three"))
    let pass = try place.gooya("outbox", "watch", "--once")
    #expect(pass.status == 0)
    #expect(pass.lines.filter { $0.contains(", sent") }.count == 3)
    #expect(pass.lines.contains("  Subject"))
    #expect(try statuses() == ["sent", "sent", "sent"])
    #expect(try place.gooya("outbox", "watch", "--once").output.isEmpty)
  }

  @Test func `what is refused for good fails, with its reason, and can be put back`() throws {
    try queue(("09120000001", "one"), ("someone@mail.example", "two"))
    let pass = try place.gooya("outbox", "watch", "--once", "--given", "sms=failed")
    #expect(
      pass.lines.first?.hasSuffix("sms to 09120000001, failed, GSM7 × 1: the gateway refused it")
        == true)
    #expect(try place.gooya("outbox").lines.first == pass.lines.first)
    #expect(try statuses() == ["failed", "sent"])
    let shown = try place.gooya("outbox", "show", "1").lines
    #expect(shown.contains("  tries:    1"))
    #expect(shown.contains("  error:    the gateway refused it"))
    #expect(shown.contains { $0.hasPrefix("  failed:   20") })
    #expect(try place.gooya("outbox", "retry", "1").lines == ["message 1 is queued again"])
    #expect(try statuses() == ["queued", "sent"])
    try place.gooya("outbox", "watch", "--once")
    #expect(try statuses() == ["sent", "sent"])
  }

  @Test func `a busy gateway gets its message later`() throws {
    try queue(("09120000001", "one"))
    #expect(
      try place.gooya("outbox", "watch", "--once", "--given", "sms=busy").output.isEmpty)
    let row = try place.gooya("outbox", "show", "1", "--json").json(Message.self)
    #expect(row.status == "queued" && row.tries == 1 && row.lastError == "the gateway is busy")
    #expect(try #require(row.nextTryAt).timeIntervalSinceNow > 10)
    #expect(row.settledAt == nil && row.key.count == 32)
    let next = try #require(row.nextTryAt).ISO8601Format()
    #expect(
      try place.gooya("outbox").lines.first?.hasSuffix(", queued, GSM7 × 1, next try \(next)")
        == true)
    // It isn't due yet.
    try queue(("09120000001", "two"))
    let pass = try place.gooya("outbox", "watch", "--once")
    #expect(pass.status == 0 && pass.output.isEmpty)
    #expect(pass.complaints == "2 messages wait; the next try is due at \(next)\n")
    #expect(try statuses() == ["queued", "queued"])
  }

  @Test func `a reply shows what waits, and its sender is told so if he answers again`() throws {
    try place.call("5 ~1 h", from: "09120000004")
    let first = try place.gooya(
      "reply", "09120000004", "me@mail.example", "--given", "email=busy")
    let row = try place.gooya("outbox", "show", "2", "--json").json(Message.self)
    let next = try #require(row.nextTryAt).ISO8601Format()
    #expect(first.status == 0)
    #expect(
      first.lines == [
        "e-mail to me@mail.example waits: the gateway is busy; "
          + "the next call, reply or 'gooya outbox watch' tries it from \(next)"
      ])
    let second = try place.gooya("reply", "09120000004", "me@mail.example")
    #expect(second.output.contains("is being sent to me@mail.example"))
    #expect(!second.output.contains("already"))
    #expect(try statuses() == ["sent", "queued", "sent"])
    let refused = try place.gooya("reply", "09120000005", "x", "--given", "sms=failed")
    #expect(refused.lines == ["SMS to 09120000005 was not sent: the gateway refused it"])
  }

  @Test func `all that failed can be put back at once, but what its receiver knows of`() throws {
    try queue(("09120000001", "one"), ("09120000002", "two"))
    try queue(("someone@mail.example", "three"), reference: "confirmation 1")
    try place.gooya("outbox", "watch", "--once", "--given", "sms=failed", "--given", "email=failed")
    let outcome = try place.gooya("outbox", "retry", "3", "1", "8")
    #expect(outcome.status == 1)
    #expect(outcome.lines == ["message 1 is queued again"])
    let kept = "its recipient was told that it failed, and may have asked again"
    #expect(
      outcome.complaints == """
        gooya: message 3 stays as it is: \(kept)
        gooya: message 8 stays as it is: there is no such message

        """)
    #expect(
      try place.gooya("outbox", "retry", "--all-failed").lines == ["1 message is queued again"])
    #expect(try statuses() == ["queued", "queued", "failed"])
    let none = try place.gooya("outbox", "retry", "--all-failed")
    #expect(
      none.lines == [
        "no message is queued again: "
          + "the recipients of those that failed were told so, and may have asked again"
      ])
  }

  @Test func `without any that failed none can be put back`() throws {
    let none = try place.gooya("outbox", "retry", "--all-failed")
    #expect(none.lines == ["no message is queued again: none has failed"])
  }

  @Test(arguments: [["show", "abc"], ["retry", "abc"], ["show", "0"]])
  func `what is no number is told what a number is`(arguments: [String]) throws {
    #expect(
      try place.gooya(["outbox"] + arguments).complaints.contains("it must be a whole number"))
  }

  @Test func `a watch shows messages as they are settled, by itself or others, until Ctrl-C`()
    throws
  {
    try queue(("09120000001", "one"))
    let watch = try place.start(["outbox", "watch"])
    while try statuses() != ["sent"] { usleep(20_000) }
    try place.call("2 ~1 h", from: "09120000004")
    while try place.outbox().contains(where: { $0.status == "queued" }) { usleep(20_000) }
    try watch.waitForOutput("  sms to 09120000004, sent")
    watch.send(SIGINT)
    let outcome = try watch.wait()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.lines.filter { $0.contains("  sms to ") && $0.contains(", sent") }.count == 2)
  }

  @Test(arguments: [
    ["show"], ["show", "x"], ["retry"], ["retry", "1", "--all-failed"], ["retry", "x"],
    ["watch", "--given", "sms=often"], ["watch", "1"],
  ])
  func `wrong usage is told as such`(arguments: [String]) throws {
    #expect(try place.gooya(["outbox"] + arguments).status == 64)
  }

  @Test func `a message that isn't there can't be shown`() throws {
    let outcome = try place.gooya("outbox", "show", "9")
    #expect(outcome.status == 1)
    #expect(outcome.complaints == "gooya: there is no message 9 in the outbox\n")
  }

  /// What the JSON form says beyond what it always did.
  private struct Message: Decodable {
    let status: String
    let tries: Int
    let nextTryAt: Date?
    let settledAt: Date?
    let lastError: String?
    let key: String

    enum CodingKeys: String, CodingKey {
      case status, tries, key
      case nextTryAt = "next_try_at"
      case settledAt = "settled_at"
      case lastError = "last_error"
    }
  }
}
