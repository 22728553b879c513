import MenuScript
import Testing

@testable import LanguageServer

struct DocumentTests {
  static let texts = [
    "", "a", "سلام\nدنیا", "🙂a🙂\r\nb\rc\n", "\u{2028}x\u{85}\ny", "é e\u{301}\n",
  ]

  @Test(arguments: texts, [PositionEncoding.utf8, .utf16])
  func `every character has a place that leads back to it`(
    _ text: String, _ encoding: PositionEncoding
  ) {
    let utf8 = Array(text.utf8)
    let table = LineTable(utf8, encoding: encoding)
    var offset = 0
    for scalar in text.unicodeScalars {
      let isInsideLineEnd = scalar == "\n" && offset > 0 && utf8[offset - 1] == 0x0D
      if !isInsideLineEnd {
        let position = table.position(ofByte: offset)
        #expect(table.byte(at: position) == offset)
      }
      offset += UTF8.width(scalar)
    }
    #expect(table.byte(at: table.end) == utf8.count)
  }

  @Test func `UTF-16 counts an emoji twice, a Persian letter once`() {
    let table = LineTable(Array("  سلام 🙂: x".utf8), encoding: .utf16)
    let place = LinePosition(line: 0, character: 9)
    #expect(table.position(ofByte: "  سلام 🙂".utf8.count) == place)
    // Between the halves of the emoji is before it.
    #expect(
      table.byte(at: LinePosition(line: 0, character: 8)) == "  سلام ".utf8.count)
  }

  @Test func `a place beyond a line or a text is at its end`() {
    let table = LineTable(Array("ab\ncd".utf8), encoding: .utf16)
    #expect(table.byte(at: LinePosition(line: 0, character: 99)) == 2)
    #expect(table.byte(at: LinePosition(line: 9, character: 0)) == 5)
  }

  /// Edits in random places, each applied by the server and by hand.
  @Test func `incremental changes give the text that the editor has`() throws {
    let editor = try Editor()
    var text = Project.persian
    try editor.open("Prompts/fa-IR/common.yaml", text)
    var random = SystemRandomNumberGenerator()
    let pieces = ["", "x", "سلام", "🙂", "\n", "\r\n", "a: \"b\"\n"]
    for _ in 0..<300 {
      let units = Array(text.utf16)
      var start = Int.random(in: 0...units.count, using: &random)
      var end = min(units.count, start + Int.random(in: 0...12, using: &random))
      // Editors don't part characters, or CR from LF.
      let parts = { (at: Int) in
        at > 0 && at < units.count
          && (UTF16.isTrailSurrogate(units[at]) || units[at] == 10 && units[at - 1] == 13)
      }
      if parts(start) { start -= 1 }
      if parts(end) { end += 1 }
      let piece = pieces.randomElement(using: &random) ?? ""
      let table = LineTable(Array(text.utf8), encoding: .utf16)
      let place = { (unit: Int) in
        table.position(ofByte: String(decoding: units[..<unit], as: UTF16.self).utf8.count)
      }
      editor.change(
        "Prompts/fa-IR/common.yaml",
        ["range": LineRange(place(start), place(end)).json, "text": .string(piece)])
      text = String(decoding: units[..<start] + Array(piece.utf16) + units[end...], as: UTF16.self)
      let held = editor.server.documents.values.first?.text
      try #require(held.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test(arguments: [
    ("file:///a/b%20c/%D8%B3.yaml", "/a/b c/س.yaml"), ("file://host/a/../b", "/b"),
    ("FILE:///a", "/a"),
  ])
  func `a file's URI is a path`(_ uri: String, _ path: String) {
    #expect(DocumentURI.path(of: uri) == path)
    #expect(DocumentURI.path(of: DocumentURI.uri(ofPath: path)) == path)
  }

  @Test(arguments: ["untitled:Untitled-1", "http://a/b", "file://", "file:///a%00b", ""])
  func `what is in no file has no path`(_ uri: String) {
    #expect(DocumentURI.path(of: uri) == nil)
  }
}
