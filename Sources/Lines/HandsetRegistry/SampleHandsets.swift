internal import CallEngine
internal import Foundation
internal import Store

/// The invented handsets, owners and travellers in a new store, so that there is something to call about.
///
/// Their IMEIs begin with 00999900 to 00999903, in the range set aside for test handsets. Those of today
/// are dated for calls on the day of scenarios and shortly after; those of the link's time for
/// calls in March 2019 (`gooya call --at`).
enum SampleHandsets {
  /// A handset that came by trade or post.
  private struct Import {
    let imei: IMEI
    let kind: ImportKind
    let seenOn: String?
    let owner: (number: String, language: String)?
    let code: String?
  }

  /// A handset that a traveller registered.
  private struct Travel {
    let imei: IMEI
    let mobile: String
    let language: String
    let identity: String
    let duty: Int64
    let issuedOn: String
    let paidOn: String?
    /// The code that was sent, if it was.
    let code: String?

    var trackingCode: TrackingCode { TrackingCode(token: token) }
    var token: String { "sample \(imei)" }
  }

  private static let owned = imei(1, 1)
  private static let ownedInEnglish = imei(1, 2)
  private static let boxed = imei(1, 3)
  private static let posted = imei(3, 1)
  private static let seen = imei(0, 11)
  private static let seenLongAgo = imei(0, 12)

  private static let boxedCode = "24681357"
  private static let postedCode = "11223344"

  private static let imports = [
    Import(
      imei: owned, kind: .commercial, seenOn: "2025-12-01", owner: ("09120000101", "fa-IR"),
      code: nil),
    Import(
      imei: ownedInEnglish, kind: .commercial, seenOn: "2025-12-02",
      owner: ("09120000105", "en-US"), code: nil),
    Import(imei: boxed, kind: .commercial, seenOn: nil, owner: nil, code: boxedCode),
    Import(imei: posted, kind: .post, seenOn: "2025-12-20", owner: nil, code: postedCode),
  ]

  private static let mixed = Travel(
    imei: imei(2, 1), mobile: "09120000103", language: "fa-IR", identity: "0000000108",
    duty: 12_500_000, issuedOn: "2019-03-10", paidOn: "2019-03-16", code: nil)
  private static let unpaid = Travel(
    imei: imei(2, 2), mobile: "09120000104", language: "fa-IR", identity: "0000000116",
    duty: 48_000_000, issuedOn: "2025-12-25", paidOn: nil, code: nil)
  private static let unpaidOld = Travel(
    imei: imei(2, 3), mobile: "09120000106", language: "en-US", identity: "0000000124",
    duty: 9_750_000, issuedOn: "2019-03-10", paidOn: nil, code: nil)
  private static let byFile = Travel(
    imei: imei(2, 4), mobile: "09120000107", language: "fa-IR", identity: "0000000132",
    duty: 20_000_000, issuedOn: "2019-03-05", paidOn: "2019-03-08", code: nil)
  private static let coded = Travel(
    imei: imei(2, 5), mobile: "09120000108", language: "fa-IR", identity: "0000000140",
    duty: 31_000_000, issuedOn: "2025-12-22", paidOn: "2025-12-23", code: "97531864")

  private static let travels = [mixed, unpaid, unpaidOld, byFile, coded]

  static let sample = LineSample(
    callers: [
      .init(
        "09120000101", "owns the handset \(owned), which others can ask to have",
        persian: "مالک گوشی \(owned) که دیگران می‌توانند آن را درخواست کنند"),
      .init(
        "09120000102", "can activate the handset \(boxed) by the code \(boxedCode) of its box",
        persian: "می‌تواند گوشی \(boxed) را با کد روی جعبه، \(boxedCode)، فعال کند"),
      .init(
        "09120000103",
        "paid after the link by a payment ID from before: registration \(mixed.trackingCode)",
        persian:
          "پس از اتصال سامانه‌ها با شناسهٔ پرداخت قدیمی پرداخت کرده: کد رهگیری \(mixed.trackingCode)"),
      .init(
        "09120000104", "has yet to pay: registration \(unpaid.trackingCode)",
        persian: "هنوز نپرداخته: کد رهگیری \(unpaid.trackingCode)"),
      .init(
        "09120000105", "owns the handset \(ownedInEnglish), and is written to in English",
        persian: "مالک گوشی \(ownedInEnglish)؛ پیام‌هایش به انگلیسی است"),
      .init(
        "09120000106",
        "has yet to pay by a payment ID from before the link: registration \(unpaidOld.trackingCode)",
        persian:
          "باید با شناسهٔ پرداخت پیش از اتصال سامانه‌ها بپردازد: کد رهگیری \(unpaidOld.trackingCode)"),
      .init(
        "09120000107",
        "paid before the link, and waits for the periodic file: registration \(byFile.trackingCode)",
        persian:
          "پیش از اتصال سامانه‌ها پرداخته و منتظر فایل دوره‌ای است: کد رهگیری \(byFile.trackingCode)"),
      .init(
        "09120000108",
        "has the code 97531864 for the handset \(coded.imei): registration \(coded.trackingCode)",
        persian: "کد 97531864 را برای گوشی \(coded.imei) دارد: کد رهگیری \(coded.trackingCode)"),
      .init(
        "02199900101", "a landline, which can't be bound; the handset \(posted) came by post",
        persian: "تلفن ثابت که گوشی به نامش نمی‌شود؛ گوشی \(posted) با پست آمده است"),
    ],
    stranger: "09120000199",
    numbers: imports.map(\.imei.text) + travels.map(\.imei.text)
      + [seen.text, seenLongAgo.text, seen.text.prefix(14) + "01"]
      + travels.map(\.trackingCode.text) + [boxedCode, postedCode, "97531864"])

