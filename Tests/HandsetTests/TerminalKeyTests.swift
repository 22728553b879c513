import Testing
import Workbench

@testable import Handset

@Suite struct TerminalKeyTests {
  @Test(arguments: [
    ("12#", [TerminalKey.text("1"), .text("2"), .text("#")]),
    ("سل", [.text("س"), .text("ل")]),
    ("می\u{200C}", [.text("م"), .text("ی"), .text("\u{200C}")]),
    ("📞", [.text("📞")]),
    ("\r\n", [.enter, .enter]),
    ("\u{7F}\u{8}", [.backspace, .backspace]),
    ("\u{3}\u{1A}", [.control("c"), .control("z")]),
    ("\u{1B}[A\u{1B}[B\u{1B}OA\u{1B}OB", [.up, .down, .up, .down]),
    ("\u{1B}[C\u{1B}[D1", [.text("1")]),
    ("\u{1B}[5~\u{1B}[6~\u{1B}[1~\u{1B}[4~", [.pageUp, .pageDown, .home, .end]),
    ("\u{1B}[1;5A", [.up]),
    ("\u{1B}[200~1\u{1B}[201~", [.text("1")]),
    ("\u{1B}[15~\u{1B}[?1;2c4", [.text("4")]),
    ("\u{1B}\u{1B}[A", [.escape, .up]),
    ("\u{1B}q", [.escape, .text("q")]),
    ("\u{1B}[\u{3}", [.control("c")]),
    ("\u{0}\u{1C}1", [.text("1")]),
  ])
  func `bytes become keys`(text: String, keys: [TerminalKey]) {
    var whole = KeyDecoder()
    #expect(whole.decode(text.utf8) == keys)
    #expect(!whole.isPending)
  }

  @Test(arguments: ["سلام 📞 中", "\u{1B}[A1\u{1B}[6~\u{1B}OB۲", "12\r\u{7F}"])
  func `it doesn't matter how the bytes are split`(text: String) {
    var whole = KeyDecoder()
    var split = KeyDecoder()
    #expect(text.utf8.flatMap { split.decode([$0]) } == whole.decode(text.utf8))
    #expect(!split.isPending)
  }

  @Test func `an escape with nothing after it is the escape key`() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0x1B]) == [])
    #expect(decoder.isPending)
    #expect(decoder.flush() == [.escape])
    #expect(!decoder.isPending)
    #expect(decoder.decode("1".utf8) == [.text("1")])
  }

  @Test(arguments: [
    [0xFF, 0x31], [0xC3, 0x31], [0xC0, 0x80, 0x31], [0xED, 0xA0, 0x80, 0x31],
    [0xF4, 0x90, 0x80, 0x80, 0x31], [0x80, 0x80, 0x31], [0xC2, 0x9B, 0x31], [0xF5, 0x31],
  ])
  func `bytes that are no UTF-8 are skipped, what follows isn't`(bytes: [UInt8]) {
    var decoder = KeyDecoder()
    #expect(decoder.decode(bytes) == [.text("1")])
  }

  @Test func `a sequence without an end doesn't swallow what comes after it for ever`() {
    var decoder = KeyDecoder()
    _ = decoder.decode([0x1B, 0x5B] + Array(repeating: 0x3B, count: 1000))
    #expect(decoder.decode("q".utf8).last == .text("q"))
  }

  @Test func `noise never traps and never piles up`() {
    var generator = SeededGenerator(seed: 7)
    var decoder = KeyDecoder()
    for _ in 0..<20_000 {
      let bytes = (0..<8).map { _ in UInt8.random(in: 0...255, using: &generator) }
      _ = decoder.decode(bytes)
    }
    _ = decoder.flush()
    #expect(!decoder.isPending)
    #expect(decoder.decode("q".utf8) == [.text("q")])
  }
}
