import CallEngine
import Foundation
import Telephony
import Testing

@testable import LiveLine

@Suite("Calls by SIP, message by message")
struct SIPCallsTests {
  private let noted = NotingAnswers()

  private func calls(_ answers: NotingAnswers) throws -> SIPCalls {
    try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: answers)
  }

  /// Has a peer call, and acknowledges the answer.
  private func establish(_ peer: RawPeer, offer: String? = nil) throws -> String {
    peer.send(peer.request("INVITE", body: offer ?? RawPeer.offer()))
    let answer = try #require(peer.receive("SIP/2.0 200"))
    peer.send(peer.request("ACK", to: answer.tag))
    return answer
  }

  @Test("A call is answered, and ends as the caller says")
  func answers() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    let answer = try establish(peer)
    #expect(noted.waitForAnswer())
    #expect(answer.contains("m=audio"))
    #expect(answer.header("Allow")?.contains("REFER") == true && answer.header("Supported") == "")
    #expect(noted.invitation?.from == "02177483178")
    #expect(noted.invitation?.to == "1000")
    #expect(noted.leg?.pressesKeysBySound == false)
    peer.send(
      peer.request("BYE", sequence: 2, to: answer.tag, more: ["Reason: Q.850;cause=31"]))
    #expect(peer.receive()?.status == 200)
    #expect(noted.waitForEnd()?.cause == .normalUnspecified)
    #expect(calls.count == 0)
  }

  @Test(
    "The number dialled and the caller's are those that URIs have",
    arguments: [
      ("tel:1800", "1800"), ("tel:1800;phone-context=+98", "1800"),
      ("TEL:+98-(21).999;ext=1;phone-context=example.org", "+9821999"),
      ("sip:1800;phone-context=+98@127.0.0.1;user=phone", "1800"), ("sip:127.0.0.1", ""),
      ("sips:a.b-c@127.0.0.1", "a.b-c"),
    ])
  func takesNumbers(uri: String, number: String) throws {
    let noted = NotingAnswers(refusing: (.busyHere, .userBusy))
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(
      peer.request("INVITE", body: RawPeer.offer())
        .replacing("INVITE sip:1000@127.0.0.1", with: "INVITE \(uri)")
        .replacing("<sip:02177483178@127.0.0.1>", with: "<\(uri)>"))
    #expect(peer.receive("SIP/2.0 486") != nil)
    #expect(noted.invitation?.to == number)
    #expect(noted.invitation?.from == number)
  }

  @Test("Many connections may wait to be taken")
  func queuesConnections() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let port = try #require(UInt16(calls.address.split(separator: ":").last ?? ""))
    let socket = try #require(ListeningSocket(host: "127.0.0.1", port: port))
    #expect(socket.queueLength >= 128)
  }

  @Test("A listener at all addresses tells each caller the one that it can reach")
  func listensEverywhere() throws {
    let calls = try SIPCalls(SIPSettings(host: "0.0.0.0", port: 0), answering: noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    let answer = try establish(peer)
    #expect(noted.waitForAnswer())
    #expect(answer.contains("c=IN IP4 127.0.0.1"))
    #expect(answer.header("Contact")?.contains("@127.0.0.1:") == true)
    noted.leg?.refer(to: "sip:2000@127.0.0.1") { _ in }
    #expect(peer.receive("REFER")?.header("Contact") == answer.header("Contact"))
  }

  @Test("The line hangs up with its cause")
  func hangsUp() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    _ = try establish(peer)
    #expect(noted.waitForAnswer())
    noted.leg?.hangUp(.normalClearing)
    let bye = try #require(peer.receive("BYE"))
    #expect(bye.header("Reason") == "Q.850;cause=16")
    #expect(noted.waitForEnd()?.isRemote == false)
  }

  @Test("Whoever asks is told whether calls are taken, and within a call in any case")
  func tellsWhetherItTakesCalls() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(peer.request("OPTIONS", call: "open"))
    #expect(peer.receive()?.status == 200)
    let answer = try establish(peer)
    noted.takesCalls = false
    peer.send(peer.request("OPTIONS", call: "closed"))
    #expect(peer.receive()?.status == 503)
    peer.send(peer.request("OPTIONS", sequence: 2, to: answer.tag))
    #expect(peer.receive()?.status == 200)
  }

  @Test("A call is refused with status and cause")
  func refuses() throws {
    let calls = try calls(NotingAnswers(refusing: (.busyHere, .userBusy)))
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(peer.request("INVITE", body: RawPeer.offer()))
    let refusal = try #require(peer.receive("SIP/2.0 486"))
    #expect(refusal.header("Reason") == "Q.850;cause=17")
    #expect(refusal.header("Retry-After") == nil)
  }

  @Test("A call that is refused for a while is told for how long")
  func tellsWhenToTryAgain() throws {
    let calls = try calls(
      NotingAnswers(refusing: (.serviceUnavailable, .temporaryFailure), retryAfter: 5))
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(peer.request("INVITE", body: RawPeer.offer()))
    let refusal = try #require(peer.receive("SIP/2.0 503"))
    #expect(refusal.header("Retry-After") == "5")
    #expect(refusal.header("Reason") == "Q.850;cause=41")
  }

  @Test("A call for whose sound there are no ports is refused, which is told")
  func lacksPorts() throws {
    let taken = try UDPSocket.pair(host: "127.0.0.1", in: 33_000...60_000)
    var settings = SIPSettings(host: "127.0.0.1", port: 0)
    settings.ports = taken.sound.port...taken.reports.port
    let calls = try SIPCalls(settings, answering: noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(peer.request("INVITE", body: RawPeer.offer()))
    #expect(peer.receive("SIP/2.0 503")?.header("Reason") == "Q.850;cause=34")
    let told = noted.turnedAway
    #expect(told.count == 1 && told[0].0.to == "1000" && noted.invitation == nil)
    guard case .noSockets(let reason)? = told.first?.1 else {
      Issue.record("\(told)")
      return
    }
    #expect(reason.contains("in use"))
  }

  @Test(
    "What can't be a call is refused",
    arguments: [
      ("application/sdp", "v=0\r\nm=audio", 400), ("application/sdp", RawPeer.offer(port: 0), 488),
      ("application/sdp", "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n", 488),
      ("application/unknownformat", "<audio/>", 415),
    ])
  func refusesOffers(type: String, body: String, status: Int) throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(peer.request("INVITE", type: type, body: body))
    #expect(peer.receive("SIP/2.0 \(status)") != nil)
    #expect(noted.events.isEmpty)
  }

  @Test("A caller who leaves the offer to the line answers it in the ACK")
  func offersLate() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(peer.request("INVITE"))
    let offer = try #require(peer.receive("SIP/2.0 200"))
    #expect(offer.contains("m=audio"))
    peer.send(peer.request("ACK", to: offer.tag, body: RawPeer.offer(events: false)))
    #expect(noted.waitForAnswer())
    #expect(noted.leg?.agreed?.codec == .pcma)
    #expect(noted.leg?.pressesKeysBySound == true)
  }

  @Test("A caller gives up before the answer is acknowledged, or not at all")
  func cancels() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(peer.request("CANCEL", call: "none"))
    #expect(peer.receive()?.status == 481)
    peer.send(peer.request("BYE", call: "none"))
    #expect(peer.receive()?.status == 481)
  }

  @Test("A late answer that can't be used ends the call with its cause")
  func refusesLateAnswers() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(peer.request("INVITE"))
    let offer = try #require(peer.receive("SIP/2.0 200"))
    peer.send(peer.request("ACK", to: offer.tag, body: "v=0\r\nm=audio"))
    #expect(peer.receive("BYE")?.header("Reason") == "Q.850;cause=65")
  }

  @Test("An offer in a call on which nothing can be agreed is refused, and the call goes on")
  func refusesLaterOffers() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    let answer = try establish(peer)
    #expect(noted.waitForAnswer())
    peer.send(peer.request("INVITE", sequence: 2, to: answer.tag, body: RawPeer.offer(port: 0)))
    let refusal = try #require(peer.receive("SIP/2.0 488"))
    #expect(refusal.hasPrefix("SIP/2.0 488 Not Acceptable Here\r\n"))
    #expect(refusal.header("Reason") == "Q.850;cause=65")
    peer.send(peer.request("ACK", sequence: 2, to: answer.tag))
    peer.send(peer.request("INVITE", sequence: 3, to: answer.tag, body: RawPeer.offer()))
    #expect(peer.receive("SIP/2.0 200") != nil)
    #expect(calls.count == 1)
  }

  @Test("A held call is answered with its counterpart, and taken up again")
  func holds() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    let answer = try establish(peer)
    #expect(noted.waitForAnswer())
    for (sequence, offered, expected) in [(2, "sendonly", "recvonly"), (3, "sendrecv", "sendrecv")]
    {
      peer.send(
        peer.request(
          "INVITE", sequence: sequence, to: answer.tag,
          body: RawPeer.offer(more: "a=\(offered)\r\n")))
      let again = try #require(peer.receive("SIP/2.0 200"))
      peer.send(peer.request("ACK", sequence: sequence, to: answer.tag))
      #expect(again.contains("a=\(expected)"))
      #expect(noted.leg?.agreed?.direction.rawValue == expected)
    }
  }

  @Test(
    "Keys come by INFO",
    arguments: [
      ("application/dtmf-relay", "Signal=4\r\nDuration=160\r\n", Digit.four),
      ("application/dtmf-relay", "Signal= *\r\n", .star), ("application/dtmf", "#", .pound),
      ("application/dtmf-relay", "Signal=11\r\n", .pound),
    ])
  func takesInfo(type: String, body: String, key: Digit) throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    let answer = try establish(peer)
    #expect(noted.waitForAnswer())
    let request = peer.request("INFO", sequence: 2, to: answer.tag, type: type, body: body)
    peer.send(request)
    #expect(peer.receive("SIP/2.0 200") != nil)
    // As if the answer had been lost.
    peer.send(request)
    #expect(peer.receive("SIP/2.0 200") != nil)
    #expect(noted.wait { if case .pressed(let digit) = $0 { digit } else { nil } } == key)
    let presses = noted.events.filter { if case .pressed = $0 { true } else { false } }
    #expect(presses.count == 1)
  }

  @Test(
    "Answers what isn't a call as RFC 3261 has it",
    arguments: [
      ("OPTIONS", 200), ("REGISTER", 405), ("SUBSCRIBE", 405), ("NEWMETHOD", 405), ("INFO", 481),
      ("REFER", 405),
    ])
  func answersOthers(method: String, status: Int) throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    peer.send(peer.request(method))
    let answer = try #require(peer.receive())
    #expect(answer.status == status)
    if status == 200 || status == 405 {
      #expect(answer.header("Allow")?.contains("INVITE") == true)
    }
  }

  @Test("What is malformed is refused, and what is noise is not answered")
  func answersMalformed() throws {
    let calls = try calls(noted)
    defer { calls.close() }
    let peer = try RawPeer(calls.address)
    for noise in ["", "\r\n\r\n", "hello", String(repeating: "x", count: 5000)] { peer.send(noise) }
    peer.send(
      peer.request("OPTIONS").replacing("CSeq: 1 OPTIONS", with: "CSeq: 1 INVITE"))
    #expect(peer.receive()?.status == 400)
  }
}
