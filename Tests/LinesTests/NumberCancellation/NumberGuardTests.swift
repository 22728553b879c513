import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

/// A stranger can neither cancel a number nor learn anything of its holder.
@Suite(.eachDatabase)
struct NumberGuardTests {
  let bench: CancellationBench
  let number = "13800010001"

  init() throws {
    bench = try CancellationBench()
    _ = bench.ask("find_number", number)
  }

  private static let services = [
    "account", "demand", "check_payment", "end_contract", "set_refund", "set_receipt", "confirm",
    "result",
  ]

  private let input = ["way": "cash", "receipt_number": "13900000009"]

  @Test(arguments: services)
  func `nothing is told or done before digits and code are shown`(service: String) throws {
    for step in ["nothing", "digits"] {
      if step == "digits" { _ = bench.ask("check_holder", number, ["id_digits": "010019"]) }
      let answer = bench.ask(service, number, input)
      #expect(answer.reply == .failed)
      #expect(answer.reply.output.isEmpty)
    }
    #expect(try bench.saga(number) == nil)
  }

  @Test(arguments: services)
  func `what was shown for one number holds for no other, and in no other call`(
    service: String
  ) throws {
    try bench.verify(number)
    #expect(bench.ask(service, "13800010002", input).reply == .failed)
    bench.callID = "call 2"
    #expect(bench.ask(service, number, input).reply == .failed)
  }

  @Test func `a code isn't sent to whoever doesn't know the digits`() throws {
    #expect(bench.outcome("send_code", number) == "failed")
    #expect(bench.outcome("check_code", number, ["code": "123456"]) == "locked")
  }

  @Test func `three failures lock the number for a day, digits and codes together`() throws {
    #expect(bench.outcome("check_holder", number, ["id_digits": "999999"]) == "wrong")
    bench.callID = "call 2"
    #expect(bench.outcome("check_holder", number, ["id_digits": "010019"]) == "matched")
    #expect(bench.outcome("send_code", number) == "sent")
    #expect(bench.outcome("check_code", number, ["code": "000000"]) == "wrong")
    #expect(bench.outcome("check_code", number, ["code": "000001"]) == "locked")
    #expect(bench.outcome("check_code", number, ["code": try bench.code(to: number)]) == "locked")
    #expect(bench.outcome("check_holder", number, ["id_digits": "010019"]) == "locked")
    bench.callID = "call 3"
    #expect(bench.outcome("find_number", number) == "locked")
    bench.now = bench.now.addingTimeInterval(24 * 3600 - 1)
    #expect(bench.outcome("find_number", number) == "locked")
    bench.now = bench.now.addingTimeInterval(1)
    #expect(bench.outcome("find_number", number) == "found")
  }

  @Test func `failures of more than a day ago don't count`() throws {
    for _ in 0..<2 {
      #expect(bench.outcome("check_holder", number, ["id_digits": "999999"]) == "wrong")
    }
    bench.now = bench.now.addingTimeInterval(24 * 3600)
    #expect(bench.outcome("check_holder", number, ["id_digits": "999999"]) == "wrong")
  }

  @Test func `a code is good once, and for ten minutes`() throws {
    _ = bench.ask("check_holder", number, ["id_digits": "010019"])
    _ = bench.ask("send_code", number)
    let code = try bench.code(to: number)
    bench.now = bench.now.addingTimeInterval(599)
    #expect(bench.outcome("send_code", number) == "sent")
    #expect(try bench.code(to: number) == code)
    #expect(bench.outcome("check_code", number, ["code": code]) == "verified")
    #expect(bench.outcome("check_code", number, ["code": code]) == "wrong")
    _ = bench.ask("send_code", number)
    let second = try bench.code(to: number)
    bench.now = bench.now.addingTimeInterval(600)
    #expect(bench.outcome("check_code", number, ["code": second]) == "wrong")
  }

  @Test func `every attempt is recorded, without what was keyed in`() throws {
    _ = bench.ask("check_holder", number, ["id_digits": "999998"])
    try bench.verify(number)
    _ = bench.ask("set_refund", number, ["way": "cash"])
    _ = bench.ask("confirm", number)
    let code = try bench.code(to: number)
    let (attempts, dump) = try bench.store.read("look") { db in
      let attempts = try db.texts(
        "SELECT kind || ' ' || result FROM cancellation_attempts ORDER BY id")
      var dump = ""
      for table in try db.tables() where table.hasPrefix("cancellation") {
        dump += try db.rows("SELECT * FROM \(table)").map { "\($0.values)" }.joined()
      }
      return (attempts, dump)
    }
    #expect(
      attempts == [
        "start found", "id wrong", "start found", "id matched", "code verified", "confirm open",
      ])
    #expect(!dump.contains("999998") && !dump.contains("010019") && !dump.contains(code))
    #expect(!dump.contains("990101"))
  }

  // MARK: Stops

  @Test(arguments: ["不是我", "TD", "?"])
  func `whatever the number answers stops every later step for a day`(text: String) throws {
    try bench.verify(number)
    _ = bench.ask("set_refund", number, ["way": "cash"])
    let sent = try bench.desk.receiveSMS(from: "+86\(number)", text: text, at: bench.now)
    #expect(sent.first?.text.contains("停止办理") == true)
    for service in Self.services where service != "result" {
      #expect(bench.outcome(service, number, input) == "stopped", "\(service)")
    }
    bench.callID = "call 2"
    #expect(bench.outcome("find_number", number) == "stopped")
    #expect(try bench.account(number).state == .live)
    bench.now = bench.now.addingTimeInterval(24 * 3600)
    #expect(bench.outcome("find_number", number) == "found")
    #expect(try bench.saga(number)?.state == .undone)
  }

  @Test func `a stop undoes what was accepted for later`() throws {
    let number = "13800050001"
    try bench.verify(number)
    _ = bench.ask("set_refund", number, ["way": "cash"])
    #expect(bench.outcome("confirm", number) == "accepted")
    _ = try bench.desk.receiveSMS(from: "+86\(number)", text: "停", at: bench.now)
    let later = bench.now.addingTimeInterval(5 * 24 * 3600)
    _ = try bench.desk.carryOnCancellations(at: later, asIfAt: later)
    #expect(try bench.saga(number)?.state == .undone)
    #expect(try bench.account(number).state == .live)
    #expect(try bench.payouts(number).isEmpty)
  }

  @Test func `an answer after the number is cancelled, or a day late, stops nothing`() throws {
    try bench.verify(number)
    _ = bench.ask("set_refund", number, ["way": "cash"])
    #expect(bench.outcome("confirm", number) == "cancelled")
    let sent = try bench.desk.receiveSMS(from: "+86\(number)", text: "停", at: bench.now)
    #expect(sent.first?.text.contains("无法停止") == true)
    let other = "13800010002"
    bench.callID = "call 2"
    _ = bench.ask("find_number", other)
    bench.now = bench.now.addingTimeInterval(24 * 3600)
    _ = try bench.desk.receiveSMS(from: "+86\(other)", text: "停", at: bench.now)
    #expect(bench.outcome("find_number", other) == "found")
  }

  @Test func `a stranger's answer stops nothing`() throws {
    _ = try bench.desk.receiveSMS(from: "+8613800010002", text: "停", at: bench.now)
    #expect(bench.outcome("find_number", number) == "found")
  }

  @Test func `without a notice nothing goes on`() throws {
    for call in 2...9 {
      bench.callID = "call \(call)"
      let outcome = bench.outcome("find_number", number)
      #expect(outcome == (call <= 5 ? "found" : "too_many"))
    }
  }
}
