package import Store

/// A subscriber in the directory. The address and postal code are stored and never revealed.
package struct Subscriber: Sendable {
  package let line: SubscriberLine
  package let firstName: String?
  package let lastName: String
  package let nationalID: String?
  /// A mobile number for contact, whatever the line is.
  package let mobile: MobileNumber?
  package let email: String?
  package let address: Confidential<String>?
  package let postalCode: Confidential<String>?
  /// The tag of the preferred language, such as `fa-IR`.
  package let language: String?

  package init(
    line: SubscriberLine, firstName: String? = nil, lastName: String, nationalID: String? = nil,
    mobile: MobileNumber? = nil, email: String? = nil, address: Confidential<String>? = nil,
    postalCode: Confidential<String>? = nil, language: String? = nil
  ) {
    self.line = line
    self.firstName = firstName
    self.lastName = lastName
    self.nationalID = nationalID
    self.mobile = mobile
    self.email = email
    self.address = address
    self.postalCode = postalCode
    self.language = language
  }

  package var name: String {
    guard let firstName, !firstName.isEmpty else { return lastName }
    return "\(firstName) \(lastName)"
  }
}

/// A bill to pay.
package struct Bill: Hashable, Sendable {
  package let line: SubscriberLine
  package let billID: BillID
  package let paymentID: PaymentID
  /// The last day to pay, `YYYY-MM-DD` in the Gregorian calendar.
  package let dueOn: String?

  package init(line: SubscriberLine, billID: BillID, paymentID: PaymentID, dueOn: String? = nil) {
    self.line = line
    self.billID = billID
    self.paymentID = paymentID
    self.dueOn = dueOn
  }

  /// Rial.
  package var amount: Int64 { paymentID.amount }
  package var period: String { paymentID.period }
}
