import Testing

@testable import Services

struct EmailAddressTests {
  @Test(arguments: [
    ("a@b.example", "a@b.example"), ("  a@b.example\n", "a@b.example"),
    ("ایمیل من: ali@test.example است", "ali@test.example"),
    ("ali۱۲@test.example", "ali12@test.example"), ("<a.b+c@x-y.example>,", "a.b+c@x-y.example"),
    ("mailto:a@b.example.", "a@b.example"), ("a @b.example", "a@b.example"),
    ("a@b . example", "a@b.example"), ("a＠b.example", "a@b.example"),
    ("x@y then a@b.example", "a@b.example"), ("\u{200F}a@b.example\u{200F}", "a@b.example"),
    ("A@B.EXAMPLE", "A@B.EXAMPLE"), ("a@1.2.example", "a@1.2.example"),
  ])
  func `an address is found`(text: String, address: String) {
    #expect(EmailAddress(in: text)?.text == address)
  }

  @Test(arguments: [
    "", "@", "a@", "@b.example", "a@b", "a@b.", "a@.example", "a@b..example", "a..b@c.example",
    ".a@b.example", "a@-b.example", "a@b.1", "éva@b.example", "a@b.exampleé", "a@b@c.example",
    "a@\r\nb", String(repeating: "a", count: 65) + "@b.example",
    "a@" + String(repeating: "b.", count: 130) + "example", String(repeating: "@", count: 10_000),
    String(repeating: "a ", count: 100_000),
  ])
  func `what is no address is none`(text: String) {
    #expect(EmailAddress(in: text) == nil)
    #expect(EmailAddress(text) == nil)
  }

  @Test
  func `a line break never gets into an address`() {
    #expect(EmailAddress("a@b.example\r\nBcc: x@y.example") == nil)
    #expect(EmailAddress(in: "a@b.example\r\nBcc: x@y.example")?.text == "a@b.example")
  }
}
