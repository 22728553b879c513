import Foundation
import Testing

@testable import Lines
@testable import Store

/// Files as spreadsheets and mistakes make them.
struct ImportFormatTests {
  static let row = "02188880001,landline,Ann,Sample,,,,12 Hidden Street,1234567890,en-US"
  static let table = ImportTests.head + row + "\n"

  let folder = TemporaryFolder()

  func importing(_ bytes: some Sequence<UInt8>, as kind: DirectoryKind? = nil) throws -> Store {
    let store = try Store()
    _ = try Directory(store).importDirectory(from: try folder.write(Array(bytes)), as: kind)
    return store
  }

  func complaint(_ bytes: some Sequence<UInt8>, as kind: DirectoryKind? = nil) -> String {
    do {
      _ = try importing(bytes, as: kind)
      return "imported"
    } catch { return "\(error)" }
  }

  @Test(arguments: [
    table, table.replacing("\n", with: "\r"), table.replacing("\n", with: "\r\n"),
    table.replacing("\n", with: "\r\r\n"), table.replacing(",", with: ";"),
    table.replacing(",", with: "\t"), table.replacing(",", with: "|"), "\u{FEFF}" + table,
    table.uppercased().replacing("LANDLINE", with: "landline"),
    "\"line\"" + table.dropFirst(4).replacing("last_name", with: " Last Name "),
    ",,\n\n  \n" + table + ",,,\r\n", table.replacing(",", with: ";").replacing("\n", with: "\r"),
    table.replacing("12 Hidden Street", with: "\"12, Hidden\rStreet\""),
    table.replacing(",", with: ";").replacing("12 Hidden", with: "12, Hidden"),
  ])
  func `what spreadsheets make of a file is read`(text: String) throws {
    let store = try importing(text.utf8)
    #expect(try Directory(store).subscriberCount() == 1)
    let line = try SubscriberLine(parsing: "02188880001")
    let subscriber = try #require(try Directory(store).subscriber(of: line))
    #expect(subscriber.name.lowercased() == "ann sample")
    #expect(([subscriber.postalCode] as StoredValues).values == [.text("1234567890")])
  }

  @Test(arguments: [
    (",,\n", 1), ("   \n", 1), ("\n\n", 0), (",\n , \n;;\n", 2), ("\"\",\"\"\n", 1),
    ("\u{A0},\u{3000}\n", 1), (",,,,,,,,,,,,,\n", 1), (",,", 1),
  ])
  func `rows without content are skipped and counted`(text: String, count: Int) throws {
    let path = try folder.write("line,kind,last_name\n02188880001,landline,x\n\(text)")
    if text.contains(";") {
      // Two fields of the three, one of which has something in it.
      #expect(throws: ImportError.self) { try Directory(Store()).importDirectory(from: path) }
      return
    }
    let summary = try Directory(Store()).importDirectory(from: path)
    #expect(summary.rows == 1)
    #expect(summary.blankRows == count)
  }

  @Test(arguments: [
    (row, "there is none: the first line is already a row; add one before it: line,kind"),
    (row.replacing(",", with: ";"), "the first line is already a row"),
    ("Subscribers of 2026\n" + table, "the first line isn't a header"),
    ("نام,آدرس\n", "the first line isn't a header"),
    (ImportTests.billHead, "it is a header of bills, not of subscribers; use --as bills"),
    ("line,kind,name,last name\n", "column 3 is unknown"),
    ("line,kind,last_name,12 Hidden Street\n", "column 4 is unknown"),
    ("line,kind,last_name,kind\n", "column 'kind' appears twice"),
    ("%PDF-1.7\n%âãÏÓ\n1 0 obj", "the file is a PDF document"),
    ("PK\u{3}\u{4}\u{14}\u{0}", "the file is a ZIP archive"),
    ("SQLite format 3\u{0}", "the file is an SQLite database"),
    ("<html><table>", "the file is XML or HTML"), ("[{\"line\": 1}]", "the file is JSON"),
    ("l\u{0}i\u{0}n\u{0}e\u{0}", "the file is UTF-16"),
    (table.replacing("12 Hidden", with: "\"12 Hidden"), "the quote opened here is never closed"),
    ("line,kind,last_name\n02188880001;landline;Sample\n", "it is separated by semicolons"),
    ("line,kind,last_name\n02188880001\tlandline\tSample\n", "it is separated by tabs"),
    ("line;kind;last_name\n02188880001,landline,Sample\n", "it is separated by commas"),
    (ImportTests.head + row + ",x\n", "put fields that contain commas in quotes"),
  ])
  func `what can't be read is named, and nothing of it told`(text: String, reason: String) {
    let complaint = complaint(text.utf8, as: .subscribers)
    #expect(complaint.contains(reason), "\(complaint)")
    for secret in ["Hidden", "1234567890", "Sample", "0218888"] {
      #expect(!complaint.contains(secret), "\(complaint)")
    }
  }

