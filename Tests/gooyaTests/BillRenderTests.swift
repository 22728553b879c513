import Foundation
import Testing

/// `gooya bill render`.
struct BillRenderTests {
  @Test(arguments: [
    ("png", Data([0x89, 0x50, 0x4E, 0x47])), ("PDF", Data("%PDF".utf8)), ("svg", Data("<?xm".utf8)),
  ])
  func `a bill is printed in the format that the file's name says`(
    ending: String, head: Data
  ) throws {
    let place = try Workplace()
    let outcome = try place.gooya("bill", "render", "02199900001", "-o", "bill.\(ending)")
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome)")
    let file = place.path("bill.\(ending)")
    #expect(try Data(contentsOf: URL(filePath: file)).prefix(4) == head)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test(arguments: [
    ("02199900001", "مخابرات نمونه"), ("02199900005", "Sample Telecom"),
    ("02199900007", "مخابرات نمونه"),
  ])
  func `a bill is in its subscriber's language`(line: String, head: String) throws {
    let place = try Workplace()
    try place.gooya("bill", "render", line, "-o", "bill.svg")
    #expect(try String(contentsOfFile: place.path("bill.svg"), encoding: .utf8).contains(head))
    try place.gooya("bill", "render", line, "-o", "bill.svg", "--language", "de-DE")
    let german = try String(contentsOfFile: place.path("bill.svg"), encoding: .utf8)
    #expect(german.contains("Sample Telecom"))
  }

  @Test(arguments: [
    (["02199900003", "-o", "bill.png"], 1, "nothing is due for the line 02199900003"),
    (["02199999999", "-o", "bill.png"], 1, "there is no subscriber with the line 02199999999"),
    (["12345", "-o", "bill.png"], 64, "line"),
    (["02199900001", "-o", "bill.jpg"], 64, "ends in .png, .pdf or .svg"),
    (["02199900001", "-o", "no/bill.png"], 1, "can't be written"),
    (["02199900001", "-o", "bill.png", "--language", ""], 64, "--language takes"),
    (["02199900001", "-o", "bill.png", "--language", "zz_bad"], 64, "in en-US and fa-IR"),
    (["02199900001", "-o", "bill.png", "--language", "zz"], 64, "in en-US and fa-IR"),
  ])
  func `what can't be printed is told, and nothing is written`(
    arguments: [String], status: Int32, why: String
  ) throws {
    let place = try Workplace()
    let outcome = try place.gooya(["bill", "render"] + arguments)
    #expect(outcome.status == status && outcome.complaints.contains(why), "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: place.path("bill.png")))
  }
}
