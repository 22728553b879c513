import Testing

@testable import Messaging

/// Addresses by themselves; those in messages have tests of their own.
struct EmailAddressTests {
  @Test(arguments: [
    "a@b.example", "A@B.EXAMPLE", "o'brien@test.example", "a@1.2.example", "a.b+c@x-y.example",
    "!#$%&'*+-/=?^_`{|}~@test.example", "_@test.example", "-a@test.example", "1@2.example",
    "a@xn--mgbh0fb.example", "a@test.xn--mgbh0fb", "a@b--c.example",
    String(repeating: "a", count: 64) + "@test.example",
    "a@" + String(repeating: "b", count: 63) + ".example",
    "a@" + String(repeating: "b.", count: 122) + "example",
  ])
  func `an address is taken`(text: String) {
    #expect(EmailAddress(text)?.text == text)
    #expect(EmailAddress(in: text)?.text == text)
  }

  @Test(arguments: [
    "", "@", "a@", "@b.example", "a@b", "a@b.", "a@.example", "a@b..example", "a..b@c.example",
    ".a@b.example", "a.@b.example", "a@-b.example", "a@b-.example", "a@b.1", "a@b.e",
    "a@192.0.2.1", "a@[192.0.2.1]", "a@[IPv6:2001:db8::1]", "a@b.1-2", "éva@b.example",
    "a@b.exampleé", "a@b.example\u{301}", "a@b_c.example", "a@b@c.example", "a@@b.example",
    "a\u{0}@b.example", "a@b.example\u{0}", "a@\r\nb", "\"a b\"@c.example", "\"a\"@c.example",
    "a(b)@c.example", "علی@test.example", "a@مثال.example", "а@test.example", "a@tеst.example",
    String(repeating: "a", count: 65) + "@b.example",
    "a@" + String(repeating: "b", count: 64) + ".example",
    "a@" + String(repeating: "b.", count: 123) + "example", String(repeating: "@", count: 10_000),
    String(repeating: "a ", count: 100_000), String(repeating: "a@", count: 100_000),
  ])
  func `what is no address is none`(text: String) {
    #expect(EmailAddress(text) == nil)
    #expect(EmailAddress(in: text) == nil)
  }

  @Test
  func `a line break never gets into an address`() {
    #expect(EmailAddress("a@b.example\r\nBcc: x@y.example") == nil)
    #expect(EmailAddress("a@b.example\n") == nil)
  }
}
