import Foundation
import Testing

/// `bill check` and `say` against vectors that were made without this program.
struct VectorTests {
  /// The lines of a CSV file after its header, whose fields have no commas but for the fifth of
  /// `readout.csv`, which is quoted.
  private static func rows(_ name: String) throws -> [[String]] {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures")
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap {
        number, part in
        number.isMultiple(of: 2)
          ? part.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          : ["\"" + part]
      }
    }
  }

  @Test func `bill check judges every row of the vectors`() throws {
    let place = try Workplace()
    let rows = try Self.rows("bills.csv")
    #expect(rows.count == 48)
    for row in rows {
      let isValid = row[7] == "1" && row[8] == "1" && row[9] == "1"
      let outcome = try place.gooya("bill", "check", row[0], row[1])
      #expect(outcome.status == (isValid ? 0 : 1), "\(row)")
      #expect(outcome.complaints.isEmpty)
      if isValid {
        #expect(outcome.lines.count == 3)
        #expect(outcome.lines[0].hasPrefix("service: "))
        #expect(outcome.lines[1] == "amount_rial: \(row[3])")
        #expect(outcome.lines[2] == "barcode: \(row[6])")
      } else {
        #expect(!outcome.lines.isEmpty)
        #expect(outcome.lines.allSatisfy { $0.hasPrefix("invalid: ") }, "\(outcome)")
        #expect(outcome.output.contains("bill ID's check digit") == (row[7] == "0"))
      }
    }
  }

  @Test func `say reads digits in groups as the vectors do`() throws {
    let place = try Workplace()
    for row in try Self.rows("readout.csv") {
      for (language, words) in [
        ("fa-IR", row[3]), ("en-US", try #require(row.first { $0.hasPrefix("\"") }).dropFirst()),
      ] as [(String, any StringProtocol)] {
        let outcome = try place.gooya(
          "say", row[0], "--as", "digits", "--group", "3", "--language", language)
        #expect(outcome.status == 0)
        #expect(outcome.output == words + "\n")
      }
    }
  }

  @Test(arguments: [
    (["17000", "--as", "currency", "--language", "en-US"], "seventeen thousand rials"),
    (["--as", "number", "--language", "en-US", "--", "-5"], "minus five"),
    (["۱۷", "--as", "number"], "هفده"),
  ])
  func `say reads other forms too`(arguments: [String], words: String) throws {
    let outcome = try Workplace().gooya(["say"] + arguments)
    #expect(outcome.output == words + "\n")
  }
}
