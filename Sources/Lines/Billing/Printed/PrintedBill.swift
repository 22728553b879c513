internal import CallEngine

/// What is printed on a bill. It has no address and no postal code, so that no template can reveal
/// them.
package struct PrintedBill: Hashable, Sendable, Codable {
  /// The line's number as it is dialled.
  package let line: String
  package let name: String
  /// What is to be paid, in Rial.
  package let amount: Int64
  /// What of it was on earlier bills and hasn't been paid, in Rial; 0 if nothing was.
  package let arrears: Int64
  package let billID: String
  package let paymentID: String
  /// The last day to pay, `YYYY-MM-DD` in the Gregorian calendar.
  package let dueOn: String?
  /// The telephone number of the system by which it can be paid.
  package let paymentSystem: String

  /// - Parameter bills: those that the subscriber hasn't paid, the latest due first, each of which
  ///   includes the ones before it.
  /// - Returns: `nil` if nothing is due.
  package init?(_ subscriber: Subscriber, _ bills: [Bill]) {
    guard let bill = bills.first else { return nil }
    line = subscriber.line.number
    name = subscriber.name
    amount = bill.amount
    // An earlier bill that is larger was corrected: then nobody knows what is left of it.
    let earlier = bills.dropFirst().first?.amount ?? 0
    arrears = earlier < bill.amount ? earlier : 0
    billID = bill.billID.text
    paymentID = bill.paymentID.text
    dueOn = bill.dueOn
    paymentSystem = subscriber.line.paymentSystem
  }

  /// Both IDs, as they stand in the barcode.
  package var barcode: String? {
    BillCheck(billID: billID, paymentID: paymentID).barcode
  }

  /// The period's number, and its year: in full if the deadline tells it, otherwise as its last
  /// digit, which is all that a payment ID has.
  package var period: (number: Int, year: Year)? {
    guard let payment = BillCheck(billID: billID, paymentID: paymentID).payment,
      let number = Int(payment.period)
    else { return nil }
    guard let due = dueOn.flatMap({ CivilDay($0) }).flatMap(SolarHijriDate.init) else {
      return (number, .lastDigit(payment.year))
    }
    // A bill is due in the year that it is for, or later.
    let since = (due.year - payment.year) % 10
    return (number, .full(due.year - since))
  }

  /// A year of the Solar Hijri calendar.
  package enum Year: Hashable, Sendable {
    case full(Int)
    case lastDigit(Int)
  }
}
