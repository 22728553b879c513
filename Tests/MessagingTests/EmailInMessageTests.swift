import Testing

@testable import Messaging

/// Answers by SMS. Who is taken for an address gets somebody's bill.
struct EmailInMessageTests {
  @Test(arguments: [
    // Alone, or among words
    ("  ann@test.example\n", "ann@test.example"), ("ann@test.example.", "ann@test.example"),
    ("O'Brien@test.example", "O'Brien@test.example"),
    ("my address is ann@test.example", "ann@test.example"),
    ("It is ann@test.example.", "ann@test.example"),
    ("please send it to ann@test.example thanks", "ann@test.example"),
    ("ann@test.example is my address", "ann@test.example"),
    ("call 02199900001 ann@test.example", "ann@test.example"),
    ("ایمیل من: ali@test.example است", "ali@test.example"),
    ("ایمیل من ali@test.example است.", "ali@test.example"),
    ("سلام، ali@test.example", "ali@test.example"), ("سلام. ali@test.example", "ali@test.example"),
    ("ali@test.example ممنون!", "ali@test.example"),
    ("my mail\nann@test.example", "ann@test.example"),
    ("ann@test.example\r\nAnn", "ann@test.example"), ("ann@test.example :)", "ann@test.example"),
    ("ann@test.example !", "ann@test.example"), ("😀 ann@test.example 😀", "ann@test.example"),
    ("ann@test.example\u{2028}thanks", "ann@test.example"),
    (String(repeating: "word ", count: 50_000) + "ann@test.example", "ann@test.example"),
    // Between marks
    ("<ann@test.example>", "ann@test.example"), ("<a.b+c@x-y.example>,", "a.b+c@x-y.example"),
    ("Ann <ann@test.example>", "ann@test.example"), ("Ann<ann@test.example>", "ann@test.example"),
    ("\"Ann\" <ann@test.example>, see you", "ann@test.example"),
    ("J. Smith <ann@test.example>", "ann@test.example"),
    ("(ann@test.example).", "ann@test.example"), ("\"ann@test.example\"", "ann@test.example"),
    ("\"ann@test.example.\"", "ann@test.example"), ("ann@test.example (work)", "ann@test.example"),
    ("«ann@test.example»", "ann@test.example"), ("ایمیل«ann@test.example»است", "ann@test.example"),
    ("نشانی:\"ann@test.example\"را", "ann@test.example"), ("ann@test.example:", "ann@test.example"),
    ("Email: ann@test.example", "ann@test.example"), ("Email:ann@test.example", "ann@test.example"),
    ("mailto:ann@test.example.", "ann@test.example"), ("MAILTO:a@b.example", "a@b.example"),
    ("<mailto:ann@test.example>", "ann@test.example"),
    ("ایمیل:ann@test.example", "ann@test.example"),
    ("John: ann@test.example", "ann@test.example"),
    // What keyboards do
    ("ali۱۲@test.example", "ali12@test.example"), ("ali١٢@test.example", "ali12@test.example"),
    ("ali１@test.example", "ali1@test.example"), ("ali@test۳.example", "ali@test3.example"),
    ("ann＠test.example", "ann@test.example"), ("ann﹫test.example", "ann@test.example"),
    ("ann\u{200C}@test.example", "ann@test.example"),
    ("\u{200F}ann@test.example\u{200F}.", "ann@test.example"),
    ("\u{202B}\u{2066}ann@test.example\u{2069}\u{202C}", "ann@test.example"),
    ("\u{FEFF}ann@\u{200B}test\u{2060}.example", "ann@test.example"),
    ("ann @ test.example", "ann@test.example"), ("ann @test.example", "ann@test.example"),
    ("ann@ test.example", "ann@test.example"),
    ("ann\u{A0}@\u{3000}test.example.", "ann@test.example"),
    ("ایمیل من ann @ test.example است", "ann@test.example"),
    ("Email: ann @ test.example", "ann@test.example"), ("<ann @ test.example>", "ann@test.example"),
  ])
  func `an address beyond doubt is found`(text: String, address: String) {
    #expect(EmailAddress(in: text)?.text == address)
  }

