import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Store

/// The queue in the outbox: who gets what, when, and in which order.
@Suite(.eachDatabase)
struct DeliveryTests {
  private let store: Store
  private let start = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    store = try Store()
  }

  private func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

  @discardableResult
  private func queue(_ text: String, to recipient: String, _ reference: String? = nil) throws
    -> Int64
  {
    let medium: CallMessage.Medium = recipient.contains("@") ? .email : .sms
    return try store.write("queue") { db in
      try Store.post(
        CallMessage(medium, from: "1", to: recipient, text: text), .queued, at: start,
        cause: MessageCause(reference: reference), db)
    }
  }

  private func claim(at seconds: TimeInterval = 0, to recipient: String? = nil) throws
    -> OutboxEntry?
  {
    try store.claimMessage(at: at(seconds), lease: 60, to: recipient)
  }

  @Test
  func `a queued message has a key of its own, no tries and no end`() throws {
    try queue("a", to: "x")
    try queue("b", to: "x")
    let entries = try store.outbox()
    #expect(entries.map(\.status) == [.queued, .queued])
    #expect(Set(entries.map(\.key)).count == 2 && entries.allSatisfy { $0.key.count == 32 })
    #expect(entries.allSatisfy { $0.tries == 0 && $0.settledAt == nil && $0.lastError == nil })
  }

  @Test
  func `what is queued in a transaction that fails is never sent`() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try store.write("queue") { db in
        try Store.post(
          CallMessage(.sms, from: "1", to: "x", text: "a"), .queued, at: start,
          cause: MessageCause(), db)
        throw Stop()
      }
    }
    #expect(try claim() == nil)
  }

  @Test
  func `messages to one recipient wait for each other, others don't`() throws {
    for (text, recipient) in [("a", "x"), ("b", "x"), ("c", "y")] { try queue(text, to: recipient) }
    let first = try #require(try claim())
    #expect(first.text == "a" && first.tries == 1 && first.leasedUntil == at(60))
    #expect(try claim()?.text == "c")
    #expect(try claim() == nil)
    #expect(try store.isBeingSent(to: "x", at: at(59)))
    #expect(try store.settle(first, .sent, at: at(1)).status == .sent)
    #expect(try !store.isBeingSent(to: "x", at: at(1)))
    #expect(try claim(at: 1)?.text == "b")
  }

  @Test
  func `a message that is put off holds back those after it to the same recipient`() throws {
    try queue("a", to: "x")
    try queue("b", to: "x")
    let first = try #require(try claim())
    let entry = try store.settle(first, .later(at: at(30), why: "busy"), at: at(1))
    #expect(entry.status == .queued && entry.lastError == "busy" && entry.nextTryAt == at(30))
    #expect(entry.leasedUntil == nil)
    #expect(try claim(at: 29) == nil)
    #expect(try claim(at: 30)?.text == "a")
  }

  @Test
  func `one recipient's messages can be asked for alone`() throws {
    try queue("a", to: "x")
    try queue("b", to: "y")
    #expect(try claim(to: "y")?.text == "b")
    #expect(try claim(to: "z") == nil)
  }

  @Test
  func `a lease that has ended goes to the next courier, and the first may only say 'sent'`() throws
  {
    try queue("a", to: "x")
    let lost = try #require(try claim())
    #expect(try claim(at: 59) == nil)
    let taken = try #require(try claim(at: 60))
    #expect(taken.id == lost.id && taken.tries == 2)
    #expect(try store.settle(lost, .failed(why: "late"), at: at(61)).status == .queued)
    #expect(try store.settle(lost, .later(at: at(99), why: "late"), at: at(61)) == taken)
    #expect(try store.settle(lost, .sent, at: at(62)).status == .sent)
    let entry = try store.settle(taken, .failed(why: "no"), at: at(63))
    #expect(entry.status == .sent && entry.settledAt == at(62))
  }

  @Test
  func `the owner hears of an end once, in its transaction`() throws {
    try queue("a", to: "x", "r")
    let claimed = try #require(try claim())
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      _ = try store.settle(claimed, .sent, at: at(1)) { _, _ in throw Stop() }
    }
    #expect(try store.outboxEntry(claimed.id) == claimed)
    var heard: [OutboxEntry.Status] = []
    for _ in 1...2 {
      _ = try store.settle(claimed, .failed(why: "no"), at: at(1)) { entry, _ in
        #expect(entry.reference == "r")
        heard.append(entry.status)
      }
    }
    #expect(heard == [.failed])
  }

  @Test(arguments: [Settlement.sent, .failed(why: "no"), nil])
  func `a reference has one e-mail that is sent or may still be`(settlement: Settlement?) throws {
    try queue("a", to: "a@b", "r")
    if let settlement {
      _ = try store.settle(try #require(try claim()), settlement, at: at(1))
    }
    let second = Result { try queue("b", to: "c@d", "r") }
    let isFree = settlement == .failed(why: "no")
    #expect(((try? second.get()) != nil) == isFree)
    let recipient = try store.read("look") {
      try Store.email(ofReference: "r", $0)?.recipient
    }
    #expect(recipient == (isFree ? "c@d" : "a@b"))
  }

  @Test
  func `a dead letter is put back with its key and as if it were new`() throws {
    let id = try queue("a", to: "x")
    #expect(try store.retryMessage(id) == .notFailed)
    let dead = try store.settle(try #require(try claim()), .failed(why: "no"), at: at(1))
    #expect(dead.status == .failed && dead.lastError == "no" && dead.settledAt == at(1))
    #expect(try store.retryMessage(id) == nil)
    let again = try #require(try claim(at: 2))
    #expect(again.key == dead.key && again.tries == 1 && again.settledAt == nil)
    #expect(again.lastError == nil)
  }

  @Test
  func `what can't be put back stays as it is`() throws {
    try queue("a", to: "x", "r")
    _ = try store.settle(try #require(try claim()), .failed(why: "no"), at: at(1))
    let before = try store.outbox()
    #expect(try store.retryMessage(1) == .answered)
    #expect(try store.retryMessage(2) == .unknown)
    #expect(try store.outbox() == before)
  }
}
