import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct StubBehaviourTests {
  private let services: ServiceDesk
  private let now = Date(timeIntervalSince1970: 1_767_256_200)

  init() throws {
    services = ServiceDesk(store: try Store.new())
  }

  private func reply(
    _ outcome: String, _ output: [NamedValue] = [], line: String = "02199900001"
  ) -> ServiceReply {
    services.tell(.service("billing.find_bill"), .outcome(outcome, output))
    let request = ServiceRequest(
      service: "billing.find_bill", input: [NamedValue("line", line)])
    return services.invoke(request, callID: "call-1", at: now).reply
  }

  @Test func `every output that a reply must have has an example`() {
    for signature in LinesOfBusiness.signatures {
      for output in signature.outputs where !output.isOptional {
        #expect(output.example != nil, "\(signature.name): \(output.name)")
      }
    }
  }

  @Test(
    arguments: LinesOfBusiness.signatures.flatMap { signature in
      (signature.outcomes + ["failed"]).map { (signature.name, $0) }
    })
  func `a service that is told an outcome has it, with what it brings`(
    service: String, outcome: String
  ) throws {
    services.tell(.service(service), .outcome(outcome))
    let reply = services.invoke(
      ServiceRequest(service: service, input: []), callID: "call-1", at: now
    ).reply
    #expect(reply.outcome == outcome)
    let signature = try #require(LinesOfBusiness.signatures.first { $0.name == service })
    for output in signature.outputs where !output.isOptional {
      #expect(
        reply.output.contains { $0.name == output.name } == output.comes(with: outcome),
        "\(output.name)")
    }
    #expect(try services.store.outbox().isEmpty, "it does nothing but reply")
  }

  @Test func `what isn't told is as the directory has it, else as in the example`() {
    func text(_ reply: ServiceReply, _ name: String) -> String? {
      reply.output.first { $0.name == name }?.value.text
    }
    let paid = reply("paid", line: "02199900002")
    #expect(text(paid, "subscriber.line") == "02199900002")
    #expect(text(paid, "bill.amount") == nil)
    // Nothing is due here, so the bill is the example's.
    let due = reply("due", [NamedValue("bill.amount", "99000")], line: "09120000003")
    #expect(text(due, "subscriber.own_mobile") == "09120000003")
    #expect(text(due, "bill.amount") == "99000")
    #expect(text(due, "bill.bill_id") == "9990000102140")
    #expect(reply("unknown_line").output.isEmpty)
  }
}
