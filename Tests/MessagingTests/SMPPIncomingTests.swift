import RandomInputs
import Store
import Testing

@testable import Messaging

/// What a centre passes on: receipts, and what subscribers write.
struct SMPPIncomingTests {
  private static let number = SMPPAddress(type: 0, plan: 1, text: "09120000001")

  private func incoming(
    _ octets: [UInt8], class messageClass: UInt8 = 0, coding: UInt8 = 1,
    _ parameters: [SMPPParameter: [UInt8]] = [:]
  ) -> SMPPMessage {
    SMPPMessage(
      from: Self.number, to: Self.number, messageClass: messageClass, dataCoding: coding,
      octets: octets, isPayload: false, parameters: parameters)
  }

  private func receipt(_ text: String, _ parameters: [SMPPParameter: [UInt8]] = [:])
    -> SMPPReceipt?
  {
    SMPPReceipt(incoming(Array(text.utf8), class: 0x04, parameters))
  }

  @Test(arguments: [
    ("DELIVRD", DeliveryReceipt.delivered as DeliveryReceipt?), ("UNDELIV", .undeliverable),
    ("EXPIRED", .undeliverable), ("DELETED", .undeliverable), ("REJECTD", .undeliverable),
    ("ENROUTE", nil), ("ACCEPTD", nil), ("UNKNOWN", nil), ("", nil),
  ])
  func `a receipt's text tells the state`(word: String, state: DeliveryReceipt?) throws {
    let read = try #require(
      receipt("id:A1 sub:001 dlvrd:001 done date:2601010000 stat:\(word) err:000 text:stat:DELIVRD")
    )
    #expect(read.messageID == "A1" && read.state == state)
  }

  @Test func `parameters count more than the text`() throws {
    let read = try #require(
      receipt("id:A1 stat:DELIVRD", [.receiptedMessageID: [0x42, 0], .messageState: [5]]))
    #expect(read.messageID == "B" && read.state == .undeliverable)
  }

  @Test func `what names no message is no receipt`() {
    #expect(receipt("") == nil)
    #expect(receipt("text:id:A1 stat:DELIVRD") == nil)
    #expect(SMPPReceipt(incoming(Array("id:A1 stat:DELIVRD".utf8))) == nil)
  }

  @Test(
    arguments: [
      // GSM's alphabet, where '@' is 0; ASCII and Latin 1, which other centres have there.
      ([0x61, 0x00, 0x62], 0, "a@b"), ([0x61, 0x40, 0x62], 0, "a@b"),
      ([0x00, 0x1B, 0x65], 0, "@€"),
      ([0x61, 0x11, 0x00], 0, "a_@"), ([0xE9], 3, "é"), ([0x06, 0xCC], 8, "ی"),
      ([0xD8, 0x3D, 0xDE, 0x00], 8, "😀"),
      // What can't be read.
      ([0xD8, 0x3D], 8, "\u{FFFD}"), ([0x06], 8, "\u{FFFD}"), ([0x80], 1, "\u{FFFD}"),
      ([0x61], 4, "\u{FFFD}"), ([0x1B, 0x01], 0, "\u{FFFD}"),
    ] as [([UInt8], UInt8, String)])
  func `a text is read by its coding`(octets: [UInt8], coding: UInt8, text: String) {
    var assembly = SMPPAssembly()
    #expect(assembly.take(incoming(octets, coding: coding), at: .zero) == text)
  }

  private func part(_ number: UInt8, of total: UInt8, _ text: String, reference: UInt8 = 7)
    -> SMPPMessage
  {
    incoming([5, 0, 3, reference, total, number] + Array(text.utf8), class: 0x40)
  }

  @Test func `parts are passed on together, in whatever order they come`() {
    var assembly = SMPPAssembly()
    #expect(assembly.take(part(3, of: 3, "xample"), at: .zero) == nil)
    #expect(assembly.take(part(1, of: 3, "ann@"), at: .zero) == nil)
    #expect(assembly.take(part(1, of: 3, "ann@"), at: .zero) == nil)
    #expect(assembly.take(part(2, of: 3, "mail.e", reference: 8), at: .zero) == nil)
    #expect(assembly.take(part(2, of: 3, "mail.e"), at: .zero) == "ann@mail.example")
  }

  @Test func `a part alone is never passed on`() {
    var assembly = SMPPAssembly()
    for (number, total) in [(1, 2), (0, 2), (3, 2), (1, 0), (0, 0), (255, 255)] {
      #expect(assembly.take(part(UInt8(number), of: UInt8(total), "a@b.example"), at: .zero) == nil)
    }
    // What is missing after ten minutes won't come.
    #expect(assembly.take(part(2, of: 2, "x"), at: .seconds(601)) == nil)
  }

  @Test func `parts by parameters, and with a reference of 16 bits, are parts too`() {
    var assembly = SMPPAssembly()
    func segment(_ number: UInt8, _ text: String) -> SMPPMessage {
      incoming(
        Array(text.utf8),
        [
          .concatenationReference: [1, 2], .totalSegments: [2], .segmentNumber: [number],
        ])
    }
    #expect(assembly.take(segment(1, "ann@"), at: .zero) == nil)
    #expect(assembly.take(segment(2, "mail.example"), at: .zero) == "ann@mail.example")
    let wide = [[6, 8, 4, 1, 2, 2, 1, 0x61], [6, 8, 4, 1, 2, 2, 2, 0x62]] as [[UInt8]]
    #expect(assembly.take(incoming(wide[0], class: 0x40), at: .zero) == nil)
    #expect(assembly.take(incoming(wide[1], class: 0x40), at: .zero) == "ab")
  }

  @Test func `any octets are read without a trap`() {
    var numbers = SeededGenerator(seed: 3)
    var assembly = SMPPAssembly()
    for _ in 0..<5000 {
      let octets = (0..<Int(numbers.next() % 12)).map { _ in
        UInt8(truncatingIfNeeded: numbers.next() % 9)
      }
      let coding = UInt8(numbers.next() % 10)
      let message = incoming(octets, class: numbers.next() % 2 == 0 ? 0x40 : 0x04, coding: coding)
      _ = assembly.take(message, at: .zero)
      _ = SMPPReceipt(message)
    }
  }
}
