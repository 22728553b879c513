import CallEngine
import Foundation
import Store
import Testing

@testable import Lines
@testable import WebServer

struct VisitLimitTests {
  private static let now = Date(timeIntervalSince1970: 1_780_000_000)

  private func admitted(
    _ limit: VisitLimit, _ store: Store, after seconds: [TimeInterval], visitor: String = "a"
  ) throws -> [Bool] {
    try store.write("visit") { db in
      try seconds.map { try limit.admits(visitor, at: Self.now.addingTimeInterval($0), db) }
    }
  }

  @Test(arguments: VisitLimit.allCases)
  func `a window admits so many, and the next one again`(limit: VisitLimit) throws {
    let store = try Store()
    let rush = Array(repeating: 0.0, count: limit.most)
    #expect(try admitted(limit, store, after: rush).allSatisfy { $0 })
    #expect(try admitted(limit, store, after: [0, limit.window - 1]) == [false, false])
    #expect(try admitted(limit, store, after: [0], visitor: "b") == [true])
    #expect(try admitted(limit, store, after: [limit.window]) == [true])
  }

  @Test
  func `a clock that was wrong for a while shuts nobody out`() throws {
    let store = try Store()
    let years = 1e9
    _ = try admitted(.misses, store, after: Array(repeating: years, count: 30))
    #expect(try admitted(.misses, store, after: [0]) == [true])
  }

  @Test
  func `who guesses links is stopped, by all servers of the folder and after a restart`()
    async throws
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let site = try Site(store: Store(folder: folder))
    let path = try site.ask()
    for number in 1...20 { #expect(try await site.get("/c/guess\(number)").status == 404) }
    let stopped = try await site.get("/c/guess")
    #expect(stopped.status == 429 && stopped.headers["retry-after"] == "3600")
    // A link that exists looks the same to him.
    #expect(try await site.get(path).body == stopped.body)
    await site.stop()
    let next = try Site(store: Store(folder: folder))
    #expect(try await next.get(path).status == 429)
    #expect(try await next.post(path, [("email", "me@test.example")]).status == 429)
    try next.desk.store.write("let an hour pass") {
      try $0.execute("UPDATE visits SET since = since - 3600000")
    }
    #expect(try await next.get(path).status == 200)
    await next.stop()
  }

  @Test
  func `a number is answered so often, by whatever links`() async throws {
    let site = try Site()
    for _ in 0..<4 {
      let path = try site.ask()
      for _ in 1...5 { _ = try await site.post(path, [("email", "me@test.example")]) }
    }
    let path = try site.ask()
    #expect(try await site.get(path).status == 200)
    #expect(try await site.post(path, [("email", "me@test.example")]).status == 429)
    let other = try site.ask(mobile: "09121112244")
    #expect(try await site.post(other, [("email", "me@test.example")]).status == 200)
  }

  @Test
  func `behind a proxy each visitor counts for himself, elsewhere nobody chooses his address`()
    async throws
  {
    let (open, behind) = (try Site(), try Site(isBehindProxy: true))
    for number in 1...21 {
      let forged = ["X-Forwarded-For: 192.0.2.\(number)"]
      _ = try await open.get("/c/guess", forged)
      _ = try await behind.get("/c/guess", ["X-Forwarded-For: 198.51.100.\(number), 192.0.2.1"])
    }
    #expect(try await open.get("/c/guess", ["X-Forwarded-For: 192.0.2.99"]).status == 429)
    #expect(try await behind.get("/c/guess", ["X-Forwarded-For: 192.0.2.1"]).status == 429)
    #expect(try await behind.get("/c/guess", ["X-Forwarded-For: 192.0.2.2"]).status == 404)
    #expect(try await behind.get("/c/guess", ["X-Forwarded-For: nonsense"]).status == 404)
  }

  @Test
  func `no address and no number of a visitor is kept`() async throws {
    let site = try Site(isBehindProxy: true)
    let path = try site.ask()
    _ = try await site.post(path, [("email", "x")], ["X-Forwarded-For: 192.0.2.77"])
    let rows = try site.desk.store.read("read visits") {
      try $0.texts("SELECT visitor FROM visits")
    }
    #expect(rows.count == 2)
    for row in rows { #expect(row.count == 64 && row.allSatisfy(\.isHexDigit)) }
  }

  @Test
  func `visits are forgotten after a day`() async throws {
    let site = try Site()
    let path = try site.ask()
    _ = try await site.get(path)
    try site.desk.store.write("let a day pass") {
      try $0.execute("UPDATE visits SET since = since - 86400001, visitor = 'old'")
    }
    _ = try await site.get(path)
    let old = try site.desk.store.read("count") {
      try $0.integer("SELECT count(*) FROM visits WHERE visitor = 'old'")
    }
    #expect(old == 0)
  }

  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
  ])
  func `an IPv6 customer counts as one`(address: String, counted: String) {
    #expect(VisitorAddress.counted(address) == counted)
  }
}
