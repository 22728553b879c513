import Testing

@testable import LanguageServer

struct FramingTests {
  private func message(_ text: String) -> String {
    "Content-Length: \(text.utf8.count)\r\n\r\n\(text)"
  }

  @Test func `messages come out whole however the bytes are cut`() {
    let stream = Array((message("{}") + message("[1]") + message("\"سلام 🙂\"")).utf8)
    for size in 1...stream.count {
      var framing = MessageFraming()
      var parts: [MessageFraming.Part] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        parts += framing.take(stream[start..<min(start + size, stream.count)])
      }
      #expect(
        parts == [
          .message(Array("{}".utf8)), .message(Array("[1]".utf8)),
          .message(Array("\"سلام 🙂\"".utf8)),
        ])
    }
  }

  @Test func `other headers and any case of letters are taken`() {
    var framing = MessageFraming()
    let parts = framing.take(
      "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2\r\n\r\n{}".utf8)
    #expect(parts == [.message(Array("{}".utf8))])
  }

  @Test(arguments: [
    "Content-Length: -5\r\n\r\n", "Content-Length: 99999999999999999999\r\n\r\n",
    "Content-Length: many\r\n\r\n", "Content-Length:\r\n\r\n", "Hello: 2\r\n\r\n", "\r\n\r\n",
    "Content-Length: 1e3\r\n\r\n", "Content-Length: ٣\r\n\r\n",
  ])
  func `a header that says no length is refused, and the next message is read`(_ header: String) {
    var framing = MessageFraming()
    let parts = framing.take((header + message("{}")).utf8)
    #expect(parts.count == 2)
    #expect(parts.last == .message(Array("{}".utf8)))
  }

  @Test func `a message of a gigabyte is dropped without being kept`() {
    var framing = MessageFraming()
    var parts = framing.take("Content-Length: 1000000000\r\n\r\n".utf8)
    #expect(parts.count == 1)
    let block = [UInt8](repeating: 0x20, count: 1_000_000)
    for _ in 0..<1000 { #expect(framing.take(block) == []) }
    parts = framing.take(message("{}").utf8)
    #expect(parts == [.message(Array("{}".utf8))])
  }

  @Test func `an endless header ends`() {
    var framing = MessageFraming()
    let parts = framing.take([UInt8](repeating: 0x41, count: 10_000))
    #expect(parts.count == 1)
  }

  @Test(
    arguments: [
      ("null", JSONValue.null), ("[1, -2.5, true]", [1, .number(-2.5), true]),
      (#"{"a": {"b": []}, "c": "\u0633\ud83d\ude42\n"}"#, ["a": ["b": []], "c": "س🙂\n"]),
      ("100000000000000000000", .number(1e20)),
    ] as [(String, JSONValue)])
  func `JSON is read, and written so that it reads the same`(_ text: String, _ value: JSONValue) {
    #expect(JSONValue(reading: text.utf8) == value)
    #expect(JSONValue(reading: value.text.utf8) == value)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "01", "1.", "nul", "\"\\ud800\"", "\"\u{1}\"", "\"\\x\"", "{}{}",
    "1e999", "-", "\"",
    String(repeating: "[", count: 100_000),
  ])
  func `what isn't JSON is nothing`(_ text: String) {
    #expect(JSONValue(reading: text.utf8) == nil)
  }

  @Test func `a text that isn't UTF-8 is nothing`() {
    #expect(JSONValue(reading: [0x22, 0xFF, 0x22]) == nil)
  }
}
