import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

/// A mobile that answers by itself is answered ten times, and the two don't go on for ever.
@Suite(.eachDatabase)
struct AnswerLimitTests {
  static let mobile = "09121112233"
  let services: ServiceDesk
  let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    services = ServiceDesk(store: try Store.new())
  }

  func ask(_ line: String = "02199900005") {
    let request = ServiceRequest.make("billing.request_email", line, Self.mobile, language: "en-US")
    #expect(services.invoke(request, callID: line, at: now).reply.outcome == "sent")
  }

  func reply(
    _ text: String, from sender: String = mobile, after seconds: TimeInterval = 60
  ) throws -> [CallMessage] {
    try services.receiveSMS(from: sender, text: text, at: now.addingTimeInterval(seconds))
  }

  @Test(arguments: [
    "I am on leave.", "", " ", "Auto-reply: a@b.example or c@d.example", "در جلسه هستم", "STOP",
    "Delivered", "\u{0}", "30002000", "I am driving @ the moment", "😀",
    "No valid e-mail address was found in your message. Please send the address alone.",
    String(repeating: "x", count: 10_000),
  ])
  func `a machine's answers meet silence`(text: String) throws {
    for isAsked in [false, true] {
      if isAsked { ask() }
      let sender = isAsked ? Self.mobile : "09121112244"
      var incoming = [text]
      var answers = 0
      // Each answer of the line is answered.
      while !incoming.isEmpty, answers < 100 {
        incoming = try reply(text, from: sender, after: Double(60 + answers)).map { _ in text }
        answers += incoming.count
      }
      #expect(answers == 10)
    }
  }

  @Test func `a day later it is answered again`() throws {
    for second in 0..<10 { #expect(try reply("hello", after: Double(second)).count == 1) }
    #expect(try reply("hello", after: 10).isEmpty)
    #expect(try reply("hello", after: SMSLimit.day - 1).isEmpty)
    #expect(try reply("hello", after: SMSLimit.day).count == 1)
    #expect(try reply("hello", after: SMSLimit.day).isEmpty)
  }

  @Test(arguments: [
    mobile, "9121112233", "+989121112233", "00989121112233", "۰۹۱۲۱۱۱۲۲۳۳", "0912 111 2233",
  ])
  func `however the number is written`(sender: String) throws {
    for second in 0..<10 { #expect(try reply("hello", after: Double(second)).count == 1) }
    #expect(try reply("hello", from: sender, after: 11).isEmpty)
    #expect(try reply("hello", from: "09121112244", after: 11).count == 1)
  }

  @Test func `an address is taken and told all the same, once`() throws {
    ask()
    for second in 0..<12 { _ = try reply("I am on leave.", after: Double(second)) }
    let deliveries = try reply("me@mail.example")
    let told = Message.accepted(line: "02199900005", email: "me@mail.example").text(in: .english)
    #expect(deliveries.count == 2)
    #expect(deliveries.last == .sms(from: "30002000", to: Self.mobile, text: told))
    #expect(try reply("me@mail.example").isEmpty)
  }

  @Test func `a mail gateway that fails is told ten times`() throws {
    ask()
    services.tell(.email, .outcome("failed"))
    let answers = try (0..<20).map { try reply("me@mail.example", after: Double($0)).count }
    #expect(answers.reduce(0, +) == 10)
    services.tell(.email, nil)
    #expect(try reply("me@mail.example", after: 30).count == 2)
  }

  @Test func `what is left out is recorded, without a word of what came`() throws {
    for second in 0..<11 { _ = try reply("my secret", after: Double(second)) }
    let entry = try #require(try services.store.outbox().last)
    #expect(entry.kind == .sms && entry.status == .refused && entry.recipient == Self.mobile)
    #expect(entry.text == "not sent: the limit is 10 answers to a number in 24 hours")
  }

  @Test func `answers and what calls send are counted apart`() throws {
    for second in 0..<20 { _ = try reply("hello", after: Double(second)) }
    for line in 1...5 where line != 3 { ask("0219990000\(line)") }
    ask("02199900007")
    let sixth = ServiceRequest.make("billing.request_email", "02199900006", Self.mobile)
    #expect(services.invoke(sixth, callID: "6", at: now).reply.outcome == "too_many")
  }
}
