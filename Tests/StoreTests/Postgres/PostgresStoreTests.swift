import CallEngine
import Foundation
import PostgresServer
import Synchronization
import Testing

@testable import Store

/// What several processes on one PostgreSQL database do to each other.
struct PostgresStoreTests {
  private let url: String
  private let address: PostgresAddress
  private let schema: StoreSchema
  private let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    url = try PostgresServer.shared().makeDatabase()
    address = try PostgresAddress(url)
    schema = try StoreSchema([])
  }

  private func open() throws -> Store { try Store(at: address, schema: schema) }

  private func queue(_ text: String, to recipient: String, in store: Store) throws {
    try store.write("queue") { db in
      try Store.post(
        CallMessage(.sms, from: "1", to: recipient, text: text), .queued, at: now,
        cause: MessageCause(), db)
    }
  }

  // MARK: Tables

  @Test func `several at once make one store`() throws {
    let stores = Mutex<[Store]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      do {
        let store = try open()
        stores.withLock { $0.append(store) }
      } catch {
        Issue.record(error)
      }
    }
    for (number, store) in stores.withLock({ $0 }).enumerated() {
      try queue("\(number)", to: "x", in: store)
    }
    #expect(try open().outbox().map(\.text) == ["0", "1", "2", "3"])
  }

  @Test func `another program's database is left alone`() throws {
    let connection = try PostgresConnection(address)
    try connection.run("CREATE TABLE outbox (letter text)")
    let error = try #require(throws: StoreError.self) { try open() }
    #expect(error.kind == .foreign && error.path == "\(address)")
    #expect(
      try connection.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", []).rows
        == [[.integer(1)]])
  }

  @Test func `a database of a newer gooya is left alone`() throws {
    _ = try open()
    try PostgresConnection(address).run("INSERT INTO gooya_migrations VALUES ('store.99')")
    #expect(try #require(throws: StoreError.self) { try open() }.reason.contains("newer"))
  }

  @Test func `an owner's tables come and grow`() throws {
    @Sendable func make(_ db: any StoreConnection) throws {
      try db.define("CREATE TABLE goods (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
    }
    let first = try StoreSchema([StoreSchema.Migrations(of: "shop", [make])])
    let store = try Store(at: address, schema: first)
    try store.write("add") { try $0.insert("INSERT INTO goods (name) VALUES (?)", ["a"]) }
    let grown = try StoreSchema([
      StoreSchema.Migrations(
        of: "shop", [make, { try $0.define("ALTER TABLE goods ADD COLUMN end INTEGER") }])
    ])
    let again = try Store(at: address, schema: grown)
    try again.write("add") {
      try $0.insert("INSERT INTO goods (name, \"end\") VALUES (?, ?)", ["b", 7])
    }
    #expect(
      try again.read("look") { try $0.rows("SELECT * FROM goods ORDER BY id") }
        .map { [try $0.text("name"), try $0.integerIfAny("end").map(String.init)] }
        == [["a", nil], ["b", "7"]])
  }

  @Test func `text is compared by its bytes`() throws {
    let store = try open()
    for recipient in ["b", "B", "a", "é", "_", "Z", "گ"] {
      try queue("", to: recipient, in: store)
    }
    let sorted = try store.read("look") {
      try $0.rows("SELECT recipient FROM outbox ORDER BY recipient").map {
        try $0.text("recipient")
      }
    }
    #expect(sorted == ["B", "Z", "_", "a", "b", "é", "گ"])
  }

  // MARK: Messages

  @Test func `couriers on several nodes send each message once, in order for each recipient`()
    throws
  {
    let stores = try (0..<3).map { _ in try open() }
    for number in 0..<60 { try queue("\(number)", to: "r\(number % 7)", in: stores[0]) }
    let sent = Mutex<[(recipient: String, text: String)]>([])
    DispatchQueue.concurrentPerform(iterations: 6) { courier in
      let store = stores[courier % 3]
      do {
        while try store.waitingMessages().count > 0 {
          guard let entry = try store.claimMessage(at: now, lease: 60) else { continue }
          sent.withLock { $0.append((entry.recipient, entry.text)) }
          _ = try store.settle(entry, .sent, at: now)
        }
      } catch {
        Issue.record(error)
      }
    }
    let all = sent.withLock { $0 }
    #expect(all.count == 60 && Set(all.map(\.text)).count == 60)
    for (recipient, messages) in Dictionary(grouping: all, by: \.recipient) {
      let order = messages.compactMap { Int($0.text) }
      #expect(order == order.sorted(), "to \(recipient)")
    }
    #expect(try stores[0].outbox().allSatisfy { $0.tries == 1 && $0.lost == 0 })
  }

  @Test func `a recipient's messages are numbered in the order in which they are committed`() throws
  {
    let (one, other) = (try open(), try open())
    let isQueued = DispatchSemaphore(value: 0)
    let thread = Thread {
      try? one.write("queue") { db in
        try Store.post(
          CallMessage(.sms, from: "1", to: "x", text: "first"), .queued, at: now,
          cause: MessageCause(), db)
        isQueued.signal()
        // The other one is about to queue its own.
        while try db.integer(
          "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") != 1
        { usleep(1000) }
      }
    }
    thread.start()
    isQueued.wait()
    try queue("second", to: "x", in: other)
    #expect(try other.outbox().map(\.text) == ["first", "second"])
  }

  @Test func `who waits hears of a message that another node queued`() throws {
    let (one, other) = (try open(), try open())
    let ear = one.ear()
    // It may have missed what was told before it listened.
    ear.wait(atMost: 600)
    let start = ContinuousClock.now
    try queue("a", to: "x", in: other)
    ear.wait(atMost: 600)
    #expect(ContinuousClock.now - start < .seconds(300))
    #expect(try one.claimMessage(at: now, lease: 60)?.text == "a")
  }

  // MARK: Calls

  @Test func `a call of a node that has gone is cut off`() throws {
    let here = try open()
    let record = CallRecord(
      callID: "a", line: nil, numberDialled: "1", direction: .incoming, startedAt: now)
    do {
      let there = try open()
      try there.beginCall(record)
      #expect(try here.calls().map(\.isCutOff) == [false])
    }
    // The server notices that its connection has ended a little later.
    while try here.calls().map(\.isCutOff) == [false] { usleep(1000) }
    #expect(try here.calls().map(\.isCutOff) == [true])
  }
}
