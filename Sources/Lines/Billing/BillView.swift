/// What a message can say about a subscriber and the bill. It has no address and no postal code, so
/// that no template can reveal them.
package struct BillView: Hashable, Sendable {
  package let line: String
  package let name: String
  /// The bill to pay; `nil` if nothing is due.
  package let due: Due?

  package struct Due: Hashable, Sendable {
    /// Rial.
    package let amount: Int64
    package let billID: String
    package let paymentID: String
    /// `YYYY-MM-DD` in the Gregorian calendar.
    package let dueOn: String?
    package let barcode: String?
  }

  package init(_ subscriber: Subscriber, _ bill: Bill?) {
    line = subscriber.line.number
    name = subscriber.name
    due = bill.map { bill in
      Due(
        amount: bill.amount, billID: bill.billID.text, paymentID: bill.paymentID.text,
        dueOn: bill.dueOn,
        barcode: BillCheck(billID: bill.billID.text, paymentID: bill.paymentID.text).barcode)
    }
  }
}
