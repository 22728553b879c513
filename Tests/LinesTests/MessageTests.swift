import Testing

@testable import Lines
@testable import Messaging

struct MessageTests {
  @Test(arguments: [
    (Int64(0), "۰ ریال", "0 Rial"), (999, "۹۹۹ ریال", "999 Rial"),
    (1000, "۱٬۰۰۰ ریال", "1,000 Rial"),
    (99_999_999_000, "۹۹٬۹۹۹٬۹۹۹٬۰۰۰ ریال", "99,999,999,000 Rial"),
    (.min, "-۹٬۲۲۳٬۳۷۲٬۰۳۶٬۸۵۴٬۷۷۵٬۸۰۸ ریال", "-9,223,372,036,854,775,808 Rial"),
  ])
  func `amounts are grouped as each language does`(rial: Int64, persian: String, english: String) {
    #expect(MessageLanguage.persian.amount(rial) == persian)
    #expect(MessageLanguage.english.amount(rial) == english)
  }

  @Test(arguments: [
    ("fa-IR" as String?, MessageLanguage.persian), ("en-US", .english), ("en", .english),
    ("zh-CN", .persian),
    ("", .persian), (nil, .persian),
  ])
  func `a language that messages are not written in means Persian`(
    tag: String?, language: MessageLanguage
  ) {
    #expect(MessageLanguage(tag: tag) == language)
  }

  @Test
  func `every message is written in both languages`() throws {
    let entry = SampleDirectory.entries[1]
    let messages: [Message] = [
      .bill(BillView(entry.subscriber, entry.bills[0])), .bill(BillView(entry.subscriber, nil)),
      .appLink, .confirmationRequest(line: "1", link: "2"), .accepted(line: "1", email: "2"),
      .badAddress, .alreadySent(line: "1", email: "2"), .expired, .alreadyUsed,
      .notSent,
    ]
    for message in messages {
      let persian = message.text(in: .persian)
      let english = message.text(in: .english)
      #expect(persian.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) })
      #expect(english.unicodeScalars.contains { (0x61...0x7A).contains($0.value) })
      #expect(persian != english)
    }
  }

  @Test
  func `answers in English fit the GSM alphabet`() {
    for message in [Message.appLink, .badAddress, .expired, .alreadyUsed, .notSent] {
      #expect(SMSSegments(message.text(in: .english)).encoding == .gsm7)
    }
  }

  @Test(arguments: [
    ("2026-03-21", "۱۴۰۵/۰۱/۰۱"), ("2026-12-20", "۱۴۰۵/۰۹/۲۹"), ("2025-03-20", "۱۴۰۳/۱۲/۳۰"),
    ("soon", "soon"),
  ])
  func `a Persian e-mail has the Solar Hijri day`(day: String, shown: String) {
    #expect(BillEmail.solarHijri(day) == shown)
  }

  @Test
  func `the Persian e-mail has all payment data`() throws {
    let entry = SampleDirectory.entries[0]
    let email = BillEmail(BillView(entry.subscriber, entry.bills[0]), in: .persian)
    #expect(email.subject == "صورتحساب تلفن 02199900001")
    for part in [
      entry.bills[0].billID.text, entry.bills[0].paymentID.text, "۱۷٬۰۰۰ ریال", "۱۴۰۵/۰۹/۲۹",
      "بارکد",
    ] {
      #expect(email.text.contains(part))
    }
  }
}
