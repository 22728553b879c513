import RandomInputs
import Testing

@testable import Messaging

/// SMPP's octets, and whatever else may come over a wire.
struct SMPPPDUTests {
  private static let message = SMPPMessage(
    from: SMPPAddress(type: 5, plan: 0, text: "gooya"),
    to: SMPPAddress(type: 1, plan: 1, text: "989120000001"), messageClass: 0x40, dataCoding: 8,
    wantsReceipt: true, octets: [5, 0, 3, 9, 2, 1, 0x06, 0xCC])

  private static let pdus = [
    SMPPPDU(
      .bindTransceiver(SMPPLogin(systemID: "gooya", password: "secret", systemType: "ivr")),
      sequence: 1),
    SMPPPDU(.bindTransceiverResponse, sequence: 1),
    SMPPPDU(.bindTransceiverResponse, SMPPStatus(0x0E), sequence: 1),
    SMPPPDU(.submitSM(message), sequence: 2),
    SMPPPDU(
      .submitSM(
        SMPPMessage(
          from: message.source, to: message.destination, dataCoding: 8,
          octets: Array(repeating: 7, count: 300), isPayload: true)), sequence: 3),
    SMPPPDU(.submitSMResponse(messageID: "A1"), sequence: 2),
    SMPPPDU(.submitSMResponse(messageID: nil), .throttled, sequence: 2),
    SMPPPDU(.deliverSM(message), sequence: 0x7FFF_FFFF), SMPPPDU(.deliverSMResponse, sequence: 4),
    SMPPPDU(.enquireLink, sequence: 5), SMPPPDU(.enquireLinkResponse, sequence: 5),
    SMPPPDU(.unbind, sequence: 6), SMPPPDU(.unbindResponse, sequence: 6),
    SMPPPDU(.genericNack, SMPPStatus(3), sequence: 0), SMPPPDU(.unknown(0x21), sequence: 9),
  ]

  @Test(arguments: pdus) func `what is written is read again`(pdu: SMPPPDU) throws {
    let bytes = pdu.bytes
    #expect(try SMPPPDU.length(of: bytes) == bytes.count)
    #expect(try SMPPPDU(bytes) == pdu)
  }

  @Test func `a bind is written as the standard has it`() {
    #expect(
      SMPPPDU(.bindTransceiver(SMPPLogin(systemID: "ab", password: "c")), sequence: 1).bytes == [
        0, 0, 0, 26, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0x61, 0x62, 0, 0x63, 0, 0, 0x34, 0, 0, 0,
      ])
  }

  @Test(arguments: pdus) func `a PDU cut short at any place is a fault or a shorter one`(
    pdu: SMPPPDU
  ) {
    let bytes = pdu.bytes
    for count in 0..<bytes.count {
      #expect(throws: SMPPFault.self) { try SMPPPDU(bytes.prefix(count)) }
      // With a length that fits it must not trap; what may be left out makes it valid.
      var cut = Array(bytes.prefix(count))
      guard count >= 4 else { continue }
      cut.replaceSubrange(0..<4, with: [0, 0, UInt8(count >> 8), UInt8(count & 0xFF)])
      _ = try? SMPPPDU(cut)
    }
  }

  @Test(arguments: [0, 1, 15, 70_001, 0x7FFF_FFFF, 0xFFFF_FFFF] as [UInt32])
  func `a length that can't be is a fault`(length: UInt32) {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }
    #expect(throws: SMPPFault.badLength(length)) { try SMPPPDU.length(of: bytes) }
  }

  @Test func `too few octets tell no length`() throws {
    for count in 0..<4 { #expect(try SMPPPDU.length(of: Array(repeating: 0, count: count)) == nil) }
  }

  /// Whatever octets are changed, it is read or refused.
  @Test(arguments: pdus) func `damaged PDUs never trap`(pdu: SMPPPDU) {
    var numbers = SeededGenerator(seed: UInt64(pdu.bytes.count))
    for _ in 0..<2000 {
      var bytes = pdu.bytes
      for _ in 0...Int(numbers.next() % 4) where bytes.count > 4 {
        let place = 4 + Int(numbers.next() % UInt64(bytes.count - 4))
        bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
      }
      if let read = try? SMPPPDU(bytes) { _ = read.bytes }
    }
  }

  @Test func `a message length beyond the end is a fault`() {
    var bytes = SMPPPDU(.deliverSM(Self.message), sequence: 1).bytes
    bytes[bytes.count - Self.message.octets.count - 1] = 200
    #expect(throws: SMPPFault.badMessageLength) { try SMPPPDU(bytes) }
  }

  @Test func `a text without end is a fault`() {
    let body = [UInt8](repeating: 0x61, count: 80)
    let bytes = [0, 0, 0, 96, 0x80, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1] + body
    #expect(throws: SMPPFault.unendedText) { try SMPPPDU(bytes) }
  }

  @Test(arguments: [
    ("09120000001", 0 as UInt8, "09120000001"), ("+989120000001", 1, "989120000001"),
    ("+8613800000000", 1, "8613800000000"),
  ])
  func `a recipient is told as it is written`(written: String, type: UInt8, text: String) throws {
    let address = try #require(SMPPAddress(recipient: written))
    #expect(address.type == type && address.plan == 1 && address.text == text)
    #expect(address.written == written)
  }

  @Test(arguments: [
    "", "+", "12", "0912 0000001", "09120000001 09120000002", "0912000000a", "۰۹۱۲", "+98\u{0}912",
    "123456789012345678901", "someone@mail.example", "++98912",
  ])
  func `what is no number is nobody's`(written: String) {
    #expect(SMPPAddress(recipient: written) == nil)
  }

  @Test(arguments: [
    ("30002000", 0 as UInt8), ("+9830002000", 1), ("Telecom", 5), ("A1", 5),
  ])
  func `a sender is a number or a name`(written: String, type: UInt8) {
    #expect(SMPPAddress(sender: written)?.type == type)
  }

  @Test(arguments: ["", "twelve chars", "مخابرات", "a\u{0}b", "9812345678901234"])
  func `a name that can't be told is none`(written: String) {
    #expect(SMPPAddress(sender: written) == nil)
  }

  @Test(
    arguments: [
      (0x58, true), (0x14, true), (0x08, true), (0x64, true), (0xFF, true), (0x0B, false),
      (0x0A, false), (0x0E, false), (0x01, false), (0x65, false), (0x66, false), (0x400, true),
    ] as [(UInt32, Bool)])
  func `errors that pass are tried again, others fail`(code: UInt32, isTemporary: Bool) {
    #expect(SMPPStatus(code).isTemporary == isTemporary)
  }
}
