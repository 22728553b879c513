import Foundation
import Testing

@testable import Store

/// Changes of a simulation that share a transaction.
struct GatheringTests {
  let folder = TemporaryFolder()
  let store: Store

  init() throws {
    store = try Store(folder: folder.url, schema: StoreSchema([Self.notes]))
  }

  private static let notes = StoreSchema.Migrations(
    of: "notes", [{ try $0.define("CREATE TABLE notes (text TEXT NOT NULL) STRICT") }])

  private func gather(_ text: String) throws {
    try store.gather("note") { try Self.note(text, $0) }
  }

  private static func note(_ text: String, _ db: any StoreConnection) throws {
    try db.execute("INSERT INTO notes VALUES (?)", [text])
  }

  private static func notes(in store: Store) throws -> [String] {
    try store.read("read") { try $0.texts("SELECT text FROM notes") }
  }

  /// What another process sees, and what is left after a kill.
  private func outside() throws -> [String] {
    try Self.notes(in: Store(folder: folder.url, schema: StoreSchema([Self.notes])))
  }

  @Test func `what is gathered is read here at once, and elsewhere once it is committed`() throws {
    try gather("one")
    #expect(try Self.notes(in: store) == ["one"])
    #expect(try outside() == [])
    try store.commitGathered()
    #expect(try outside() == ["one"])
    try store.commitGathered()
  }

  @Test func `whatever else is written commits it first`() throws {
    try gather("one")
    try store.write("note") { try Self.note("two", $0) }
    #expect(try outside() == ["one", "two"])
    try gather("three")
    try store.rehearse("note") { try Self.note("four", $0) }
    #expect(try outside() == ["one", "two", "three"])
  }

  @Test func `an error undoes all that was gathered, and what comes later is gathered anew`() throws
  {
    struct Refusal: Error {}
    try gather("one")
    #expect(throws: Refusal.self) {
      try store.gather("note") { db in
        try Self.note("two", db)
        throw Refusal()
      }
    }
    #expect(try Self.notes(in: store) == [])
    try gather("three")
    try store.commitGathered()
    #expect(try outside() == ["three"])
  }

  @Test func `what SQLite has undone by itself isn't taken for done`() throws {
    try gather("one")
    _ = try store.read("fail") { try $0.execute("ROLLBACK") }
    #expect(throws: StoreError.self) { try gather("two") }
    #expect(try outside() == [])
  }

  @Test func `it goes on for no longer than others may have to wait`() throws {
    let giveUp = ContinuousClock.now + .seconds(120)
    while try outside().isEmpty, ContinuousClock.now < giveUp { try gather("one") }
    #expect(try !outside().isEmpty)
  }
}
