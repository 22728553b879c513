import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct ImportTests {
  static let head =
    "line,kind,first_name,last_name,national_id,mobile,email,address,postal_code,language\n"
  static let billHead = "line,bill_id,payment_id,amount_rial,period,due_on\n"
  static let ali =
    "02144440001,landline,علي,نمونه,9995260182,09121112233,a@b.example,خ ۱,1234567890,fa-IR\n"

  let folder = TemporaryFolder()
  let store: Store

  init() throws {
    store = try Store.new()
  }

  func importing(_ text: String, as kind: DirectoryKind? = nil) throws -> ImportSummary {
    try Directory(store).importDirectory(from: try folder.write(text), as: kind)
  }

  /// The reasons of a bad file's rows, by line.
  func badRows(_ text: String, as kind: DirectoryKind? = nil) -> [String] {
    do {
      _ = try importing(text, as: kind)
      return []
    } catch ImportError.badRows(_, let rows, let total) {
      #expect(rows.count == total)
      return rows.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test
  func `subscribers take the sample's place`() throws {
    let summary = try importing(Self.head + Self.ali)
    #expect(summary == ImportSummary(kind: .subscribers, rows: 1, replacedSample: true))
    #expect(try Directory(store).subscriberCount() == 1)
    let line = try SubscriberLine(parsing: "02144440001")
    let subscriber = try #require(try Directory(store).subscriber(of: line))
    #expect(subscriber.name == "علی نمونه")
    #expect(([subscriber.address] as StoredValues).values == [.text("خ ۱")])
    #expect(try Directory(store).bills(of: line).isEmpty)
  }

  @Test
  func `only the required columns and values are needed, in any order`() throws {
    let summary = try importing("\u{FEFF}LAST_NAME,kind, line\r\n\"Test, Inc.\",mobile,۰۹۱۲۱۱۱۲۲۳۳")
    #expect(summary.rows == 1)
    #expect(
      try Directory(store).subscriber(of: SubscriberLine(parsing: "09121112233"))?.name
        == "Test, Inc.")
  }

  @Test
  func `a row whose line exists replaces it`() throws {
    _ = try importing(Self.head + Self.ali)
    _ = try importing("line,kind,last_name\n02144440001,landline,two\n")
    let subscriber = try Directory(store).subscriber(of: SubscriberLine(parsing: "02144440001"))
    #expect(subscriber?.name == "two")
    #expect(subscriber?.email == nil)
    #expect(try Directory(store).subscriberCount() == 1)
  }

  @Test(arguments: [
    ("subscribers", "02144440001,landline,one", "02144440001,landline,one"),
    ("subscribers", "02144440001,landline,one", "02144440001,landline,two"),
    ("subscribers", "09121112233,mobile,one", "۰۹۱۲۱۱۱۲۲۳۳,mobile,one"),
    (
      "bills", "02199900001,4761449102040,1730293,17000,02,2026-05-01",
      "02199900001,4761449102040,1730293,17000,02,2026-05-01"
    ),
    (
      "bills", "02199900001,4761449102040,1730293,17000,02,2026-05-01",
      "02199900001,4761449102040,001730293,17000,02,2026-06-01"
    ),
  ])
  func `two rows of one line or bill are refused, each named`(
    kind: String, first: String, second: String
  ) throws {
    let isBill = kind == "bills"
    let other =
      isBill ? "02199900005,8216424452841,123440740,1234000,07," : "02144440002,landline,x"
    let head = isBill ? Self.billHead : "line,kind,last_name\n"
    let bad = badRows(head + "\(first)\n\(other)\n\(second)\n\(first)\n")
    let what = isBill ? "bill" : "subscriber line"
    #expect(
      bad == [4, 5].map { "line \($0): its \(what) is already in the file, on line 2" })
    #expect(try Directory(store).subscriberCount() == SampleDirectory.entries.count)
  }

  @Test(arguments: [
    "line,kind,last_name", "line,kind,last_name\n", "line,kind,last_name\n\n ,,\n",
    "line,bill_id,payment_id,amount_rial,period\n",
  ])
  func `a file without rows is refused, and the sample stays`(text: String) throws {
    #expect(throws: ImportError.self) { try importing(text) }
    #expect(badRows(text).first?.contains("has no rows") == true)
    #expect(try Directory(store).subscriberCount() == SampleDirectory.entries.count)
    #expect(try !Directory(store).bills(of: SubscriberLine(parsing: "02199900001")).isEmpty)
  }

  @Test
  func `bills are imported for known lines, and the one due last is presented`() throws {
    _ = try importing(Self.head + Self.ali)
    let summary = try importing(
      Self.billHead + "02144440001,4761449102040,1730293,17000,02,2026-05-01\n"
        + "02144440001,8216424452841,123440740,1234000,07,2026-04-01\n")
    #expect(summary == ImportSummary(kind: .bills, rows: 2, replacedSample: false))
    let bills = try Directory(store).bills(of: SubscriberLine(parsing: "02144440001"))
    #expect(bills.map(\.amount) == [17_000, 1_234_000])
    _ = try importing(Self.billHead + "02144440001,4761449102040,1730293,17000,02,2026-01-01\n")
    #expect(
      try Directory(store).bills(of: SubscriberLine(parsing: "02144440001")).map(\.amount)
        == [1_234_000, 17_000])
  }

  @Test
  func `bills for the sample's lines keep those lines when subscribers come`() throws {
    let first = try importing(Self.billHead + "02199900001,4761449102040,1730293,17000,02,\n")
    #expect(first.replacedSample)
    #expect(try Directory(store).subscriberCount() == SampleDirectory.entries.count)
    #expect(try Directory(store).bills(of: SubscriberLine(parsing: "02199900002")).isEmpty)
    _ = try importing(Self.head + Self.ali)
    #expect(try Directory(store).subscriberCount() == 2)
    #expect(try Directory(store).bills(of: SubscriberLine(parsing: "02199900001")).count == 1)
  }

  @Test(arguments: [
    ("0214444000a,landline,,x,,,,,,", "line has a character in it that is not a digit"),
    ("2144440001,landline,,x,,,,,,", "line has 10 digits; write 0"),
    ("9121112233,mobile,,x,,,,,,", "line is not written as eleven digits"),
    ("02144440001,mobile,,x,,,,,,", "kind is mobile, but the line is a landline number"),
    ("02144440001,fax,,x,,,,,,", "kind is neither landline nor mobile"),
    (",landline,,x,,,,,,", "line is empty"), ("02144440001,landline,,,,,,,,", "last_name is empty"),
    ("02144440001,landline,,x,9995260183,,,,,", "national_id is not ten digits"),
    ("02144440001,landline,,x,,02144440002,,,,", "mobile is a landline"),
    ("02144440001,landline,,x,,,at.home,,,", "email is not an e-mail address"),
    ("02144440001,landline,,x,,,,,,persian language", "language isn't a language tag"),
    ("02144440001,landline,,\"x\ny\",,,,,,", "last_name has a line break"),
    ("02144440001,landline,x", "3 fields where the header has 10 columns"),
  ])
  func `a bad subscriber is named with its line and reason`(row: String, reason: String) throws {
    let bad = badRows(Self.head + Self.ali + row + "\n")
    #expect(bad.count == 1)
    #expect(bad.first?.hasPrefix("line 3: \(reason)") == true, "\(bad)")
    #expect(try Directory(store).subscriberCount() == SampleDirectory.entries.count)
  }

  @Test(arguments: [
    ("02155550001,4761449102040,1730293,17000,02,", "line is not in the directory"),
    ("02199900001,4761449102041,1730293,17000,02,", "bill_id has a wrong check digit"),
    ("02199900001,4761449102040,1730294,17000,02,", "payment_id has a wrong second check digit"),
    (
      "02199900001,4761449102040,1730293,17001,02,",
      "amount_rial is not the amount in the payment ID"
    ),
    ("02199900001,4761449102040,1730293,1e9,02,", "amount_rial is not a whole number"),
    ("02199900001,4761449102040,1730293,-17000,02,", "amount_rial is not a whole number"),
    (
      "02199900001,4761449102040,1730293,99999999999999999999,02,",
      "amount_rial is not a whole number"
    ),
    (
      "02199900001,4761449102040,1730293,17000,03,",
      "period is not the one in the payment ID"
    ),
    ("02199900001,4761449102040,1730293,17000,2,", "period is not two digits"),
    ("02199900001,4761449102040,1730293,17000,02,2026-02-29", "due_on is not a day"),
    ("02199900001,,1730293,17000,02,", "bill_id is empty"),
  ])
  func `a bad bill is named with its line and reason`(row: String, reason: String) throws {
    let bad = badRows(Self.billHead + row + "\n")
    #expect(bad.count == 1)
    #expect(bad.first?.hasPrefix("line 2: \(reason)") == true, "\(bad)")
    #expect(try Directory(store).bills(of: SubscriberLine(parsing: "02199900001")).count == 1)
  }

  @Test
  func `all bad rows are counted and all reasons of a row given`() throws {
    let row = "x,fax,,,,,,,,\n"
    let path = try folder.write(Self.head + String(repeating: row, count: 1500))
    let error = #expect(throws: ImportError.self) {
      try Directory(store).importDirectory(from: path)
    }
    guard case .badRows(_, let rows, 1500) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(rows.count == Directory.maxNamedRows)
    #expect(rows[0].reasons.count == 3)
    let text = try #require(error).description
    #expect(text.hasPrefix("\(path): nothing imported, 1500 bad rows\n\(path):2: line has"))
    #expect(text.hasSuffix("\n… and 1480 more"))
  }

  @Test
  func `a bad row never shows an address or a postal code`() throws {
    let bad = badRows(
      Self.head
        + "x,fax,,,,,,\(String(repeating: "کوچه", count: 1000)),\(String(repeating: "7", count: 50)),\n"
    )
    #expect(bad.count == 1)
    #expect(bad[0].contains("address is longer") && bad[0].contains("postal_code is too long"))
    #expect(!bad[0].contains("کوچه") && !bad[0].contains("777"))
  }

  @Test
  func `invalid UTF-8 and open quotes name their lines`() throws {
    let path = try folder.write(
      Array((Self.head + Self.ali + "02144440001,landline,,").utf8) + [0xC3, 0x28]
        + Array(",,,,,,\n02144440002,landline,,\"x".utf8))
    let error = #expect(throws: ImportError.self) {
      try Directory(store).importDirectory(from: path)
    }
    #expect(
      error?.description == """
        \(path): nothing imported, 2 bad rows
        \(path):3: not UTF-8 in 'last_name'
        \(path):4: the quote opened here is never closed
        """)
  }

  @Test(arguments: [
    ("", "the file is empty"), ("a,b\n", "the first line isn't a header; it must name the columns"),
    ("line,kind,surname\n", "column 3 is unknown; column 'last_name' is missing"),
    ("line,kind,last_name,lastname\n", "column 4 is unknown; did you mean 'last_name'?"),
    ("line,kind,last_name,kind\n", "column 'kind' appears twice"),
    (
      "line,bill_id,payment_id,amount,period\n",
      "column 4 is unknown; did you mean 'amount_rial'?"
    ),
  ])
  func `a wrong header is a clear error`(text: String, reason: String) throws {
    let path = try folder.write(text)
    let error = #expect(throws: ImportError.self) {
      try Directory(store).importDirectory(from: path)
    }
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
  }

  @Test
  func `the kind that is asked for goes before what the header says`() throws {
    let path = try folder.write(Self.head + Self.ali)
    #expect(throws: ImportError.self) {
      try Directory(store).importDirectory(from: path, as: .bills)
    }
  }

  @Test
  func `a missing file and a folder are clear errors`() throws {
    #expect(
      throws: ImportError.unreadable(path: "/nowhere/x.csv", why: "there is no such file or folder")
    ) {
      try Directory(store).importDirectory(from: "/nowhere/x.csv")
    }
    #expect(throws: ImportError.unreadable(path: "/tmp", why: "it is a folder, not a CSV file")) {
      try Directory(store).importDirectory(from: "/tmp")
    }
  }
}
