package import CallEngine
internal import Store

extension PaymentLine {
  package var signatures: [ServiceSignature] { [Self.check, Self.pay] }

  private static let identifiers: [ServiceSignature.Input] = [
    .init("bill_id"), .init("payment_id"),
  ]

  static let check = ServiceSignature(
    "payment.check", summary: "Checks a bill ID and a payment ID, and tells what is to be paid",
    inputs: identifiers,
    outputs: [
      .init("payment.amount", .amount(currency: nil), outcomes: ["payable"], example: "17000"),
      .init(
        "payment.currency", .word, words: ["IRR", "CNY"], outcomes: ["payable"], example: "IRR"),
    ],
    outcomes: ["payable", "paid_before", "wrong"])

  static let pay = ServiceSignature(
    "payment.pay", summary: "Pays a bill by card, once",
    inputs: identifiers + [.init("card"), .init("pin")],
    outputs: [.init("payment.receipt", .digits, outcomes: ["paid"], example: "100001")],
    outcomes: ["paid", "paid_before", "wrong", "unknown_card", "wrong_pin", "no_funds"])

  func check(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    try work.read("check a bill") { db in
      switch try Due(request, db) {
      case .wrong: ServiceAnswer(.wrongIDs)
      case .paid: ServiceAnswer(.paidBefore)
      case .payable(_, let amount):
        ServiceAnswer(
          ServiceReply(
            outcome: "payable",
            output: [
              NamedValue("payment.amount", amount.written),
              NamedValue("payment.currency", amount.currency),
            ]))
      }
    }
  }

  func pay(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let number = request["card"] ?? ""
    guard let card = TestCard.all.first(where: { $0.number == number }) else {
      return ServiceAnswer(ServiceReply(outcome: "unknown_card"))
    }
    guard card.pin == request["pin"] else {
      return ServiceAnswer(ServiceReply(outcome: "wrong_pin"))
    }
    return try work.write("pay a bill") { transaction in
      switch try Due(request, transaction.db) {
      case .wrong: return ServiceAnswer(.wrongIDs)
      case .paid: return ServiceAnswer(.paidBefore)
      case .payable(let key, let amount):
        if card.funds == .none { return ServiceAnswer(ServiceReply(outcome: "no_funds")) }
        let payment = try transaction.pay(amount, for: key, at: work.call.moment)
        guard let payment else { return ServiceAnswer(.paidBefore) }
        // As long as receipts are in life; short ones would be mistaken for something else.
        let receipt = NamedValue("payment.receipt", String(100_000 + payment.receipt))
        return ServiceAnswer(ServiceReply(outcome: "paid", output: [receipt]))
      }
    }
  }
}

/// What is due for the IDs of a request.
private enum Due {
  case wrong
  case paid
  case payable(PaymentLedger.Key, PaymentLedger.Amount)

  /// - Throws: `ServiceTrouble` if an ID is missing; what reading the database throws.
  init(_ request: ServiceRequest, _ db: any StoreConnection) throws {
    let bill = try request.input("bill_id") { $0 }
    let payment = try request.input("payment_id") { $0 }
    let check = BillCheck(billID: bill, paymentID: payment)
    guard let bill = check.bill, let payment = check.payment else {
      self = .wrong
      return
    }
    let key = PaymentLedger.Key(bill, payment)
    if try PaymentLedger.payment(for: key, db) != nil {
      self = .paid
      return
    }
    let demanded = try PaymentLedger.demanded(for: key, db)
    self = .payable(key, demanded ?? PaymentLedger.Amount(payment.amount, "IRR"))
  }
}

extension PaymentLedger.Amount {
  /// The amount as a decimal number, such as `123.45`; Rial have no fraction.
  fileprivate var written: String {
    guard currency != "IRR" else { return String(units) }
    let cents = units % 100
    return "\(units / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}

extension ServiceReply {
  fileprivate static let wrongIDs = ServiceReply(outcome: "wrong")
  fileprivate static let paidBefore = ServiceReply(outcome: "paid_before")
}
