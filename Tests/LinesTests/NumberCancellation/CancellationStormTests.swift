import CallEngine
import Foundation
import RandomInputs
import Testing

@testable import Lines
@testable import Store

/// Whatever fails, and whenever it is killed: a number is never closed without its settlement, and
/// nothing is settled twice.
struct CancellationStormTests {
  @Test(arguments: 0..<100)
  func `ten thousand cancellations with kills and outages all add up`(batch: Int) throws {
    let storm = try CancellationStorm()
    var ends: [String: Int] = [:]
    for run in 0..<100 {
      var trial = try CancellationTrial(run, seed: UInt64(batch * 100 + run), storm)
      try trial.live()
      let faults = try trial.faults()
      #expect(faults.isEmpty, "seed \(batch * 100 + run): \(faults)")
      ends[try trial.end(), default: 0] += 1
      try trial.clear()
    }
    // Each way to end comes up, or the storm tests nothing.
    #expect((ends["cancelled"] ?? 0) > 20 && (ends["undone"] ?? 0) > 5, "\(ends)")
    #expect(storm.kills > 20 && storm.outages > 20)
  }
}

/// One number's life in a storm.
struct CancellationTrial {
  let number: String
  let other: String
  let receipt: String
  let storm: CancellationStorm
  private var dice: SeededGenerator
  private let seed: UInt64

  private let cash: Int
  private let bill: Int
  private let arrears: Int
  private let since: CivilDay
  private let penalty: Int
  private let hasContract: Bool
  private let isBound: Bool
  private var stoppedAt: [Date] = []
  private var closedAt: Date?

  private var bench: CancellationBench { storm.bench }

  init(_ run: Int, seed: UInt64, _ storm: CancellationStorm) throws {
    self.storm = storm
    self.seed = seed
    dice = SeededGenerator(seed: seed)
    number = "1380001\(5000 + run)"
    other = "1380002\(5000 + run)"
    receipt = "1390003\(5000 + run)"
    cash = [0, 1234, 50_000][dice.below(3)]
    bill = dice.below(3) == 0 ? 1 + dice.below(3000) : 0
    arrears = dice.below(3) == 0 ? 1 + dice.below(20_000) : 0
    since = CivilDay(year: 2025, month: 11, day: 1 + dice.below(28))!
    hasContract = dice.below(3) == 0
    penalty = hasContract ? [0, 30_000][dice.below(2)] : 0
    isBound = dice.below(12) == 0
    var holder = SampleHolder(
      number: number, note: "", persianNote: "", holder: "样本", latinHolder: "Yang Ben",
      residentID: "000000")
    (holder.cash, holder.bill, holder.arrears) = (
      Fen(Int64(cash)), Fen(Int64(bill)), Fen(Int64(arrears))
    )
    holder.since = arrears > 0 ? since.description : nil
    (holder.contract, holder.penalty) = (hasContract ? .handset : nil, Fen(Int64(penalty)))
    holder.binding = isBound ? .family : nil
    holder.hasBank = true
    let spare = SampleHolder(
      number: other, note: "", persianNote: "", holder: "样本", latinHolder: "Yang Ben",
      residentID: "000000")
    bench.callID = "call \(number)"
    let (people, callID, now) = ([holder, spare], bench.callID, bench.now)
    try bench.store.write("begin") { [number] db in
      for person in people { try person.insert(into: db) }
      try db.execute("INSERT INTO cancellation_sessions VALUES (?, ?, 1, 1)", [callID, number])
      try CancellationNotice.record(
        to: number, in: "zh-CN", by: callID, at: now, sentAt: now, db)
    }
  }

  mutating func live() throws {
    storm.setCalm(false, seed: seed)
    for _ in 0..<6 + dice.below(8) {
      try act()
      if closedAt == nil, try bench.account(number).state == .closed { closedAt = bench.now }
    }
    // Then everything answers, and what was left is carried on.
    storm.setCalm(true)
    for _ in 0..<2 {
      bench.now = bench.now.addingTimeInterval(24 * 3600)
      _ = try bench.desk.carryOnCancellations(at: bench.now, asIfAt: bench.now)
    }
  }

  private mutating func act() throws {
    switch dice.below(14) {
    case 0: _ = bench.ask("account", number)
    case 1, 2: _ = bench.ask("demand", number)
    case 3, 4: try bench.pay(number)
    case 5, 6: _ = bench.ask("check_payment", number)
    case 7: _ = bench.ask("end_contract", number)
    case 8:
      let way = ["cash", "bank", "number"][dice.below(3)]
      _ = bench.ask("set_refund", number, ["way": way, "to": other])
      _ = bench.ask("set_receipt", number, ["receipt_number": receipt])
    case 9, 10, 11:
      _ = bench.ask("set_refund", number, ["way": "cash"])
      _ = bench.ask("set_receipt", number, ["receipt_number": receipt])
      _ = bench.ask("confirm", number)
    case 12:
      bench.now = bench.now.addingTimeInterval(TimeInterval(dice.below(30) * 3600))
      _ = try? bench.desk.carryOnCancellations(at: bench.now, asIfAt: bench.now)
    default:
      guard dice.below(4) == 0 else { return }
      let wasClosed = try bench.account(number).state == .closed
      try bench.store.write("notice") { [number, bench] db in
        try CancellationNotice.record(
          to: number, in: "zh-CN", by: "", at: bench.now, sentAt: bench.now, db)
      }
      _ = try bench.desk.receiveSMS(from: "+86\(number)", text: "停", at: bench.now)
      if !wasClosed { stoppedAt.append(bench.now) }
    }
  }

  /// Leaves nothing that later trials would have to look through.
  func clear() throws {
    try bench.store.write("clear") { [number] db in
      try db.execute("DELETE FROM cancellation_demands WHERE number = ?", [number])
    }
  }

