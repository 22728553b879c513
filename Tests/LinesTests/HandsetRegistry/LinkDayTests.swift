import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

/// The day on which customs and the registry are linked: 15 March 2019 in Tehran, from its midnight.
@Suite(.eachDatabase)
struct LinkDayTests {
  @Test(arguments: [
    ("1397-12-24", "2019-03-15"), ("2019-03-15", "2019-03-15"), ("۱۴۰۵-۰۹-۰۱", "2026-11-22"),
    ("1404-12-30", nil), ("2026-02-30", nil), ("1405-9", nil), ("soon", nil),
  ])
  func `days of both calendars are read`(text: String, day: String?) {
    #expect(CivilDay(typed: text)?.description == day)
    let moment = WrittenMoment(typed: "\(text)T10:30+03:30")
    #expect(moment == day.flatMap { WrittenMoment("\($0)T10:30+03:30") })
  }

  let bench: RegistryBench
  static let traveller = "09121110001"

  init() throws {
    bench = try RegistryBench()
  }

  @Test(arguments: [
    ("2019-03-10", "2019-03-12", "by_file"),
    ("2019-03-14T23:59:58", "2019-03-14T23:59:59", "by_file"),
    ("2019-03-14T23:59:59", "2019-03-15T00:00", "no_customs_code"),
    ("2019-03-14T23:59:59", "2019-03-16", "no_customs_code"),
    ("2019-01-01", "2026-01-01", "no_customs_code"),
    ("2019-03-15T00:00", "2019-03-15T00:00", "code_sent"),
    ("2019-03-15T00:00", "2019-03-15T23:59:59", "code_sent"),
    ("2025-12-31", "2026-01-01", "code_sent"),
  ])
  func `what comes of a payment depends on the days of issue and payment`(
    issued: String, paid: String, standing: String
  ) throws {
    let registration = try bench.register(31, at: issued)
    try bench.pay(registration, at: paid)
    #expect(bench.standing(registration.trackingCode, at: paid) == standing)
    #expect(bench.standing(registration.trackingCode, at: "2026-06-01") == standing)
    #expect(try bench.codes(to: Self.traveller) == (standing == "code_sent" ? 1 : 0))
  }

  /// 20:30 UTC is midnight in Tehran in winter: UTC's days don't count.
  @Test(arguments: [
    ("2019-03-14T20:29:59Z", "by_file"), ("2019-03-14T20:30:00Z", "no_customs_code"),
  ])
  func `the day begins in Tehran`(paid: String, standing: String) throws {
    let registration = try bench.register(32, at: "2019-03-01")
    try bench.pay(registration, at: paid)
    #expect(bench.standing(registration.trackingCode, at: "2019-03-20") == standing)
  }

  @Test
  func `the day is a setting`() throws {
    let old = try bench.register(33, at: "2019-03-01")
    #expect(try bench.customs.linkDay().description == "2019-03-15")
    try bench.customs.setLinkDay(try #require(CivilDay(typed: "1397-12-01")))
    #expect(try bench.customs.linkDay().description == "2019-02-20")
    try bench.pay(old, at: "2019-03-02")
    #expect(bench.standing(old.trackingCode, at: "2019-03-02") == "code_sent")
  }

  @Test
  func `a case for review is explained to the traveller by SMS, once`() throws {
    let registration = try bench.register(34, at: "2019-03-01")
    try bench.pay(registration, at: "2019-03-20")
    for _ in 0..<3 { _ = bench.standing(registration.trackingCode, at: "2019-03-21") }
    let texts = try bench.texts(to: Self.traveller).filter {
      $0.contains("کد متناظر گمرکی برای این شناسه (IMEI) تعریف نشده است")
    }
    #expect(texts.count == 1)
    let activation = bench.ask(
      "open_activation", ["imei": registration.imei.text, "line": Self.traveller],
      at: "2019-03-21")
    #expect(activation.reply.outcome == "no_customs_code")
  }

  @Test
  func `an old payment ID that isn't paid yet is warned of once the link is live`() throws {
    let registration = try bench.register(35, at: "2019-03-14")
    #expect(bench.standing(registration.trackingCode, at: "2019-03-14T23:59:59") == "unpaid")
    #expect(bench.standing(registration.trackingCode, at: "2019-03-15T00:00") == "unpaid_old")
  }

  @Test
  func `the code comes at once, to the traveller alone, and activates the handset`() throws {
    let registration = try bench.register(36, language: "en-US")
    #expect(try bench.codes(to: Self.traveller) == 0)
    try bench.pay(registration)
    #expect(try bench.codes(to: Self.traveller) == 1)
    let code = try #require(try bench.code(to: Self.traveller))
    #expect(bench.inquire(registration.imei.text).outcome == "legal")
    #expect(bench.inquire(registration.imei.text).value("handset.import_kind") == "traveller")
    #expect(
      bench.activate(registration.imei.text, code, from: "09121110002").outcome == "activated")
    #expect(bench.standing(registration.trackingCode) == "activated")
    #expect(try bench.desk.store.outbox().allSatisfy { $0.recipient == Self.traveller })
  }

