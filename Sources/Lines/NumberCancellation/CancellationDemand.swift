internal import CallEngine
internal import Foundation
internal import Store

/// What a holder is asked to pay before a number can be cancelled.
struct CancellationDemand {
  enum Purpose: String, Sendable {
    /// What is late, with its fee, and this month's bill.
    case arrears
    /// For ending a contract before its time.
    case penalty
  }

  let billID: String
  let paymentID: String
  let cancellation: Int64
  let number: String
  let purpose: Purpose
  let amount: Fen
  /// As of which the amount was asked for.
  let day: CivilDay

  /// The most that a payment ID can carry.
  static let most = Fen(PaymentID.maxAmount / fenInPaymentID)
  /// What a fen is in a payment ID, whose amounts are in thousands of Rial.
  private static let fenInPaymentID: Int64 = 1000

  /// The company in the bill IDs of this line's demands; invented.
  private static let company = 86

  /// The key of what is done because of its payment.
  var key: String { "payment \(billID)/\(paymentID)" }

  /// The key of ending a contract because of its payment.
  var contractKey: String { "contract \(billID)/\(paymentID)" }

  private var ledgerKey: PaymentLedger.Key {
    PaymentLedger.Key(billID: billID, paymentID: paymentID)
  }

  /// Demands an amount. The same amount for the same purpose on the same day is the same demand, as
  /// long as it isn't paid.
  ///
  /// - Throws: `PaymentIDFault` if the amount is more than a payment ID can carry.
  static func make(
    _ purpose: Purpose, _ amount: Fen, for saga: Cancellation, on day: CivilDay, at moment: Date,
    _ db: any StoreConnection
  ) throws -> CancellationDemand {
    let rows = try db.rows("SELECT * FROM cancellation_demands WHERE cancellation = ?", [saga.id])
    let known = try rows.map { try CancellationDemand($0) }
    let same = try known.first {
      try $0.purpose == purpose && $0.amount == amount && $0.day == day && !$0.isPaid(db)
    }
    if let same { return same }
    let bill = try BillID(
      fileCode: Int(saga.id % 100_000_000), companyCode: company,
      serviceDigit: BilledService.mobile.rawValue)
    // Its amount field has the fen; the period numbers the cancellation's demands.
    let payment = try PaymentID(
      amount: amount.count * fenInPaymentID, year: day.year % 10, period: known.count + 1, for: bill
    )
    let demand = CancellationDemand(
      billID: bill.text, paymentID: payment.text, cancellation: saga.id, number: saga.number,
      purpose: purpose, amount: amount, day: day)
    try db.execute(
      """
      INSERT INTO cancellation_demands (bill_id, payment_id, cancellation, number, purpose,
        amount, day) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        demand.billID, demand.paymentID, saga.id, saga.number, purpose.rawValue, amount.count,
        day.description,
      ])
    try PaymentLedger.demand(
      PaymentLedger.Amount(amount.count, "CNY"), for: demand.ledgerKey, at: moment, db)
    return demand
  }

  /// The demands of a number that are paid and not booked yet, in the order of their payments.
  static func paid(of number: String, _ db: any StoreConnection) throws -> [CancellationDemand] {
    let rows = try db.rows(
      "SELECT * FROM cancellation_demands WHERE number = ? AND is_booked = 0", [number])
    let payments = try rows.compactMap { row in
      let demand = try CancellationDemand(row)
      return try PaymentLedger.payment(for: demand.ledgerKey, db).map { (demand, $0.receipt) }
    }
    return payments.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// The numbers with demands that are paid and not booked yet.
  static func paidNumbers(_ db: any StoreConnection) throws -> [String] {
    let rows = try db.rows("SELECT * FROM cancellation_demands WHERE is_booked = 0")
    let paid = try rows.map { try CancellationDemand($0) }.filter { try $0.isPaid(db) }
    return Set(paid.map(\.number)).sorted()
  }

  private func isPaid(_ db: any StoreConnection) throws -> Bool { try paidOn(db) != nil }

  /// As of which a payment counts: what has become due since the amount was asked for is still
  /// owed. `nil` if it isn't paid.
  func paidOn(_ db: any StoreConnection) throws -> CivilDay? {
    try PaymentLedger.payment(for: ledgerKey, db).map { BeijingClock($0.paidAt).day }
  }

  func setBooked(_ db: any StoreConnection) throws {
    try db.execute(
      "UPDATE cancellation_demands SET is_booked = 1 WHERE bill_id = ? AND payment_id = ?",
      [billID, paymentID])
  }

  private init(_ row: StoredRow) throws {
    guard let day = CivilDay(try row.text("day")) else { throw DamagedRow() }
    billID = try row.text("bill_id")
    paymentID = try row.text("payment_id")
    cancellation = try row.integer("cancellation")
    number = try row.text("number")
    purpose = try row.word("purpose")
    amount = Fen(try row.integer("amount"))
    self.day = day
  }

  private init(
    billID: String, paymentID: String, cancellation: Int64, number: String, purpose: Purpose,
    amount: Fen, day: CivilDay
  ) {
    self.billID = billID
    self.paymentID = paymentID
    self.cancellation = cancellation
    self.number = number
    self.purpose = purpose
    self.amount = amount
    self.day = day
  }
}
