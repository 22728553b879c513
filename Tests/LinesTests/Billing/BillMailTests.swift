import CallEngine
import Foundation
import Testing

@testable import Lines
@testable import Messaging
@testable import Store

/// The e-mail with a bill as a mail program reads it.
struct BillMailTests {
  static let mobile = "09121112233"
  let desk: ServiceDesk
  let mailer: BillMailer
  let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    desk = ServiceDesk(store: try Store())
    mailer = BillMailer(BillPrinter(try BillTemplates(in: PrintedBillTests.folder)))
  }

  /// The entry of the e-mail that an answer by SMS has sent.
  func entry(_ line: String, _ language: String) throws -> OutboxEntry {
    let request = ServiceRequest.make(
      "billing.request_email", line, Self.mobile, language: language)
    _ = desk.invoke(request, callID: "call-1", at: now)
    _ = try desk.receiveSMS(
      from: Self.mobile, text: "me@test.example", at: now.addingTimeInterval(60))
    return try #require(try desk.store.outbox().last { $0.kind == .email })
  }

  @Test
  func `the e-mail has the text twice, the picture below it, and the PDF`() throws {
    let entry = try entry("02199900001", "fa-IR")
    let mail = try ReadMail(mailer.message(entry).bytes)
    #expect(
      mail.tree == """
        {"multipart/mixed": [{"multipart/related": [{"multipart/alternative": \
        ["text/plain", "text/html"]}, "image/png"]}, "application/pdf"]}
        """)
    #expect(mail.defects.isEmpty, "\(mail.defects)")
    #expect(mail.isASCII && !mail.hasBareLineBreaks && mail.longestLine <= 78)
    #expect(mail.subject == "صورتحساب تلفن 02199900001")
    #expect(mail.from == "bill@gooya.example" && mail.fromName == "مخابرات نمونه")
    #expect(mail.to == ["me@test.example"] && mail.toName == "نمونه نمونه‌ای")
    #expect(mail.messageID == "<\(entry.key)@gooya.example>")
    #expect(mail.date == "2026-05-28T20:27:40+00:00")
    #expect(mail.language == "fa-IR")
    #expect(mail.text.contains("شناسه قبض: 9990000102140"))
    #expect(mail.html.contains("<html lang=\"fa-IR\" dir=\"rtl\">"))
    #expect(mail.html.contains("cid:bill.png.\(entry.key)@gooya.example"))
    #expect(mail.png == ["inline", "bill.png", "<bill.png.\(entry.key)@gooya.example>"])
    #expect(mail.pdf == ["attachment", "bill.pdf"])
    let barcode = "Code 128: 99900001021400000001750213"
    #expect(mail.barcodes == [barcode, barcode])
  }

  @Test
  func `an English e-mail is written from left to right`() throws {
    let mail = try ReadMail(mailer.message(entry("02199900005", "en-US")).bytes)
    #expect(mail.subject == "Bill for telephone 02199900005" && mail.fromName == "Sample Telecom")
    #expect(mail.html.contains("dir=\"ltr\"") && mail.language == "en-US")
    #expect(mail.barcodes.count == 2)
  }

  @Test
  func `the same entry gives the same bytes, whatever becomes of the bill`() throws {
    let entry = try entry("02199900001", "fa-IR")
    let bytes = try mailer.message(entry).bytes
    let pair = try #require(SampleDirectory.entries[0].bills.first)
    try desk.store.write("pay") { db in
      _ = try PaymentLedger.pay(
        .init(pair.amount, "IRR"), for: .init(pair.billID, pair.paymentID), at: now, db)
    }
    let kept = try #require(try desk.store.outboxEntry(withKey: entry.key))
    #expect(try mailer.message(kept).bytes == bytes)
  }

  @Test
  func `with nothing due there is neither picture nor file`() throws {
    let mail = try ReadMail(mailer.message(entry("02199900003", "fa-IR")).bytes)
    #expect(mail.tree == "{\"multipart/alternative\": [\"text/plain\", \"text/html\"]}")
    #expect(mail.png == nil && mail.pdf == nil && mail.html.contains("dir=\"rtl\""))
  }

  @Test(arguments: [
    "Eve\r\nBcc: all@test.example", "Eve\nX: y", "Eve\u{2028}Bcc: a@test.example",
    "\"Eve\" <eve@test.example>,", "=?UTF-8?B?RXZl?=", "Eve\u{202E}moc", "Eve\u{0}\u{1B}[31m",
    "نمونه\r\n\r\n<script>", String(repeating: "بسیار ", count: 400),
    String(repeating: "W", count: 4000), "👩‍👩‍👧" + String(repeating: "漢", count: 300),
  ])
  func `neither a name nor a subject becomes another field`(text: String) throws {
    let bill = try PrintedBillTests.bill(of: "02199900001", name: text)
    let letter = BillLetter(language: "fa-IR", name: text, bill: bill)
    let id = try desk.store.write("post") { db in
      try Store.post(
        CallMessage(
          .email, from: "bill@gooya.example", to: "me@test.example", subject: text, text: text),
        .queued, at: now, cause: MessageCause(), document: letter.document, db)
    }
    let entry = try #require(try desk.store.outboxEntry(id))
    let mail = try ReadMail(mailer.message(entry).bytes)
    #expect(
      mail.headers == [
        "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Language",
        "Auto-Submitted", "Content-Type",
      ])
    #expect(mail.to == ["me@test.example"] && mail.from == "bill@gooya.example")
    #expect(mail.isASCII && !mail.hasBareLineBreaks && mail.longestLine <= 78)
    #expect(mail.defects.isEmpty, "\(mail.defects)")
    #expect(mail.subject.count <= 160 && !mail.subject.isEmpty)
    #expect(!mail.html.contains("<script>") && mail.barcodes.count == 2)
  }

  @Test(arguments: [
    "ünï@test.example", "me@bücher.example", "me@test.example\r\nBcc: you@test.example",
    "me@test.example, you@test.example", "<me@test.example>", "me@[127.0.0.1]", "", "me",
  ])
  func `nothing is written to what isn't one address in ASCII`(address: String) throws {
    let id = try desk.store.write("post") { db in
      try Store.post(
        CallMessage(.email, from: "bill@gooya.example", to: address, subject: "s", text: "t"),
        .queued, at: now, cause: MessageCause(), db)
    }
    let entry = try #require(try desk.store.outboxEntry(id))
    #expect(throws: BillMailer.Fault.address) { try mailer.message(entry) }
  }

  @Test
  func `the outbox keeps no address and no postal code with an e-mail`() throws {
    let entry = try entry("02199900001", "fa-IR")
    let document = try #require(entry.document)
    #expect(!document.contains("خیابان") && !document.contains("0000000000"))
    let letter = try #require(BillLetter(document: document))
    #expect(letter.name == "نمونه نمونه‌ای" && letter.bill?.amount == 17_000)
  }
}
