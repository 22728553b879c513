internal import CallEngine
package import Foundation
internal import Store

/// A handset that a traveller registered at customs, and what has come of it: what customs knows of it,
/// and how far the registry has been told.
package struct TravellerRegistration: Sendable {
  let id: Int64
  package let trackingCode: TrackingCode
  package let imei: IMEI
  /// The traveller's number, to which the activation code goes; nobody else may learn it.
  package let mobile: MobileNumber
  /// In which the traveller is written to.
  let language: String
  package let billID: BillID
  package let paymentID: PaymentID
  package let issuedAt: Date
  private(set) var paidAt: Date?
  /// When the registry was told of it, online.
  private(set) var reportedAt: Date?
  /// When it was found that it needs a review: paid after the link went live, by a payment ID of before.
  private(set) var reviewedAt: Date?
  private var tries: Int

  var key: PaymentLedger.Key { PaymentLedger.Key(billID, paymentID) }

  // MARK: Finding

  static func find(_ code: TrackingCode, _ db: any StoreConnection) throws -> TravellerRegistration?
  {
    try find("tracking_code = ?", [code.text], db)
  }

  static func find(_ imei: IMEI, _ db: any StoreConnection) throws -> TravellerRegistration? {
    try find("imei = ?", [imei.text], db)
  }

  static func find(_ key: PaymentLedger.Key, _ db: any StoreConnection) throws
    -> TravellerRegistration?
  {
    try find("bill_id = ? AND payment_id = ?", [key.billID, key.paymentID], db)
  }

  private static func find(
    _ condition: String, _ arguments: StoredValues, _ db: any StoreConnection
  ) throws -> TravellerRegistration? {
    try all(db, where: condition, arguments).first
  }

  /// Registrations in the order in which they were made.
  static func all(
    _ db: any StoreConnection, where condition: String = "TRUE", _ arguments: StoredValues = []
  ) throws -> [TravellerRegistration] {
    try db.rows("SELECT * FROM registry_registrations WHERE \(condition) ORDER BY id", arguments)
      .map { try TravellerRegistration($0) }
  }

  private init(_ row: StoredRow) throws {
    guard let mobile = try? MobileNumber(parsing: row.text("mobile")),
      let billID = try? BillID(parsing: row.text("bill_id")),
      let paymentID = try? PaymentID(parsing: row.text("payment_id"), for: billID)
    else { throw DamagedRow() }
    self.mobile = mobile
    self.billID = billID
    self.paymentID = paymentID
    id = try row.integer("id")
    trackingCode = try .stored(row.text("tracking_code"))
    imei = try .stored(row.text("imei"))
    language = try row.text("language")
    issuedAt = try row.moment("issued_at")
    paidAt = try row.momentIfAny("paid_at")
    reportedAt = try row.momentIfAny("reported_at")
    reviewedAt = try row.momentIfAny("reviewed_at")
    tries = Int(clamping: try row.integer("tries"))
  }

  // MARK: Changing

  mutating func note(paidAt: Date, _ db: any StoreConnection) throws {
    self.paidAt = paidAt
    try set("paid_at", paidAt, db)
  }

  mutating func note(reportedAt: Date, _ db: any StoreConnection) throws {
    self.reportedAt = reportedAt
    try set("reported_at", reportedAt, db)
  }

  mutating func note(reviewedAt: Date, _ db: any StoreConnection) throws {
    self.reviewedAt = reviewedAt
    try set("reviewed_at", reviewedAt, db)
  }

  private func set(_ column: String, _ date: Date, _ db: any StoreConnection) throws {
    try db.execute(
      "UPDATE registry_registrations SET \(column) = ? WHERE id = ?",
      [StoredTime.milliseconds(date), id])
  }

  /// Has it tried again later: after a minute, then after twice as long each time, up to an hour.
  mutating func retryLater(than moment: Date, _ db: any StoreConnection) throws {
    let wait = TimeInterval(60 << min(tries, 6))
    tries += 1
    try db.execute(
      "UPDATE registry_registrations SET tries = ?, next_try_at = ? WHERE id = ?",
      [
        tries, StoredTime.milliseconds(moment.addingTimeInterval(min(wait, 3600))), id,
      ])
  }

  /// Takes it off the queue.
  func settle(_ db: any StoreConnection) throws {
    try db.execute("UPDATE registry_registrations SET next_try_at = NULL WHERE id = ?", [id])
  }

  // MARK: Making

  /// What customs writes down of a traveller's handset.
  struct Entry {
    let imei: IMEI
    let mobile: MobileNumber
    let language: String
    /// The national ID; `nil` if it isn't known, as of one that came by file.
    let identity: String?
    /// Rial, in whole thousands.
    let duty: Int64
    let issuedAt: Date
  }

  /// Writes down a registration: customs gives it a tracking code, a bill ID and a payment ID.
  static func insert(
    _ entry: Entry, makeToken: () -> String, _ db: any StoreConnection
  ) throws -> TravellerRegistration {
    let last = try db.integer("SELECT max(id) FROM registry_registrations") ?? 0
    let bill = try BillID(
      fileCode: 10_000_000 + Int(last) + 1, companyCode: 777,
      serviceDigit: BilledService.tax.rawValue)
    let day = SolarHijriDate(Tehran.day(of: entry.issuedAt))
    let payment = try PaymentID(
      amount: entry.duty, year: (day?.year ?? 0) % 10, period: day?.month ?? 0, for: bill)
    return try insert(
      entry, try freshCode(makeToken, db), bill, payment, salt: makeToken(), db)
  }

  private static func freshCode(
    _ makeToken: () -> String, _ db: any StoreConnection
  ) throws -> TrackingCode {
    while true {
      let code = TrackingCode(token: makeToken())
      if try find(code, db) == nil { return code }
    }
  }

  static func insert(
    _ entry: Entry, _ code: TrackingCode, _ bill: BillID, _ payment: PaymentID, salt: String,
    _ db: any StoreConnection
  ) throws -> TravellerRegistration {
    let identity = entry.identity.map { Secret($0, salt: salt) }
    try db.execute(
      """
      INSERT INTO registry_registrations (tracking_code, imei, mobile, language, identity_salt,
        identity_hash, bill_id, payment_id, issued_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        code.text, entry.imei.text, entry.mobile.number, entry.language, identity?.salt,
        identity?.hash, bill.text, payment.text, StoredTime.milliseconds(entry.issuedAt),
      ])
    guard let made = try find(code, db) else { throw DamagedRow() }
    return made
  }
}
