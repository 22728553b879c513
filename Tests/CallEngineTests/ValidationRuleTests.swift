import CallEngine
import Foundation
import Testing

@Suite struct ValidationRuleTests {
  /// The rows of a fixture, without its header.
  private static func rows(_ name: String) throws -> [[String]] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Fixtures"))
    let rows = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
      .dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    try #require(!rows.isEmpty)
    return rows
  }

  /// The entry with the digit at a place replaced by each of the nine others.
  private static func mistypings(of entry: String, at place: Int) -> [String] {
    "0123456789".compactMap { digit in
      var digits = Array(entry)
      if digits[place] == digit { return nil }
      digits[place] = digit
      return String(digits)
    }
  }

  @Test func `national IDs of the fixture are told right from wrong`() throws {
    for row in try Self.rows("ir_national_id") {
      #expect(ValidationRule.iranNationalID.accepts(row[0]) == (row[2] == "1"), "\(row[0])")
    }
  }

  @Test func `a national ID with its check digit mistyped is refused`() throws {
    for row in try Self.rows("ir_national_id") where row[2] == "1" {
      for wrong in Self.mistypings(of: row[0], at: 9) {
        #expect(!ValidationRule.iranNationalID.accepts(wrong), "\(wrong)")
      }
    }
  }

  /// Zeros aside, they are in use for all that is known.
  @Test(arguments: 0...9)
  func `ten equal digits are a national ID, but for zeros`(digit: Int) {
    #expect(
      ValidationRule.iranNationalID.accepts(String(repeating: "\(digit)", count: 10))
        == (digit != 0))
  }

  @Test(arguments: 6...13)
  func `zeros are no bill ID`(count: Int) {
    #expect(!ValidationRule.iranBillID.accepts(String(repeating: "0", count: count)))
  }

  /// The remainder 1 stays 1, unlike in bill IDs: 6×2 + 0… makes 12, which leaves 1.
  @Test func `a national ID's remainder of 1 is its check digit`() {
    #expect(ValidationRule.iranNationalID.accepts("0000000061"))
    #expect(!ValidationRule.iranNationalID.accepts("0000000060"))
  }

  @Test func `IMEIs of the fixture are told right from wrong`() throws {
    for row in try Self.rows("imei") {
      let isValid = row[1] == "IMEI" && row[2] == "True" && !row[3].contains("reject")
      #expect(ValidationRule.imei.accepts(row[0]) == isValid, "\(row[0])")
    }
  }

  @Test func `an IMEI with any one digit mistyped is refused`() {
    for place in 0..<15 {
      for wrong in Self.mistypings(of: "009999000237572", at: place) {
        #expect(!ValidationRule.imei.accepts(wrong), "\(wrong)")
      }
    }
  }

  @Test func `an IMEISV of sixteen digits is no IMEI`() {
    #expect(!ValidationRule.imei.accepts("0099990002375720"))
  }

  @Test func `landlines of exactly the provinces in the fixture are accepted`() throws {
    let codes = Set(try Self.rows("ir_area_codes").map { $0[0] })
    #expect(codes.count == 31)
    for code in 0...99 {
      let prefix = "0" + (code < 10 ? "0" : "") + "\(code)"
      #expect(
        ValidationRule.iranLandline.accepts(prefix + "55500001") == codes.contains(prefix),
        "\(prefix)")
    }
  }

  @Test(arguments: [
    (ValidationRule.iranMobile, "09120000001", true),
    (.iranMobile, "09990000001", true),
    (.iranMobile, "0912000000", false),
    (.iranMobile, "091200000011", false),
    (.iranMobile, "02155500001", false),
    (.iranMobile, "19120000001", false),
    (.iranLandline, "02155500001", true),
    (.iranLandline, "0215550000", false),
    (.iranLandline, "12155500001", false),
    (.iranLandline, "09120000001", false),
    (.iranLine, "09120000001", true),
    (.iranLine, "02155500001", true),
    (.iranLine, "01255500001", false),
    (.iranBillID, "5265888746015", true),
    (.iranBillID, "2852008860517", true),
    (.iranBillID, "5265888746016", false),
    (.iranBillID, "52658", false),
    (.iranBillID, "52658887460150", false),
  ])
  func `entries are judged by their rule`(rule: ValidationRule, entry: String, isValid: Bool) {
    #expect(rule.accepts(entry) == isValid)
  }

  /// Documentation/domain.md §4: `^1(?:[38]\d|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8])\d{8}$`.
  @Test func `Chinese mobile numbers have the prefixes of the numbering plan`() {
    let thirdDigits = [
      "", "", "", "0123456789", "57", "012356789", "2567", "01235678", "0123456789", "012356789",
    ]
    let prefixes = Set(
      thirdDigits.enumerated().flatMap { second, thirds in thirds.map { "1\(second)\($0)" } })
    for prefix in 100...999 {
      #expect(
        ValidationRule.chinaMobile.accepts("\(prefix)00000000") == prefixes.contains("\(prefix)"),
        "\(prefix)")
    }
    #expect(!ValidationRule.chinaMobile.accepts("1300000000"))
    #expect(!ValidationRule.chinaMobile.accepts("130000000000"))
  }

  @Test func `resident IDs of the fixture are told right from wrong by their digits`() throws {
    let right = try #require(KeySequence("11010519491231002*"))
    #expect(ValidationRule.chinaResidentID.accepts(right))
    for place in 0..<18 {
      for wrong in Self.mistypings(of: "110105194912310038", at: place) {
        #expect(!ValidationRule.chinaResidentID.accepts(wrong), "\(wrong)")
      }
    }
    for row in try Self.rows("cn_resident_id") {
      #expect(ValidationRule.chinaResidentID.accepts(row[0]) == (row[2] == "True"), "\(row[0])")
    }
  }

  @Test(arguments: [
    "11010519490229001", "11010519491331001", "01010519491231001", "1101051949123100",
  ])
  func `a resident ID has a day of birth and eighteen digits`(beginning: String) {
    #expect((0...9).allSatisfy { !ValidationRule.chinaResidentID.accepts(beginning + "\($0)") })
    #expect(!ValidationRule.chinaResidentID.accepts(KeySequence(beginning + "*")!))
  }

  @Test(arguments: ValidationRule.builtIn)
  func `what is no text of ASCII digits satisfies no rule`(rule: ValidationRule) {
    let odd = [
      "", "0", "*", "#", "+989120000001", "0912000000a", "۰۹۱۲۰۰۰۰۰۰۱", "0912 000 0001", "-1",
      "009999000237572\u{0301}", "\u{0}", String(repeating: "9", count: 100_000),
    ]
    for entry in odd { #expect(!rule.accepts(entry), "\(entry.prefix(20))") }
  }
}
