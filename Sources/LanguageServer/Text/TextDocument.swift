import MenuScript

/// A text that an editor has open.
struct TextDocument: Sendable {
  let path: String
  let uri: String
  private(set) var version: Int?
  /// Changes with the text, which is long to compare.
  private(set) var revision = 0
  private(set) var lines: LineTable
  private(set) var text: String

  init(uri: String, path: String, version: Int?, text: String, encoding: PositionEncoding) {
    self.uri = uri
    self.path = path
    self.version = version
    self.text = text
    lines = LineTable(Array(text.utf8), encoding: encoding)
  }

  /// Applies the changes of a `textDocument/didChange`, each to the result of those before it.
  /// Malformed ones are left out.
  mutating func apply(_ changes: [JSONValue], version: Int?) {
    self.version = version
    for change in changes {
      guard let text = change["text"]?.string else { continue }
      guard let json = change["range"], json != .null else {
        replace(with: Array(text.utf8))
        continue
      }
      guard let range = LineRange(json) else { continue }
      var bytes = lines.utf8
      let start = lines.byte(at: range.start)
      bytes.replaceSubrange(start..<max(start, lines.byte(at: range.end)), with: text.utf8)
      replace(with: bytes)
    }
    text = String(decoding: lines.utf8, as: UTF8.self)
    revision += 1
  }

  private mutating func replace(with bytes: [UInt8]) {
    lines = LineTable(bytes, encoding: lines.encoding)
  }

  /// The text as the compiler sees it: its places are columns of Unicode scalars.
  var source: SourceText { SourceText(file: path, text: text) }
}
