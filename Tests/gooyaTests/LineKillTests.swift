import Foundation
import GRDB
import Glibc
import Lines
import Testing
import Workbench

/// A hundred random kills of each line's calls: what a caller began is done once, whenever the
/// program dies.
struct LineKillTests {
  private static let kills = 25
  private static let seeds = [UInt64(1), 2, 3, 4]

  @Test(arguments: seeds)
  func `a bill is paid once, and a payment that was told is kept`(seed: UInt64) throws {
    let place = try Workplace()
    var generator = SeededGenerator(seed: seed)
    func call(_ round: Int) throws -> (words: [String], billID: String) {
      let bill = try BillID(fileCode: 99_000 + round, companyCode: 1, serviceDigit: 4)
      let payment = try PaymentID(amount: 17_000, year: 5, period: 6, for: bill)
      let keys = "\(bill)# ~1 \(payment)# ~15 1 ~1 9999990000000014 ~1 97531# ~9 h"
      return (
        [
          "call", "payment", "--speed", "1000", "--language", "en-US", "--from", "02199900001",
          "--format", "jsonl", "--keys", keys,
        ], bill.text
      )
    }
    try place.gooya(call(0).words)
    var time = KillTime()
    var wasTold = 0
    for round in 1...Self.kills {
      let (words, billID) = try call(round)
      let outcome = try place.killed(words, at: &time, &generator)
      let payments = {
        try place.database().read {
          try Int.fetchOne(
            $0, sql: "SELECT count(*) FROM payments WHERE bill_id = ?", arguments: [billID]) ?? 0
        }
      }
      let told = outcome.output.contains("\"paid\"")
      if told { wasTold += 1 }
      #expect(try payments() == 1 || !told)
      let again = try place.gooya(words).output
      #expect(again.contains("\"paid_before\"") != again.contains("\"paid\""))
      #expect(try payments() == 1)
    }
    #expect(time.cuts > Self.kills / 4 && wasTold > 0, "\(time.cuts) cut, \(wasTold) told")
    try place.checkDatabase()
  }

  @Test(arguments: seeds)
  func `a traveller who pays is sent one code, and activates one handset by it`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let from = ["--speed", "1000", "--language", "en-US", "--from", "09120000104", "--keys"]
    let paying =
      ["call", "registry"] + from + [
        "4 ~5 7409074718 ~1 1 ~8 2 ~12 1000000277782# ~12 4800041087# ~15 1 ~1 9999990000000014 "
          + "~1 97531# ~8 0 ~9 0"
      ]
    var time = (paying: KillTime(), activating: KillTime())
    var wasTold = 0
    for _ in 1...Self.kills {
      let place = try Workplace()
      _ = try place.killed(paying, at: &time.paying, &generator)
      try place.gooya(paying)
      try place.settle(kills: 1)
      let code = try #require(place.codes(of: "09120000104").only, "one code, once")
      let activating =
        ["call", "registry"] + from + ["2 ~5 009999020000026# ~3 1 ~5 \(code) ~9 0"]
      let outcome = try place.killed(activating, at: &time.activating, &generator)
      let bindings = {
        try place.database().read {
          try String.fetchAll(
            $0, sql: "SELECT number FROM registry_bindings WHERE imei = '009999020000026'")
        }
      }
      let told = outcome.output.contains("[activated]")
      if told { wasTold += 1 }
      #expect(try bindings() == ["09120000104"] || !told)
      try place.gooya(activating)
      #expect(try bindings() == ["09120000104"])
      try place.checkDatabase()
    }
    #expect(
      time.paying.cuts > Self.kills / 4 && time.activating.cuts > 0 && wasTold > 0,
      "\(time), \(wasTold)")
  }

  @Test(arguments: seeds)
  func `a number is closed once, with one settlement and one refund`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func call(_ keys: String) -> [String] {
      [
        "call", "cancellation", "--speed", "1000", "--language", "en-US", "--from", "13800010001",
        "--keys", "1 ~1 13800010001# ~1 1 ~2 010019 ~2 " + keys,
      ]
    }
    func confirm(_ code: String) -> [String] {
      call("\(code) ~2 1 ~1 13900000009# ~1 1 ~1 1 ~9 h")
    }
    func begin() throws -> (place: Workplace, code: String) {
      let place = try Workplace()
      try place.gooya(call("h"))
      return (place, try #require(place.codes(of: "+8613800010001").only))
    }
    var time = KillTime()
    var wasConfirmed = 0
    for _ in 1...Self.kills {
      let (place, code) = try begin()
      let outcome = try place.killed(confirm(code), at: &time, &generator)
      let database = try place.database()
      let states = {
        try database.read { try String.fetchAll($0, sql: "SELECT state FROM cancellations") }
      }
      let account = {
        try database.read {
          try Row.fetchOne(
            $0, sql: "SELECT * FROM cancellation_accounts WHERE number = '13800010001'")
        }
      }
      let confirmed = try states().contains { $0 != "open" }
      if confirmed { wasConfirmed += 1 }
      #expect(confirmed || !outcome.output.contains("[done]"))
      try place.gooya("cancellation", "resume")
      let refunds = try database.read {
        try Int64.fetchAll($0, sql: "SELECT amount FROM cancellation_payouts WHERE state = 'paid'")
      }
      // What was confirmed is carried through; what wasn't leaves the number as it was.
      #expect(try states() == (confirmed ? ["cancelled"] : states()))
      #expect(refunds == (confirmed ? [5000] : []))
      #expect(try account()?["state"] == (confirmed ? "closed" : "live"))
      try place.settle(kills: 1)
      let receipts = try place.outbox().count { $0.to == "+8613900000009" }
      #expect(receipts == (confirmed ? 1 : 0))
      try place.checkDatabase()
    }
    #expect(time.cuts > Self.kills / 4, "some kills must meet a living call")
    #expect(wasConfirmed > 0 && wasConfirmed < Self.kills, "\(wasConfirmed)")
  }
}

extension Workplace {
  /// The codes that were sent to a number, in order.
  fileprivate func codes(of number: String) throws -> [String] {
    try outbox().filter { $0.to == number }.compactMap {
      $0.text.firstMatch(of: /(?:code[^0-9]*|گوشی: )([0-9]{6,8})|^([0-9]{6}) is your code/)
    }.map { String($0.1 ?? $0.2 ?? "") }
  }
}

extension Array {
  fileprivate var only: Element? { count == 1 ? self[0] : nil }
}
