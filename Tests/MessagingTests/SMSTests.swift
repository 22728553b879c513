import Testing

@testable import Messaging

struct SMSTests {
  @Test(arguments: Fixture.rows("sms.csv"))
  func `every vector has its encoding, units and segments`(row: [String: String]) throws {
    let message = row["message"]!.replacing("\\n", with: "\n")
    let sms = SMSSegments(message)
    #expect(sms.encoding.rawValue == row["encoding"])
    #expect(String(sms.units) == row["units"])
    #expect(String(sms.segments.count) == row["segments"])
    #expect(
      sms.segments.map { String($0.units) }.joined(separator: " ") == row["units_per_segment"])
    #expect(sms.segments.map(\.text).joined() == message)
  }

  @Test
  func `the alphabet has the vectors' septets and no others`() throws {
    let rows = Fixture.rows("gsm7_alphabet.csv")
    var known: Set<Unicode.Scalar> = []
    for row in rows where row["septet_hex"] != "1B" {
      let scalar = try #require(Unicode.Scalar(UInt32(row["codepoint"]!.dropFirst(2), radix: 16)!))
      let hex = GSM7.septets(of: scalar)?.map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
      #expect(hex?.joined() == row["septet_hex"])
      known.insert(scalar)
    }
    #expect(known.count > 130)
    let all = (UInt32(0)...0xFFFF).compactMap(Unicode.Scalar.init)
    #expect(Set(all.filter { GSM7.septets(of: $0) != nil }) == known)
  }

  @Test
  func `a grapheme stays whole at a border`() {
    let family = "👨‍👩‍👧‍👦"
    let message = String(repeating: "ا", count: 60) + family + "ا"
    let sms = SMSSegments(message)
    #expect(sms.segments.map(\.units) == [60, 12])
    #expect(sms.segments[1].text.hasPrefix(family))
  }

  @Test
  func `a grapheme longer than a segment is split between code points`() {
    let message = "e" + String(repeating: "\u{301}", count: 200)
    let sms = SMSSegments(message)
    #expect(sms.segments.map(\.units) == [67, 67, 67])
    #expect(sms.segments.map(\.text).joined().unicodeScalars.elementsEqual(message.unicodeScalars))
  }

  @Test
  func `an empty text is one empty segment`() {
    #expect(SMSSegments("").segments.map(\.units) == [0])
  }
}
