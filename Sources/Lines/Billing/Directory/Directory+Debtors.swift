internal import Store

extension Directory {
  /// The lines that owe something, in their order. A subscriber owes the bill that is due last: it has
  /// the arrears of those before it.
  static func debtors(_ filter: DebtFilter, _ db: any StoreConnection) throws -> [String] {
    var numbers: [String] = []
    var last: String?
    try db.forEachRow(
      """
      SELECT line, bill_id, payment_id, amount_rial, due_on FROM known_bills
      ORDER BY line, due_on DESC NULLS LAST, id DESC
      """, []
    ) { row in
      let number = try row.text("line")
      if number == last { return true }
      last = number
      guard try row.integer("amount_rial") > filter.debtOver,
        try isDue(row.textIfAny("due_on"), before: filter.dueBefore)
      else { return true }
      let key = PaymentLedger.Key(
        billID: try row.text("bill_id"), paymentID: try row.text("payment_id"))
      if try !PaymentLedger.isPaid(key, db) { numbers.append(number) }
      return true
    }
    return numbers
  }

  /// A bill that doesn't say when it is due isn't due before any day.
  private static func isDue(_ day: String?, before limit: String?) -> Bool {
    guard let limit else { return true }
    return day.map { $0 < limit } ?? false
  }
}
