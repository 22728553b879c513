import Testing

@testable import LiveLine
@testable import Telephony

@Suite("Encrypted packets")
struct SRTPProtectionTests {
  private let near: SRTPProtection
  private let far: SRTPProtection

  private static func key(_ value: UInt8) -> [UInt8] {
    [UInt8](repeating: value, count: SRTPKeys.length)
  }

  init() throws {
    near = try #require(SRTPProtection(SRTPKeys(sent: Self.key(1), received: Self.key(2))))
    far = try #require(SRTPProtection(SRTPKeys(sent: Self.key(2), received: Self.key(1))))
  }

  private func packet(_ number: Int, of source: UInt32 = 7) -> [UInt8] {
    let header = RTPHeader(
      payloadType: 8, sequenceNumber: UInt16(truncatingIfNeeded: number), timestamp: 160,
      source: source)
    return RTPPacket(header, payload: [UInt8](repeating: 0xD5, count: 160)).bytes
  }

  /// - Returns: whether it comes out as it was.
  private func passes(
    _ packet: [UInt8], from sender: SRTPProtection, to receiver: SRTPProtection,
    isReport: Bool = false
  ) -> Bool {
    var sent = packet
    guard sender.protect(&sent, isReport: isReport), sent != packet else { return false }
    return open(&sent, by: receiver, isReport: isReport) == packet
  }

  private func open(
    _ packet: inout [UInt8], by receiver: SRTPProtection, isReport: Bool = false
  ) -> [UInt8]? {
    let length = packet.withUnsafeMutableBytes { receiver.open($0, isReport: isReport) }
    return length.map { Array(packet[..<$0]) }
  }

  @Test("Forged packets of many sources leave room for the true one")
  func survivesManySources() {
    for source in UInt32(1000)..<1020 {
      var (sound, report) = (packet(1, of: source), [UInt8](repeating: 0x80, count: 60))
      report[4] = UInt8(source - 1000)
      #expect(open(&sound, by: near) == nil)
      #expect(open(&report, by: near, isReport: true) == nil)
    }
    #expect(passes(packet(1), from: far, to: near))
    let report = RTCPPacket.compound([.receiverReport(source: 7, [])])
    #expect(passes(report, from: far, to: near, isReport: true))
  }

  @Test("A forged packet of the true source turns no counter", arguments: [0, 40_000])
  func survivesForgedNumbers(number: Int) {
    #expect(passes(packet(60_000), from: far, to: near))
    var forged = packet(number)
    #expect(open(&forged, by: near) == nil)
    #expect(passes(packet(60_001), from: far, to: near))
  }

  @Test("A packet that comes again is refused")
  func refusesRepeated() {
    var sent = packet(1)
    #expect(far.protect(&sent))
    var again = sent
    #expect(open(&sent, by: near) == packet(1))
    #expect(open(&again, by: near) == nil)
  }

  @Test("A call may have more true sources than libre has room for")
  func makesRoom() throws {
    for source in UInt32(1)...20 {
      // Each is another device.
      let device = try #require(
        SRTPProtection(SRTPKeys(sent: Self.key(2), received: Self.key(1))))
      for number in 1...3 {
        #expect(passes(packet(number, of: source), from: device, to: near))
      }
    }
  }

  @Test("What is sent goes on when the far side takes another key, even after a turn")
  func goesOn() {
    for number in [65_534, 65_535, 65_536, 65_537] {
      #expect(passes(packet(number), from: near, to: far))
    }
    #expect(near.renew(SRTPKeys(sent: Self.key(1), received: Self.key(3))))
    #expect(passes(packet(65_538), from: near, to: far))
    #expect(!passes(packet(1), from: far, to: near))
    #expect(far.renew(SRTPKeys(sent: Self.key(2), received: Self.key(1))))
    #expect(!near.renew(SRTPKeys(sent: Self.key(4), received: Self.key(3))))
  }
}
