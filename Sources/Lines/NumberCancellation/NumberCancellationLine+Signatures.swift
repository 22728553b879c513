package import CallEngine

extension NumberCancellationLine {
  package var signatures: [ServiceSignature] { Self.services }

  private static let services = [
    findNumber, checkHolder, sendCode, checkCode, account, demand, checkPayment, endContract,
    setRefund, setReceipt, confirm, result,
  ]

  private static let yuan = ValueKind.amount(currency: "CNY")

  // MARK: Who asks

  static let findNumber = ServiceSignature(
    "cancellation.find_number",
    summary: "Finds a number's home province, and tells the number by SMS",
    inputs: [.init("number"), .init("language", isRequired: false)],
    outputs: [
      .init(
        "number.province", .word, words: HomeProvince.all.map(\.name), outcomes: ["found"],
        example: "guangdong")
    ],
    outcomes: ["found", "unknown", "stopped", "locked", "too_many"])

  static let checkHolder = ServiceSignature(
    "cancellation.check_holder",
    summary: "Compares the last six digits of the holder's resident ID",
    inputs: [.init("number"), .init("id_digits")],
    outcomes: ["matched", "wrong", "stopped", "locked"])

  static let sendCode = ServiceSignature(
    "cancellation.send_code", summary: "Sends a code to the number itself",
    inputs: [.init("number"), .init("language", isRequired: false)],
    outcomes: ["sent", "stopped", "too_many"])

  static let checkCode = ServiceSignature(
    "cancellation.check_code", summary: "Compares the code that was sent",
    inputs: [.init("number"), .init("code")],
    outcomes: ["verified", "wrong", "stopped", "locked"])

  // MARK: What is known, and what is due

  static let account = ServiceSignature(
    "cancellation.account",
    summary: "Asks the home province for holder, package, contract, bill, balance and arrears",
    inputs: [.init("number"), .init("language", isRequired: false)],
    outputs: accountOutputs,
    outcomes: [
      "refundable", "settled", "arrears", "contract", "bound", "accepted", "waiting", "stopped",
    ])

  private static let accountOutputs: [ServiceSignature.Output] = [
    .init("holder.name", .text, outcomes: told, example: "张某"),
    .init("account.package_fee", yuan, outcomes: told, example: "58.00"),
    .init("account.bill", yuan, outcomes: told, example: "12.50"),
    .init("account.cash", yuan, outcomes: told, example: "62.50"),
    .init("account.gift", yuan, outcomes: told, example: "30.00"),
    .init("account.has_gift", .word, words: ["yes", "no"], outcomes: told, example: "yes"),
    .init("account.has_arrears", .word, words: ["yes", "no"], outcomes: told, example: "yes"),
    .init("arrears.amount", yuan, outcomes: told, example: "128.36"),
    .init("arrears.days", .number, outcomes: told, example: "30"),
    .init("arrears.late_fee", yuan, outcomes: told, example: "11.55"),
    .init("arrears.total", yuan, outcomes: told, example: "139.91"),
    .init("refund.amount", yuan, outcomes: told, example: "50.00"),
    .init("refund.way", .word, words: refundWays, outcomes: told, example: "none"),
    .init(
      "contract.kind", .word, words: ["handset", "broadband", "premium_number"],
      outcomes: ["contract"], example: "handset"),
    .init("contract.ends_on", .date, outcomes: ["contract"], example: "2027-06-30"),
    .init("contract.penalty", yuan, outcomes: ["contract"], example: "300.00"),
    .init(
      "contract.has_penalty", .word, words: ["yes", "no"], outcomes: ["contract"], example: "yes"),
    .init(
      "binding.kind", .word, words: ["family", "group"], outcomes: ["bound"], example: "family"),
    .init("receipt.due_on", .date, outcomes: ["accepted"], example: "2026-01-26"),
  ]

  private static let told = [
    "refundable", "settled", "arrears", "contract", "bound", "accepted", "waiting",
  ]

  private static let refundWays = Cancellation.RefundWay.allCases.map(\.rawValue)

  static let demand = ServiceSignature(
    "cancellation.demand",
    summary: "Demands what is due, or a contract's penalty, at the payment system",
    inputs: [.init("number"), .init("language", isRequired: false)],
    outputs: [
      .init("due.bill_id", .digits, outcomes: ["demanded"], example: "108652"),
      .init("due.payment_id", .digits, outcomes: ["demanded"], example: "1399160180"),
      .init("due.amount", yuan, outcomes: ["demanded"], example: "139.91"),
      .init("due.system", .telephone, outcomes: ["demanded"], example: "2000"),
    ],
    outcomes: ["demanded", "nothing_due", "stopped"])

  static let checkPayment = ServiceSignature(
    "cancellation.check_payment", summary: "Looks whether what was demanded is paid, and books it",
    inputs: [.init("number")], outcomes: ["paid", "unpaid", "stopped"])

  static let endContract = ServiceSignature(
    "cancellation.end_contract", summary: "Ends a contract that costs nothing to end",
    inputs: [.init("number"), .init("language", isRequired: false)],
    outcomes: ["ended", "penalty", "stopped"])

  // MARK: The cancellation

  static let setRefund = ServiceSignature(
    "cancellation.set_refund", summary: "Chooses where the holder's own money goes",
    inputs: [.init("number"), .init("way"), .init("to", isRequired: false)],
    outputs: [.init("refund.way", .word, words: refundWays, outcomes: ["set"], example: "cash")],
    outcomes: ["set", "not_possible", "stopped"])

  static let setReceipt = ServiceSignature(
    "cancellation.set_receipt", summary: "Takes the number that the receipt is sent to",
    inputs: [.init("number"), .init("receipt_number", isSentOut: true)],
    outcomes: ["set", "same_number", "stopped"])

  static let confirm = ServiceSignature(
    "cancellation.confirm", summary: "Cancels the number, or accepts it for later",
    inputs: [.init("number"), .init("language", isRequired: false)],
    outputs: [.init("receipt.due_on", .date, outcomes: ["accepted"], example: "2026-01-26")],
    outcomes: ["cancelled", "accepted", "refused", "stopped"])

  static let result = ServiceSignature(
    "cancellation.result", summary: "Looks what has become of a confirmed cancellation",
    inputs: [.init("number")],
    outputs: [.init("receipt.due_on", .date, outcomes: ["accepted"], example: "2026-01-26")],
    outcomes: ["cancelled", "accepted", "refused", "stopped"])
}
