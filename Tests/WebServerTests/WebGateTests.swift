import Testing

@testable import WebServer

struct WebGateTests {
  private func request(_ path: String, _ headers: [String]) throws -> WebRequest {
    let head = (["GET \(path) HTTP/1.1"] + headers).joined(separator: "\r\n")
    return try WebRequest(head: Array(head.utf8)[...], peer: "127.0.0.1", limits: WebLimits())
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("127.0.0.1:8080", true), ("127.9.9.9:1", true), ("localhost", true),
    ("LOCALHOST:65535", true), ("[::1]:8080", true),
    // A name that someone else decides about, even one that looks like ours.
    ("evil.example", false), ("evil.example:8080", false), ("127.0.0.1.evil.example", false),
    ("127.evil.example", false), ("localhost.evil.example", false), ("192.168.1.7:8080", false),
    ("[::2]", false), ("127.0.0.1:8080:1", false), ("", false), ("evil.example#127.0.0.1", false),
  ])
  func `without a token only this machine's own names are answered`(
    host: String, isOwn: Bool
  ) throws {
    let path = WebGate(token: nil).path(of: try request("/a", ["Host: \(host)"]))
    #expect(path == (isOwn ? "/a" : nil))
  }

  @Test(
    arguments: [
      ("/t0ken/", "/"), ("/t0ken/a", "/a"), ("/t0ken/a/b", "/a/b"), ("/t0ken", nil), ("/", nil),
      ("/T0KEN/", nil), ("/t0ke/", nil), ("/t0kena/", nil), ("//t0ken/", nil), ("/a?t0ken", nil),
      ("/%740ken/", nil),
    ] as [(String, String?)])
  func `with a token the path has to begin with it`(path: String, inner: String?) throws {
    let gate = WebGate(token: "t0ken")
    #expect(gate.path(of: try request(path, ["Host: phone.example"])) == inner)
    #expect(gate.start == "/t0ken/")
  }

  @Test(arguments: [
    (["Origin: http://a.example"], true), (["Origin: https://a.example"], true),
    (["Origin: HTTP://A.example"], true),
    (["Origin: http://a.example", "Sec-Fetch-Site: same-origin"], true),
    ([], false), (["Origin: null"], false), (["Origin: http://b.example"], false),
    (["Origin: http://a.example:81"], false), (["Origin: http://a.example.b.example"], false),
    (["Origin: ftp://a.example"], false), (["Origin: http://a.example/"], false),
    (["Origin: http://a.example", "Sec-Fetch-Site: same-site"], false),
    (["Origin: http://a.example", "Sec-Fetch-Site: cross-site"], false),
    (["Origin: http://a.example", "Sec-Fetch-Site: none"], false),
  ])
  func `a WebSocket is opened by our page alone`(headers: [String], isOwn: Bool) throws {
    let request = try request("/", ["Host: a.example"] + headers)
    #expect(WebGate(token: nil).isOwnPage(request) == isOwn)
  }
}
