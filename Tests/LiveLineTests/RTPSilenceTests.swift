import CallRuntime
import Telephony
import Testing

@testable import LiveLine

/// What tells that a far side is still there, in time that a test makes pass.
@Suite("A far side of whom nothing is heard")
final class RTPSilenceTests {
  private let line: RTPLine
  private let far: (sound: UDPSocket, reports: UDPSocket)
  private let stranger: UDPSocket
  private var negotiation: SoundNegotiation
  private var now = Duration.seconds(1)

  private static let ports: ClosedRange<UInt16> = 33_000...60_000

  init() throws {
    line = RTPLine(
      sockets: try UDPSocket.pair(host: "127.0.0.1", in: Self.ports), peer: "127.0.0.1")
    far = try UDPSocket.pair(host: "127.0.0.1", in: Self.ports)
    stranger = try UDPSocket(host: "127.0.0.2", port: 0)
    negotiation = SoundNegotiation(
      codecs: [.pcma], address: "127.0.0.1", port: line.port, session: 1)
    try agree("sendrecv")
  }

  /// - Parameter direction: as the far side sees it.
  private func agree(_ direction: String) throws {
    let offer = RawPeer.offer(port: far.sound.port, more: "a=\(direction)\r\n")
    let description = try #require(SessionDescription(parsing: Array(offer.utf8)))
    let answer = negotiation.answer(description)
    line.adopt(try #require(answer).1)
  }

  private func send(_ bytes: [UInt8], from socket: UDPSocket, toPort port: UInt16) throws {
    var address = try #require(SocketAddress(host: "127.0.0.1", port: port))
    bytes.withUnsafeBytes { socket.send($0, to: &address) }
  }

  private func sendSound() throws {
    let header = RTPHeader(payloadType: 8, sequenceNumber: 1, timestamp: 160, source: 7)
    let packet = RTPPacket(header, payload: [UInt8](repeating: 0xD5, count: 160))
    try send(packet.bytes, from: far.sound, toPort: line.port)
    pass(.milliseconds(20))
  }

  private func report(by source: UInt32, from socket: UDPSocket) throws {
    let report = RTCPPacket.compound([.receiverReport(source: source, [])])
    try send(report, from: socket, toPort: line.port + 1)
  }

  private func pass(_ time: Duration) {
    let end = now + time
    while now < end {
      _ = line.receive(at: now) { _ in }
      AudioFrame.silence.withUnsafeBufferPointer { line.send($0, at: now) }
      now += AudioFrame.duration
    }
  }

  private func reportForAMinute(by source: UInt32, from socket: UDPSocket) throws {
    for _ in 0..<30 {
      try report(by: source, from: socket)
      pass(.seconds(2))
    }
  }

  @Test("Reports of who sends the sound show that the far side is there")
  func hearsReports() throws {
    try sendSound()
    try reportForAMinute(by: 7, from: far.reports)
    #expect(line.silence(at: now) < .seconds(3))
  }

  @Test("Reports of strangers show nothing", arguments: [true, false])
  func ignoresStrangers(isElsewhere: Bool) throws {
    try sendSound()
    try reportForAMinute(by: isElsewhere ? 7 : 8, from: isElsewhere ? stranger : far.reports)
    #expect(line.silence(at: now) > .seconds(59))
  }

  @Test("Reports of who has sent no sound show nothing")
  func ignoresTheUnheard() throws {
    pass(.milliseconds(20))
    try reportForAMinute(by: 7, from: far.reports)
    #expect(line.silence(at: now) > .seconds(59))
  }

  @Test("Who holds the call may be silent", arguments: ["sendonly", "inactive"])
  func waitsOnHold(direction: String) throws {
    try sendSound()
    try agree(direction)
    pass(.seconds(60))
    #expect(line.silence(at: now) == .zero)
    try agree("sendrecv")
    pass(.seconds(10))
    #expect(line.silence(at: now) <= .seconds(10))
    #expect(line.silence(at: now) > .seconds(9))
  }
}
