internal import CallEngine
package import Speech

/// The billing line's messages.
package enum Message: Hashable, Sendable, LineMessage {
  case bill(BillView)
  case appLink
  /// Asks for the e-mail address that a line's bill goes to.
  case confirmationRequest(line: String, link: String)
  case accepted(line: String, email: String)
  case badAddress
  /// The reply to another answer, soon after the bill was sent.
  case alreadySent(line: String, email: String)
  /// The reply to another answer while the bill waits for its gateway.
  case beingSent(line: String, email: String)
  case expired
  case alreadyUsed
  /// The e-mail could not be sent; the request stays open.
  case notSent
  /// The mail server takes nothing for the address; the request stays open for another one.
  case addressRefused(line: String, email: String)
  /// The subject of the e-mail with a bill.
  case emailSubject(line: String)
  /// Lines below the bill in an e-mail.
  case emailDueOn(String)
  case emailBarcode(String)

  package var id: String {
    switch self {
    case .bill(let view): view.due == nil ? "nothing_due" : "bill"
    case .appLink: "app_link"
    case .confirmationRequest: "confirmation_request"
    case .accepted: "accepted"
    case .badAddress: "bad_address"
    case .alreadySent: "already_sent"
    case .beingSent: "being_sent"
    case .expired: "expired"
    case .alreadyUsed: "already_used"
    case .notSent: "not_sent"
    case .addressRefused: "address_refused"
    case .emailSubject: "email_subject"
    case .emailDueOn: "email_due_on"
    case .emailBarcode: "email_barcode"
    }
  }

  /// Identifiers and telephone numbers are in Latin digits in every language, because they get copied.
  package var values: [String: WrittenValue] {
    switch self {
    case .bill(let view): Self.values(of: view)
    case .appLink:
      ["android": .text(BillingAddress.androidApp), "ios": .text(BillingAddress.iOSApp)]
    case .confirmationRequest(let line, let link): ["line": .text(line), "link": .text(link)]
    case .accepted(let line, let email), .alreadySent(let line, let email),
      .beingSent(let line, let email), .addressRefused(let line, let email):
      ["line": .text(line), "email": .text(email)]
    case .badAddress, .expired, .alreadyUsed, .notSent: [:]
    case .emailSubject(let line): ["line": .text(line)]
    case .emailDueOn(let day): ["due_on": .day(day)]
    case .emailBarcode(let digits): ["barcode": .text(digits)]
    }
  }

  private static func values(of view: BillView) -> [String: WrittenValue] {
    let subscriber: [String: WrittenValue] = ["line": .text(view.line), "name": .text(view.name)]
    guard let due = view.due else { return subscriber }
    return subscriber.merging([
      "amount": .number(due.amount), "bill_id": .text(due.billID),
      "payment_id": .text(due.paymentID),
    ]) { first, _ in first }
  }

  /// The declarations that their texts are checked against.
  static let signatures = [
    MessageSignature("bill", ["line", "name", "amount", "bill_id", "payment_id"]),
    MessageSignature("nothing_due", ["line", "name"]),
    MessageSignature("email_subject", ["line"]), MessageSignature("email_due_on", ["due_on"]),
    MessageSignature("email_barcode", ["barcode"]),
    MessageSignature("app_link", ["android", "ios"]),
    MessageSignature("confirmation_request", ["line", "link"]),
    MessageSignature("accepted", ["line", "email"]), MessageSignature("bad_address"),
    MessageSignature("already_sent", ["line", "email"]),
    MessageSignature("being_sent", ["line", "email"]), MessageSignature("expired"),
    MessageSignature("already_used"), MessageSignature("not_sent"),
    MessageSignature("address_refused", ["line", "email"]),
  ]

  /// The parts of the e-mail with a bill, as plain text.
  static func email(_ view: BillView) -> [Message] {
    [.bill(view)] + [view.due?.dueOn.map(Message.emailDueOn)].compactMap { $0 }
      + [view.due?.barcode.map(Message.emailBarcode)].compactMap { $0 }
  }
}