  @Test
  func `a payment is passed on once, and one of another bill not at all`() throws {
    let registration = try bench.register(37)
    let other = try bench.register(38, mobile: "09121110005")
    try bench.pay(registration)
    try bench.pay(registration)
    for _ in 0..<3 { _ = bench.standing(registration.trackingCode) }
    #expect(try bench.codes(to: Self.traveller) == 1)
    #expect(try bench.codes(to: "09121110005") == 0)
    #expect(bench.standing(other.trackingCode) == "unpaid")
  }

  @Test
  func `a payment that the ledger has, but nobody told of, is found when the traveller calls`()
    throws
  {
    let registration = try bench.register(39)
    try bench.desk.store.write("pay") { db in
      _ = try PaymentLedger.pay(
        .init(registration.paymentID.amount, "IRR"), for: registration.key,
        at: RegistryBench.moment("2026-01-01"), db)
    }
    #expect(bench.standing(registration.trackingCode) == "code_sent")
    #expect(try bench.codes(to: Self.traveller) == 1)
  }

  @Test
  func `a code whose SMS can't be delivered is replaced at the next call`() throws {
    let registration = try bench.register(40)
    bench.desk.tell(.sms, .outcome("failed"))
    try bench.pay(registration)
    bench.desk.tell(.sms, nil)
    #expect(bench.standing(registration.trackingCode) == "code_sent")
    #expect(try bench.codes(to: Self.traveller) == 1)
    let code = try #require(try bench.code(to: Self.traveller))
    #expect(
      bench.activate(registration.imei.text, code, from: Self.traveller).outcome == "activated")
  }

  /// A caller who has used up the SMS of a call mustn't keep a traveller's code back.
  @Test
  func `no limit of SMS holds a code back`() throws {
    let registration = try bench.register(41)
    for _ in 0..<8 {
      _ = bench.ask(
        "send_inquiry", ["imei": RegistryBench.owned, "mobile": Self.traveller],
        from: Self.traveller)
    }
    try bench.desk.store.write("pay") { db in
      _ = try PaymentLedger.pay(
        .init(registration.paymentID.amount, "IRR"), for: registration.key,
        at: RegistryBench.moment("2026-01-01"), db)
    }
    #expect(bench.standing(registration.trackingCode) == "code_sent")
    #expect(try bench.codes(to: Self.traveller) == 1)
  }

  @Test
  func `who pays hears of the payment, also if the traveller's code can't be delivered`() throws {
    let registration = try bench.register(42)
    bench.desk.tell(.sms, .outcome("failed"))
    let paid = bench.desk.invoke(
      ServiceRequest(
        service: "payment.pay",
        input: [
          NamedValue("bill_id", registration.billID.text),
          NamedValue("payment_id", registration.paymentID.text),
          NamedValue("card", TestCard.all[0].number), NamedValue("pin", TestCard.all[0].pin),
        ]), callID: "call-1", caller: "02199900001", at: RegistryBench.moment("2026-01-01"))
    #expect(paid.reply.outcome == "paid")
    #expect(try bench.codes(to: Self.traveller) == 0)
    bench.desk.tell(.sms, nil)
    #expect(bench.standing(registration.trackingCode) == "code_sent")
    #expect(try bench.codes(to: Self.traveller) == 1)
  }

  @Test
  func `a traveller is spoken to in the language of the registration`() throws {
    #expect(bench.desk.preferredLanguage(of: Self.traveller) == nil)
    let registration = try bench.register(43, language: "en-US")
    #expect(bench.desk.preferredLanguage(of: Self.traveller) == "en-US")
    #expect(
      try bench.texts(to: Self.traveller).last?.contains(
        "Tracking code: \(registration.trackingCode)") == true)
  }
}
