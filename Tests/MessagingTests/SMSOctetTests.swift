import Testing

@testable import Messaging

/// What is handed to a centre.
struct SMSOctetTests {
  @Test func `a short text has no header`() throws {
    let data = try #require(SMSSegments("a@{").userData(reference: 7))
    #expect(data.map(\.octets) == [[0x61, 0x00, 0x1B, 0x28]])
    let persian = try #require(SMSSegments("ی😀").userData(reference: 7))
    #expect(persian.map(\.octets) == [[0x06, 0xCC, 0xD8, 0x3D, 0xDE, 0x00]])
  }

  @Test func `each segment of a longer text has its header`() throws {
    let text = String(repeating: "ا", count: 135)
    let data = try #require(SMSSegments(text).userData(reference: 0xA5))
    #expect(
      data.map(\.header) == [
        [0x05, 0x00, 0x03, 0xA5, 3, 1], [0x05, 0x00, 0x03, 0xA5, 3, 2],
        [0x05, 0x00, 0x03, 0xA5, 3, 3],
      ])
    #expect(data.map(\.text.count) == [134, 134, 2])
    #expect(data.allSatisfy { $0.octets.count <= 140 })
  }

  @Test(arguments: Fixture.rows("sms.csv"))
  func `the octets of every vector are its text again`(row: [String: String]) throws {
    let message = row["message"]!.replacing("\\n", with: "\n")
    let sms = SMSSegments(message)
    let octets = try #require(sms.userData(reference: 1)).flatMap(\.text)
    if sms.encoding == .ucs2 {
      let units = stride(from: 0, to: octets.count, by: 2).map {
        UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
      }
      #expect(String(decoding: units, as: UTF16.self) == message)
    } else {
      #expect(octets.count == sms.units)
    }
  }

  @Test func `what no header can count is not split`() {
    #expect(SMSSegments(String(repeating: "ا", count: 67 * 255)).userData(reference: 0) != nil)
    #expect(SMSSegments(String(repeating: "ا", count: 67 * 255 + 1)).userData(reference: 0) == nil)
  }
}