  @Test(arguments: [
    // Glued signs: nothing is cut off
    "ali,reza@test.example", "ann@mail.co,uk", "ann@mail.example/x", "ann@test.example,",
    "ann@test.example;", "ann@test.example!", "ann@test.example?", "ann@test.example..",
    "ann@test.example،", "ann@test.example؟", "ann@test.example\\", "ann;smith@test.example",
    "ann\\smith@test.example", "ann[smith@test.example]", "[ann@test.example]",
    "ann@[test.example]",
    "o’brien@test.example", "“ann@test.example”", "'ann@test.example'", "ann@test.example'",
    "ann@test.example-", "ann@test.example_x", "ann@mail.co|uk", "ann@mail.co*uk", "ann@mail.co=uk",
    "ann@mail.co&uk", "ann@test.example#x", "ann@test.example?subject=x", "ann@test.exampleعلی",
    "علیann@test.example", "منann@test.example", "ann@test.example😀", "😀ann@test.example",
    "a\u{AD}b@test.example", "ann\u{2800}smith@test.example", "ann\u{3164}smith@test.example",
    "é@test.example", "e\u{301}ann@test.example", "ann1\u{FE0F}\u{20E3}@test.example",
    "ann@mail.co\u{301}m", "аnn@test.example", "ann@tеst.example", "ann@test。example",
    "ａｎｎ@test.example", "\u{202E}ann@test.example", "ann@test.example\u{0}",
    "ann\u{0}@test.example",
    // Marks within what was meant as one
    "john\"smith@test.example", "john)smith@test.example", "john>smith@test.example",
    "john<smith@test.example", "john(smith@test.example", "john(x)smith@test.example",
    "john:smith@test.example", "john::smith@test.example", "john«smith@test.example",
    "john»smith@test.example", "josé:smith@test.example", "ann@mail.co:uk", "ann@mail.co(uk)",
    "ann@mail.co\"uk\"", "(ann@mail.co)uk", "<ann@mail.co>.uk", "ann@mail.co<uk>", "ann@mail.co»uk",
    "ann@test.example:8080", "git@test.example:path", "\"john smith\"@test.example",
    "\"john\"@test.example", "john(smith)@test.example", "ann@(work)test.example",
    "ann@<test.example>",
    // Blanks within what was meant as one
    "john. smith@test.example", "john.  smith@test.example", "john.\nsmith@test.example",
    "john .smith@test.example", "john - smith@test.example", "john -smith@test.example",
    "john _smith@test.example", "john_ smith@test.example", "ali, reza@test.example",
    "o' brien@test.example", "john+ tag@test.example", "john/ smith@test.example",
    "ann@mail. co", "ann@mail.co. uk", "ann@mail .co", "ann@mail.co .uk", "ann@mail.co ,uk",
    "ann@mail.co uk", "ann@mail.co\nuk", "ann@mail.co uk.", "ann@mail.co (uk)", "ann@mail.co / uk",
    "ann@te st.example x", "ann@mail.co.\u{200C} uk", "ann@test.example. Thanks",
    // Blanks around '@' beside other words
    "my name ann @ test.example", "john smith @test.example", "john smith@ test.example",
    "ann @ mail.co uk", "ann @ test.example thanks", "Ann\n@test.example", "ann@\ntest.example",
    "ann @ test. example", "john. smith @ test.example", "or: me too @ test.example",
    // Two of them, or none
    "ann@test.example bob@test.example", "ann@test.example,bob@test.example",
    "me@test me@test.example",
    "ann@test.example @", "@ann ann@test.example", "ann@@test.example", "ann@test@test.example",
    "@ann@test.example", "ann@test.example＠", "ann﹫x.example bob@test.example",
    "ann@test.example\r\nBcc: bob@test.example", "Ann <ann@test.example>, Bob <bob@test.example>",
    "[ann@test.example](mailto:ann@test.example)", "hello", "ann at test dot example", "@",
    "ann(a)test.example", "علی@test.example", "ann@مثال.ایران",
    // URLs
    "http://ann@test.example", "https://user:ann@test.example/", "https://user:ann@test.example",
    "http://www.test.example/ann@test.example", "www.test.example/ann@test.example",
    "test.example?to=ann@test.example", "//ann@test.example", "mailto://ann@test.example",
    "user:ann@test.example", "sip:ann@test.example", "ftp:ann@test.example",
    "http://test.example/?a=ann@test.example",
  ])
  func `what could be meant otherwise is nobody's address`(text: String) {
    #expect(EmailAddress(in: text)?.text == nil)
  }

  /// Whatever stands between two halves of an address, no half of it is ever taken.
  @Test(arguments: 0x20...0x7E)
  func `a sign between two halves never cuts them apart`(code: UInt8) {
    let sign = Character(Unicode.Scalar(code))
    for text in ["john\(sign)smith@mail.example", "john.\(sign)smith@mail.example"] {
      // A blank alone parts words; after a full stop it doesn't.
      if text.hasPrefix("john smith") { continue }
      let found = EmailAddress(in: text)?.text
      #expect(found == nil || found == text)
    }
    for text in ["ann@mail.co\(sign)uk", "ann@mail.co.\(sign)uk", "ann@mail\(sign).co"] {
      let found = EmailAddress(in: text)?.text
      #expect(found == nil || found == text)
    }
  }

  @Test
  func `a long text is read whole, not cut in mid-address`() {
    for length in 3980...4020 {
      let text = String(repeating: " ", count: length) + "ann@mail.co.example"
      #expect(EmailAddress(in: text)?.text == "ann@mail.co.example")
    }
  }
}
