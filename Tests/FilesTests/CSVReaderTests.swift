import Testing

@testable import Files

struct CSVReaderTests {
  static func rows(_ bytes: [UInt8]) throws -> [CSVRow] {
    let folder = try Folder()
    let file = try folder.write(bytes, as: "file.csv")
    var reader = CSVReader(try ByteSource(path: file))
    var rows: [CSVRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  static func rows(_ text: String) throws -> [CSVRow] { try rows(Array(text.utf8)) }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("\"a\"\"q\"\"\",\"x,y\"\n", [["a\"q\"", "x,y"]]),
    ("\"two\nlines\",b\r\nc,\"\"\n", [["two\nlines", "b"], ["c", ""]]),
    ("a,\n,\nb,\n", [["a", ""], ["b", ""]]),
    ("a\n\n\r\nb\n", [["a"], ["b"]]),
    ("", []),
    ("\"\"", []),
  ])
  func `rows are read as RFC 4180 says`(text: String, expected: [[String]]) throws {
    #expect(try Self.rows(text).map(\.fields) == expected)
  }

  @Test
  func `a row's line counts the line breaks within quotes`() throws {
    let rows = try Self.rows("h\n\"a\nb\nc\"\nd\n")
    #expect(rows.map(\.line) == [1, 2, 5])
  }

  @Test
  func `bytes that are no UTF-8 break their field only`() throws {
    let rows = try Self.rows(Array("a,".utf8) + [0xFF, 0xC3] + Array(",c\nd,e,f\n".utf8))
    #expect(rows.map(\.brokenFields) == [[2], []])
    #expect(rows[0].fields == ["a", "", "c"])
  }

  @Test(arguments: [
    ("a\n\"b", 2, "never closed"), ("a\nb\"c\n", 2, "within an unquoted field"),
    ("\"a\"b\n", 1, "after a closing quote"),
    ("a\n\"\n" + String(repeating: "x", count: 300_000), 2, "left open"),
    (String(repeating: ",", count: 500), 1, "more than 200 columns"),
  ])
  func `a fault of syntax names its line`(text: String, line: Int, why: String) throws {
    let error = #expect(throws: CSVFault.self) { try Self.rows(text) }
    guard case .syntax(line, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains(why))
  }

  @Test
  func `UTF-16 is named`() throws {
    #expect(throws: CSVFault.self) { try Self.rows([0xFF, 0xFE, 0x61, 0]) }
  }
}
