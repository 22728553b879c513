import CallEngine
import Foundation
import Testing

@testable import Lines
@testable import Messaging
@testable import Store

/// What becomes of a line's messages whose gateway doesn't take them at once.
struct DeskDeliveryTests {
  private static let mobile = "09121112233"
  private let desk: ServiceDesk
  private let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    desk = ServiceDesk(store: try Store.new())
  }

  private func at(_ seconds: TimeInterval) -> Date { now.addingTimeInterval(seconds) }

  private func invoke(_ service: String, call: String = "a", at seconds: TimeInterval = 0)
    -> ServiceAnswer
  {
    desk.invoke(
      .make("billing.\(service)", "02199900005", Self.mobile, language: "en-US"), callID: call,
      at: at(seconds))
  }

  private func reply(_ text: String, at seconds: TimeInterval) throws -> [CallMessage] {
    try desk.receiveSMS(from: Self.mobile, text: text, at: at(seconds))
  }

  private func statuses() throws -> [OutboxEntry.Status] { try desk.store.outbox().map(\.status) }

  private static func text(_ message: Message) -> String { message.text(in: .english) }

  @Test(arguments: ["send_bill", "send_app_link", "request_email"])
  func `what a gateway may take later is accepted, and sent later`(service: String) throws {
    desk.tell(.sms, .outcome("busy", delay: .seconds(12)))
    let answer = invoke(service)
    #expect(answer.reply == .sent && answer.delay == .seconds(12) && answer.messages.isEmpty)
    #expect(try statuses() == [.queued])
    desk.tell(.sms, nil)
    try desk.courier.deliver(at: at(29))
    #expect(try statuses() == [.queued])
    try desk.courier.deliver(at: at(30))
    #expect(try statuses() == [.sent])
  }

  /// A bill that waits for a mail server, and the mail server's answer.
  private func bill(to address: String, _ answer: GatewayAnswer) throws -> [OutboxEntry] {
    _ = invoke("request_email")
    desk.tell(.email, .outcome("busy"))
    _ = try reply(address, at: 60)
    desk.tell(.email, nil)
    let entry = try #require(try desk.courier.take(at: at(100)))
    try desk.courier.record(answer, of: entry, at: at(100))
    return try desk.store.outbox()
  }

  @Test func `an address that a mail server refuses is asked for again`() throws {
    let answer = GatewayAnswer(.recipientRefused("the mail server refuses the address with 550"))
    let outbox = try bill(to: "mee@test.example", answer)
    #expect(outbox.map(\.status) == [.sent, .failed, .queued])
    let told = Message.addressRefused(line: "02199900005", email: "mee@test.example")
    #expect(outbox.last?.text == Self.text(told))
    #expect(try reply("me@test.example", at: 120).contains { $0.to == "me@test.example" })
  }

  @Test func `the outbox keeps by whom a message was really sent`() throws {
    let answer = GatewayAnswer(.accepted, sender: "Operator <bill@operator.example>")
    let sent = try bill(to: "me@test.example", answer)[1]
    #expect(sent.sender == "Operator <bill@operator.example>")
    let mail = try BillMailTests().mailer.message(sent)
    #expect(mail.from.name == "Operator" && mail.from.address.text == "bill@operator.example")
  }

  @Test func `what waits counts in the limits`() throws {
    desk.tell(.sms, .outcome("busy"))
    let replies = (1...4).map { _ in invoke("send_bill").reply }
    #expect(replies == [.sent, .sent, .sent, .tooMany])
    #expect(try statuses() == [.queued, .queued, .queued, .refused])
  }

  @Test func `a message waits for those before it to the same number, in this call or another`()
    throws
  {
    desk.tell(.sms, .outcome("busy"))
    _ = invoke("send_bill")
    desk.tell(.sms, nil)
    #expect(invoke("send_app_link", call: "b", at: 5).messages.isEmpty)
    #expect(try statuses() == [.queued, .queued])
    let answer = invoke("request_email", call: "c", at: 60)
    // What was queued by other calls is theirs.
    #expect(answer.messages.count == 1)
    #expect(try statuses() == [.sent, .sent, .sent])
  }

  @Test(arguments: [0.0, 60])
  func `a question that couldn't be sent was never asked`(seconds: TimeInterval) throws {
    _ = invoke("request_email")
    desk.tell(.sms, .outcome(seconds == 0 ? "failed" : "busy"))
    let answer = invoke("request_email", call: "b", at: 100)
    #expect(answer.reply == (seconds == 0 ? .failed : .sent))
    desk.tell(.sms, .outcome("failed"))
    try desk.courier.deliver(at: at(100 + seconds))
    #expect(try statuses() == [.sent, .failed])
    desk.tell(.sms, nil)
    // The question before it is open again, and no other: one answer sends one e-mail.
    #expect(try reply("me@test.example", at: 200).map(\.to) == ["me@test.example", Self.mobile])
    #expect(
      try reply("you@test.example", at: 210).map(\.text)
        == [Self.text(.alreadySent(line: "02199900005", email: "me@test.example"))])
  }

  @Test func `who answers is told where his bill went once it went, not before`() throws {
    _ = invoke("request_email")
    desk.tell(.email, .outcome("busy"))
    #expect(try reply("me@test.example", at: 10).isEmpty)
    #expect(try statuses() == [.sent, .queued])
    desk.tell(.email, nil)
    try desk.courier.deliver(at: at(40))
    let entries = try desk.store.outbox()
    #expect(entries.map(\.status) == [.sent, .sent, .sent])
    #expect(entries[2].recipient == Self.mobile)
    #expect(
      entries[2].text == Self.text(.accepted(line: "02199900005", email: "me@test.example")))
  }

  /// Ten minutes is how long a bill that was sent counts as sent just now.
  @Test(arguments: [20.0, 610, 90_000])
  func `who answers again while the bill waits is told that it is on its way`(
    seconds: TimeInterval
  ) throws {
    _ = invoke("request_email")
    desk.tell(.email, .outcome("busy"))
    #expect(try reply("me@test.example", at: 10).isEmpty)
    let waits = Self.text(.beingSent(line: "02199900005", email: "me@test.example"))
    #expect(try reply("other@test.example", at: seconds).map(\.text) == [waits])
    desk.tell(.email, nil)
    try desk.courier.deliver(at: at(seconds + 60))
    let sent = Self.text(.accepted(line: "02199900005", email: "me@test.example"))
    #expect(try desk.store.outbox().suffix(2).map(\.text) == [waits, sent])
    #expect(try desk.store.outbox().filter { $0.kind == .email }.map(\.status) == [.sent])
  }

  @Test(arguments: [false, true])
  func `a bill that couldn't be sent opens its question again, at once or later`(later: Bool) throws
  {
    _ = invoke("request_email")
    if later {
      desk.tell(.email, .outcome("busy"))
      #expect(try reply("me@test.example", at: 10).isEmpty)
      desk.tell(.email, .outcome("failed"))
      try desk.courier.deliver(at: at(40))
    } else {
      desk.tell(.email, .outcome("failed"))
      #expect(try reply("me@test.example", at: 10).map(\.text) == [Self.text(.notSent)])
    }
    let entries = try desk.store.outbox()
    #expect(entries.map(\.status) == [.sent, .failed, .sent])
    #expect(entries[2].text == Self.text(.notSent))
    desk.tell(.email, nil)
    #expect(
      try reply("other@test.example", at: 50).map(\.to) == ["other@test.example", Self.mobile])
  }

  @Test func `an answer to a bill that failed goes to the question that has taken its place`()
    throws
  {
    _ = invoke("request_email")
    desk.tell(.email, .outcome("busy"))
    _ = try reply("me@test.example", at: 10)
    _ = invoke("request_email", call: "b", at: 20)
    desk.tell(.email, .outcome("failed"))
    try desk.courier.deliver(at: at(40))
    desk.tell(.email, nil)
    _ = try reply("one@test.example", at: 50)
    _ = try reply("two@test.example", at: 60)
    let sent = try desk.store.outbox().filter { $0.kind == .email && $0.status == .sent }
    #expect(sent.map(\.recipient) == ["one@test.example"])
  }

  @Test func `an operator's retry sends no bill that its receiver may have asked for again`() throws
  {
    _ = invoke("request_email")
    desk.tell(.email, .outcome("failed"))
    _ = try reply("me@test.example", at: 10)
    #expect(try desk.store.retryMessage(2) == .answered)
  }
}
