package import CallEngine

extension BillingLine {
  package var signatures: [ServiceSignature] { Self.services }

  private static let services = [findBill, sendBill, sendAppLink, requestEmail]

  static let findBill = ServiceSignature(
    "billing.find_bill", summary: "Looks up a line's subscriber and bill",
    inputs: [.init("line")],
    outputs: [
      .init("subscriber.line", .digits, outcomes: ["due", "paid"], example: "02199900001"),
      .init("subscriber.kind", .word, outcomes: ["due", "paid"], example: "landline"),
      .init("subscriber.name", .text, outcomes: ["due", "paid"], example: "Sample Samplesson"),
      .init("subscriber.payment_system", .telephone, outcomes: ["due", "paid"], example: "2000"),
      .init("subscriber.language", .word, isOptional: true, outcomes: ["due", "paid"]),
      .init("subscriber.own_mobile", .digits, isOptional: true, outcomes: ["due", "paid"]),
      .init("bill.amount", .number, outcomes: ["due"], example: "17000"),
      .init("bill.bill_id", .digits, outcomes: ["due"], example: "9990000102140"),
      .init("bill.payment_id", .digits, outcomes: ["due"], example: "1750213"),
      .init("bill.due_on", .date, isOptional: true, outcomes: ["due"]),
    ],
    outcomes: ["due", "paid", "unknown_line"])

  static let sendBill = ServiceSignature(
    "billing.send_bill", summary: "Sends a line's bill by SMS",
    inputs: [
      .init("line", isSentOut: true), .init("mobile", isSentOut: true),
      .init("language", isRequired: false),
    ],
    outcomes: ["sent", "too_many"])

  static let sendAppLink = ServiceSignature(
    "billing.send_app_link", summary: "Sends the payment app's links by SMS",
    inputs: [.init("mobile", isSentOut: true), .init("language", isRequired: false)],
    outcomes: ["sent", "too_many"])

  static let requestEmail = ServiceSignature(
    "billing.request_email", summary: "Asks by SMS for the e-mail address that the bill goes to",
    inputs: [
      .init("line", isSentOut: true), .init("mobile", isSentOut: true),
      .init("language", isRequired: false),
    ],
    outcomes: ["sent", "too_many"])
}

extension ServiceReply {
  static let unknownLine = ServiceReply(outcome: "unknown_line")

  /// The reply of `billing.find_bill`: the first of several bills; no bill means that everything is
  /// paid.
  convenience init(_ subscriber: Subscriber, _ bill: Bill?) {
    var output = [
      NamedValue("subscriber.line", subscriber.line.number),
      NamedValue("subscriber.kind", subscriber.line.kind.rawValue),
      NamedValue("subscriber.name", subscriber.name),
      NamedValue("subscriber.payment_system", subscriber.line.paymentSystem),
    ]
    if let language = subscriber.language {
      output.append(NamedValue("subscriber.language", language))
    }
    // Only a mobile line's own number: other data about a subscriber may be out of date.
    if let mobile = subscriber.line.mobile {
      output.append(NamedValue("subscriber.own_mobile", mobile.number))
    }
    if let bill {
      output.append(NamedValue("bill.amount", String(bill.amount)))
      output.append(NamedValue("bill.bill_id", bill.billID.text))
      output.append(NamedValue("bill.payment_id", bill.paymentID.text))
      if let dueOn = bill.dueOn { output.append(NamedValue("bill.due_on", dueOn)) }
    }
    self.init(outcome: bill == nil ? "paid" : "due", output: output)
  }
}
