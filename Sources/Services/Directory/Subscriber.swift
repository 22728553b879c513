/// A subscriber as the directory knows him. His address and postal code are kept and never given
/// out.
public struct Subscriber: Sendable {
  public let line: SubscriberLine
  public let firstName: String?
  public let lastName: String
  public let nationalID: String?
  /// Where he can be reached, whatever his line is.
  public let mobile: MobileNumber?
  public let email: String?
  public let address: Confidential<String>?
  public let postalCode: Confidential<String>?
  /// The tag of the language that he wants to be spoken to in, such as `fa-IR`.
  public let language: String?

  public init(
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

  public var name: String {
    guard let firstName, !firstName.isEmpty else { return lastName }
    return "\(firstName) \(lastName)"
  }
}

/// A bill that is to be paid.
public struct Bill: Hashable, Sendable {
  public let line: SubscriberLine
  public let billID: BillID
  public let paymentID: PaymentID
  /// The last day to pay, `YYYY-MM-DD` in the Gregorian calendar.
  public let dueOn: String?

  public init(line: SubscriberLine, billID: BillID, paymentID: PaymentID, dueOn: String? = nil) {
    self.line = line
    self.billID = billID
    self.paymentID = paymentID
    self.dueOn = dueOn
  }

  /// Rial.
  public var amount: Int64 { paymentID.amount }
  public var period: String { paymentID.period }
}
