internal import Foundation
internal import Store

/// Where a traveller's registration stands.
package enum RegistrationStanding: String, CaseIterable, Hashable, Sendable {
  /// The duty hasn't been paid.
  case unpaid
  /// The same, by a payment ID from before the link, which leads to a review if it is paid now.
  case unpaidOld = "unpaid_old"
  /// Issued and paid before the link: it goes to the registry in the next periodic file.
  case byFile = "by_file"
  /// Issued before the link and paid after it: the registry finds no code of customs for the IMEI.
  case noCustomsCode = "no_customs_code"
  /// Paid, but an outage keeps customs from telling the registry.
  case waiting
  case codeSent = "code_sent"
  case activated
}

extension TravellerRegistration {
  func standing(at moment: Date, _ db: any StoreConnection) throws -> RegistrationStanding {
    if try Binding.find(imei, db) != nil { return .activated }
    if try ActivationCode.find(imei, db) != nil { return .codeSent }
    let link = try CustomsLink(db)
    let isOld = !link.isLive(at: issuedAt)
    guard let paidAt else { return isOld && link.isLive(at: moment) ? .unpaidOld : .unpaid }
    guard isOld else { return .waiting }
    return link.isLive(at: paidAt) ? .noCustomsCode : .byFile
  }

  /// Does what can be done by now: looks for the payment, and has customs tell the registry, which
  /// sends the code. In an outage it stays in the queue.
  ///
  /// - Parameter moment: the time in the business, by which days and outages go.
  mutating func advance(at moment: Date, _ transaction: DeskTransaction) throws {
    let db = transaction.db
    if paidAt == nil, let payment = try PaymentLedger.payment(for: key, db) {
      try note(paidAt: payment.paidAt, db)
    }
    switch try standing(at: moment, db) {
    case .activated, .codeSent, .byFile, .unpaidOld: try settle(db)
    case .noCustomsCode:
      try settle(db)
      try beginReview(at: moment, transaction)
    case .unpaid where try !CustomsLink(db).isLive(at: issuedAt): try settle(db)
    case .unpaid, .waiting: try tellRegistry(at: moment, transaction)
    }
  }

  /// Collects it for review, and writes to the traveller why there is no code yet, once.
  private mutating func beginReview(at moment: Date, _ transaction: DeskTransaction) throws {
    guard reviewedAt == nil else { return }
    try note(reviewedAt: moment, transaction.db)
    try transaction.send(
      smsDueTo: mobile, try transaction.text(RegistryMessage.review(imei), in: language))
  }

  /// Tells the registry online of the registration, and of its payment if there is one.
  private mutating func tellRegistry(at moment: Date, _ transaction: DeskTransaction) throws {
    guard reportedAt == nil || paidAt != nil else { return try settle(transaction.db) }
    guard try !CustomsLink.isDown(at: moment, transaction.db) else {
      return try retryLater(than: moment, transaction.db)
    }
    if reportedAt == nil { try note(reportedAt: moment, transaction.db) }
    if paidAt != nil { try release(at: moment, transaction) }
    try settle(transaction.db)
  }

  /// The importer of a traveller's handset, who has no name in the registry.
  static let importer = LocalName(persian: "مسافر", english: "a traveller")

  /// Takes the handset into the registry, which sends its code; at most once.
  func release(at moment: Date, _ transaction: DeskTransaction) throws {
    guard try ActivationCode.find(imei, transaction.db) == nil,
      try Binding.find(imei, transaction.db) == nil
    else { return }
    try Handset.register(imei, importer: Self.importer, kind: .traveller, transaction.db)
    try ActivationCode.send(for: self, at: moment, transaction)
  }

  /// The condition of those that an outage has kept from the registry and that are to be tried again.
  private static let isDue = "next_try_at IS NOT NULL AND next_try_at <= ?"

  static func isAnyDue(at moment: Date, _ db: any StoreConnection) throws -> Bool {
    try db.isTrue(
      "SELECT EXISTS (SELECT 1 FROM registry_registrations WHERE \(isDue))",
      [StoredTime.milliseconds(moment)])
  }

  /// Does at once for all of them what can be done by now.
  static func advanceQueue(at moment: Date, _ transaction: DeskTransaction) throws {
    for var registration in try all(transaction.db, where: "next_try_at IS NOT NULL") {
      try registration.advance(at: moment, transaction)
    }
  }

  static func advanceDue(at moment: Date, _ transaction: DeskTransaction) throws {
    let due = try all(transaction.db, where: isDue, [StoredTime.milliseconds(moment)])
    for var registration in due {
      try registration.advance(at: moment, transaction)
    }
  }
}
