import Foundation
import RandomInputs
import Testing

@testable import LiveLine

/// Messages in the manner of RFC 4475's, each with what it says of them.
@Suite("Requests that must be refused")
struct RequestScreenTests {
  /// A request in order, some of whose lines are replaced; an empty replacement removes.
  private static func request(
    _ method: String = "OPTIONS", replacing changes: [String: String] = [:], more: [String] = [],
    body: String = ""
  ) -> String {
    let lines = [
      "": "\(method) sip:1000@192.0.2.1 SIP/2.0",
      "Via": "Via: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK1",
      "From": "From: \"A caller\" <sip:caller@example.org>;tag=1",
      "To": "To: <sip:1000@192.0.2.1>", "Call-ID": "Call-ID: 1@example.org",
      "CSeq": "CSeq: 1 \(method)", "Max-Forwards": "Max-Forwards: 70",
      "Length": "Content-Length: \(body.utf8.count)",
    ].merging(changes) { $1 }
    let order = ["", "Via", "From", "To", "Call-ID", "CSeq", "Max-Forwards", "Length"]
    return (order.compactMap { lines[$0] } + more).filter { !$0.isEmpty }
      .joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  private static let fine: [String] = [
    request(), request("INVITE"), request("NEWMETHOD"), request("!a-Method.%indeed'~"),
    request(replacing: ["CSeq": "cseq: 0009\r\n  OPTIONS", "Max-Forwards": "MaX-fOrWaRdS: 0068"]),
    request(replacing: ["From": "f: caller<sip:caller@example.org>;tag=323"]),
    request(replacing: ["From": "From: \"J \\\\\\\"\" <sip:caller@example.org>\r\n  ;\r\n tag = 9"]
    ),
    request(replacing: ["To": "t: sip:user;par=u%40example.net@example.com"]),
    request(more: ["UnknownHeader: ;;,,;;,;", "s :"]),
    request(more: ["Via: SIP/2.0/UNKNOWN 192.0.2.9;branch=z9hG4bK2"]),
    request(more: ["Date: Fri, 01 Jan 2010 16:00:00 EST"]),
    request("INVITE", more: ["Accept: application/sdp, text/plain"]),
    request(replacing: ["Max-Forwards": "Max-Forwards: 0"]),
  ]

  private static let faulty: [(String, Int)] = [
    (request(replacing: ["": "OPTIONS sip:1000@192.0.2.1 SIP/7.0"]), 505),
    (request(replacing: ["": "OPTIONS <sip:1000@192.0.2.1> SIP/2.0"]), 400),
    (request(replacing: ["": "OPTIONS sip:1000@192.0.2.1; lr SIP/2.0"]), 400),
    (request(replacing: ["": "OPTIONS  sip:1000@192.0.2.1 SIP/2.0"]), 400),
    (request(replacing: ["": "OPTIONS sip:1000@192.0.2.1 SIP/2.0 "]), 400),
    (request(replacing: ["": "OPTIONS nobodyKnowsThisScheme:content SIP/2.0"]), 416),
    (request(replacing: ["": "OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0"]), 416),
    (request(replacing: ["CSeq": "CSeq: 1 INVITE"]), 400),
    (request(replacing: ["CSeq": "CSeq: 36893488147419103232 OPTIONS"]), 400),
    (request(replacing: ["CSeq": ""]), 400), (request(replacing: ["From": ""]), 400),
    (request(replacing: ["To": ""]), 400), (request(replacing: ["Call-ID": ""]), 400),
    (request(replacing: ["Max-Forwards": "Max-Forwards: 300"]), 400),
    (request(replacing: ["From": "From: \"Mr. J <sip:caller@example.org>;tag=1"]), 400),
    (request(replacing: ["From": "From: Bell, Alexander <sip:a@example.org>;tag=1"]), 400),
    (request(replacing: ["From": "From: sip:caller@example.org;;tag=1"]), 400),
    (request(replacing: ["To": "To: \"Watson\" < sip:t.watson@example.org >"]), 400),
    (request(replacing: ["Length": "Content-Length: 9999"]), 400),
    (request(replacing: ["Length": "Content-Length: -999"]), 400),
    (request(more: ["l: 5"]), 400), (request(more: ["CSeq: 2 OPTIONS"]), 400),
    (request(more: ["Via: SIP/2.0/UDP 192.0.2.15;;,;,,"]), 400),
    (request(more: ["Require: nothingSupportsThis"]), 420),
    (request("INVITE", more: ["Accept: text/nobodyKnowsThis"]), 406),
    (request("INVITE", replacing: ["From": "From: <sip:caller@example.org>"]), 400),
  ]

  private func verdict(on text: String) -> ScreenVerdict {
    Array(text.utf8).withUnsafeBytes { bytes in
      RawRequest(bytes).map(RequestScreen.verdict) ?? .ignore
    }
  }

  private func status(of text: String) -> UInt16? {
    if case .refuse(let status, _, _) = verdict(on: text) { status.rawValue } else { nil }
  }

  @Test("Lets through what is in order, however unusual", arguments: fine)
  func passes(text: String) {
    #expect(verdict(on: text) == .pass)
  }

  @Test("Refuses what isn't", arguments: faulty)
  func refuses(text: String, status: Int) {
    #expect(self.status(of: text) == UInt16(status))
  }

  @Test("Names all extensions that it doesn't have")
  func namesExtensions() {
    let text = Self.request(more: ["Require: one", "Require: two, three"])
    #expect(
      verdict(on: text) == .refuse(.badExtension, headers: "Unsupported: one, two, three\r\n"))
  }

  @Test(
    "Answers neither an ACK nor what is no request",
    arguments: [
      request("ACK", replacing: ["CSeq": "CSeq: 1 INVITE"]), "\r\n\r\n", "", "hello\r\n\r\n",
      "SIP/2.0 200 OK\r\nCSeq: 1 OPTIONS\r\n\r\n",
    ])
  func ignores(text: String) {
    #expect(verdict(on: text) == .ignore)
  }

  @Test("A response tells whose it is")
  func responds() throws {
    let text = Self.request(more: ["Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK2"])
    let response = try Array(text.utf8).withUnsafeBytes { bytes in
      try #require(RawRequest(bytes)).response(
        .badRequest, reason: nil, headers: "", received: "198.51.100.1", port: 5070, tag: "x")
    }
    #expect(
      response.components(separatedBy: "\r\n") == [
        "SIP/2.0 400 Bad Request",
        "Via: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK1;received=198.51.100.1",
        "From: \"A caller\" <sip:caller@example.org>;tag=1", "To: <sip:1000@192.0.2.1>;tag=x",
        "Call-ID: 1@example.org", "CSeq: 1 OPTIONS",
        "Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK2", "Content-Length: 0", "", "",
      ])
  }

  @Test("Survives any bytes", arguments: [Damages.seed])
  func survives(seed: UInt64) {
    var random = Damages(toSIP: seed)
    let text = Array(Self.request("INVITE", more: ["Contact: <sip:a@192.0.2.2>"]).utf8)
    for _ in 0..<2000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...10, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      bytes.withUnsafeBytes { _ = RawRequest($0).map(RequestScreen.verdict) }
    }
  }
}
