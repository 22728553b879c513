import CallEngine
import Foundation
import Testing

@testable import Lines
@testable import Store

/// What a payment and work left over set going in the lines.
struct PaymentReportTests {
  /// A line that writes to somebody of each payment, and has work left over until it is done.
  private struct Listener: LineOfBusiness {
    let name: String
    let signatures: [ServiceSignature] = []
    let sample = LineSample(callers: [], stranger: "02199900001")

    var migrations: StoreSchema.Migrations? {
      StoreSchema.Migrations(
        of: name, [{ [name] in try $0.define("CREATE TABLE \(name) (done INTEGER) STRICT") }])
    }

    func invoke(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
      throw ServiceTrouble.unknownService(request.service)
    }

    func paid(_ payment: PaymentLedger.Payment, _ transaction: DeskTransaction) throws {
      _ = try transaction.send(smsTo: MobileNumber(parsing: "09121110001")) {
        "\(name) \(payment.amount.units)"
      }
    }

    func isBehind(at moment: Date, _ db: any StoreConnection) throws -> Bool {
      try moment.timeIntervalSince1970 >= 100
        && db.integer("SELECT done FROM \(name)") == nil
    }

    func catchUp(at moment: Date, _ transaction: DeskTransaction) throws {
      try transaction.db.execute("INSERT INTO \(name) VALUES (1)")
      _ = try transaction.send(smsTo: MobileNumber(parsing: "09121110002")) { "caught up" }
    }
  }

  private let desk: ServiceDesk
  private let key = PaymentLedger.Key(billID: "9990000102140", paymentID: "1750213")

  init() throws {
    let lines: [any LineOfBusiness] = [Listener(name: "first"), Listener(name: "second")]
    desk = ServiceDesk(store: try Store(inMemory: StoreSchema(lines)), texts: [:], lines: lines)
  }

  private func texts() throws -> [String] {
    try desk.store.outbox().filter { $0.status == .sent }.map(\.text)
  }

  private func pay(then work: () throws -> Void = {}) throws -> PaymentLedger.Payment? {
    let now = Date(timeIntervalSince1970: 50)
    return try desk.act(for: desk.lines[0], "pay", at: now) { transaction in
      let payment = try transaction.pay(.init(17_000, "IRR"), for: key, at: now)
      try work()
      return payment
    }
  }

  @Test
  func `each line hears of a payment, once`() throws {
    #expect(try pay()?.amount.units == 17_000)
    #expect(try pay() == nil)
    #expect(try texts() == ["first 17000", "second 17000"])
  }

  @Test
  func `a payment that is taken back was never told`() throws {
    struct Change: Error {}
    #expect(throws: Change.self) { try pay { throw Change() } }
    #expect(try texts().isEmpty)
    #expect(try pay() != nil)
  }

  @Test
  func `work left over is done once it is due, once, and what it sends goes at once`() throws {
    try desk.sendDue(at: Date(timeIntervalSince1970: 99))
    #expect(try texts().isEmpty)
    try desk.sendDue(at: Date(timeIntervalSince1970: 99), asIfAt: Date(timeIntervalSince1970: 100))
    try desk.sendDue(at: Date(timeIntervalSince1970: 200))
    #expect(try texts() == ["caught up", "caught up"])
  }
}
