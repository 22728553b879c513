internal import CallEngine
package import Foundation
package import Store

/// Travellers' registrations: what callers hear of them, and what a payment sets going.
extension HandsetRegistryLine {
  func findRegistration(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    guard let code = TrackingCode(parsing: request["tracking_code"] ?? "") else {
      return ServiceAnswer(ServiceReply(outcome: "unknown"))
    }
    let moment = work.call.moment
    return try work.write("look up a traveller's registration") { transaction in
      let db = transaction.db
      guard var registration = try TravellerRegistration.find(code, db) else {
        // It may be one that customs has yet to pass on.
        let isDown = try CustomsLink.isDown(at: moment, db)
        return ServiceAnswer(ServiceReply(outcome: isDown ? "customs_unreachable" : "unknown"))
      }
      try registration.advance(at: moment, transaction)
      return ServiceAnswer(try reply(to: registration, at: moment, db))
    }
  }

  private func reply(
    to registration: TravellerRegistration, at moment: Date, _ db: any StoreConnection
  ) throws -> ServiceReply {
    let standing = try registration.standing(at: moment, db)
    let use = try Handset.find(
      registration.imei, registeredAt: registration.issuedAt, at: moment, db
    ).use
    var output = [
      NamedValue("handset.imei", registration.imei.text), NamedValue("handset.use", use.word),
      NamedValue("handset.days_left", String(use.daysLeft)),
    ]
    if [.unpaid, .unpaidOld].contains(standing) {
      output.append(NamedValue("duty.amount", String(registration.paymentID.amount)))
      output.append(NamedValue("duty.bill_id", registration.billID.text))
      output.append(NamedValue("duty.payment_id", registration.paymentID.text))
    }
    return ServiceReply(outcome: standing.rawValue, output: output)
  }

  /// A payment of duty is passed on at once, in the transaction that records it.
  package func paid(
    _ payment: PaymentLedger.Payment, _ transaction: DeskTransaction
  ) throws {
    guard var registration = try TravellerRegistration.find(payment.key, transaction.db) else {
      return
    }
    try registration.advance(at: payment.paidAt, transaction)
  }

  package func isBehind(at moment: Date, _ db: any StoreConnection) throws -> Bool {
    try TravellerRegistration.isAnyDue(at: moment, db)
  }

  /// Tries again what an outage of customs has held up.
  package func catchUp(at moment: Date, _ transaction: DeskTransaction) throws {
    try TravellerRegistration.advanceDue(at: moment, transaction)
  }
}
