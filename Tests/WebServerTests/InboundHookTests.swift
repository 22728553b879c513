import CallEngine
import Foundation
import Store
import Testing

@testable import Lines
@testable import WebServer

struct InboundHookTests {
  private static let secret = "s3cret"
  private static let bearer = "Authorization: Bearer \(secret)"

  private func post(
    _ site: Site, _ body: String, _ type: String = "application/x-www-form-urlencoded",
    _ headers: [String] = [bearer], path: String = "/sms"
  ) async throws -> Reply {
    try await site.send(
      Site.request(
        "POST", path,
        headers + ["Content-Type: \(type)", "Content-Length: \(body.utf8.count)"], body))
  }

  @Test(arguments: [
    ("from=09121112233&text=me%40test.example", "application/x-www-form-urlencoded"),
    ("from=%2B989121112233&text=me%40test.example&id=7", "application/x-www-form-urlencoded"),
    (#"{"from": "+989121112233", "text": "me@test.example"}"#, "application/json"),
    (#"{"from": "09121112233", "text": "آدرس: me@test.example", "id": "7"}"#, "application/json"),
  ])
  func `an SMS that is posted is answered`(body: String, type: String) async throws {
    let site = try Site(secret: Self.secret)
    _ = try site.ask()
    let reply = try await post(site, body, type)
    #expect(reply.status == 204 && reply.body.isEmpty)
    #expect(try site.outbox(.email).map(\.recipient) == ["me@test.example"])
    #expect(try site.outbox(.sms).map(\.recipient) == [Site.mobile, Site.mobile])
  }

  @Test(arguments: [
    "from=%2B989121112233&text=me%40test.example&secret=s3cret",
    "from=+989121112233&text=me%40test.example&secret=s3cret&id=1",
    "from=09121112233&text=%00m%00e%00%40%00t%00.%00e%00x&charset=UTF-16BE&secret=s3cret",
  ])
  func `Kannel hands one in by GET and is given nothing to send`(query: String) async throws {
    let site = try Site(secret: Self.secret)
    _ = try site.ask()
    let reply = try await site.get("/sms?\(query)")
    #expect(reply.status == 200 && reply.body.isEmpty)
    #expect(try site.outbox(.email).count == 1)
  }

  @Test
  func `what is handed in again does nothing`() async throws {
    let site = try Site(secret: Self.secret)
    let body = "from=09121112233&text=me%40test.example&id=abc"
    _ = try site.ask()
    for _ in 1...3 { #expect(try await post(site, body).status == 204) }
    #expect(try await site.get("/sms?\(body)", [Self.bearer]).status == 200)
    #expect(try [site.outbox(.sms).count, site.outbox(.email).count] == [2, 1])
    // Another sender's, and another of the same sender's.
    _ = try await post(site, "from=09121112244&text=a&id=abc")
    _ = try await post(site, "from=09121112233&text=a&id=abd")
    #expect(try site.outbox(.sms).count == 4)
  }

  @Test
  func `of many at once with one id one counts`() async throws {
    let site = try Site(secret: Self.secret)
    _ = try site.ask()
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...12 {
        group.addTask {
          try await post(site, "from=09121112233&text=me%40test.example&id=abc").status
        }
      }
      return try await group.reduce(into: [] as Set<Int>) { $0.insert($1) }
    }
    #expect(statuses == [204])
    #expect(try [site.outbox(.sms).count, site.outbox(.email).count] == [2, 1])
  }

  @Test(arguments: [
    [], ["Authorization: Bearer wrong"], ["Authorization: Bearer "], ["Authorization: s3cret"],
    ["Authorization: Bearer s3cret2"], ["Authorization: Basic czNjcmV0"],
    ["Authorization: Basic a:s3cret"],
  ])
  func `nothing is taken from strangers`(headers: [String]) async throws {
    let site = try Site(secret: Self.secret)
    _ = try site.ask()
    let body = "from=09121112233&text=me%40test.example"
    let refused = try await post(site, body, "application/x-www-form-urlencoded", headers)
    #expect(refused.status == 401 && refused.headers["www-authenticate"] != nil)
    #expect(try await site.get("/sms?\(body)", headers).status == 401)
    #expect(try site.outbox(.email).isEmpty)
  }

  @Test
  func `a name and a password do too`() async throws {
    let site = try Site(secret: Self.secret)
    let basic = "Authorization: Basic \(Data("kannel:s3cret".utf8).base64EncodedString())"
    let type = "application/x-www-form-urlencoded"
    #expect(try await post(site, "from=09121112233&text=a", type, [basic]).status == 204)
  }

  @Test
  func `a POST's secret doesn't stand in its address`() async throws {
    let site = try Site(secret: Self.secret)
    let body = "from=09121112233&text=a"
    let type = "application/x-www-form-urlencoded"
    #expect(try await post(site, body, type, [], path: "/sms?secret=s3cret").status == 401)
    #expect(try await post(site, body, type, path: "/sms?secret=s3cret").status == 400)
  }

  @Test
  func `who guesses the secret is stopped`() async throws {
    let site = try Site(secret: Self.secret)
    for _ in 1...20 { #expect(try await site.get("/sms?secret=guess").status == 401) }
    #expect(
      try await site.get("/sms?secret=s3cret&from=09121112233&text=a").status == 429)
  }

  @Test
  func `without a secret there is no hook`() async throws {
    let site = try Site()
    #expect(try await site.get("/sms?secret=&from=09121112233&text=a").status == 404)
    #expect(try await post(site, "from=09121112233&text=a").status == 404)
  }

  @Test(arguments: [
    ("", 400), ("from=09121112233", 400), ("text=a", 400), ("from=09121112233&text=%ff", 400),
    ("from=02199900001&text=a", 422), ("from=BANK&text=a", 422), ("from=&text=a", 422),
    ("from=09121112233&text=a&id=" + String(repeating: "1", count: 201), 400),
  ])
  func `what is no SMS is refused`(body: String, status: Int) async throws {
    let site = try Site(secret: Self.secret)
    #expect(try await post(site, body).status == status)
    #expect(try site.desk.store.outbox().isEmpty)
  }

  @Test(arguments: ["", "{", "[]", #"{"from": 1, "text": "a"}"#, #"{"from": "09121112233"}"#])
  func `what is no JSON of an SMS is refused`(body: String) async throws {
    let site = try Site(secret: Self.secret)
    #expect(try await post(site, body, "application/json").status == 400)
  }
}
