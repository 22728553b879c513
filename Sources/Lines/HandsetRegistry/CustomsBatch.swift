package import CallEngine
internal import Foundation
internal import Store

/// The file in which customs hands over to the registry what can't go online: what was paid before the
/// link went live, and the cases collected for review.
package struct CustomsBatch: Sendable {
  package static let columns = [
    "tracking_code", "imei", "brand", "model", "bill_id", "payment_id", "issued_on", "paid_on",
    "mobile",
  ]

  /// A row, as it stands in a file.
  struct Entry {
    /// The line of the file on which it begins.
    let line: Int
    let trackingCode: TrackingCode
    let imei: IMEI
    let brand: String
    let model: String
    let billID: BillID
    let paymentID: PaymentID
    let issuedOn: CivilDay
    let paidOn: CivilDay
    let mobile: MobileNumber
  }

  let entries: [Entry]

  /// The rows of the file for the registry, in the order of the registrations, each a list of fields.
  /// Those that the registry has taken in are left out, so that a file that is made twice is the same.
  static func rows(at moment: Date, _ transaction: DeskTransaction) throws -> [[String]] {
    var rows: [[String]] = []
    for var registration in try TravellerRegistration.all(transaction.db) {
      // What was paid, but nobody has called about since.
      try registration.advance(at: moment, transaction)
      let standing = try registration.standing(at: moment, transaction.db)
      guard [.byFile, .noCustomsCode].contains(standing), let paidAt = registration.paidAt,
        paidAt <= moment
      else { continue }
      let model = try HandsetModel.find(registration.imei, transaction.db) ?? .unknown
      rows.append([
        registration.trackingCode.text, registration.imei.text, model.brand.english,
        model.model.english, registration.billID.text, registration.paymentID.text,
        Tehran.day(of: registration.issuedAt).description, Tehran.day(of: paidAt).description,
        registration.mobile.number,
      ])
    }
    return rows
  }

  /// Takes a batch into the registry, which sends the codes: all of it or nothing. Rows whose code has
  /// been sent already change nothing.
  ///
  /// - Returns: how many rows are new.
  /// - Throws: `CustomsBatchError` with every row that contradicts what is known.
  func take(at moment: Date, path: String, _ transaction: DeskTransaction) throws -> Int {
    var faults: [CustomsBatchError.Row] = []
    var new: [TravellerRegistration] = []
    for entry in entries {
      // A file may be tried as on an earlier day than that of its payments.
      let today = Tehran.day(of: max(moment, transaction.now))
      let reasons = try entry.conflicts(on: today, transaction.db)
      if !reasons.isEmpty {
        faults.append(.init(line: entry.line, reasons: reasons))
        continue
      }
      let registration =
        try TravellerRegistration.find(entry.imei, transaction.db)
        ?? entry.insert(transaction)
      if try ![.codeSent, .activated].contains(registration.standing(at: moment, transaction.db)) {
        new.append(registration)
      }
    }
    // The transaction is rolled back with all that was inserted.
    guard faults.isEmpty else { throw CustomsBatchError.badRows(path: path, faults) }
    for registration in new { try registration.release(at: moment, transaction) }
    return new.count
  }
}

extension CustomsBatch.Entry {
  /// What of the row contradicts what is known; names no values.
  func conflicts(on today: CivilDay, _ db: any StoreConnection) throws -> [String] {
    var reasons: [String] = []
    if issuedOn > paidOn { reasons.append("paid_on is before issued_on") }
    if paidOn > today { reasons.append("paid_on is in the future") }
    let known = [
      try TravellerRegistration.find(imei, db), try TravellerRegistration.find(trackingCode, db),
      try TravellerRegistration.find(PaymentLedger.Key(billID, paymentID), db),
    ].compactMap { $0 }
    guard let registration = known.first else {
      if try Handset.isRegistered(imei, db) {
        reasons.append("the imei is in the registry, and not as a traveller's")
      }
      return reasons
    }
    if registration.imei != imei { reasons.append("the imei is of another registration") }
    if registration.trackingCode != trackingCode {
      reasons.append("the tracking_code is of another registration")
    }
    if registration.key != PaymentLedger.Key(billID, paymentID) {
      reasons.append("bill_id and payment_id are of another registration")
    }
    if registration.mobile != mobile { reasons.append("the mobile is not the one registered") }
    if Tehran.day(of: registration.issuedAt) != issuedOn {
      reasons.append("issued_on is not the day on which it was issued")
    }
    // The evidence of customs may be newer than what is known here, but not contradict it.
    if let paidAt = try registration.paidAt
      ?? PaymentLedger.payment(for: registration.key, db)?.paidAt
    {
      if Tehran.day(of: paidAt) != paidOn {
        reasons.append("paid_on is not the day on which it was paid")
      }
    } else {
      reasons.append("it has not been paid")
    }
    return reasons
  }

  /// Writes down a registration that is known from the file only.
  func insert(_ transaction: DeskTransaction) throws -> TravellerRegistration {
    try HandsetModel(brand: LocalName(brand), model: LocalName(model))
      .insert(typeCode: imei.typeCode, transaction.db)
    var registration = try TravellerRegistration.insert(
      .init(
        imei: imei, mobile: mobile, language: try transaction.language(for: nil).tag,
        identity: nil, duty: paymentID.amount, issuedAt: Tehran.noon(of: issuedOn)),
      trackingCode, billID, paymentID, salt: transaction.makeToken(), transaction.db)
    try registration.note(paidAt: Tehran.noon(of: paidOn), transaction.db)
    return registration
  }
}

/// Why a batch was not taken in. Nothing of it is then in the registry. It quotes no values.
package enum CustomsBatchError: Error, Hashable, Sendable, CustomStringConvertible {
  package struct Row: Hashable, Sendable {
    /// The line on which the row begins, from 1; the header is line 1.
    package let line: Int
    package let reasons: [String]
  }

  case unreadable(path: String, why: String)
  case header(path: String, [String])
  case badRows(path: String, [Row])

  package var description: String { text.description }

  package var text: VisibleText {
    switch self {
    case .unreadable(let path, let why): return "can't read \(path): \(why)"
    case .header(let path, let reasons):
      return "\(path): line 1: \(reasons.joined(separator: "; "))"
    case .badRows(let path, let rows):
      let lines = rows.sorted { $0.line < $1.line }.map {
        "\n  line \($0.line): \($0.reasons.joined(separator: "; "))"
      }
      return "\(path): nothing was imported; faulty rows: \(rows.count)"
        + VisibleText(lines: lines.joined())
    }
  }
}