  func end() throws -> String { try bench.saga(number)?.state.rawValue ?? "none" }

  /// What doesn't add up.
  func faults() throws -> [String] {
    var faults: [String] = []
    func demand(_ holds: Bool, _ fault: @autoclosure () -> String) {
      if !holds { faults.append(fault()) }
    }
    let account = try bench.account(number)
    let saga = try bench.saga(number)
    let facts = try bench.store.read("look") { try Facts(number, $0) }
    let isClosed = account.state == .closed
    demand(account.state != .held, "it is still held")
    demand(facts.unfinished == 0, "a cancellation is unfinished")
    demand(facts.unbooked == 0, "a payment isn't booked")
    demand(
      isClosed == (saga?.state == .cancelled),
      "\(account.state), but \(String(describing: saga?.state))")
    demand(
      facts.receipts == (isClosed && saga?.receiptTo != nil ? 1 : 0), "\(facts.receipts) receipts")
    // Where all the money is.
    let paid = cash + facts.payments
    let kept = debtPaid(by: facts.bookings) + Int(saga.map(keptPenalty)?.count ?? 0)
    if isClosed {
      demand(!isBound && account.contract == nil && account.arrears == .zero, "it wasn't settled")
      demand(facts.refunds == 1, "\(facts.refunds) refunds")
      demand(
        facts.paidOut + bill == paid - kept,
        "paid out \(facts.paidOut) of \(paid), kept \(kept), bill \(bill)")
      demand(account.cash == .zero || facts.refunds == 1, "money is left")
      if let closedAt {
        let wasStopped = stoppedAt.contains {
          $0 < closedAt && closedAt < $0.addingTimeInterval(86_400)
        }
        demand(!wasStopped, "it was closed in spite of a stop")
      }
    } else {
      demand(facts.refunds == 0 && facts.paidOut == 0, "something was paid out")
      demand(
        Int(account.cash.count) == paid - kept,
        "has \(account.cash.count) of \(paid), kept \(kept)")
      let hasEnded = saga?.state == .open && saga?.done.contains(.contract) == true
      demand(
        (account.contract != nil) == (hasContract && !hasEnded) || saga?.state == .open,
        "its contract is \(String(describing: account.contract))")
    }
    let credited = Int(try bench.account(other).cash.count)
    demand(credited == facts.credited, "\(credited) credited, not \(facts.credited)")
    return faults
  }

  /// What of these payments went to the arrears and their fees, which grow until the day on which
  /// they are paid.
  private func debtPaid(by bookings: [Booking]) -> Int {
    var (owed, carried, last) = (arrears, 0, since)
    var taken = 0
    for booking in bookings where owed + carried > 0 {
      let days = max(0, booking.day.number - last.number)
      let debt = owed + carried + Int(LateFee.fee(on: Fen(Int64(owed)), days: days).count)
      let left = max(0, debt - booking.amount)
      taken += debt - left
      owed = min(owed, left)
      carried = left - owed
      last = booking.day
    }
    return taken
  }

  /// A payment that went to the number's account.
  private struct Booking {
    let amount: Int
    let day: CivilDay
  }

  /// The penalty of a contract that stays ended.
  private func keptPenalty(_ saga: Cancellation) -> Fen {
    saga.done.contains(.contract) && saga.state != .undone ? saga.paidPenalty : .zero
  }

  /// What the tables say of a number.
  private struct Facts {
    let unfinished: Int
    let unbooked: Int
    let receipts: Int
    let payments: Int
    let bookings: [Booking]
    let refunds: Int
    let paidOut: Int
    let credited: Int

    init(_ number: String, _ db: any StoreConnection) throws {
      func count(_ sql: String) throws -> Int {
        Int(try db.integer(sql, [number]) ?? 0)
      }
      let paid = """
        SELECT d.*, p.amount AS paid, p.paid_at, p.id AS receipt FROM cancellation_demands AS d JOIN payments AS p
          ON p.bill_id = d.bill_id AND p.payment_id = d.payment_id WHERE number = ?
        """
      let payouts = """
        cancellation_payouts AS o JOIN cancellations AS c ON c.id = o.cancellation
        WHERE c.number = ? AND o.state = 'paid'
        """
      unfinished = try count(
        """
        SELECT count(*) FROM cancellations
        WHERE number = ? AND state IN ('confirmed', 'closed', 'undoing')
        """)
      unbooked = try count("SELECT count(*) FROM (\(paid)) WHERE is_booked = 0")
      receipts = try count(
        """
        SELECT count(*) FROM outbox AS o JOIN cancellations AS c
          ON o.recipient = '+86' || c.receipt_to WHERE c.number = ? AND c.state = 'cancelled'
          AND text LIKE '%注销%'
        """)
      payments = try count("SELECT sum(paid) FROM (\(paid))")
      bookings = try db.rows(
        """
        SELECT paid, paid_at FROM (\(paid)) AS b WHERE NOT EXISTS (
          SELECT 1 FROM cancellation_orders
          WHERE key = 'contract ' || b.bill_id || '/' || b.payment_id) ORDER BY receipt
        """, [number]
      ).map { row in
        let day = (Int(try row.integer("paid_at")) / 1000 + 8 * 3600) / 86_400
        return Booking(amount: Int(try row.integer("paid")), day: CivilDay(number: day))
      }
      refunds = try count("SELECT count(*) FROM \(payouts) AND o.key LIKE 'refund%'")
      paidOut = try count("SELECT sum(o.amount) FROM \(payouts)")
      credited = try count("SELECT sum(o.amount) FROM \(payouts) AND o.way = 'number'")
    }
  }
}
