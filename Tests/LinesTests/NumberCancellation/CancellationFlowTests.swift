import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct CancellationFlowTests {
  let bench: CancellationBench
  let receipt = "13900000009"

  init() throws {
    bench = try CancellationBench()
  }

  private func values(_ answer: ServiceAnswer) -> [String: String] {
    Dictionary(uniqueKeysWithValues: answer.reply.output.map { ($0.name, $0.value.text) })
  }

  private func finish(_ number: String, way: String = "cash") -> String {
    #expect(bench.outcome("set_refund", number, ["way": way]) == "set")
    #expect(bench.outcome("set_receipt", number, ["receipt_number": receipt]) == "set")
    return bench.outcome("confirm", number)
  }

  @Test(arguments: [("cash", "cash 5000 paid"), ("bank", "bank 5000 paid")])
  func `the holder's own money is refunded once, and gifts are not`(
    way: String, payout: String
  ) throws {
    let number = "13800010001"
    try bench.verify(number)
    let told = bench.ask("account", number)
    #expect(told.reply.outcome == "refundable")
    #expect(values(told)["holder.name"] == "张某")
    #expect(values(told)["refund.amount"] == "50.00")
    #expect(finish(number, way: way) == "cancelled")
    #expect(bench.outcome("confirm", number) == "cancelled")
    #expect(try bench.payouts(number) == [payout])
    #expect(try bench.account(number).state == .closed)
    #expect(try bench.texts(to: receipt).count == 1)
    #expect(try bench.texts(to: receipt)[0].contains("138****0001"))
  }

  @Test func `money goes to another number of the operator, and to no other`() throws {
    let number = "13800010001"
    try bench.verify(number)
    _ = bench.ask("account", number)
    for target in [number, "13900000001", "13800019999"] {
      #expect(
        bench.outcome("set_refund", number, ["way": "number", "to": target]) == "not_possible")
    }
    #expect(bench.outcome("set_refund", number, ["way": "number", "to": "13800010002"]) == "set")
    #expect(bench.outcome("confirm", number) == "cancelled")
    #expect(try bench.account("13800010002").cash == Fen(5000))
  }

  @Test func `a number without a bank account isn't refunded there`() throws {
    try bench.verify("13800030001")
    #expect(bench.outcome("set_refund", "13800030001", ["way": "bank"]) == "not_possible")
  }

  @Test func `arrears are paid with their late fee before anything else`() throws {
    let number = "13800020001"
    try bench.verify(number)
    let told = bench.ask("account", number)
    #expect(told.reply.outcome == "arrears")
    // Thirty days: 3‰ of 128.36 a day is 11.5524.
    #expect(values(told)["arrears.days"] == "30")
    #expect(values(told)["arrears.late_fee"] == "11.55")
    #expect(values(told)["arrears.total"] == "139.91")
    let demand = bench.ask("demand", number)
    let ids = values(demand)
    #expect(ids["due.amount"] == "139.91")
    let check = BillCheck(
      billID: ids["due.bill_id"] ?? "", paymentID: ids["due.payment_id"] ?? "")
    #expect(check.payment?.amount == 13_991_000)
    #expect(values(bench.ask("demand", number)) == ids)
    #expect(bench.outcome("check_payment", number) == "unpaid")
    #expect(finish(number) == "refused")
    #expect(try bench.account(number).state == .live)
    bench.callID = "call 2"
    try bench.verify(number)
    #expect(bench.outcome("account", number) == "arrears")
    _ = bench.ask("demand", number)
    try bench.pay(number)
    #expect(bench.outcome("check_payment", number) == "paid")
    #expect(bench.outcome("account", number) == "refundable")
    #expect(finish(number) == "cancelled")
    // Both demands were paid, so that one of them was too much.
    #expect(try bench.payouts(number).contains("cash 13991 paid"))
  }

  @Test func `a payment that comes late leaves what has become due since`() throws {
    let number = "13800020001"
    try bench.verify(number)
    #expect(values(bench.ask("demand", number))["due.amount"] == "139.91")
    bench.now += 100 * 86_400
    try bench.pay(number)
    bench.callID = "call 2"
    try bench.verify(number)
    // 3‰ of 128.36 a day for 130 days is 50.0604: 38.51 more than was asked for.
    let told = values(bench.ask("account", number))
    #expect(told["arrears.total"] == "38.51")
    #expect(finish(number) == "refused")
  }

  @Test func `what is more than a payment ID can carry is paid in parts`() throws {
    let number = "13800020001"
    try bench.store.write("owe") { db in
      try db.execute(
        "UPDATE cancellation_accounts SET arrears = 100000000 WHERE number = ?", [number])
    }
    try bench.verify(number)
    #expect(values(bench.ask("account", number))["arrears.total"] == "1090000.00")
    for due in ["999999.99", "90000.01"] {
      #expect(values(bench.ask("demand", number))["due.amount"] == due)
      try bench.pay(number)
      #expect(bench.outcome("check_payment", number) == "paid")
    }
    #expect(bench.outcome("account", number) == "settled")
  }

  @Test func `a contract is ended when its penalty is paid`() throws {
    let number = "13800020002"
    try bench.verify(number)
    let told = bench.ask("account", number)
    #expect(told.reply.outcome == "contract")
    #expect(values(told)["contract.penalty"] == "300.00")
    #expect(bench.outcome("end_contract", number) == "penalty")
    #expect(values(bench.ask("demand", number))["due.amount"] == "300.00")
    #expect(bench.outcome("account", number) == "contract")
    try bench.pay(number)
    #expect(bench.outcome("check_payment", number) == "paid")
    #expect(bench.outcome("account", number) == "refundable")
    #expect(finish(number) == "cancelled")
    #expect(try bench.payouts(number) == ["cash 2000 paid"])
  }

  @Test func `a contract without a penalty is ended on its own`() throws {
    let number = "13800030001"
    try bench.verify(number)
    #expect(bench.outcome("account", number) == "contract")
    #expect(bench.outcome("end_contract", number) == "ended")
    #expect(bench.outcome("account", number) == "refundable")
  }

  @Test(arguments: [("13800030002", "family"), ("13800030003", "group")])
  func `a number that is bound isn't cancelled`(number: String, kind: String) throws {
    try bench.verify(number)
    let told = bench.ask("account", number)
    #expect(told.reply.outcome == "bound")
    #expect(values(told)["binding.kind"] == kind)
    _ = bench.ask("set_refund", number, ["way": "cash"])
    #expect(bench.outcome("confirm", number) == "refused")
    #expect(try bench.account(number).state == .live)
  }

  // MARK: For later

  @Test func `a province that closes by file gets it done on the next working day`() throws {
    let number = "13800050001"
    bench.now = Date(timeIntervalSince1970: 1_771_000_000)
    try bench.verify(number)
    _ = bench.ask("account", number)
    #expect(finish(number) == "accepted")
    // From 2026-02-14, over Spring Festival.
    #expect(try bench.saga(number)?.dueOn?.description == "2026-03-13")
    #expect(try bench.account(number).state == .live)
    bench.callID = "call 2"
    try bench.verify(number)
    #expect(bench.outcome("account", number) == "accepted")
    bench.now = bench.now.addingTimeInterval(9 * 24 * 3600)
    _ = try bench.desk.carryOnCancellations(at: bench.now, asIfAt: bench.now)
    #expect(try bench.saga(number)?.state == .confirmed)
    bench.now = bench.now.addingTimeInterval(24 * 3600)
    _ = try bench.desk.carryOnCancellations(at: bench.now, asIfAt: bench.now)
    #expect(try bench.saga(number)?.state == .cancelled)
    #expect(try bench.payouts(number) == ["cash 8800 paid"])
    #expect(try bench.texts(to: receipt).count == 2)
  }

  @Test func `a province that finds a contract later refuses, and everything is undone`() throws {
    let number = "13800060001"
    try bench.verify(number)
    #expect(bench.outcome("account", number) == "settled")
    #expect(bench.outcome("confirm", number) == "refused")
    #expect(try bench.saga(number)?.state == .undone)
    #expect(try bench.account(number).state == .live)
    #expect(try bench.account(number).contract == .premiumNumber)
    #expect(try bench.texts(to: number).last?.contains("未能办理") == true)
  }

  @Test func `after fifteen working days nothing is cancelled any more`() throws {
    var link = ProvinceLink()
    link.answers = { _, interface, _, _ in interface != .closing }
    let bench = try CancellationBench(link: link)
    let number = "13800010001"
    try bench.verify(number)
    _ = bench.ask("set_refund", number, ["way": "cash"])
    #expect(bench.outcome("confirm", number) == "accepted")
    #expect(try bench.saga(number)?.dueOn?.description == "2026-01-22")
    let late = bench.now.addingTimeInterval(22 * 24 * 3600)
    _ = try bench.desk.carryOnCancellations(at: late, asIfAt: late)
    // The province must say that it holds nothing before that is so.
    #expect(try bench.saga(number)?.state == .undoing)
    let answering = ServiceDesk(
      store: bench.store, texts: ["cancellation": CancellationBench.texts],
      lines: [NumberCancellationLine()])
    _ = try answering.carryOnCancellations(at: late, asIfAt: late)
    #expect(try bench.saga(number)?.state == .undone)
    #expect(try bench.account(number).state == .live)
    #expect(try bench.payouts(number).isEmpty)
    #expect(try bench.texts(to: number).last?.contains("未能按期") == true)
  }

  @Test func `a province that doesn't answer makes the service fail`() throws {
    bench.now = Date(timeIntervalSince1970: 1_767_256_200)
    let number = "13800070001"
    #expect(bench.outcome("find_number", number) == "found")
    #expect(bench.outcome("check_holder", number, ["id_digits": "000000"]) == "failed")
    // An answer that never came is no failure of the caller.
    #expect(
      try bench.store.read("look") {
        try NumberGuard(number: number, moment: .now, db: $0).isLocked()
      } == false)
  }

  @Test func `a slow province's answer comes late`() throws {
    let number = "13800080001"
    try bench.verify(number)
    _ = bench.ask("set_refund", number, ["way": "cash"])
    let answer = bench.ask("confirm", number)
    #expect(answer.delay == .seconds(12))
    #expect(bench.outcome("result", number) == "cancelled")
  }
}
