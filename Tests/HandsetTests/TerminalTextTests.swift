import CallEngine
import Testing

@testable import Handset

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("", 0), ("gooya", 5), ("گویا", 4), ("می\u{200C}خواهم", 7), ("سَلام", 4), ("e\u{301}", 1),
    ("中文", 4), ("ｇ", 2), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("☎", 1), ("☎\u{FE0F}", 2),
    ("📞", 2), ("👩\u{200D}👩\u{200D}👧", 2), ("👍🏽", 2), ("🇮🇷", 2), ("1\u{FE0F}\u{20E3}", 2),
    ("\u{200F}", 0), ("…", 1), ("۱۲۳", 3), ("—", 1), ("、", 2), ("a\u{7}b", 2),
  ])
  func `a text takes the columns that a terminal gives it`(text: String, columns: Int) {
    #expect(text.columns == columns)
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]),
    ("one two three", 8, ["one two", "three"]),
    ("one two three", 80, ["one two three"]),
    ("incomprehensible", 5, ["incom", "prehe", "nsibl", "e"]),
    ("a incomprehensible b", 5, ["a", "incom", "prehe", "nsibl", "e b"]),
    ("one\n\ntwo", 10, ["one", "", "two"]),
    ("", 10, [""]),
    ("  indented", 20, ["  indented"]),
    ("中文字", 5, ["中文", "字"]),
    ("中a", 1, ["a"]),
    ("به خط ساختگی", 6, ["به خط", "ساختگی"]),
    ("one", 0, []),
  ])
  func `a text is wrapped at words`(text: String, width: Int, lines: [String]) {
    #expect(ScreenText.wrap(text, to: width) == lines)
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "\\u{1B}[31mred"), ("bell\u{7}", "bell\\u{7}"), ("\u{9B}1m", "\\u{9B}1m"),
    ("one\r\ntwo\rthree", "one\ntwo\\rthree"), ("tab\tulator", "tab  ulator"),
    ("\u{202E}turned", "\\u{202E}turned"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("\u{0}", "\\u{0}"),
  ])
  func `what a terminal could obey is made harmless`(text: String, harmless: String) {
    #expect(ScreenText.harmless(text) == harmless)
  }

  @Test func `marks piled on a letter are cut down`() {
    let pile = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(ScreenText.harmless(pile).unicodeScalars.count < 20)
  }

  @Test(arguments: [
    ("سلام", TextDirection.rightToLeft), ("12 سلام hello", .rightToLeft),
    ("hello سلام", .leftToRight), ("«شماره»", .rightToLeft), ("中文", .leftToRight),
  ])
  func `the first letter gives a text its direction`(text: String, direction: TextDirection) {
    #expect(ScreenText.direction(of: text) == direction)
  }

  @Test func `a text without letters has no direction`() {
    #expect(ScreenText.direction(of: "021 77 * #") == nil)
    #expect(ScreenText.direction(of: "۱۲۳") == nil)
  }

  @Test func `the end of a text that is too wide is kept`() {
    #expect("0123456789".clippedAtStart(to: 4) == "…789")
    #expect("0123".clippedAtStart(to: 4) == "0123")
    #expect("0123".clippedAtStart(to: 0) == "")
    #expect("0123".clippedAtStart(to: -3) == "")
    #expect("中文".clipped(to: 3) == "中")
    #expect("中文".clipped(to: -1) == "")
  }

  @Test func `backspace takes away what was typed last`() {
    var editor = LineEditor()
    for scalar in "aمی\u{200C}👍🏽".unicodeScalars { editor.insert(scalar) }
    var texts: [String] = []
    while !editor.text.isEmpty {
      editor.backspace()
      texts.append(editor.text)
    }
    #expect(texts == ["aمی\u{200C}", "aمی", "aم", "a", ""])
    editor.backspace()
    #expect(editor.text == "")
  }

  @Test func `a reply has a longest length`() {
    var editor = LineEditor()
    for _ in 0..<5000 { editor.insert("x") }
    #expect(editor.text.count == 1600)
  }
}
