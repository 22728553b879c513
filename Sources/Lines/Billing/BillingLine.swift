package import CallEngine
package import Foundation
package import Store

/// The line that says what a subscriber owes, and sends the bill by SMS and e-mail
/// (Documentation/domain.md §1).
package struct BillingLine: LineOfBusiness {
  package let name = "billing"
  package let addresses = ServiceAddresses(emailSender: BillingAddress.emailSender)

  package init() {}

  package var messages: [MessageSignature] { Message.signatures }

  package var migrations: StoreSchema.Migrations? { Directory.migrations }

  package var debts: (any DebtCollector)? { self }

  package var pages: (any LinePages)? { self }

  package var sample: LineSample {
    let entries = SampleDirectory.entries
    return LineSample(
      callers: entries.map {
        LineSample.Caller($0.subscriber.line.number, $0.note, persian: $0.persianNote)
      },
      stranger: "02199999999",
      numbers: entries.flatMap { entry in
        let bills = entry.bills.flatMap { [$0.billID.text, $0.paymentID.text] }
        let own = [entry.subscriber.mobile?.number, entry.subscriber.nationalID]
        return [entry.subscriber.line.number] + own.compactMap { $0 } + bills
      })
  }

  package func invoke(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    switch request.service {
    case Self.findBill.name: try findBill(request, work)
    case Self.sendBill.name: try sendBill(request, work)
    case Self.sendAppLink.name: try sendAppLink(request, work)
    case Self.requestEmail.name: try requestEmail(request, work)
    default: throw ServiceTrouble.unknownService(request.service)
    }
  }

  /// The first subscriber who owes something, otherwise the first of all.
  package func somebody(_ db: any StoreConnection) throws -> String? {
    try Directory.somebody(db)?.line.number
  }

  package func purge(olderThan limit: Date, _ db: any StoreConnection) throws {
    try Confirmation.remove(olderThan: limit, db)
  }

  package func preferredLanguage(of number: String, _ db: any StoreConnection) throws -> String? {
    guard let line = try? SubscriberLine(parsing: number) else { return nil }
    return try Directory.language(of: line, db)
  }
}
