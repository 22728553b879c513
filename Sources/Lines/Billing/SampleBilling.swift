package import CallEngine

/// The billing services over the sample directory, answered from memory: no database, no outbox, no
/// waiting. A load generator measures the call machine with it, not SQLite.
package struct SampleBilling: Sendable {
  /// The services that send an SMS, and can end with `tooMany`.
  package static let senders: Set<String> = [
    "billing.send_bill", "billing.send_app_link", "billing.request_email",
  ]
  /// The reply of one of `senders` beyond its limits, which are not counted here.
  package static let tooMany = ServiceReply.tooMany

  /// The sample's lines, in the order of the sample.
  package let lines: [String]
  private let bills: [String: ServiceReply]

  package init() {
    let entries = SampleDirectory.entries
    lines = entries.map(\.subscriber.line.number)
    bills = Dictionary(
      entries.map { entry in
        (entry.subscriber.line.number, ServiceReply(entry.subscriber, entry.billDueLast))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Every number of the sample that a caller could key in: lines, mobiles, bill and payment IDs.
  package var numbers: [String] {
    SampleDirectory.entries.flatMap { entry in
      let bills = entry.bills.flatMap { [$0.billID.text, $0.paymentID.text] }
      let own = [entry.subscriber.mobile?.number, entry.subscriber.nationalID].compactMap { $0 }
      return [entry.subscriber.line.number] + own + bills
    }
  }

  /// Answers as the services over a new store would, but for messages: nothing is sent.
  package func reply(to request: ServiceRequest) -> ServiceReply {
    switch request.service {
    case "billing.find_bill": request["line"].flatMap { bills[$0] } ?? .unknownLine
    case "billing.send_bill", "billing.request_email":
      request["line"].flatMap { bills[$0] } == nil || request["mobile"] == nil ? .failed : .sent
    case "billing.send_app_link": request["mobile"] == nil ? .failed : .sent
    default: .failed
    }
  }
}

extension SampleDirectory.Entry {
  var billDueLast: Bill? {
    bills.max { ($0.dueOn ?? "") < ($1.dueOn ?? "") }
  }
}
