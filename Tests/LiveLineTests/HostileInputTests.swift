import CallRuntime
import Foundation
import RandomInputs
import Telephony
import Testing

@testable import LiveLine

/// What anybody may send to the ports of calls: nothing of it crashes, stops or fills the endpoint.
@Suite("Hostile input by SIP and RTP")
struct HostileInputTests {
  /// Requests in order, of every method, in and out of a dialog.
  private func messages(_ peer: RawPeer, tag: String?) -> [[UInt8]] {
    let methods = [
      "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO", "REFER", "NOTIFY", "REGISTER", "UPDATE",
    ]
    return methods.flatMap { method in
      let body =
        switch method {
        case "INVITE", "ACK", "UPDATE": RawPeer.offer(port: peer.socket.port)
        case "INFO": "Signal=5\r\nDuration=160\r\n"
        default: ""
        }
      let type = method == "INFO" ? "application/dtmf-relay" : "application/sdp"
      return [
        peer.request(
          method, call: "call", sequence: 2, to: tag,
          more: method == "REFER" ? ["Refer-To: <sip:2000@127.0.0.1>"] : [], type: type,
          body: body),
        peer.request(method, call: "other\(method)", type: type, body: body),
        "SIP/2.0 200 OK\r\n"
          + peer.request(method, call: "call", to: tag).split(separator: "\r\n").dropFirst()
          .joined(separator: "\r\n") + "\r\n\r\n",
      ]
    }.map { Array($0.utf8) }
  }

  @Test("Damaged messages leave the endpoint as it was", arguments: [Damages.seed])
  func survivesMessages(seed: UInt64) throws {
    let noted = NotingAnswers()
    let calls = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: noted)
    let peer = try RawPeer(calls.address)
    peer.send(peer.request("INVITE", body: RawPeer.offer()))
    let answer = try #require(peer.receive("SIP/2.0 200"))
    peer.send(peer.request("ACK", to: answer.tag))
    #expect(noted.waitForAnswer())

    let messages = messages(peer, tag: answer.tag)
    var random = Damages(toSIP: seed)
    for count in 0..<Damages.count {
      let message = messages.randomElement(using: &random) ?? []
      let damaged = random.damaged(message, among: messages)
      if !Damages.leadsElsewhere(damaged) { peer.send(bytes: damaged) }
      // Not faster than the endpoint reads.
      if count % 10 == 9 { try expectAnswer(peer, "check\(count)") }
    }
    try expectAnswer(peer, "last")
    calls.close()
    #expect(calls.count == 0)
  }

  /// A request in order is answered as ever.
  private func expectAnswer(_ peer: RawPeer, _ call: String) throws {
    peer.send(peer.request("OPTIONS", call: call))
    while true {
      let message = try #require(peer.receive(), "\(call): no answer any more")
      if message.header("Call-ID")?.hasPrefix("\(call)-") == true {
        return #expect(message.status == 200)
      }
    }
  }

  @Test(
    "Damaged packets of RTP and RTCP are taken or left, and every frame is whole",
    arguments: [Damages.seed])
  func survivesPackets(seed: UInt64) throws {
    let sockets = try UDPSocket.pair(host: "127.0.0.1", in: 33_000...60_000)
    let line = RTPLine(sockets: sockets, peer: "127.0.0.1")
    let far = try UDPSocket(host: "127.0.0.1", port: 0)
    var negotiation = SoundNegotiation(
      codecs: [.pcma], address: "127.0.0.1", port: line.port, session: 1)
    let offer = RawPeer.offer(port: far.port, more: "a=rtcp-mux\r\n")
    let description = try #require(SessionDescription(parsing: Array(offer.utf8)))
    let answer = negotiation.answer(description)
    line.adopt(try #require(answer).1)
    var address = try #require(SocketAddress(host: "127.0.0.1", port: line.port))
    var random = Damages(toSIP: seed)
    var now = Duration.seconds(1)
    for number in 0..<Damages.count {
      let packets = Self.packets(number)
      let bytes = random.damaged(packets.randomElement(using: &random) ?? [], among: packets)
      bytes.withUnsafeBytes { far.send($0, to: &address) }
      if number % 3 == 0 { packets[0].withUnsafeBytes { far.send($0, to: &address) } }
      let keys = line.receive(at: now) { sound in
        #expect(sound?.count ?? AudioFrame.length == AudioFrame.length)
        #expect(sound?.allSatisfy { abs($0) <= 1.5 } ?? true)
      }
      #expect(keys.count <= 8)
      AudioFrame.silence.withUnsafeBufferPointer { line.send($0, at: now) }
      now += AudioFrame.duration
    }
    line.close(at: now)
  }

  /// Sound, a key's event, comfort noise and reports, as they are at a time.
  private static func packets(_ number: Int) -> [[UInt8]] {
    var header = RTPHeader(
      payloadType: 8, sequenceNumber: UInt16(truncatingIfNeeded: number),
      timestamp: UInt32(truncatingIfNeeded: number * 160), source: 7)
    let sound = RTPPacket(header, payload: [UInt8](repeating: 0xD5, count: 160)).bytes
    header.payloadType = 101
    var event: [UInt8] = []
    TelephoneEvent(code: 5, hasEnded: false, duration: 160).append(to: &event)
    let key = RTPPacket(header, payload: event).bytes
    header.payloadType = 13
    let noise = RTPPacket(header, payload: [60]).bytes
    var statistics = ReceptionStatistics(firstSequenceNumber: 0, clock: .telephone)
    let reports = RTCPPacket.compound([
      .senderReport(
        .init(source: 7, time: NetworkTime(.seconds(number)), timestamp: 0, packets: 1, octets: 1),
        [statistics.report(on: 9)]),
      .description([.init(source: 7, items: [.canonicalName("far")])]),
      .goodbye(sources: [7], reason: "over"),
    ])
    return [sound, key, noise, reports]
  }
}
