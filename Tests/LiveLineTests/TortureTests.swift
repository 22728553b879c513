import Foundation
import Testing

@testable import LiveLine

/// What the endpoint answers to messages in the manner of RFC 4475's, over a socket.
@Suite("SIP's torture messages")
struct TortureTests {
  private let calls: SIPCalls
  private let peer: RawPeer

  init() throws {
    calls = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: NotingAnswers())
    peer = try RawPeer(calls.address)
  }

  /// The status of the final answer to what was sent before; `nil` if none comes before that to a
  /// request in order, which is sent now.
  private func status() throws -> Int? {
    let last = "last\(UInt32.random(in: 0...UInt32.max))"
    peer.send(peer.request("OPTIONS", call: last))
    while true {
      let message = try #require(peer.receive())
      guard let status = message.status, status >= 200 else { continue }
      if message.header("Call-ID")?.hasPrefix(last) == true {
        #expect(status == 200)
        return nil
      }
      return status
    }
  }

  @Test("Are answered as it says", arguments: TortureMessage.all)
  func answers(message: TortureMessage) throws {
    defer { calls.close() }
    peer.send(message.text(port: peer.socket.port))
    let status = try status()
    if message.statuses.isEmpty {
      #expect(status == nil)
    } else {
      let given = try #require(status)
      #expect(message.statuses.contains(given), "answered \(given)")
    }
  }

  @Test("What stands behind a message in its datagram is no other message (3.1.1.8)")
  func ignoresTheRest() throws {
    defer { calls.close() }
    peer.send(
      peer.request("REGISTER", call: "first") + peer.request("INVITE", call: "second"))
    let answer = try #require(peer.receive())
    #expect(answer.status == 405)
    #expect(answer.header("Call-ID")?.hasPrefix("first") == true)
    #expect(try status() == nil)
    #expect(calls.count == 0)
  }
}