  @Test func `UTF-16 is named, with its mark and without`() throws {
    for encoding in [String.Encoding.utf16, .utf16BigEndian, .utf16LittleEndian] {
      let bytes = try #require(Self.table.data(using: encoding))
      #expect(complaint(bytes).contains("the file is UTF-16"))
    }
  }

  private static let subscriber = [
    "line": "02188880001", "kind": "landline", "first_name": "Annabel", "last_name": "Sample",
    "national_id": "9995260182", "mobile": "09121112233", "email": "ann@mail.example",
    "address": "12 Hidden Street, Flat 3", "postal_code": "1234567890", "language": "en-US",
  ]
  private static let bill = [
    "line": "02199900001", "bill_id": "4761449102040", "payment_id": "1730293",
    "amount_rial": "17000", "period": "02", "due_on": "2026-05-01",
  ]

  @Test(arguments: DirectoryKind.allCases)
  func `any two swapped columns are named, and nothing of them told`(kind: DirectoryKind) throws {
    let good = kind == .subscribers ? Self.subscriber : Self.bill
    let columns = kind.columns
    for (index, first) in columns.enumerated() {
      for second in columns[(index + 1)...] {
        // Nobody can tell these apart.
        if [first, second] == ["first_name", "last_name"] { continue }
        let swapped = columns.map { $0 == first ? second : $0 == second ? first : $0 }
        let text =
          columns.joined(separator: ",") + "\n"
          + swapped.map { "\"\(good[$0]!)\"" }.joined(separator: ",") + "\n"
        let complaint = complaint(text.utf8)
        #expect(
          complaint.contains("'\(first)' and '\(second)' contain each other's values"),
          "\(first), \(second): \(complaint)")
        for value in good.values where value.utf8.count > 2 && value != "landline" {
          #expect(!complaint.contains(value), "\(first), \(second): \(complaint)")
        }
      }
    }
  }

  @Test(arguments: [
    "a\u{1B}[31mb", "a\u{202E}b", "a\u{2066}b", "a\rb", "a\u{85}b", "a\u{2028}b", "a\u{0}b", "a\tb",
    "a\u{FFFE}b", "a\u{7F}b", "a\u{9B}1mb", "a\u{200F}b", "a\u{FEFF}b", "a\u{E000}b",
    "9995260182", "1234567890", "02188880001", "ann@mail.example", "--", "Flat 12345",
  ])
  func `a name that steers a terminal or is none is refused unquoted`(name: String) throws {
    let quoted = "\"\(name)\""
    for column in ["first_name", "last_name"] {
      let other = column == "last_name" ? "Ann" : "Sample"
      let fields = column == "last_name" ? "\(other),\(quoted)" : "\(quoted),\(other)"
      let text = "line,kind,first_name,last_name\n02188880001,landline,\(fields)\n"
      let complaint = complaint(text.utf8)
      #expect(complaint.contains("2: \(column) has"), "\(complaint)")
      #expect(!complaint.contains(name), "\(complaint)")
    }
  }

  @Test(arguments: ["O'Brien-Smith", "علی‌رضا", "3M", "李四", "Unit 42 Ltd.", "Zoë", "नमूना", "x"])
  func `names of all kinds are taken`(name: String) throws {
    let store = try importing("line,kind,last_name\n02188880001,landline,\(name)\n".utf8)
    let line = try SubscriberLine(parsing: "02188880001")
    #expect(try Directory(store).subscriber(of: line)?.name == name)
  }
}
