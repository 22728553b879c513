internal import CallEngine
internal import Speech

/// The line's messages. None has anything of a handset's owner, but for what goes to the owner.
enum RegistryMessage: Hashable, Sendable, LineMessage {
  /// Parts of the answer to an inquiry.
  case inquiry(IMEI, Inquiry.Legality)
  case model(brand: String, model: String)
  case importer(String)
  case importKind(ImportKind)
  case use(HandsetUse)
  /// To a traveller, at customs.
  case registered(IMEI, trackingCode: String, amount: Int64, billID: String, paymentID: String)
  case activationCode(IMEI, code: String)
  /// To a traveller who paid after the link by a payment ID from before it.
  case review(IMEI)
  case transferQuestion(IMEI, recipient: String, code: String)
  case transferDone(IMEI, recipient: String)
  case transferRefused(IMEI)
  case transferUnclear
  case transferExpired
  case transferClosed(IMEI)
  /// To the new owner.
  case handsetReceived(IMEI)

  var id: String {
    switch self {
    case .inquiry(_, let legality): "inquiry_\(legality.rawValue)"
    case .model: "inquiry_model"
    case .importer: "inquiry_importer"
    case .importKind(let kind): "inquiry_import_\(kind.rawValue)"
    case .use(let use): "inquiry_use_\(use.word)"
    case .registered: "registered"
    case .activationCode: "activation_code"
    case .review: "review"
    case .transferQuestion: "transfer_question"
    case .transferDone: "transfer_done"
    case .transferRefused: "transfer_refused"
    case .transferUnclear: "transfer_unclear"
    case .transferExpired: "transfer_expired"
    case .transferClosed: "transfer_closed"
    case .handsetReceived: "handset_received"
    }
  }

  /// Identifiers and telephone numbers are in Latin digits in every language, because they get copied.
  var values: [String: WrittenValue] {
    switch self {
    case .inquiry(let imei, _), .review(let imei), .transferRefused(let imei),
      .transferClosed(let imei), .handsetReceived(let imei):
      ["imei": .text(imei.text)]
    case .model(let brand, let model): ["brand": .text(brand), "model": .text(model)]
    case .importer(let importer): ["importer": .text(importer)]
    case .use(.running(let days)): ["days": .number(Int64(days))]
    case .importKind, .use, .transferUnclear, .transferExpired: [:]
    case .registered(let imei, let trackingCode, let amount, let billID, let paymentID):
      [
        "imei": .text(imei.text), "tracking_code": .text(trackingCode), "amount": .number(amount),
        "bill_id": .text(billID), "payment_id": .text(paymentID),
      ]
    case .activationCode(let imei, let code): ["imei": .text(imei.text), "code": .text(code)]
    case .transferQuestion(let imei, let recipient, let code):
      ["imei": .text(imei.text), "recipient": .text(recipient), "code": .text(code)]
    case .transferDone(let imei, let recipient):
      ["imei": .text(imei.text), "recipient": .text(recipient)]
    }
  }

  /// The declarations that their texts are checked against.
  static let signatures =
    ["legal", "pending", "unregistered", "customs_unreachable"].map {
      MessageSignature("inquiry_\($0)", ["imei"])
    } + ImportKind.allCases.map { MessageSignature("inquiry_import_\($0.rawValue)") } + [
      MessageSignature("inquiry_model", ["brand", "model"]),
      MessageSignature("inquiry_importer", ["importer"]),
      MessageSignature("inquiry_use_activated"), MessageSignature("inquiry_use_unused"),
      MessageSignature("inquiry_use_running", ["days"]), MessageSignature("inquiry_use_over"),
      MessageSignature(
        "registered", ["imei", "tracking_code", "amount", "bill_id", "payment_id"]),
      MessageSignature("activation_code", ["imei", "code"]), MessageSignature("review", ["imei"]),
      MessageSignature("transfer_question", ["imei", "recipient", "code"]),
      MessageSignature("transfer_done", ["imei", "recipient"]),
      MessageSignature("transfer_refused", ["imei"]), MessageSignature("transfer_unclear"),
      MessageSignature("transfer_expired"), MessageSignature("transfer_closed", ["imei"]),
      MessageSignature("handset_received", ["imei"]),
    ]
}
