package import CallEngine
package import Foundation
package import GRDB
internal import Store

extension BillingLine: DebtCollector {
  /// Not on Fridays, nor when people rest.
  package var callingHours: (zone: String, week: [String]) {
    ("Asia/Tehran", ["sat-wed 09:00-20:00", "thu 09:00-14:00"])
  }

  package var keysOfSubscriber: (yes: Digit, no: Digit) { (.one, .two) }

  /// In the main menu.
  package var keysToPay: String { "1" }

  package var stateOnceTold: String { "main" }

  /// A subscriber owes the bill that is due last: it has the arrears of those before it.
  package func debtors(_ filter: DebtFilter, _ db: Database) throws -> [String] {
    let bills = try Row.fetchCursor(
      db,
      sql: """
        SELECT line, bill_id, payment_id, amount_rial, due_on FROM known_bills
        ORDER BY line, due_on DESC, id DESC
        """)
    var numbers: [String] = []
    var last: String?
    while let row = try bills.next().map(StoredRow.init) {
      let number = try row.text("line")
      if number == last { continue }
      last = number
      guard try row.integer("amount_rial") > filter.debtOver,
        try isDue(row.textIfAny("due_on"), before: filter.dueBefore)
      else { continue }
      let key = PaymentLedger.Key(
        billID: try row.text("bill_id"), paymentID: try row.text("payment_id"))
      if try !PaymentLedger.isPaid(key, db) { numbers.append(number) }
    }
    return numbers
  }

  /// A bill that doesn't say when it is due isn't due before any day.
  private func isDue(_ day: String?, before limit: String?) -> Bool {
    guard let limit else { return true }
    return day.map { $0 < limit } ?? false
  }

  package func standing(of number: String, _ db: Database) throws -> DebtStanding {
    guard let line = try? SubscriberLine(parsing: number) else { return .unknown }
    if try Directory.owes(line, db) { return .owes }
    return try Directory.subscriber(of: line, db) == nil ? .unknown : .owesNothing
  }

  package func pay(for number: String, at now: Date, _ db: Database) throws {
    guard let line = try? SubscriberLine(parsing: number),
      let bill = try Directory.bills(of: line, db).first
    else { return }
    _ = try PaymentLedger.pay(
      PaymentLedger.Amount(bill.amount, "IRR"),
      for: PaymentLedger.Key(bill.billID, bill.paymentID), at: now, db)
  }
}
