import Foundation
import Testing

@testable import WebHandset
@testable import WebServer

struct PhoneServiceTests {
  private func answer(
    _ path: String, _ headers: [String] = ["Host: 127.0.0.1:80"], method: String = "GET",
    token: String? = nil
  ) throws -> (status: Int, head: String, body: String) {
    let service = PhoneService(Switchboard(), gate: WebGate(token: token), beside: Status())
    let head = (["\(method) \(path) HTTP/1.1"] + headers).joined(separator: "\r\n")
    let request = try WebRequest(head: Array(head.utf8)[...], peer: "::1", limits: WebLimits())
    let response = service.answer(request, at: Date())
    let text = String(
      decoding: response.bytes(for: method, isSecure: false, at: Date()), as: UTF8.self)
    let parts = text.components(separatedBy: "\r\n\r\n")
    return (response.status.rawValue, parts[0], parts.dropFirst().joined(separator: "\r\n\r\n"))
  }

  /// The names that a language of the page has words for, without those of a table in its table.
  private static func names(_ start: String) throws -> [String] {
    let text = String(decoding: PackageResources.words_js, as: UTF8.self)
    let words = try #require(text.components(separatedBy: "const \(start) = {").last)
    let table = try #require(words.components(separatedBy: "\n};").first)
    let name = #/(?:^|[{,])\s*([A-Za-z_]+): (?=[\["`{(])/#.anchorsMatchLineEndings()
    return table.replacing(#/\{[^{}]*\}/#, with: "\"\"").matches(of: name).map {
      String($0.output.1)
    }
  }

  @Test func `the page has all its words in both languages`() throws {
    let (english, persian) = (try Self.names("ENGLISH"), try Self.names("PERSIAN"))
    #expect(english == persian)
    #expect(Set(english).count == english.count, "one hides another")
    #expect(Set(PhoneRemark.Word.allCases.map(\.rawValue)).isSubset(of: english))
    #expect(english.contains("keypad") && english.count > 100)
  }

  @Test func `the page loads its own parts and nothing else`() throws {
    let page = try answer("/")
    #expect(page.status == 200)
    #expect(
      page.head.contains(
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
          + "connect-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
          + "frame-ancestors 'none'"))
    #expect(page.head.contains("microphone=(self)") && page.head.contains("camera=()"))
    #expect(page.head.contains("Referrer-Policy: no-referrer"))
    #expect(page.head.contains("Cache-Control: no-store"))
    for (name, part) in PhonePage.parts {
      let text = String(decoding: part.content, as: UTF8.self)
      for word in [
        "http://", "https://", "//cdn", "url(", "@import", "style=", " onclick", "innerHTML",
        "eval(",
      ] where !(word == "http://" && name == "icon.svg") {
        #expect(!text.contains(word), "\(word) in \(name)")
      }
      for match in text.matches(of: #/(?:src|href)="([a-z.]+)"|from "\./([a-z.]+)"/#) {
        let name = String(match.output.1 ?? match.output.2 ?? "")
        #expect(PhonePage.parts[name] != nil, "\(name)")
        #expect(try answer("/\(name)").status == 200)
      }
    }
  }

  @Test(arguments: [
    ("/", 404), ("/call", 404), ("/phone.js", 404), ("/wrong/", 404), ("/s3cret/", 200),
    ("/s3cret/phone.js", 200), ("/s3cret/nothing", 404), ("/s3cret", 308), ("//s3cret", 404),
    ("/s3cre", 404), ("/healthz", 200),
    ("/metrics", 404),
    ("/s3cret/metrics", 200),
  ]) func `with a token everything is below it`(path: String, status: Int) throws {
    #expect(try answer(path, ["Host: phone.example"], token: "s3cret").status == status)
  }

  @Test func `a link without its last slash leads to the page`() throws {
    let answer = try answer("/s3cret", ["Host: phone.example"], token: "s3cret")
    #expect(
      answer.head.contains("\r\nLocation: s3cret/\r\n")
        || answer.head.hasSuffix("\r\nLocation: s3cret/"))
  }

  @Test func `other sites can't have their names lead here`() throws {
    #expect(try answer("/", ["Host: evil.example"]).status == 404)
    #expect(try answer("/phone.js", ["Host: evil.example"]).status == 404)
  }

  private static let opening = [
    "Host: 127.0.0.1:80", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  ]

  @Test(arguments: [
    (["Origin: http://127.0.0.1:80"], 101), (["Origin: http://evil.example"], 403), ([], 403),
    (["Origin: null"], 403), (["Origin: http://127.0.0.1"], 403),
    (["Origin: http://127.0.0.1:80", "Sec-Fetch-Site: cross-site"], 403),
  ]) func `calls are begun by our page alone`(headers: [String], status: Int) throws {
    #expect(try answer("/call", Self.opening + headers).status == status)
    #expect(
      try answer("/s3cret/call", Self.opening + headers, token: "s3cret").status == status)
  }

  @Test(arguments: ["POST", "PUT", "DELETE"]) func `nothing is sent here`(method: String) throws {
    let headers = ["Host: localhost", "Content-Length: 0"]
    #expect(try answer("/", headers, method: method).status == 405)
    #expect(try answer("/phone.js", headers, method: method).status == 405)
    #expect(try answer("/healthz", headers, method: method).status == 405)
  }

  @Test func `the log has no secret in it`() {
    let service = PhoneService(Switchboard(), gate: WebGate(token: "s3cret"))
    #expect(service.place(of: "/s3cret/phone.js") == "/phone.js")
    #expect(service.place(of: "/s3cret/") == "/")
    #expect(service.place(of: "/s3cret/call") == "/call")
    #expect(service.place(of: "/s3cret") == "other")
    #expect(service.place(of: "/s3cret/wrong") == "other")
  }
}

/// Tells how it is.
private struct Status: WebService {
  var isSecure: Bool { false }

  func place(of path: String) -> String {
    ["/healthz", "/metrics"].contains(path) ? path : "other"
  }

  func answer(_ request: WebRequest, at now: Date) -> WebResponse {
    guard place(of: request.path) != "other" else { return WebResponse(.notFound) }
    return request.method == "GET" ? WebResponse(.ok, "ok\n") : .not(["GET"])
  }
}
