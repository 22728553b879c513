import CallEngine
import CallRuntime
import Foundation
import Synchronization
import Testing

@testable import LiveLine

/// How those answer who are called.
@Suite("Answers to calls by SIP, message by message")
struct SIPAnswerTests {
  private final class Call {
    let peer: RawPeer
    let calls: SIPCalls
    let leg: SIPLeg
    let invite: String
    private let endings = Shared()

    private final class Shared: Sendable {
      let ending = Mutex<SIPEnding?>(nil)
    }

    init() throws {
      peer = try RawPeer()
      calls = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: NotingAnswers())
      leg = try calls.call("sip:2000@127.0.0.1:\(peer.socket.port)") { [endings] event, _ in
        if case .ended(let ending) = event { endings.ending.withLock { $0 = ending } }
      }
      invite = try #require(peer.receive("INVITE"))
    }

    deinit { calls.close() }

    func waitForEnd() -> SIPEnding? {
      let end = ContinuousClock.now + .seconds(60)
      while ContinuousClock.now < end {
        if let ending = endings.ending.withLock({ $0 }) { return ending }
        usleep(2000)
      }
      return nil
    }
  }

  @Test("Whoever answers as the second is acknowledged each time, and hung up on once")
  func endsForks() throws {
    let call = try Call()
    let peer = call.peer
    peer.answer(call.invite, "200 OK", tag: "first", body: RawPeer.offer())
    #expect(peer.receive()?.hasPrefix("ACK sip:first@") == true)
    for isNew in [true, false] {
      peer.answer(
        call.invite, "200 OK", tag: "second",
        more: ["Record-Route: <sip:127.0.0.1:\(peer.socket.port);lr>"], body: RawPeer.offer())
      let ack = try #require(peer.receive())
      #expect(ack.hasPrefix("ACK sip:second@") && ack.tag == "second")
      #expect(ack.header("Route") == "<sip:127.0.0.1:\(peer.socket.port);lr>")
      #expect(
        ack.header("CSeq")?.split(separator: " ").first
          == call.invite.header("CSeq")?.split(separator: " ").first)
      guard isNew else { continue }
      let bye = try #require(peer.receive())
      #expect(bye.hasPrefix("BYE sip:second@") && bye.tag == "second")
      peer.answer(bye, "200 OK")
    }
    // As if the ACK had been lost.
    peer.answer(call.invite, "200 OK", tag: "first", body: RawPeer.offer())
    #expect(peer.receive()?.hasPrefix("ACK sip:first@") == true)
    call.leg.hangUp(.normalClearing)
    #expect(peer.receive()?.hasPrefix("BYE sip:first@") == true)
  }

  @Test("An answer to no call of this side's brings nothing about")
  func ignoresForeignAnswers() throws {
    let call = try Call()
    let peer = call.peer
    peer.answer(call.invite, "200 OK", tag: "first", body: RawPeer.offer())
    #expect(peer.receive("ACK") != nil)
    for (name, value) in [("From", "<sip:x@127.0.0.1>;tag=other"), ("Call-ID", "other")] {
      let foreign = call.invite.replacing(
        "\(name): \(call.invite.header(name) ?? "")", with: "\(name): \(value)")
      peer.answer(foreign, "200 OK", tag: "second", body: RawPeer.offer())
    }
    call.leg.hangUp(.normalClearing)
    #expect(peer.receive()?.hasPrefix("BYE sip:first@") == true)
  }

  @Test(
    "A call whose answer can't be used has failed, which the far side is told",
    arguments: [
      "",
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        + "m=audio 9 RTP/AVP 18\r\na=rtpmap:18 G729/8000\r\n",
    ])
  func refusesUnusableAnswers(body: String) throws {
    let call = try Call()
    call.peer.answer(call.invite, "200 OK", body: body)
    #expect(call.peer.receive("BYE")?.header("Reason") == "Q.850;cause=65")
    let ending = try #require(call.waitForEnd())
    #expect(ending.cause.transferOutcome == .failed && ending.dialled == .congestion)
    #expect(ending.status == .notAcceptableHere)
  }
}
