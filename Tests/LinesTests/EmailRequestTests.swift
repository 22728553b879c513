import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct EmailRequestTests {
  static let mobile = "09121112233"
  let services: ServiceDesk
  let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    services = ServiceDesk(store: try Store.new())
  }

  func ask(_ line: String = "02199900005", at time: Date? = nil) throws {
    let request = ServiceRequest.make("billing.request_email", line, Self.mobile, language: "en-US")
    let answer = services.invoke(request, callID: "call-1", at: time ?? now)
    #expect(answer.reply.outcome == "sent")
  }

  func reply(
    _ text: String, from sender: String = mobile, after seconds: TimeInterval = 60
  ) throws -> [CallMessage] {
    try services.receiveSMS(from: sender, text: text, at: now.addingTimeInterval(seconds))
  }

  func emails() throws -> [OutboxEntry] {
    try services.store.outbox().filter { $0.kind == .email && $0.status == .sent }
  }

  static func sms(_ message: Message) -> CallMessage {
    .sms(from: "30002000", to: mobile, text: message.text(in: .english))
  }

  @Test
  func `the request asks for an address, with a link of its own`() throws {
    try ask()
    try ask("02199900001")
    let texts = try services.store.outbox().map(\.text)
    #expect(texts.count == 2)
    #expect(texts[0].contains("02199900005") && texts[0].contains("https://bill.gooya.example/c/"))
    #expect(texts[0].suffix(32) != texts[1].suffix(32))
  }

  @Test(arguments: [
    "me@test.example", "+98 my address is me@test.example.", "آدرس من: me @ test.example",
  ])
  func `an address is answered with the bill and a message`(text: String) throws {
    try ask()
    let bill = SampleDirectory.entries[4].bills[0]
    let deliveries = try reply(text)
    #expect(
      deliveries == [
        .email(
          to: "me@test.example", subject: "Bill for telephone 02199900005",
          text: """
            Bill for telephone 02199900005
            Sample Samplesson
            Amount due: 1,234,000 rials
            Bill ID: \(bill.billID)
            Payment ID: \(bill.paymentID)
            Due on: Dec 20, 2026
            Barcode: \(bill.billID)0000\(bill.paymentID)
            """),
        Self.sms(.accepted(line: "02199900005", email: "me@test.example")),
      ])
    #expect(try emails().map(\.recipient) == ["me@test.example"])
  }

  /// An answer that was meant to correct the first can't be taken for one, and says so.
  @Test(arguments: ["me@test.example", "other@test.example", "hello", "a@b.example c@d.example"])
  func `a second answer within ten minutes is told where the bill went`(text: String) throws {
    try ask()
    _ = try reply("me@test.example")
    let sent = Self.sms(.alreadySent(line: "02199900005", email: "me@test.example"))
    #expect(try reply(text) == [sent])
    #expect(try reply(text, after: 60 + 599) == [sent])
    #expect(try reply(text, after: 60 + 600) == [Self.sms(.alreadyUsed)])
    #expect(try reply(text, after: 90_000) == [Self.sms(.alreadyUsed)])
    #expect(try emails().map(\.recipient) == ["me@test.example"])
  }

  @Test
  func `who rings again can give another address`() throws {
    try ask()
    _ = try reply("wrong@test.example")
    try ask(at: now.addingTimeInterval(90))
    #expect(try reply("right@test.example", after: 120).count == 2)
    #expect(try emails().map(\.recipient) == ["wrong@test.example", "right@test.example"])
    #expect(
      try reply("wrong@test.example", after: 130)
        == [Self.sms(.alreadySent(line: "02199900005", email: "right@test.example"))])
  }

  @Test
  func `the answer names the address that was taken`() throws {
    for language in [Language.persian, .english] {
      for message in [
        Message.accepted(line: "02199900005", email: "o'brien@test.example"),
        .alreadySent(line: "02199900005", email: "o'brien@test.example"),
      ] {
        #expect(message.text(in: language).contains("o'brien@test.example"))
      }
    }
  }

  @Test(arguments: [
    "", "hello", "me@test", "@test.example", "a b", "me@@test.example", "john. me@test.example",
  ])
  func `a bad address is asked for again and the request stays open`(text: String) throws {
    try ask()
    #expect(try reply(text) == [Self.sms(.badAddress)])
    #expect(try emails().isEmpty)
    #expect(try reply("me@test.example").count == 2)
  }

  @Test
  func `a request lives for 24 hours`() throws {
    try ask()
    #expect(try reply("me@test.example", after: 86_400) == [Self.sms(.expired)])
    #expect(try emails().isEmpty)
    #expect(try reply("me@test.example", after: 86_399).count == 2)
  }

  @Test
  func `nobody else can answer, and nothing goes to the number that was asked`() throws {
    try ask()
    let deliveries = try reply("thief@test.example", from: "09359998877")
    #expect(
      deliveries == [
        .sms(from: "30002000", to: "09359998877", text: ServiceDesk.noQuestion(in: nil))
      ])
    #expect(try emails().isEmpty)
    #expect(try reply("me@test.example").count == 2)
  }

  @Test(arguments: ["+989121112233", "9121112233", "۰۹۱۲۱۱۱۲۲۳۳"])
  func `the number that answers may be written in any form`(sender: String) throws {
    try ask()
    #expect(try reply("me@test.example", from: sender).count == 2)
  }

  @Test
  func `an SMS from no mobile number is refused`() throws {
    #expect(throws: LineFault.notAMobileNumber("02199900001")) {
      try reply("me@test.example", from: "02199900001")
    }
    #expect(try services.store.outbox().isEmpty)
  }

  @Test
  func `asking twice for one line is one request`() throws {
    try ask()
    try ask()
    _ = try reply("me@test.example")
    #expect(
      try reply("me@test.example")
        == [Self.sms(.alreadySent(line: "02199900005", email: "me@test.example"))])
    #expect(try emails().count == 1)
  }

  @Test
  func `of two lines the one asked last is answered first`() throws {
    try ask("02199900005")
    try ask("02199900001")
    _ = try reply("me@test.example")
    _ = try reply("me@test.example")
    #expect(
      try reply("me@test.example")
        == [Self.sms(.alreadySent(line: "02199900001", email: "me@test.example"))])
    #expect(try emails().map { $0.subject?.suffix(11) } == ["02199900001", "02199900005"])
  }

  @Test
  func `a failed mail gateway leaves the request open`() throws {
    try ask()
    services.tell(.email, .outcome("failed"))
    #expect(try reply("me@test.example") == [Self.sms(.notSent)])
    services.tell(.email, .late(.seconds(3600)))
    #expect(try reply("me@test.example").count == 2)
    #expect(try emails().count == 1)
    let statuses = try services.store.outbox().filter { $0.kind == .email }.map(\.status)
    #expect(statuses == [.failed, .sent])
  }

  @Test
  func `a failed SMS gateway doesn't keep the bill back`() throws {
    try ask()
    services.tell(.sms, .outcome("failed"))
    #expect(try reply("me@test.example").count == 1)
    #expect(try emails().count == 1)
  }

  @Test
  func `a bill that was paid meanwhile is said to be`() throws {
    try ask("02199900006")
    let text = try #require(try reply("me@test.example").first { $0.medium == .email }).text
    #expect(text.hasSuffix("Nothing is due at present."))
  }

  @Test
  func `a subscriber who has left gets no bill`() throws {
    try ask()
    let folder = TemporaryFolder()
    _ = try Directory(services.store).importDirectory(
      from: try folder.write("line,kind,last_name\n02144440001,landline,x\n"))
    #expect(try reply("me@test.example") == [Self.sms(.notSent)])
  }

  @Test(arguments: [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: .infinity)])
  func `no date traps`(date: Date) throws {
    try ask(at: date)
    _ = try services.receiveSMS(from: Self.mobile, text: "me@test.example", at: date)
  }
}
