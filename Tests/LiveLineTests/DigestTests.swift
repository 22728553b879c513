import Foundation
import Synchronization
import Testing

@testable import LiveLine

@Suite("Who calls, by digest")
struct DigestTests {
  private static let credentials = SIPCredentials(user: "1000", password: "nightingale")

  private func value(_ verdict: DigestGuard.Verdict) throws -> String {
    guard case .challenge(let header) = verdict else { throw SIPEndpointError("known", EINVAL) }
    return header
  }

  /// The answer of a user to the challenge in a header.
  private func answer(
    _ header: String, user: String, password: String, method: String = "INVITE"
  ) throws -> String {
    let nonce = try #require(header.firstMatch(of: #/nonce="([^"]+)"/#)?.output.1)
    let hash = { (text: String) in
      DigestGuard.md5(text).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
    let (key, place) = (hash("\(user):gooya:\(password)"), hash("\(method):sip:1800@127.0.0.1"))
    return """
      Digest username="\(user)", realm="gooya", nonce="\(nonce)", uri="sip:1800@127.0.0.1", \
      response="\(hash("\(key):\(nonce):00000001:c:auth:\(place)"))", cnonce="c", nc=00000001, \
      qop=auth
      """
  }

  @Test(
    "Who answers a challenge wrongly is told from who hasn't answered it, or too late",
    arguments: [("1000", "wrong"), ("2000", "nightingale"), ("2000", "")])
  func tellsWrongAnswers(user: String, password: String) throws {
    var digest = DigestGuard(users: ["1000": "nightingale"])
    let header = try value(digest.verdict(on: nil, method: "INVITE", at: 0))
    let right = try answer(header, user: "1000", password: "nightingale")
    let wrong = try answer(header, user: user, password: password)
    guard case .wrong(let again) = digest.verdict(on: wrong, method: "INVITE", at: 0) else {
      Issue.record("taken for a caller who hasn't answered yet")
      return
    }
    #expect(again.contains("nonce=") && !again.contains("stale"))
    #expect(digest.verdict(on: right, method: "INVITE", at: 1) == .known(user: "1000"))
    #expect(try value(digest.verdict(on: right, method: "INVITE", at: 1)).contains("stale=true"))
  }

  @Test("A call without an answer is challenged, anew each time")
  func challenges() throws {
    var digest = DigestGuard(users: ["1000": "nightingale"])
    let first = try value(digest.verdict(on: nil, method: "INVITE", at: 0))
    let second = try value(digest.verdict(on: nil, method: "INVITE", at: 0))
    #expect(first.contains("algorithm=MD5") && first.contains("qop=\"auth\""))
    #expect(first != second)
  }

  @Test(
    "An answer that isn't one is challenged",
    arguments: [
      "", "Digest", "Basic abc", "Digest username=\"1000\"",
      "Digest username=\"1000\", realm=\"gooya\", nonce=\"0.1.00\", uri=\"sip:1\", response=\"0\"",
    ])
  func refuses(answer: String) throws {
    var digest = DigestGuard(users: ["1000": "nightingale"])
    #expect(try value(digest.verdict(on: answer, method: "INVITE", at: 0)).contains("Digest"))
  }

  @Test(
    "Only who knows the password gets through",
    arguments: [
      ("nightingale", true), ("wrong", false),
    ])
  func lets(password: String, through isThrough: Bool) throws {
    let callee = NotingAnswers()
    var settings = SIPSettings(host: "127.0.0.1", port: 0)
    settings.users = ["1000": "nightingale"]
    let far = try SIPCalls(settings, answering: callee)
    defer { far.close() }
    var own = SIPSettings(host: "127.0.0.1", port: 0)
    own.credentials = SIPCredentials(user: "1000", password: password)
    let calls = try SIPCalls(own, answering: NotingAnswers())
    defer { calls.close() }
    let events = Mutex<[SIPLegEvent]>([])
    try calls.call("sip:2000@\(far.address)") { event, _ in events.withLock { $0.append(event) } }
    if isThrough {
      #expect(callee.waitForAnswer())
      #expect(callee.invitation?.user == "1000")
    } else {
      let end = ContinuousClock.now + .seconds(60)
      var status: SIPStatus?
      while status == nil, ContinuousClock.now < end {
        for case .ended(let ending) in events.withLock({ $0 }) { status = ending.status }
        usleep(2000)
      }
      #expect(status == .unauthorized)
      #expect(callee.invitation == nil)
      #expect(callee.turnedAway.map { [$0.0.to, $0.0.source] } == [["2000", "127.0.0.1"]])
    }
  }

  @Test("Credentials aren't shown")
  func hides() {
    var text = ""
    dump(Self.credentials, to: &text)
    #expect(!"\(Self.credentials)\(String(reflecting: Self.credentials))\(text)".contains("night"))
  }

  @Test(arguments: [
    (nil, "02199900001"), ("1000", "1000"), ("+982100000", "+982100000"), ("trunk", "02199900001"),
    ("+", "02199900001"), ("", "02199900001"), ("۱۰", "02199900001"),
  ])
  func `a user whose name is a number calls as nobody else`(user: String?, caller: String) {
    let invitation = SIPInvitation(
      from: "02199900001", to: "1800", source: "192.0.2.9", user: user, description: nil)
    #expect(invitation.caller == caller)
  }
}
