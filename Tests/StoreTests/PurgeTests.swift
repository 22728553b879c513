import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Store

/// What old records leave when they are removed.
@Suite(.eachDatabase)
struct PurgeTests {
  private static let limit = Date(timeIntervalSince1970: 10_000)

  /// A store in a folder of its own.
  private static func withStore(_ body: (Store, URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("purge-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(try Store(folder: folder), folder)
  }

  private static func post(
    _ text: String, _ status: OutboxEntry.Status, at seconds: Double, in store: Store
  ) throws {
    let message = CallMessage(.sms, from: "3000", to: "09120000001", text: text)
    try store.write("post") { db in
      _ = try Store.post(
        message, status, at: Date(timeIntervalSince1970: seconds), cause: MessageCause(), db)
    }
  }

  @Test func `old messages go unless they wait, and are counted by status`() throws {
    let store = try Store()
    for _ in 0..<1200 { try Self.post("old", .sent, at: 1000, in: store) }
    try Self.post("refused", .refused, at: 9999, in: store)
    try Self.post("waits", .queued, at: 1000, in: store)
    try Self.post("young", .sent, at: 10_000, in: store)
    let counts = try store.purge(olderThan: Self.limit)
    #expect(counts.counts[.init(name: "sms", end: "sent")] == 1200)
    #expect(counts.counts[.init(name: "sms", end: "refused")] == 1)
    #expect(try store.outbox().map(\.text) == ["waits", "young"])
    #expect(try store.purged() == counts)
    #expect(try store.purge(olderThan: Self.limit).counts.isEmpty)
    #expect(try store.purged() == counts)
  }

  @Test func `a message that waited for long counts from when it was settled`() throws {
    let store = try Store()
    try Self.post("late", .queued, at: 1000, in: store)
    try store.write("settle") { db in
      try db.execute("UPDATE outbox SET status = 'sent', settled_at = 20000000")
    }
    #expect(try store.purge(olderThan: Self.limit).counts.isEmpty)
  }

  @Test func `old calls go with all that was kept of them, those that go on stay`() throws {
    try Self.withStore { store, folder in
      let script = CallScript(path: "/menu.yaml", digest: "d", title: "Menu")
      for (id, start) in [("old", 1000.0), ("goes-on", 1000), ("young", 9990)] {
        try store.beginCall(
          CallRecord(
            callID: id, line: nil, numberDialled: "1818", direction: .incoming,
            startedAt: Date(timeIntervalSince1970: start), script: script))
        try store.beginTransfer(to: "2000", at: Self.limit, callID: id)
        try store.record(
          LateReply(service: "a.b", outcome: "c", at: Self.limit), callID: id)
        guard id != "goes-on" else { continue }
        try store.finishCall(
          id,
          CallEnding(
            duration: .seconds(60), language: "fa-IR", cause: .normalClearing, endedBy: .caller,
            results: [NamedValue("score", "5")]))
      }
      let counts = try store.purge(olderThan: Self.limit)
      #expect(counts.counts == [.init(name: "call", end: "16"): 1])
      #expect(try Set(store.calls().map(\.callID)) == ["goes-on", "young"])
      #expect(try store.purged(ofCallsOn: script).total(of: "call") == 1)
      let other = CallScript(path: "/other.yaml", digest: "e", title: "Other")
      #expect(try store.purged(ofCallsOn: other).counts.isEmpty)
      for table in ["transfers", "late_replies"] {
        let left = try store.read("count") { db in
          try Set(db.texts("SELECT call_id FROM \(table)"))
        }
        #expect(left == ["goes-on", "young"])
      }
    }
  }

  @Test func `a call whose process was killed is over`() throws {
    try Self.withStore { store, folder in
      try store.beginCall(CallRecordTests.record("killed", at: 1000))
      store.locks?.release(1)
      let counts = try store.purge(olderThan: Self.limit)
      #expect(counts.counts == [.init(name: "call", end: ""): 1])
    }
  }

  @Test func `what is removed can't be read in the files either`() throws {
    try Self.withStore { store, folder in
      for number in 0..<50 {
        try Self.post("marker-\(number)-of-a-secret", .sent, at: 1000, in: store)
      }
      func isInFiles() throws -> Bool {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
          .contains { try Data(contentsOf: $0).range(of: Data("-of-a-secret".utf8)) != nil }
      }
      #expect(try isInFiles())
      _ = try store.purge(olderThan: Self.limit)
      #expect(try !isInFiles())
    }
  }

  @Test func `counts of others add up`() throws {
    let store = try Store()
    var counts = PurgedCounts()
    counts.add(3, "recording")
    try store.count(purged: counts)
    try store.count(purged: counts)
    #expect(try store.purged().total(of: "recording") == 6)
  }
}
