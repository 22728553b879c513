import CallEngine
import Testing

/// Text from outside that is to be shown.
struct VisibleTextTests {
  @Test(arguments: [
    ("\u{1B}[2J", "\\u{1B}[2J"), ("a\rb", "a\\rb"), ("a\tb", "a\\tb"), ("a\nok 99", "a\\nok 99"),
    ("\u{0}", "\\u{0}"), ("\u{8}", "\\u{8}"), ("\u{7F}", "\\u{7F}"), ("\u{85}", "\\u{85}"),
    ("\u{9B}1m", "\\u{9B}1m"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
    ("\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}", "\\u{202A}\\u{202B}\\u{202C}\\u{202D}\\u{202E}"),
    ("\u{2066}\u{2067}\u{2068}\u{2069}", "\\u{2066}\\u{2067}\\u{2068}\\u{2069}"),
    ("\u{FEFF}a", "\\u{FEFF}a"), ("a\u{200B}b", "a\\u{200B}b"), ("\u{AD}", "\\u{AD}"),
    ("\u{E0041}", "\\u{E0041}"), ("\u{FFFE}", "\\u{FFFE}"),
    ("\u{10FFFF}", "\\u{10FFFF}"), ("\u{2060}", "\\u{2060}"),
    ("سلام\u{200F}\u{200E}\u{61C}", "سلام\\u{200F}\\u{200E}\\u{61C}"), ("\u{FFF9}", "\\u{FFF9}"),
    ("a\r\nb", "a\\r\\nb"), ("👩\u{200D}👧", "👩\u{200D}👧"), ("\\u{1B}", "\\u{1B}"),
  ])
  func `what steers or hides is shown as an escape`(foreign: String, shown: String) {
    #expect(VisibleText(foreign).description == shown)
    #expect("\(foreign)" as VisibleText == VisibleText(foreign))
    #expect(shown.visible == shown, "once shown, it stays")
  }

  @Test(arguments: [
    "", "plain", "می\u{200C}خواهم", "سَلام", "中文字", "e\u{301}", "☎\u{FE0F}", "«۱۲۳»", "a\u{A0}b",
    "\u{600}۱", "été", "؛ ؟ ، ٪", "Zoë’s – “x”", "ﷲ", "한국", "🇮🇷", "1\u{FE0F}\u{20E3}",
  ])
  func `what people write stays as it is`(text: String) {
    #expect(text.visible == text)
  }

  @Test func `layout is trusted, and what is put into it isn't`() {
    let name = "x\n\u{1B}[0m"
    let text: VisibleText = "\u{1B}[1m\(name)\u{1B}[0m\n"
    #expect(text.description == "\u{1B}[1mx\\n\\u{1B}[0m\u{1B}[0m\n")
    let nested: VisibleText = "\(text)\(7)"
    #expect(nested == text + "7")
    #expect([text, "a"].joined(separator: "\n") == text + "\n" + "a")
  }

  @Test func `lines from outside stay lines, each behind its margin`() {
    let text = VisibleText(lines: "one\r\ntwo\u{1B}\rthree\n", margin: "  | ")
    #expect(text.description == "one\n  | two\\u{1B}\\rthree\n  | ")
  }

  @Test func `JSON keeps the true text, without the bytes`() {
    let json = VisibleText(
      json: "{\n  \"a\" : \"x\u{7F}\u{9B}\u{202E}\u{E0041}می\u{200C}خ\"\n}".utf8)
    #expect(
      json.description
        == "{\n  \"a\" : \"x\\u007f\\u009b\\u202e\\udb40\\udc41می\u{200C}خ\"\n}")
  }

  @Test func `markup escapes what is shown, and its own marks become references`() {
    #expect("<a & \"b\">\n\u{FFFE}".markup == "&lt;a &amp; &quot;b&quot;&gt;\\n\\u{FFFE}")
    #expect(VisibleText(markup: "<p>\u{2067}a\u{2069}</p>\n") == "<p>&#8295;a&#8297;</p>\n")
  }
}
