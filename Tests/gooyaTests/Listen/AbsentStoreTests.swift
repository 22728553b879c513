import CallEngine
import CallRuntime
import Foundation
import Lines
import LiveLine
import PostgresServer
import Store
import Synchronization
import Testing

@testable import gooya

/// Calls while the database's server is away.
@Suite struct `Calls without a database server` {
  private final class Flag: Sendable {
    private let flag = Mutex(true)
    var value: Bool {
      get { flag.withLock { $0 } }
      set { flag.withLock { $0 = newValue } }
    }
  }

  /// An exchange over a database behind a gate.
  private final class Place: Sendable {
    let gate: ServerGate
    let isWell = Flag()
    let exchange: TestExchange

    init(_ scripts: [String: String]) throws {
      gate = try ServerGate()
      let url = try PostgresServer.shared().makeDatabase(with: "gooya") {
        _ = try Store(at: PostgresAddress($0))
      }
      let store = try Store(at: PostgresAddress(gate.url(of: url)))
      store.wait(atMost: .zero)
      exchange = try TestExchange(
        scripts, over: store, isStoreWell: { [isWell] in isWell.value })
    }

    /// Has the watch find out how it is.
    func find(isWell: Bool) {
      self.isWell.value = isWell
      exchange.exchange.watch.look(exchange.exchange.log)
    }
  }

  @Test func `are refused once it is known to be away, and taken once it is back`() throws {
    let isWell = Flag()
    let test = try TestExchange(
      ["a.yaml": TestExchange.script(saying: "One")], isStoreWell: { isWell.value })
    let exchange = test.exchange
    let address = try #require(ListeningAddress("127.0.0.1:0"))
    let network = SIPNetwork(
      try Configuration.read(nil).sip(at: address), transfers: .init(address: { _ in nil }))
    try network.begin(exchange)
    defer { network.stop() }
    #expect(network.takesCalls)
    for _ in 0..<2 {
      isWell.value = false
      exchange.watch.look(exchange.log)
      #expect(test.refusal("1000") == .storeAway && !network.takesCalls)
      isWell.value = true
      exchange.watch.look(exchange.log)
      #expect(test.refusal("1000") == nil && network.takesCalls)
    }
    #expect(test.log.all.count { $0.contains("the store doesn't answer") } == 2)
    #expect(CallRefusal.storeAway.retryAfter == 5 && CallRefusal.full.retryAfter == nil)
    _ = try test.records()
  }

  @Test func `that go on and end meanwhile are recorded once it is back`() throws {
    let place = try Place(["a.yaml": TestExchange.script(saying: "One")])
    defer { place.gate.end() }
    let (early, late) = (try place.exchange.ring(), try place.exchange.ring())
    early.begin()
    early.await("hello")
    // Its record is there before the server goes.
    while try place.exchange.store.calls().isEmpty { usleep(1000) }
    place.gate.set(.closed)
    late.begin()
    late.await("hello")
    for call in [early, late] {
      call.press(.one)
      #expect(call.ended() == .line)
    }
    place.exchange.exchange.end()
    let watch = place.exchange.exchange.watch
    #expect(watch.register.waitingCount == 3, "the end of one, beginning and end of the other")
    place.gate.set(.open)
    place.find(isWell: true)
    #expect(watch.register.waitingCount == 0)
    let records = try place.exchange.store.calls()
    #expect(
      Set(records.map(\.callID)) == [early.accepted.callID, late.accepted.callID])
    for record in records {
      #expect(record.ending?.path == ["hello", "bye"] && !record.isCutOff)
    }
    #expect(place.exchange.log.all.contains { $0.contains("call records written late") })
  }

  @Test func `begin although nothing is heard of it, and don't wait for their services`() throws {
    let place = try Place(["bill.yaml": Self.bill])
    defer { place.gate.end() }
    let call = try place.exchange.ring("1800", from: "02199900001")
    place.gate.set(.silent)
    place.find(isWell: false)
    call.begin()
    call.await("sorry")
    #expect(call.ended() == .line)
    place.gate.set(.open)
    let records = try place.exchange.records()
    #expect(records.map(\.callID) == [call.accepted.callID])
    #expect(records.first?.ending?.path == ["find", "sorry"])
    #expect(records.first?.lateReplies.map(\.outcome) == ["due"])
  }

  @Test func `have no late reply of a service that failed as they were told`() throws {
    let place = try Place(["bill.yaml": Self.bill])
    defer { place.gate.end() }
    let calls = try (0..<4).map { _ in try place.exchange.ring("1800", from: "02199900001") }
    place.gate.set(.closed)
    place.find(isWell: false)
    for call in calls { call.begin() }
    for call in calls { #expect(call.ended() == .line) }
    place.exchange.exchange.end()
    place.gate.set(.open)
    place.find(isWell: true)
    let records = try place.exchange.store.calls()
    #expect(records.map(\.ending?.path) == Array(repeating: ["find", "sorry"], count: 4))
    #expect(records.map(\.lateReplies.count) == [0, 0, 0, 0])
  }

  private static let bill = """
    format: 1
    title: Bill
    languages: [en-US]
    start: find
    states:
      find:
        service: billing.find_bill
        input: { line: "${call.line}" }
        outcomes: { due: bye, paid: bye, unknown_line: bye, failed: sorry }
      sorry: { hang_up: [] }
      bye: { hang_up: [] }
    """
}