  static func insert(_ db: any StoreConnection) throws {
    for (type, model) in models { try model.insert(typeCode: type, db) }
    for handset in imports { try insert(handset, db) }
    for travel in travels { try insert(travel, db) }
    try Handset.see(seen, at: noon("2025-12-20"), db)
    try Handset.see(seenLongAgo, at: noon("2019-01-05"), db)
  }

  private static let models = [
    (
      "00999901",
      HandsetModel(
        brand: LocalName(persian: "نمونه‌فون", english: "Namunephone"),
        model: LocalName(persian: "ساده", english: "Simple"))
    ),
    (
      "00999902",
      HandsetModel(
        brand: LocalName(persian: "خیال‌تل", english: "Khialtel"),
        model: LocalName(persian: "سفری", english: "Voyage"))
    ),
    (
      "00999903",
      HandsetModel(
        brand: LocalName(persian: "آزمافون", english: "Azmaphone"),
        model: LocalName(persian: "پستی", english: "Courier"))
    ),
  ]

  private static func insert(_ handset: Import, _ db: any StoreConnection) throws {
    let importer =
      handset.kind == .post
      ? LocalName(persian: "پست نمونه", english: "Sample Post")
      : LocalName(persian: "شرکت واردات نمونه", english: "Sample Imports")
    try Handset.register(handset.imei, importer: importer, kind: handset.kind, db)
    if let day = handset.seenOn { try Handset.see(handset.imei, at: noon(day), db) }
    if let owner = handset.owner {
      try Binding(number: owner.number, language: owner.language)
        .bind(handset.imei, at: noon(handset.seenOn ?? "2025-12-01"), db)
    }
    if let code = handset.code {
      try ActivationCode(secret: Secret(code, salt: "sample \(handset.imei)"))
        .insert(for: handset.imei, at: noon("2025-12-01"), db)
    }
  }

  private static func insert(_ travel: Travel, _ db: any StoreConnection) throws {
    let issuedAt = try noon(travel.issuedOn)
    var registration = try TravellerRegistration.insert(
      .init(
        imei: travel.imei, mobile: try MobileNumber(parsing: travel.mobile),
        language: travel.language, identity: travel.identity, duty: travel.duty,
        issuedAt: issuedAt), makeToken: { travel.token }, db)
    let isOld = travel.issuedOn < CustomsLink.usualFirstDay
    if !isOld { try registration.note(reportedAt: issuedAt, db) }
    guard let paidOn = travel.paidOn else { return }
    let paidAt = try noon(paidOn)
    _ = try PaymentLedger.pay(
      .init(travel.duty, "IRR"), for: registration.key, at: paidAt, db)
    try registration.note(paidAt: paidAt, db)
    if isOld, paidOn >= CustomsLink.usualFirstDay {
      try registration.note(reviewedAt: paidAt, db)
    }
    guard let code = travel.code else { return }
    try Handset.register(
      travel.imei, importer: TravellerRegistration.importer, kind: .traveller, db)
    try ActivationCode(secret: Secret(code, salt: travel.token))
      .insert(for: travel.imei, at: paidAt, db)
  }

  private static func noon(_ day: String) throws -> Date {
    guard let day = CivilDay(day) else { throw DamagedRow() }
    return Tehran.noon(of: day)
  }

  /// - Parameter type: the last digit of its type's code.
  private static func imei(_ type: Int, _ serial: Int) -> IMEI {
    let own = "0099990\(type)" + String(String(1_000_000 + serial).dropFirst())
    // With the version of a software it is an IMEISV, which needs no check digit.
    guard let imei = try? IMEI(parsing: own + "00") else {
      preconditionFailure("\(own) is no IMEI")
    }
    return imei
  }
}
