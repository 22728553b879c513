import CallEngine
import Foundation
import Store
import Testing

@testable import Lines
@testable import WebServer

struct WebServerTests {
  // MARK: Headers

  @Test
  func `every answer keeps to itself`() async throws {
    let site = try Site(secret: "s3cret")
    let path = try site.ask()
    let form = [("email", "me@test.example")]
    for reply in [
      try await site.get(path), try await site.get("/c/x"), try await site.get("/"),
      try await site.get("/healthz"), try await site.get("/sms"),
      try await site.post(path, [("email", "x")]), try await site.post(path, form),
      try await site.post(path, form, ["Origin: https://evil.example"]),
      try await site.send("nonsense\r\n\r\n"), try await site.get(path, method: "DELETE"),
    ] {
      let headers = reply.headers
      #expect(headers["cache-control"] == "no-store")
      #expect(headers["referrer-policy"] == "no-referrer")
      #expect(headers["x-content-type-options"] == "nosniff")
      #expect(headers["x-frame-options"] == "DENY")
      #expect(headers["connection"] == "close")
      #expect(headers["permissions-policy"]?.contains("camera=()") == true)
      let policy = headers["content-security-policy"] ?? ""
      #expect(policy.hasPrefix("default-src 'none'; "))
      #expect(policy.hasSuffix("form-action 'self'; base-uri 'none'; frame-ancestors 'none'"))
      #expect(!policy.contains("unsafe") && !policy.contains("script"))
      #expect(headers["server"] == nil && headers["set-cookie"] == nil)
      #expect(headers["strict-transport-security"] == "max-age=31536000")
      #expect(headers["content-length"] == "\(reply.body.utf8.count)")
    }
  }

  @Test
  func `HTTPS is demanded only where it is spoken`() async throws {
    let site = try Site(pagesURL: "http://pages.test.example")
    #expect(try await site.get("/healthz").headers["strict-transport-security"] == nil)
  }

  @Test
  func `a page loads nothing, and its style is the one that the header allows`() async throws {
    let site = try Site()
    let page = try await site.get(try site.ask())
    let style = try #require(page.body.firstMatch(of: #/<style>([\s\S]*)</style>/#)?.output.1)
    let hash = SHA256.base64(of: String(style))
    #expect(page.headers["content-security-policy"]?.contains("style-src 'sha256-\(hash)'") == true)
    for word in ["<script", "<img", "<link", "src=", "href=", "url(", "@import", "style="] {
      #expect(!page.body.contains(word))
    }
  }

  @Test
  func `HEAD is GET without content`() async throws {
    let site = try Site()
    let path = try site.ask()
    let (get, head) = (try await site.get(path), try await site.get(path, method: "HEAD"))
    #expect(head.status == 200 && head.body.isEmpty)
    #expect(head.headers["content-length"] == get.headers["content-length"])
  }

  // MARK: Refusals

