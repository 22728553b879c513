import Foundation
import GRDB
import Testing

/// Removing what is old, as an operator does.
@Suite struct `Purging old data` {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.gooya("call", "--fast", "--from", "09120000001", "--keys", "~40 2 ~30")
    let records = try place.gooya("calls", "--json")
    try #require(records.output.contains("call_id"))
    try place.database().write { db in
      try db.execute(
        sql: """
          UPDATE outbox SET at = at - 8640000000, settled_at = settled_at - 8640000000;
          UPDATE call_records SET started_at = started_at - 8640000000;
          UPDATE confirmations SET asked_at = 0, expires_at = 0;
          """)
    }
  }

  @Test func `removes messages and calls, and keeps how many there were`() throws {
    let messages = try place.outbox().count
    try #require(messages > 0)
    #expect(try place.gooya("purge", "--older-than", "200d").output.contains("removed: 0 messages"))
    let purge = try place.gooya("purge", "--older-than", "90d")
    #expect(purge.status == 0)
    let word = messages == 1 ? "message" : "messages"
    #expect(purge.output == "removed: \(messages) \(word), 0 recordings, 1 call record\n")
    #expect(try place.outbox().isEmpty)
    #expect(try place.gooya("calls", "--json").output == "[]\n")
    let counts = try place.gooya("purge", "--counts", "--json")
    #expect(
      counts.output.contains("\"sent\" : \(messages)") && counts.output.contains("\"16\" : 1"))
    #expect(
      try place.gooya("stats", "billing").output == "0 calls; 1 older ones were purged\n")
    #expect(try place.gooya("directory", "list").output.contains("0912"))
  }

  @Test(arguments: [
    ["purge"], ["purge", "--older-than", "2h"], ["purge", "--older-than", "soon"],
    ["purge", "--counts", "--older-than", "90d"],
  ])
  func `has its misuse told`(arguments: [String]) throws {
    #expect(try place.gooya(arguments).status == 64)
  }
}
