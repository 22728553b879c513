import CallEngine
import Testing

/// To which numbers an SMS can go. All numbers are invented.
struct MobileRecipientTests {
  @Test(arguments: [
    ("09120000001", "IR", "09120000001"), ("+989120000001", "IR", "09120000001"),
    ("00989120000001", "DE", "09120000001"), ("989120000001", "IR", "09120000001"),
    ("9120000001", "IR", "09120000001"), ("۰۹۱۲۰۰۰۰۰۰۱", "IR", "09120000001"),
    ("13800000000", "CN", "+8613800000000"), ("+86 138 0000 0000", "IR", "+8613800000000"),
    ("0151 00000000", "DE", "+4915100000000"), ("(0171) 000-0000", "DE", "+491710000000"),
    ("0612345678", "FR", "+33612345678"), ("07700900000", "GB", "+447700900000"),
    ("600000000", "ES", "+34600000000"), ("3200000000", "IT", "+393200000000"),
    ("05000000000", "TR", "+905000000000"), ("01000000000", "EG", "+201000000000"),
    ("2025550100", "US", "+12025550100"), ("12025550100", "CA", "+12025550100"),
    ("+5491100000000", "DE", "+5491100000000"), ("0664 0000000", "AT", "+436640000000"),
    ("0791234567", "CH", "+41791234567"), ("0612345678", "NL", "+31612345678"),
    ("89120000001", "RU", "+79120000001"),
  ])
  func `a mobile number is one in its country`(written: String, region: String, number: String) {
    #expect(MobileRecipient(written, region: region)?.number == number)
  }

  @Test(arguments: [
    ("02199900001", "IR"), ("+982199900001", "IR"), ("09120000001", "DE"), ("030000000", "DE"),
    ("+4930000000", "IR"), ("0151", "DE"), ("+4915", "DE"), ("", "IR"), ("+", "IR"), ("112", "DE"),
    ("anonymous", "IR"), ("+1 (202) 555-01x0", "US"), ("0912000000", "IR"), ("+0912000000", "IR"),
    ("++989120000001", "IR"), ("9+89120000001", "IR"), ("+12345678901234567", "US"),
    ("0912 000 0001", "XX"), ("02012345678", "GB"),
  ])
  func `what is no mobile number of its country gets no SMS`(written: String, region: String) {
    #expect(MobileRecipient(written, region: region) == nil)
  }

  @Test func `where no country is known, Iran's and China's numbers are`() {
    #expect(MobileRecipient("09120000001", region: nil)?.number == "09120000001")
    #expect(MobileRecipient("13800000000", region: nil)?.number == "+8613800000000")
    #expect(MobileRecipient("015100000000", region: nil) == nil)
  }
}
