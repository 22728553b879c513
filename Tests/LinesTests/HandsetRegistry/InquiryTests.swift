import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct InquiryTests {
  let bench: RegistryBench

  init() throws {
    bench = try RegistryBench()
  }

  @Test
  func `a handset in the registry is told with brand, model, importer and kind of import`() {
    let reply = bench.inquire(RegistryBench.owned)
    #expect(reply.outcome == "legal")
    #expect(reply.value("handset.brand") == "Namunephone")
    #expect(reply.value("handset.model") == "Simple")
    #expect(reply.value("handset.importer") == "Sample Imports")
    #expect(reply.value("handset.import_kind") == "commercial")
    #expect(reply.value("handset.use") == "activated")
  }

  /// The sample's handset was first used on 20 December 2025.
  @Test(arguments: [
    ("2025-12-20T00:00", "running", "30"), ("2025-12-20T23:59:59", "running", "30"),
    ("2025-12-21T00:00", "running", "29"), ("2026-01-01", "running", "18"),
    ("2026-01-17T23:59:59", "running", "2"), ("2026-01-18T23:59:59", "running", "1"),
    ("2026-01-19T00:00", "over", "0"), ("2027-01-01", "over", "0"),
  ])
  func `the thirty days count from first use, by midnights in Tehran`(
    moment: String, use: String, left: String
  ) {
    let reply = bench.inquire("009999000000111", at: moment)
    #expect(reply.outcome == "unregistered")
    #expect(reply.value("handset.use") == use)
    #expect(reply.value("handset.days_left") == left)
  }

  @Test
  func `the days of a handset that hasn't been seen count from its registration`() throws {
    let registration = try bench.register(21, at: "2026-01-01T23:30")
    let reply = bench.inquire(registration.imei.text, at: "2026-01-05")
    #expect(reply.outcome == "pending")
    #expect(reply.value("handset.days_left") == "26")
    #expect(reply.value("handset.brand") == "Khialtel")
  }

  @Test
  func `a handset that nobody has seen begins its days with its first use`() {
    let reply = bench.inquire("490154203237518")
    #expect(reply.outcome == "unregistered")
    #expect(reply.value("handset.use") == "unused")
    #expect(reply.value("handset.brand") == nil)
  }

  @Test
  func `in an outage an unknown handset isn't called unregistered`() throws {
    try bench.customs.beginOutage(at: RegistryBench.moment("2026-01-01T08:00"), until: nil)
    #expect(bench.inquire("490154203237518").outcome == "customs_unreachable")
    #expect(bench.inquire(RegistryBench.owned).outcome == "legal")
    #expect(bench.inquire("490154203237518", at: "2025-12-31").outcome == "unregistered")
  }

  @Test
  func `the answer goes by SMS to the number that is given, in the caller's language`() throws {
    let answer = bench.ask(
      "send_inquiry",
      ["imei": RegistryBench.imported, "mobile": "09121110009", "language": "en-US"])
    #expect(answer.reply.outcome == "sent")
    #expect(
      try bench.texts(to: "09121110009") == [
        """
        Handset registry
        IMEI: 009999010000036
        This handset is legal, and is in the registry.
        Brand: Namunephone
        Model: Simple
        Importer: Sample Imports
        Import: commercial
        State: not used on the network yet. The 30 days in which it must be activated begin with its first use.
        """
      ])
  }

  @Test(arguments: [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: .infinity)])
  func `no date traps`(date: Date) {
    for service in ["inquire", "open_activation", "find_registration"] {
      let request = ServiceRequest(
        service: "registry.\(service)",
        input: [
          NamedValue("imei", "009999000000111"), NamedValue("line", "09121110001"),
          NamedValue("tracking_code", TrackingCode(token: "sample 009999020000026").text),
        ])
      _ = bench.desk.invoke(request, callID: "call-1", at: date, asIfAt: date)
    }
  }

  @Test(arguments: [
    ("09120000102", "mobile"), ("02199900101", "other"), ("+8613800000000", "other"), ("", "other"),
  ])
  func `only a mobile number can be bound`(number: String, outcome: String) {
    #expect(bench.ask("find_caller", ["mobile": number]).reply.outcome == outcome)
  }
}
