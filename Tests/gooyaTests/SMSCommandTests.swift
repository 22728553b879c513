import Foundation
import Testing

/// `sms segments`, as its user sees it.
struct SMSCommandTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test(arguments: [
    (String(repeating: "a", count: 160), "GSM-7", 160, 1),
    (String(repeating: "a", count: 161), "GSM-7", 161, 2), ("{€}", "GSM-7", 6, 1),
    (String(repeating: "ا", count: 70), "UCS-2", 70, 1),
    (String(repeating: "ا", count: 71), "UCS-2", 71, 2), ("", "GSM-7", 0, 1),
    ("۱۲۳", "UCS-2", 3, 1),
  ])
  func `a text has its encoding, units and segments`(
    text: String, encoding: String, units: Int, segments: Int
  ) throws {
    let lines = ["encoding: \(encoding)", "units: \(units)", "segments: \(segments)"]
    #expect(try place.gooya("sms", "segments", text).lines == lines)
    #expect(try place.gooya("sms", "segments", "-", input: Data("\(text)\n".utf8)).lines == lines)
    struct Report: Decodable, Equatable { let encoding: String, units: Int, segments: Int }
    let json = try place.gooya("sms", "segments", text, "--json").output
    #expect(
      try JSONDecoder().decode(Report.self, from: Data(json.utf8))
        == Report(encoding: encoding, units: units, segments: segments))
  }

  @Test func `a text of more segments than an SMS can have is told to be one`() throws {
    let text = Data(String(repeating: "a", count: 255 * 153 + 1).utf8)
    let long = try place.gooya("sms", "segments", "-", input: text)
    #expect(long.status == 0 && long.lines.last == "segments: 256")
    #expect(long.complaints.contains("at most 255 segments"))
    let longest = try place.gooya("sms", "segments", "-", input: text.dropLast())
    #expect(longest.lines.last == "segments: 255" && longest.complaints.isEmpty)
  }

  @Test func `what is no text has no segments`() throws {
    let outcome = try place.gooya("sms", "segments", "-", input: Data([0xC3, 0x28]))
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.complaints == "gooya: standard input isn't UTF-8\n")
  }
}
