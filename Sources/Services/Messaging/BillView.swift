/// What a message can say of a subscriber and his bill. It has no address and no postal code, so that
/// no template can give them out.
public struct BillView: Hashable, Sendable {
  public let line: String
  public let name: String
  /// What is to be paid; `nil` if nothing is.
  public let due: Due?

  public struct Due: Hashable, Sendable {
    /// Rial.
    public let amount: Int64
    public let billID: String
    public let paymentID: String
    /// `YYYY-MM-DD` in the Gregorian calendar.
    public let dueOn: String?
    public let barcode: String?
  }

  public init(_ subscriber: Subscriber, _ bill: Bill?) {
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