  @Test(arguments: ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
  func `other methods are refused`(method: String) async throws {
    let site = try Site()
    let reply = try await site.get(
      try site.ask(), method == "PUT" || method == "PATCH" ? ["Content-Length: 0"] : [],
      method: method)
    #expect(reply.status == 405 && reply.headers["allow"] == "GET, HEAD, POST")
  }

  @Test(arguments: [
    ("GET /c/x HTTP/1.1\r\n\r\n", 400), ("GET /c/x\r\n\r\n", 400),
    ("GET  /c/x HTTP/1.1\r\n\r\n", 400),
    ("GET c HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET /c/x HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505), ("G\u{0}T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400), ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", 400), ("GET / HTTP/1.1\nHost: a\r\n\r\n", 400),
    ("POST /c/x HTTP/1.1\r\nHost: a\r\n\r\n", 411),
    ("POST /c/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
    ("POST /c/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na", 400),
    ("POST /c/x HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST /c/x HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na", 400),
    ("POST /c/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n", 400),
    ("POST /c/x HTTP/1.1\r\nHost: a\r\nContent-Length: 8193\r\n\r\n", 413),
    ("POST /c/x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
    ("POST /c/x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 415),
  ])
  func `what isn't plain HTTP is refused`(request: String, status: Int) async throws {
    #expect(try await Site().send(request).status == status)
  }

  @Test(arguments: ["Host: a", "Host: a\r\nTransfer-Encoding: chunked"])
  func `content needs no length where none is taken`(headers: String) throws {
    let limits = WebLimits()
    let head = Array("POST /metrics HTTP/1.1\r\n\(headers)".utf8)
    let request = try WebRequest(head: head[...], peer: "a", limits: limits)
    #expect(throws: WebRefusal.self) { try request.bodyLength(limits) }
    #expect(try request.bodyLength(limits, isNeeded: false) == 0)
  }

  @Test
  func `long heads and many headers are refused`() async throws {
    let site = try Site()
    let long = String(repeating: "a", count: 9000)
    #expect(try await site.get("/c/\(long)").status == 431)
    #expect(try await site.get("/c/x", ["X: \(long)"]).status == 431)
    #expect(try await site.get("/c/x", (0..<70).map { "X\($0): a" }).status == 431)
    #expect(try await site.get("/c/" + String(long.prefix(4000))).status == 404)
    #expect(try await site.get("/healthz").status == 200)
  }

  @Test(arguments: [
    ("application/json", "{}", 415), ("text/plain", "email=a", 415),
    ("multipart/form-data; boundary=a", "--a--", 415),
    ("application/x-www-form-urlencoded", "email=%", 400),
    ("application/x-www-form-urlencoded", "email=a&email=b", 400),
    ("application/x-www-form-urlencoded; charset=utf-8", "email=a", 422),
  ])
  func `only forms are read, and only one way`(
    type: String, body: String, status: Int
  ) async throws {
    let site = try Site()
    let reply = try await site.send(
      Site.request(
        "POST", try site.ask(), ["Content-Type: \(type)", "Content-Length: \(body.utf8.count)"],
        body))
    #expect(reply.status == status)
  }

  // MARK: Other pages' forms

  @Test(arguments: [
    ([], 422), (["Origin: null"], 422), (["Origin: http://127.0.0.1"], 422),
    (["Origin: https://bill.gooya.example"], 422), (["Origin: HTTPS://BILL.gooya.example"], 422),
    (["Origin: null", "Sec-Fetch-Site: same-origin"], 422), (["Sec-Fetch-Site: none"], 422),
    (["Origin: https://evil.example"], 403), (["Origin: https://bill.gooya.example.evil"], 403),
    (["Origin: http://127.0.0.1:1"], 403), (["Origin: "], 403),
    (["Sec-Fetch-Site: cross-site"], 403), (["Sec-Fetch-Site: same-site"], 403),
    (["Origin: null", "Sec-Fetch-Site: cross-site"], 403),
    (["Origin: https://bill.gooya.example", "Sec-Fetch-Site: cross-site"], 403),
  ])
  func `a form on another site isn't taken`(headers: [String], status: Int) async throws {
    let site = try Site()
    let path = try site.ask()
    #expect(try await site.post(path, [("email", "x")], headers).status == status)
    // What is refused isn't a try either.
    if status == 403 {
      for _ in 1...6 { _ = try await site.post(path, [("email", "x")], headers) }
      #expect(try await site.answer(path, "me@test.example").status == 200)
    }
  }

  // MARK: Slow clients

  @Test
  func `who takes too long is let go, others aren't held up`() async throws {
    var limits = WebLimits.patient
    limits.reading = .milliseconds(300)
    let site = try Site(limits: limits)
    let port = site.port
    let path = try site.ask()
    async let slow = [
      "", "GET ", "GET /c/x HTTP/1.1\r\nHost: a\r\n",
      "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nemail=",
    ].concurrently { beginning in
      let client = try Client(port)
      client.write(Array(beginning.utf8))
      return Reply(client.readAll()).status
    }
    #expect(try await site.get("/healthz").status == 200)
    #expect(try await slow == [408, 408, 408, 408])
    #expect(try site.outbox(.email).isEmpty)
  }

  @Test
  func `one client can't take all connections`() async throws {
    var limits = WebLimits.patient
    limits.connectionsOfOne = 4
    let site = try Site(limits: limits)
    let port = site.port
    let waiting = try (0..<4).map { _ in try Client(port) }
    waiting[0].write(Array("GET /healthz".utf8))
    // A connection is counted when it is accepted, in order.
    #expect(try await site.get("/healthz").status == 0)
    waiting[0].write(Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    let first = waiting[0]
    #expect(try await Site.away { Reply(first.readAll()).status } == 200)
  }

  @Test
  func `a request in progress is answered before the end`() async throws {
    let site = try Site()
    let port = site.port
    let path = try site.ask()
    let body = "email=me%40test.example"
    let request = Site.request(
      "POST", path,
      [
        "Content-Type: application/x-www-form-urlencoded", "Content-Length: \(body.utf8.count)",
        "Expect: 100-continue",
      ])
    let client = try Client(port)
    client.write(Array(request.utf8))
    // The server has the head once it answers this.
    let begun = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
    #expect(try await Site.away { client.read(begun.count) } == begun)
    async let stopped: Void = site.stop()
    client.write(Array(body.utf8))
    #expect(try await Site.away { Reply(client.readAll()).status } == 200)
    await stopped
    // Its port may be somebody else's by now, who doesn't know this link.
    let late = try? await site.get(try site.ask(mobile: "09121112244"))
    #expect(late?.status != 200)
  }

  // MARK: The log

  @Test
  func `the log has nothing of whom it concerns`() async throws {
    let site = try Site(secret: "s3cret")
    let path = try site.ask()
    _ = try await site.answer(path, "me@test.example")
    _ = try await site.get("/sms?secret=wr0ng&from=09121112233&text=a@b.example")
    _ = try await site.get("/09121112233/me@test.example", method: "ME@TEST")
    _ = try await site.send("\u{1B}[31m\r\n\r\n")
    let lines = site.logged.map { "\($0.method) \($0.place) \($0.status)" }
    #expect(
      lines == [
        "POST /c 200", "POST /c 200", "GET /sms 401", "- - 400", "- - 400",
      ])
  }
}

extension Array where Element: Sendable {
  /// The results of work that waits, each on a thread of its own.
  func concurrently<Value: Sendable>(
    _ work: @escaping @Sendable (Element) throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      for (place, element) in enumerated() {
        group.addTask { (place, try await Site.away { try work(element) }) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
        .sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
