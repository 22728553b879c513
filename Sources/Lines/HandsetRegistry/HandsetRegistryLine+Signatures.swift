package import CallEngine

extension HandsetRegistryLine {
  package var signatures: [ServiceSignature] { Self.services }

  private static let services = [
    findCaller, readIMEI, inquire, sendInquiry, openActivation, activate, requestTransfer,
    findRegistration,
  ]

  static let findCaller = ServiceSignature(
    "registry.find_caller", summary: "Tells whether the caller's number is a mobile number",
    inputs: [.init("mobile")],
    outputs: [.init("caller.mobile", .digits, outcomes: ["mobile"], example: "09120000102")],
    outcomes: ["mobile", "other"])

  static let readIMEI = ServiceSignature(
    "registry.read_imei",
    summary: "Judges an IMEI, and replaces the last two digits of an IMEISV by the check digit",
    inputs: [.init("digits")],
    outputs: [
      .init("handset.imei", .digits, outcomes: ["valid"], example: "009999010000025"),
      .init(
        "handset.keyed_as", .word, words: IMEI.Form.allCases.map(\.rawValue), outcomes: ["valid"],
        example: "imei"),
    ],
    outcomes: ["valid", "invalid"])

  static let inquire = ServiceSignature(
    "registry.inquire", summary: "Looks up a handset: legality, brand and model, importer",
    inputs: [.init("imei"), .init("language", isRequired: false)],
    outputs: [
      use, daysLeft,
      .init("handset.brand", .text, outcomes: ["legal", "pending"], example: "نمونه‌فون"),
      .init("handset.model", .text, outcomes: ["legal", "pending"], example: "ساده"),
      .init("handset.importer", .text, outcomes: ["legal"], example: "شرکت واردات نمونه"),
      .init(
        "handset.import_kind", .word, words: ImportKind.allCases.map(\.rawValue),
        outcomes: ["legal"], example: "commercial"),
    ],
    outcomes: ["legal", "pending", "unregistered", "customs_unreachable"])

  static let sendInquiry = ServiceSignature(
    "registry.send_inquiry", summary: "Sends what is known of a handset by SMS",
    inputs: [
      .init("imei", isSentOut: true), .init("mobile", isSentOut: true),
      .init("language", isRequired: false),
    ],
    outcomes: ["sent", "too_many"])

  static let openActivation = ServiceSignature(
    "registry.open_activation",
    summary: "Tells whether a handset can be activated from the caller's number",
    inputs: [.init("imei"), .init("line")],
    outcomes: Standing.allCases.map(\.rawValue))

  static let activate = ServiceSignature(
    "registry.activate", summary: "Binds a handset to the caller's number by its code",
    inputs: [
      .init("imei"), .init("line"), .init("code"), .init("language", isRequired: false),
    ],
    outputs: [
      .init("activation.tries_left", .number, outcomes: ["wrong_code"], example: "2")
    ],
    outcomes: ["activated", "wrong_code"]
      + Standing.allCases.filter { $0 != .ready }.map(\.rawValue))

  static let requestTransfer = ServiceSignature(
    "registry.request_transfer",
    summary: "Asks a handset's owner by SMS whether it is to go to another number",
    inputs: [
      .init("imei", isSentOut: true), .init("recipient", isSentOut: true),
      .init("language", isRequired: false),
    ],
    outcomes: ["asked", "not_activated", "unregistered", "too_many"])

  static let findRegistration = ServiceSignature(
    "registry.find_registration", summary: "Tells how a traveller's registration stands",
    inputs: [.init("tracking_code")],
    outputs: [
      .init("handset.imei", .digits, outcomes: found, example: "009999020000023"), use(in: found),
      daysLeft(in: found),
      .init("duty.amount", .number, outcomes: owing, example: "12500000"),
      .init("duty.bill_id", .digits, outcomes: owing, example: "1000000177789"),
      .init("duty.payment_id", .digits, outcomes: owing, example: "1250041088"),
    ],
    outcomes: found + ["customs_unreachable", "unknown"])

  private static let found = RegistrationStanding.allCases.map(\.rawValue)
  private static let owing = [
    RegistrationStanding.unpaid.rawValue, RegistrationStanding.unpaidOld.rawValue,
  ]

  private static let use = use(in: [])
  private static let daysLeft = daysLeft(in: [])

  private static func use(in outcomes: [String]) -> ServiceSignature.Output {
    .init("handset.use", .word, words: HandsetUse.words, outcomes: outcomes, example: "running")
  }

  private static func daysLeft(in outcomes: [String]) -> ServiceSignature.Output {
    .init("handset.days_left", .number, outcomes: outcomes, example: "18")
  }
}
