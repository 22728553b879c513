package import CallEngine
package import Foundation
package import Store

extension BillingLine: DebtCollector {
  /// Not on Fridays, nor when people rest.
  package var callingHours: (zone: String, week: [String]) {
    ("Asia/Tehran", ["sat-wed 09:00-20:00", "thu 09:00-14:00"])
  }

  package var keysOfSubscriber: (yes: Digit, no: Digit) { (.one, .two) }

  /// In the main menu.
  package var keysToPay: String { "1" }

  package var stateOnceTold: String { "main" }

  package func debtors(_ filter: DebtFilter, _ db: any StoreConnection) throws -> [String] {
    try Directory.debtors(filter, db)
  }

  package func standing(of number: String, _ db: any StoreConnection) throws -> DebtStanding {
    guard let line = try? SubscriberLine(parsing: number) else { return .unknown }
    if try Directory.owes(line, db) { return .owes }
    return try Directory.subscriber(of: line, db) == nil ? .unknown : .owesNothing
  }

  package func pay(for number: String, at now: Date, _ db: any StoreConnection) throws {
    guard let line = try? SubscriberLine(parsing: number),
      let bill = try Directory.bills(of: line, db).first
    else { return }
    _ = try PaymentLedger.pay(
      PaymentLedger.Amount(bill.amount, "IRR"),
      for: PaymentLedger.Key(bill.billID, bill.paymentID), at: now, db)
  }
}
