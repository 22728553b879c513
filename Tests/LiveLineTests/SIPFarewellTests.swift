import Dispatch
import Foundation
import Testing

@testable import LiveLine

/// What becomes of requests that are still unanswered when a program ends.
@Suite("The end of calls by SIP, message by message")
struct SIPFarewellTests {
  /// Calls a peer, which has the INVITE then.
  private func ring(_ peer: RawPeer) throws -> (SIPCalls, invite: String) {
    let calls = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: NotingAnswers())
    try calls.call("sip:2000@127.0.0.1:\(peer.socket.port)") { _, _ in }
    return (calls, try #require(peer.receive("INVITE")))
  }

  /// Closes, on a thread of its own, and waits for the answers as long as tests do.
  private func close(_ calls: SIPCalls) -> DispatchSemaphore {
    let isClosed = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      calls.close(within: .seconds(60))
      isClosed.signal()
    }
    return isClosed
  }

  private func hasEnded(_ closing: DispatchSemaphore) -> Bool {
    closing.wait(timeout: .now() + 30) == .success
  }

  @Test("A CANCEL that gets lost is sent again until it is answered, and then all is over at once")
  func repeatsCancel() throws {
    let peer = try RawPeer()
    let (calls, invite) = try ring(peer)
    peer.answer(invite, "180 Ringing")
    // Only who has rung can be asked to stop.
    usleep(50_000)
    let closing = close(calls)
    #expect(peer.receive("CANCEL") != nil)
    let cancel = try #require(peer.receive("CANCEL"))
    peer.answer(cancel, "200 OK")
    peer.answer(invite, "487 Request Terminated")
    #expect(peer.receive("ACK") != nil)
    #expect(hasEnded(closing))
  }

  @Test("A call is cancelled that the far side only takes up once it has been given up")
  func cancelsLate() throws {
    let peer = try RawPeer()
    let (calls, invite) = try ring(peer)
    let closing = close(calls)
    usleep(100_000)
    peer.answer(invite, "180 Ringing")
    peer.answer(try #require(peer.receive("CANCEL")), "200 OK")
    peer.answer(invite, "487 Request Terminated")
    #expect(peer.receive("ACK") != nil)
    #expect(hasEnded(closing))
  }

  @Test("An answer that crosses the CANCEL is acknowledged, and the call ended")
  func endsCrossedAnswer() throws {
    let peer = try RawPeer()
    let (calls, invite) = try ring(peer)
    peer.answer(invite, "180 Ringing")
    usleep(50_000)
    let closing = close(calls)
    let cancel = try #require(peer.receive("CANCEL"))
    peer.answer(invite, "200 OK", body: RawPeer.offer())
    peer.answer(cancel, "200 OK")
    #expect(peer.receive("ACK") != nil)
    // Once more, as if the first had been lost.
    #expect(peer.receive("BYE") != nil)
    peer.answer(try #require(peer.receive("BYE")), "200 OK")
    #expect(hasEnded(closing))
  }

  @Test("Whoever calls while the last requests are unanswered is refused")
  func refusesMeanwhile() throws {
    let peer = try RawPeer()
    let (calls, invite) = try ring(peer)
    peer.answer(invite, "180 Ringing")
    usleep(50_000)
    let caller = try RawPeer(calls.address)
    let closing = close(calls)
    let cancel = try #require(peer.receive("CANCEL"))
    caller.send(caller.request("INVITE", body: RawPeer.offer()))
    #expect(caller.receive("SIP/2.0 503") != nil)
    peer.answer(cancel, "200 OK")
    peer.answer(invite, "487 Request Terminated")
    #expect(hasEnded(closing))
  }
}
