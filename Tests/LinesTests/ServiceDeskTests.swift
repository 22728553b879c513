import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct ServiceDeskTests {
  let services: ServiceDesk
  let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    services = ServiceDesk(store: try Store.new(), makeToken: { "token" })
  }

  func invoke(_ request: ServiceRequest) -> ServiceAnswer {
    services.invoke(request, callID: "call-1", at: now)
  }

  func values(_ reply: ServiceReply) -> [String: String] {
    Dictionary(uniqueKeysWithValues: reply.output.map { ($0.name, $0.value.text) })
  }

  // MARK: Finding a bill

  @Test(arguments: ["02199900001", "+982199900001", "۰۲۱۹۹۹۰۰۰۰۱"])
  func `a landline with a bill is due`(line: String) throws {
    let answer = invoke(.make("billing.find_bill", line))
    #expect(answer.reply.outcome == "due")
    #expect(answer.delay == .zero)
    #expect(
      values(answer.reply) == [
        "subscriber.line": "02199900001", "subscriber.kind": "landline",
        "subscriber.name": "نمونه نمونه‌ای", "subscriber.payment_system": "2000",
        "subscriber.language": "fa-IR", "bill.amount": "17000",
        "bill.bill_id": SampleDirectory.entries[0].bills[0].billID.text,
        "bill.payment_id": SampleDirectory.entries[0].bills[0].paymentID.text,
        "bill.due_on": "2026-12-20",
      ])
  }

  @Test
  func `a mobile line has its own number and the other payment system`() {
    let reply = values(invoke(.make("billing.find_bill", "09120000001")).reply)
    #expect(reply["subscriber.own_mobile"] == "09120000001")
    #expect(reply["subscriber.payment_system"] == "9990")
    #expect(reply["subscriber.kind"] == "mobile")
  }

  @Test
  func `a line without a bill has paid`() {
    let reply = invoke(.make("billing.find_bill", "02199900003")).reply
    #expect(reply.outcome == "paid")
    #expect(!reply.output.contains { $0.name.hasPrefix("bill.") })
  }

  @Test
  func `of several bills the one due last is presented`() {
    #expect(
      values(invoke(.make("billing.find_bill", "02199900007")).reply)["bill.amount"] == "480000")
  }

  @Test(arguments: ["02155550000", "", "anonymous", nil])
  func `a line that nobody has is unknown`(line: String?) {
    #expect(invoke(.make("billing.find_bill", line)).reply == ServiceReply(outcome: "unknown_line"))
  }

  @Test
  func `replies keep to the signatures`() throws {
    let requests = SampleDirectory.entries.map {
      ServiceRequest.make("billing.find_bill", $0.subscriber.line.number)
    }
    for request in requests {
      let reply = invoke(request).reply
      let promised = BillingLine.findBill.outputs.filter { $0.outcomes.contains(reply.outcome) }
      #expect(BillingLine.findBill.outcomes.contains(reply.outcome))
      #expect(Set(reply.output.map(\.name)).isSubset(of: promised.map(\.name)))
      #expect(
        Set(promised.filter { !$0.isOptional }.map(\.name)).isSubset(of: reply.output.map(\.name)))
    }
  }

  // MARK: Sending

  @Test
  func `the bill goes out in Persian with all that is needed to pay`() throws {
    let bill = SampleDirectory.entries[0].bills[0]
    let answer = invoke(.make("billing.send_bill", "02199900001", "09121112233"))
    let text = """
      صورتحساب تلفن 02199900001
      نمونه نمونه‌ای
      قابل پرداخت: ۱۷٬۰۰۰ ریال
      شناسه قبض: \(bill.billID)
      شناسه پرداخت: \(bill.paymentID)
      """
    #expect(answer.reply == ServiceReply(outcome: "sent"))
    #expect(answer.messages == [.sms(from: "30002000", to: "09121112233", text: text)])
    let entry = try #require(try services.store.outbox().first)
    #expect(entry.text == text)
    #expect(entry.recipient == "09121112233")
    #expect(entry.callID == "call-1")
    #expect(entry.at == now)
    #expect(entry.status == .sent)
  }

  @Test
  func `the call's language goes before the subscriber's`() throws {
    let english = invoke(
      .make("billing.send_bill", "02199900002", "09121112233", language: "en-US"))
    let text = try #require(english.messages.first).text
    #expect(text.contains("Amount due: 99,999,999,000 rials\n"))
    let own = invoke(.make("billing.send_bill", "02199900005", "09121112233"))
    let ownText = try #require(own.messages.first).text
    #expect(ownText.hasPrefix("Bill for telephone 02199900005\nSample Samplesson\n"))
  }

  @Test
  func `the app's links are for both systems`() throws {
    let answer = invoke(.make("billing.send_app_link", nil, "09121112233", language: "en-US"))
    let text = try #require(answer.messages.first).text
    #expect(text.contains(BillingAddress.androidApp) && text.contains(BillingAddress.iOSApp))
  }

  @Test(arguments: [
    ServiceRequest.make("billing.send_bill", nil, "09121112233"),
    .make("billing.send_bill", "02199900001"),
    .make("billing.send_bill", "02155550000", "09121112233"),
    .make("billing.send_bill", "02199900001", "02199900001"),
    .make("billing.send_app_link", nil, "12"), .make("billing.request_email", "x", "09121112233"),
    .make("billing.pay", "02199900001"),
  ])
  func `what can't be done fails, says why and sends nothing`(request: ServiceRequest) throws {
    let answer = invoke(request)
    #expect(answer.reply == .failed)
    #expect(answer.trouble != nil)
    #expect(answer.messages.isEmpty)
    #expect(try services.store.outbox().isEmpty)
  }

  // MARK: Stubs

  @Test(arguments: [
    (StubBehaviour.outcome("failed"), 0),
    (StubBehaviour.outcome("failed", delay: .seconds(12)), 12),
    (StubBehaviour.outcome("no_answer"), 86_400),
  ])
  func `an SMS gateway that fails sends nothing`(behaviour: StubBehaviour, seconds: Int) throws {
    services.tell(.sms, behaviour)
    for request in [
      ServiceRequest.make("billing.send_bill", "02199900001", "09121112233"),
      .make("billing.request_email", "02199900001", "09121112233"),
    ] {
      let answer = invoke(request)
      #expect(answer.reply == .failed)
      #expect(answer.delay == .seconds(seconds))
      #expect(answer.messages.isEmpty)
    }
    #expect(try services.store.outbox().map(\.status) == [.failed, .failed])
    services.tell(.sms, nil)
    let reply = try services.receiveSMS(from: "09121112233", text: "a@b.example", at: now)
    #expect(reply.count == 1, "there is no request to answer")
    #expect(try services.store.outbox().allSatisfy { $0.kind == .sms })
  }

  @Test
  func `a late gateway has done its work at once`() throws {
    services.tell(.sms, .late(.seconds(12)))
    services.tell(.service("billing.send_bill"), .late(.milliseconds(700)))
    let answer = invoke(.make("billing.send_bill", "02199900001", "09121112233"))
    #expect(answer.reply.outcome == "sent")
    #expect(answer.delay == .milliseconds(12_700))
    #expect(try services.store.outbox().count == 1)
  }

  @Test
  func `a service that is told to fail does nothing`() throws {
    services.tell(.service("billing.find_bill"), .outcome("failed", delay: .seconds(3)))
    let answer = invoke(.make("billing.find_bill", "02199900001"))
    #expect(answer.reply == .failed)
    #expect(answer.delay == .seconds(3))
  }

  @Test(arguments: [
    (StubBehaviour.works, TransferOutcome.connected, Duration.seconds(4)),
    (StubBehaviour.late(.seconds(9)), .connected, .seconds(9)),
    (StubBehaviour.outcome("busy"), .busy, .seconds(1)),
    (StubBehaviour.outcome("failed", delay: .seconds(2)), .failed, .seconds(3)),
    (StubBehaviour.outcome("no_answer"), .noAnswer, .seconds(60)),
  ])
  func `a transfer goes as its stub is told`(
    behaviour: StubBehaviour, outcome: TransferOutcome, rings: Duration
  ) {
    services.tell(.transfer("2000"), behaviour)
    let course = services.course(to: "2000")
    #expect(course.outcome == outcome)
    #expect(course.ringing == rings)
    #expect((course.talking > .zero) == (outcome == .connected))
    #expect(services.course(to: "9990").outcome == .connected)
  }

  @Test
  func `a subscriber's language is known by any form of his line`() {
    #expect(services.preferredLanguage(of: "+982199900005") == "en-US")
    #expect(services.preferredLanguage(of: "02199900007") == nil)
    #expect(services.preferredLanguage(of: "nobody") == nil)
  }
}
