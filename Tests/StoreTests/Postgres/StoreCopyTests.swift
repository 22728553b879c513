import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Store

/// What moves from a data folder to a PostgreSQL database.
struct StoreCopyTests {
  private let folder: TemporaryFolder
  private let address: PostgresAddress
  private let schema: StoreSchema
  private let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    folder = TemporaryFolder()
    address = try PostgresAddress(PostgresServer.shared().makeDatabase())
    schema = try StoreSchema([])
  }

  private static let texts = [
    "plain", "", "tab\tand\nline\r\\ end \\N", "گویا، «۱۲»", "e\u{301} and \u{E9}", "'\"$1;--",
  ]

  private func fill(_ store: Store) throws {
    for (number, text) in Self.texts.enumerated() {
      try store.write("queue") { db in
        try Store.post(
          CallMessage(.sms, from: "1", to: "x", text: text), .queued, at: now,
          cause: MessageCause(callID: number == 0 ? nil : "c"), db)
      }
    }
    let script = CallScript(path: "/menu.yaml", digest: "d", title: "t")
    try store.beginCall(
      CallRecord(
        callID: "a", line: nil, numberDialled: "1", direction: .incoming, startedAt: now,
        script: script))
    try store.finishCall(
      "a",
      CallEnding(
        duration: .seconds(5), language: "fa-IR", cause: .normalClearing, endedBy: .caller,
        path: ["main"], results: [NamedValue("score", "5")]))
  }

  /// Does something in the folder, which is closed afterwards.
  @discardableResult
  private func inFolder<Value>(_ work: (Store) throws -> Value) throws -> Value {
    try work(Store(folder: folder.url, schema: schema))
  }

  private func copy() throws -> [StoreCopy.Table] {
    try StoreCopy(of: folder.url, to: address, schema: schema).run()
  }

  @Test func `is the same in both, and numbers go on`() throws {
    let (outbox, calls) = try inFolder { store in
      try fill(store)
      // A number that was given isn't given again.
      try store.write("remove") { try $0.execute("DELETE FROM outbox WHERE id = 6") }
      return (try store.outbox(), try store.calls())
    }
    let tables = try copy()
    #expect(tables.first { $0.name == "outbox" }?.rows == 5)
    #expect(tables.first { $0.name == "results" }?.rows == 1)
    let copied = try Store(at: address, schema: schema)
    #expect(try copied.outbox() == outbox)
    #expect(
      try copied.outbox().map { Array($0.text.utf8) }
        == Self.texts.dropLast().map { Array($0.utf8) })
    #expect(try copied.calls() == calls)
    let number = try copied.write("queue") { db in
      try Store.post(
        CallMessage(.sms, from: "1", to: "x", text: "new"), .queued, at: now,
        cause: MessageCause(), db)
    }
    #expect(number == 7)
  }

  @Test func `isn't taken by a database that has data`() throws {
    try inFolder(fill)
    let store = try Store(at: address, schema: schema)
    try store.write("queue") { db in
      try Store.post(
        CallMessage(.sms, from: "1", to: "y", text: "theirs"), .queued, at: now,
        cause: MessageCause(), db)
    }
    let error = try #require(throws: StoreError.self) { try copy() }
    #expect(error.reason.contains("'outbox'"))
    #expect(try store.outbox().map(\.text) == ["theirs"])
  }

  @Test func `isn't copied while somebody has it open, whatever a killed courier left`() throws {
    try inFolder { store in
      try fill(store)
      _ = try store.claimMessage(at: now, lease: 60)
      #expect(try #require(throws: StoreError.self) { try copy() }.kind == .busy)
    }
    #expect(try Store(at: address, schema: schema).outbox() == [])
    #expect(try copy().first { $0.name == "outbox" }?.rows == 6)
  }

  @Test func `is all or nothing where PostgreSQL can't keep a text`() throws {
    try inFolder { store in
      try fill(store)
      try store.write("plant") {
        try $0.execute("UPDATE outbox SET text = 'a' || char(0) WHERE id = 3")
      }
    }
    let error = try #require(throws: StoreError.self) { try copy() }
    #expect(error.reason.contains("a text of the table 'outbox' has a NUL"))
    #expect(try Store(at: address, schema: schema).outbox() == [])
  }

  @Test func `is compared row by row`() throws {
    try inFolder(fill)
    _ = try Store(at: address, schema: schema)
    // Something in the database changes what is written.
    try PostgresConnection(address).run(
      """
      CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.text := replace(NEW.text, ''plain'', ''plane''); RETURN NEW; END';
      CREATE TRIGGER spoil BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION spoil()
      """)
    let error = try #require(throws: StoreError.self) { try copy() }
    #expect(error.reason.contains("row 1 of the table 'outbox'"))
    #expect(try Store(at: address, schema: schema).outbox() == [])
  }
}
