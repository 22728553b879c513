import CallEngine
import MenuScript
import Speech
import Testing

@testable import Lines
@testable import Messaging

/// The texts of the billing line that come with gooya.
struct MessageTests {
  private static let bill = SampleDirectory.entries[1]

  static let messages: [Message] = [
    .bill(BillView(bill.subscriber, bill.bills[0])), .bill(BillView(bill.subscriber, nil)),
    .appLink, .confirmationRequest(line: "1", link: "2"), .accepted(line: "1", email: "2"),
    .badAddress, .alreadySent(line: "1", email: "2"), .beingSent(line: "1", email: "2"), .expired,
    .alreadyUsed, .notSent, .addressRefused(line: "1", email: "2"),
    .emailSubject(line: "1"), .emailDueOn("2026-12-20"), .emailBarcode("12"),
  ]

  @Test func `they have no fault`() {
    #expect(SampleTexts.reading.diagnostics.map(\.message) == [])
    #expect(SampleTexts.texts.languages == [.persian, .english])
  }

  @Test func `what is declared of a message is what it brings`() {
    #expect(Set(Self.messages.map(\.id)) == Set(Message.signatures.map(\.id)))
    for message in Self.messages {
      let signature = Message.signatures.first { $0.id == message.id }
      #expect(Set(message.values.keys) == Set(signature?.placeholders ?? []), "\(message.id)")
    }
  }

  @Test func `no message can bring an address or a postal code`() {
    let names = Set(Message.signatures.flatMap(\.placeholders))
    #expect(
      names == [
        "line", "name", "amount", "bill_id", "payment_id", "due_on", "barcode", "android", "ios",
        "link", "email",
      ])
  }

  /// Which key leads to an option is the script's business.
  @Test(arguments: messages)
  func `no message names a key`(message: Message) {
    for language in [Language.persian, .english] {
      let text = message.text(in: language)
      for word in ["گزینه", "کلید", "option", "press", "key"] {
        #expect(!text.contains(word), "\(text)")
      }
    }
  }

  @Test(arguments: [
    ("fa-IR" as String?, Language.persian), ("en-US", .english), ("en", .english),
    ("en-GB", .english), ("zh-CN", .persian), ("", .persian), (nil, .persian),
  ])
  func `a language that messages are not written in means Persian`(
    tag: String?, language: Language
  ) {
    #expect(SampleTexts.texts.language(for: tag) == language)
  }

  @Test func `every message is written in both languages`() {
    for message in Self.messages {
      let persian = message.text(in: .persian)
      let english = message.text(in: .english)
      #expect(persian.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) })
      #expect(english.unicodeScalars.contains { (0x61...0x7A).contains($0.value) })
      #expect(persian != english)
    }
  }

  @Test func `answers in English fit the GSM alphabet`() {
    for message in [
      Message.appLink, .badAddress, .expired, .alreadyUsed, .notSent,
      .addressRefused(line: "1", email: "2"),
    ] {
      #expect(SMSSegments(message.text(in: .english)).encoding == .gsm7)
    }
  }

  @Test func `a bill in Persian takes two segments`() throws {
    for entry in SampleDirectory.entries {
      for bill in entry.bills {
        let sms = SMSSegments(
          Message.bill(BillView(entry.subscriber, bill)).text(in: .persian))
        #expect(sms.encoding == .ucs2 && sms.segments.count <= 2, "\(sms.units)")
      }
    }
    // Identifiers of 13 digits, an amount of nine, a name of 20 letters.
    let longest = WholeMessage(
      id: "bill",
      values: [
        "line": .text("02199900001"), "name": .text(String(repeating: "ا", count: 20)),
        "amount": .number(999_999_000), "bill_id": .text("1234567890123"),
        "payment_id": .text("1234567890123"),
      ])
    let text = try #require(longest.text(in: .persian, of: SampleTexts.texts))
    #expect(SMSSegments(text).segments.count == 2)
  }

  @Test func `the Persian e-mail has all payment data`() {
    let entry = SampleDirectory.entries[0]
    let view = BillView(entry.subscriber, entry.bills[0])
    #expect(
      Message.emailSubject(line: view.line).text(in: .persian) == "صورتحساب تلفن 02199900001")
    let text = Message.email(view).map { $0.text(in: .persian) }.joined(separator: "\n")
    for part in [
      entry.bills[0].billID.text, entry.bills[0].paymentID.text, "۱۷٬۰۰۰ ریال",
      "مهلت پرداخت: ۱۴۰۵/۰۹/۲۹", "بارکد",
    ] {
      #expect(text.contains(part))
    }
  }

  @Test func `what a value holds is never taken for a place`() {
    let message = Message.accepted(line: "{email}", email: "a@b")
    #expect(
      message.text(in: .english) == "The bill for telephone {email} has been sent to a@b.")
  }
}

/// A message whose values are told.
private struct WholeMessage: LineMessage {
  let id: String
  let values: [String: WrittenValue]
}
