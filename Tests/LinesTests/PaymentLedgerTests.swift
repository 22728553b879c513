import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct PaymentLedgerTests {
  let store: Store
  let now = Date(timeIntervalSince1970: 1_780_000_000)
  let key = PaymentLedger.Key(billID: "9990000102140", paymentID: "1750213")
  let amount = PaymentLedger.Amount(17_000, "IRR")

  init() throws {
    store = try Store.new()
  }

  @Test
  func `a payment is made once`() throws {
    let first = try store.write("pay") { try PaymentLedger.pay(amount, for: key, at: now, $0) }
    let second = try store.write("pay") { try PaymentLedger.pay(amount, for: key, at: now, $0) }
    #expect(first?.amount == amount)
    #expect(first?.paidAt == now)
    #expect(second == nil)
    #expect(try store.read("look") { try PaymentLedger.payment(for: key, $0) } == first)
  }

  @Test
  func `leading zeros don't make another payment`() throws {
    let padded = PaymentLedger.Key(billID: "009990000102140", paymentID: "0000001750213")
    #expect(padded == key)
  }

  @Test
  func `a demand keeps its first amount`() throws {
    let demanded = try store.write("demand") { db in
      for units: Int64 in [12_345, 99] {
        try PaymentLedger.demand(.init(units, "CNY"), for: key, at: now, db)
      }
      return try PaymentLedger.demanded(for: key, db)
    }
    #expect(demanded == .init(12_345, "CNY"))
  }

  @Test
  func `whoever has paid the latest bill owes nothing, and a call says so`() throws {
    let desk = ServiceDesk(store: store)
    let line = try SubscriberLine(parsing: "02199900007")
    let bills = try Directory(store).bills(of: line)
    #expect(bills.count == 2)
    func outcome() -> String {
      desk.invoke(.make("billing.find_bill", line.number), callID: "1", at: now).reply.outcome
    }
    #expect(outcome() == "due")
    try pay(bills[0])
    #expect(outcome() == "paid")
    #expect(try Directory(store).bills(of: line).isEmpty)
  }

  @Test
  func `whoever has paid an earlier bill only still owes the latest`() throws {
    let line = try SubscriberLine(parsing: "02199900007")
    let bills = try Directory(store).bills(of: line)
    try pay(bills[1])
    #expect(try Directory(store).bills(of: line) == [bills[0]])
  }

  private func pay(_ bill: Bill) throws {
    _ = try store.write("pay") { db in
      try PaymentLedger.pay(
        .init(bill.amount, "IRR"), for: .init(bill.billID, bill.paymentID), at: now, db)
    }
  }
}
