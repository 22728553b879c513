import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct OutageTests {
  let bench: RegistryBench
  static let traveller = "09121110001"

  init() throws {
    bench = try RegistryBench()
    try bench.customs.beginOutage(
      at: RegistryBench.moment("2026-01-01T08:00"), until: RegistryBench.moment("2026-01-01T14:00"))
  }

  @Test
  func `a handset registered in an outage isn't lost`() throws {
    let registration = try bench.register(51, at: "2026-01-01T09:00")
    #expect(
      bench.inquire(registration.imei.text, at: "2026-01-01T09:01").outcome == "customs_unreachable"
    )
    #expect(
      try bench.customs.registrations(at: RegistryBench.moment("2026-01-01T09:01")).last?.isQueued
        == true)
    #expect(bench.standing(registration.trackingCode, at: "2026-01-01T09:01") == "unpaid")
    try bench.desk.sendDue(at: RegistryBench.moment("2026-01-01T15:00"))
    #expect(bench.inquire(registration.imei.text, at: "2026-01-01T15:00").outcome == "pending")
    #expect(
      try bench.customs.registrations(at: RegistryBench.moment("2026-01-01T15:00")).last?.isQueued
        == false)
  }

  @Test
  func `a payment in an outage waits, and the code comes once when it is over`() throws {
    let registration = try bench.register(52, at: "2026-01-01T07:00")
    try bench.pay(registration, at: "2026-01-01T10:00")
    #expect(bench.standing(registration.trackingCode, at: "2026-01-01T10:01") == "waiting")
    let activation = bench.ask(
      "open_activation", ["imei": registration.imei.text, "line": Self.traveller],
      at: "2026-01-01T10:02")
    #expect(activation.reply.outcome == "waiting")
    #expect(try bench.codes(to: Self.traveller) == 0)
    for hour in 10...18 {
      try bench.desk.sendDue(at: RegistryBench.moment("2026-01-01T\(hour):30"))
      #expect(try bench.codes(to: Self.traveller) == (hour < 14 ? 0 : 1))
    }
  }

  @Test
  func `who calls after the outage needn't wait for the next try`() throws {
    let registration = try bench.register(53, at: "2026-01-01T13:59")
    try bench.pay(registration, at: "2026-01-01T13:59:30")
    #expect(bench.standing(registration.trackingCode, at: "2026-01-01T14:00") == "code_sent")
    #expect(try bench.codes(to: Self.traveller) == 1)
  }

  @Test
  func `tries become rarer, up to one an hour`() throws {
    let registration = try bench.register(54, at: "2026-01-01T09:00:00")
    func isDue(_ time: String) throws -> Bool {
      try bench.desk.store.read("look") {
        try HandsetRegistryLine().isBehind(at: RegistryBench.moment("2026-01-01T\(time)"), $0)
      }
    }
    #expect(try !isDue("09:00:59"))
    #expect(try isDue("09:01:00"))
    try bench.desk.catchUp(at: RegistryBench.moment("2026-01-01T09:01:00"))
    #expect(try !isDue("09:02:59"))
    #expect(try isDue("09:03:00"))
    for _ in 0..<10 { try bench.desk.catchUp(at: RegistryBench.moment("2026-01-01T13:00")) }
    #expect(
      try bench.customs.registrations(at: RegistryBench.moment("2026-01-01T13:00")).last?.isQueued
        == true)
    #expect(try isDue("14:00"))
    #expect(registration.reportedAt == nil)
  }

  @Test
  func `an outage that nobody has set an end is over when it is ended, and the queue goes at once`()
    throws
  {
    try bench.customs.endOutages(
      at: RegistryBench.moment("2026-01-01T08:30"), now: RegistryBench.moment("2026-01-01T08:30"))
    try bench.customs.beginOutage(at: RegistryBench.moment("2026-01-01T09:00"), until: nil)
    let registration = try bench.register(55, at: "2026-01-01T10:00")
    try bench.pay(registration, at: "2026-01-03")
    #expect(bench.standing(registration.trackingCode, at: "2026-02-01") == "waiting")
    #expect(try bench.codes(to: Self.traveller) == 0)
    try bench.customs.endOutages(
      at: RegistryBench.moment("2026-02-02"), now: RegistryBench.moment("2026-02-02"))
    #expect(try bench.codes(to: Self.traveller) == 1)
    #expect(try bench.customs.outages().allSatisfy { $0.end != nil })
  }

  @Test
  func `a code that isn't known while customs can't be asked may be known later`() {
    let code = TrackingCode(token: "nobody's")
    #expect(bench.standing(code, at: "2026-01-01T09:00") == "customs_unreachable")
    #expect(bench.standing(code, at: "2026-01-01T14:00") == "unknown")
  }

  @Test
  func `an outage doesn't change what goes by file`() throws {
    try bench.customs.beginOutage(at: RegistryBench.moment("2019-03-01"), until: nil)
    let registration = try bench.register(56, at: "2019-03-02")
    try bench.pay(registration, at: "2019-03-16")
    #expect(bench.standing(registration.trackingCode, at: "2019-03-17") == "no_customs_code")
  }
}
