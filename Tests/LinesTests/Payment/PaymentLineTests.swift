import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct PaymentLineTests {
  let store: Store
  let desk: ServiceDesk
  let now = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    store = try Store.new()
    desk = ServiceDesk(store: store)
  }

  private func reply(
    _ service: String, _ bill: String = "9990000502149", _ payment: String = "123450705",
    card: TestCard = TestCard.all[0], pin: String? = nil
  ) -> ServiceReply {
    let input = [
      NamedValue("bill_id", bill), NamedValue("payment_id", payment),
      NamedValue("card", card.number), NamedValue("pin", pin ?? card.pin),
    ]
    return desk.invoke(
      ServiceRequest(service: service, input: input), callID: "1", at: now
    ).reply
  }

  @Test
  func `a bill is paid once, and then the subscriber owes nothing`() throws {
    let line = try SubscriberLine(parsing: "02199900005")
    #expect(try Directory(store).bills(of: line).count == 1)
    #expect(reply("payment.check").outcome == "payable")
    let paid = reply("payment.pay")
    #expect(paid.outcome == "paid")
    #expect(paid.output.map(\.name) == ["payment.receipt"])
    #expect(reply("payment.pay").outcome == "paid_before")
    #expect(reply("payment.check").outcome == "paid_before")
    #expect(try Directory(store).bills(of: line).isEmpty)
  }

  @Test
  func `leading zeros pay the same bill`() {
    #expect(reply("payment.pay", "0009990000502149", "0000123450705").outcome == "wrong")
    #expect(reply("payment.pay", "9990000502149", "000123450705").outcome == "paid")
    #expect(reply("payment.pay").outcome == "paid_before")
  }

  @Test
  func `every bill of the vectors is taken exactly if it is valid`() {
    for row in Fixture.rows("bills.csv") {
      let (bill, payment) = (row["bill_id"] ?? "", row["payment_id"] ?? "")
      let isValid = BillCheck(billID: bill, paymentID: payment).isValid
      #expect((reply("payment.check", bill, payment).outcome == "payable") == isValid)
    }
  }

  @Test(arguments: [
    (TestCard.all[0], "00000", "wrong_pin"), (TestCard.all[1], nil, "no_funds"),
    (TestCard(number: "9999990000000030", pin: "1", funds: .enough), nil, "unknown_card"),
  ])
  func `a card that can't pay pays nothing`(
    _ card: TestCard, _ pin: String?, _ outcome: String
  ) throws {
    #expect(reply("payment.pay", card: card, pin: pin).outcome == outcome)
    #expect(reply("payment.check").outcome == "payable")
  }

  @Test
  func `what another line demands is told in its currency`() throws {
    let bill = try BillID(fileCode: 77, companyCode: 110, serviceDigit: 5)
    let payment = try PaymentID(amount: 12_345_000, year: 5, period: 1, for: bill)
    try store.write("demand") { db in
      try PaymentLedger.demand(.init(12_345, "CNY"), for: .init(bill, payment), at: now, db)
    }
    let told = reply("payment.check", bill.text, payment.text)
    #expect(
      told.output == [
        NamedValue("payment.amount", "123.45"), NamedValue("payment.currency", "CNY"),
      ])
    #expect(reply("payment.pay", bill.text, payment.text).outcome == "paid")
  }

  @Test
  func `nothing of a card is in the database`() throws {
    for card in TestCard.all { _ = reply("payment.pay", card: card) }
    _ = reply("payment.pay", pin: "98765432")
    let all = try store.read("dump") { db in
      try db.tables()
        .flatMap { try db.rows("SELECT * FROM \"\($0)\"") }.map { "\($0.values)" }.joined()
    }
    for secret in TestCard.all.flatMap({ [$0.number, $0.pin] }) + ["98765432"] {
      #expect(!all.contains(secret))
    }
  }
}
