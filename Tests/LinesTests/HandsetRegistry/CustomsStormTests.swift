import Foundation
import RandomInputs
import Testing

@testable import Lines
@testable import Store

/// Whatever happens in whatever order, each traveller who has paid gets one code, and nobody else any.
struct CustomsStormTests {
  @Test(arguments: 0..<40)
  func `registrations, payments, outages and batches in any order lose and double nothing`(
    seed: UInt64
  ) throws {
    var storm = try Storm(seed: seed)
    for _ in 0..<50 { try storm.step() }
    try storm.settle()
  }

  private struct Storm {
    private let bench: RegistryBench
    private let folder = TemporaryFolder()
    private var random: SeededGenerator
    /// Five days before the link goes live at first.
    private var now = RegistryBench.moment("2019-03-10T08:00")
    private var registrations: [TravellerRegistration] = []
    private var paid: Set<String> = []

    init(seed: UInt64) throws {
      bench = try RegistryBench()
      random = SeededGenerator(seed: seed)
    }

    mutating func step() throws {
      now.addTimeInterval(TimeInterval(Int.random(in: 1...21_600, using: &random)))
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1:
        let number = registrations.count
        registrations.append(
          try bench.customs.register(
            .init(
              imei: try RegistryBench.imei(100 + number),
              mobile: try MobileNumber(parsing: "0912111\(2000 + number)"),
              nationalID: "0000000159", brand: nil, model: nil, duty: 5_000_000, language: nil),
            at: now, now: now))
      case 2, 3:
        guard let registration = registrations.randomElement(using: &random) else { return }
        let now = now
        try bench.desk.act(for: HandsetRegistryLine(), "pay", at: now) { transaction in
          _ = try transaction.pay(
            .init(registration.paymentID.amount, "IRR"), for: registration.key, at: now)
        }
        paid.insert(registration.mobile.number)
      case 4:
        let hours = TimeInterval(Int.random(in: 1...30, using: &random) * 3600)
        let end = Bool.random(using: &random) ? now.addingTimeInterval(hours) : nil
        try bench.customs.beginOutage(at: now, until: end)
      case 5: try bench.customs.endOutages(at: now, now: now)
      case 6: try bench.desk.sendDue(at: now)
      default: try handOver()
      }
      try check()
    }

    /// The outages end, and the batch is handed over: then nothing more can wait.
    mutating func settle() throws {
      now.addTimeInterval(86_400)
      try bench.customs.endOutages(at: now, now: now)
      try handOver()
      try check()
      for registration in registrations {
        let number = registration.mobile.number
        #expect(try bench.codes(to: number) == (paid.contains(number) ? 1 : 0))
      }
      #expect(try bench.customs.registrations(at: now).allSatisfy { !$0.isQueued })
    }

    private func handOver() throws {
      let text = try bench.customs.batch(at: now, now: now).text
      // The sample has payments of later days.
      let today = RegistryBench.moment("2026-01-01")
      for _ in 0..<2 {
        _ = try bench.customs.take(batchFrom: try folder.write(text), at: now, now: today)
      }
    }

    private func check() throws {
      for registration in registrations {
        let number = registration.mobile.number
        #expect(try bench.codes(to: number) <= (paid.contains(number) ? 1 : 0))
        for text in try bench.texts(to: number) {
          #expect(text.contains(registration.imei.text))
        }
      }
    }
  }
}
