import Foundation
import Testing

/// Data in a PostgreSQL database, as a user of the program meets it.
struct StoreCommandTests {
  @Test func `a folder's data moves to a database, and commands go on with it`() throws {
    let database = try NodeDatabase()
    let place = try Workplace()
    try place.queue([("09120000010", "one"), ("09120000011", "two")])
    let folder = try place.gooya("outbox", "--json")
    let refusal = try place.gooya("outbox", "--store", "postgres://gooya:hunter2@127.0.0.1/x")
    #expect(refusal.status == 64 && refusal.complaints.contains("has a password"))
    let migrated = try place.gooya("store", "migrate", "--store", database.url)
    #expect(migrated.status == 0 && migrated.output.contains("up to date"), "\(migrated)")
    let copied = try place.gooya("store", "copy", "--to", database.url)
    #expect(copied.status == 0, "\(copied)")
    #expect(copied.lines.contains("outbox: 2") && copied.lines.contains("subscribers: 20"))
    let moved = try place.gooya("outbox", "--json", "--store", database.url)
    #expect(moved.output == folder.output && moved.output.contains("one"))
    let again = try place.gooya("store", "copy", "--to", database.url)
    #expect(again.status == 1 && again.complaints.contains("has data already"), "\(again)")
  }

  @Test func `the configuration can name the database, and a folder that is named counts more`()
    throws
  {
    let database = try NodeDatabase()
    let place = try Workplace(environment: ["GOOYA_STORE_URL": database.url])
    let call = try place.gooya("call", "--fast", "--keys", "~43 2 ~9 09120000001 ~30")
    #expect(call.status == 0, "\(call)")
    #expect(try database.run("SELECT count(*) FROM call_records") == "1")
    #expect(try place.gooya("calls", "--json").output.contains("\"call_id\""))
    #expect(try place.gooya("calls", "--json", "--data", place.path("xdg/gooya")).status == 1)
    #expect(try place.gooya("config", "show").output.contains("store.url:"))
  }

  @Test func `a password in the URL is refused and never shown`() throws {
    let url = "postgres://gooya:hunter2@127.0.0.1:1/x"
    let place = try Workplace(environment: ["GOOYA_STORE_URL": url])
    for command in [["calls"], ["config", "show"], ["config", "check"], ["serve"]] {
      let outcome = try place.gooya(command)
      #expect(!"\(outcome)".contains("hunter2"), "\(outcome)")
      #expect(outcome.status == (command == ["config", "show"] ? 0 : 1), "\(outcome)")
    }
  }

  @Test func `a server that isn't there is told in one line`() throws {
    let place = try Workplace(environment: ["GOOYA_STORE_PASSWORD": "hunter2"])
    let outcome = try place.gooya("calls", "--store", "postgres://gooya@127.0.0.1:1/x")
    #expect(outcome.status == 1)
    #expect(outcome.complaints.contains("Connection refused"))
    #expect(outcome.complaints.split(separator: "\n").count == 1, "\(outcome)")
    #expect(!outcome.complaints.contains("hunter2"))
  }
}
