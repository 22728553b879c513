import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Store

/// What centres say of messages that they took.
@Suite(.eachDatabase)
struct ReceiptTests {
  private let store: Store
  private let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws { store = try Store() }

  /// Has a message sent whose receipts will name it by some numbers.
  @discardableResult
  private func send(
    _ numbers: [String], to recipient: String = "09120000001", at time: TimeInterval = 0
  ) throws -> OutboxEntry {
    try store.write("queue") { db in
      try Store.post(
        CallMessage(.sms, from: "1", to: recipient, text: "x"), .queued, at: now,
        cause: MessageCause(), db)
    }
    let claim = try #require(
      try store.claimMessage(at: now.addingTimeInterval(time), lease: 60))
    return try store.settle(
      claim, .sent, at: now.addingTimeInterval(time),
      receipts: AwaitedReceipts(gateway: "g", numbers: numbers))
  }

  private func receive(
    _ receipt: DeliveryReceipt, _ number: String, from recipient: String = "989120000001",
    gateway: String = "g", at time: TimeInterval = 1
  ) throws {
    try store.record(
      receipt, number: number, of: gateway, recipient: recipient, at: now.addingTimeInterval(time))
  }

  private var receipts: [DeliveryReceipt?] {
    get throws { try store.outbox().map(\.receipt) }
  }

  @Test func `a receipt moves its message's state`() throws {
    try send(["a"])
    try send(["b"], to: "09120000002")
    #expect(try receipts == [nil, nil])
    try receive(.delivered, "a")
    try receive(.undeliverable, "b", from: "09120000002")
    #expect(try receipts == [.delivered, .undeliverable])
    #expect(try store.outbox().first?.receiptAt == now.addingTimeInterval(1))
    #expect(try store.outbox().allSatisfy { $0.status == .sent })
  }

  @Test func `all segments must be delivered, and one that isn't is enough`() throws {
    try send(["a", "b"])
    try receive(.delivered, "b")
    #expect(try receipts == [nil])
    try receive(.delivered, "a")
    #expect(try receipts == [.delivered])
    try send(["c", "d"])
    try receive(.undeliverable, "c")
    try receive(.delivered, "d")
    #expect(try receipts == [.delivered, .undeliverable])
  }

  @Test func `a receipt may come before its message's answer is recorded`() throws {
    try receive(.delivered, "a", at: -1)
    try receive(.undeliverable, "0000000163", from: "09120000002", at: -1)
    try send(["a"])
    try send(["a3"], to: "09120000003")
    try send(["a3"], to: "09120000002")
    #expect(try receipts == [.delivered, nil, .undeliverable])
  }

  @Test func `an old receipt isn't a new message's, nor is that of another message`() throws {
    try receive(.delivered, "a", at: -3600)
    try send(["a"])
    #expect(try receipts == [nil])
    try receive(.delivered, "a", at: 5)
    // The centre begins again with its numbers.
    try send(["a"], to: "09120000002", at: 10)
    #expect(try receipts == [.delivered, nil])
    try receive(.undeliverable, "a", from: "09120000002", at: 20)
    #expect(try receipts == [.delivered, .undeliverable])
  }

  @Test func `a number may be written in another form, for the same recipient alone`() throws {
    try send(["1F4"])
    try receive(.delivered, "500", from: "+989120000009")
    #expect(try receipts == [nil])
    try receive(.delivered, "500")
    #expect(try receipts == [.delivered])
    try send(["0000000777"])
    try receive(.undeliverable, "777", gateway: "other")
    #expect(try receipts == [.delivered, nil])
  }

  @Test func `a receipt can name a message by its key, once that was tried`() throws {
    let entry = try send([])
    #expect(try store.record(.delivered, key: entry.key, at: now))
    #expect(try receipts == [.delivered])
    #expect(try !store.record(.delivered, key: "unknown", at: now))
  }
}
