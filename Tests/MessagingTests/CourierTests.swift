import CallEngine
import Foundation
import Store
import Synchronization
import Testing

@testable import Messaging

/// A courier in virtual time.
struct CourierTests {
  private let store: Store
  private let gateway = ScriptedGateway()
  private let start = Date(timeIntervalSince1970: 1_780_000_000)

  init() throws {
    store = try Store(inMemory: StoreSchema([EmbeddedGateway.migrations]))
  }

  private var courier: Courier { Courier(store, [.sms: gateway]) }

  private func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

  @discardableResult
  private func queue(_ text: String, to recipient: String = "x", in store: Store? = nil) throws
    -> Int64
  {
    try (store ?? self.store).write("queue") { db in
      try Store.post(
        CallMessage(.sms, from: "1", to: recipient, text: text), .queued, at: start,
        cause: MessageCause(), db)
    }
  }

  private func statuses() throws -> [OutboxEntry.Status] { try store.outbox().map(\.status) }

  @Test func `all that is due is handed over once, with its key`() throws {
    for text in ["a", "b", "c"] { try queue(text) }
    try courier.deliver(at: start)
    try courier.deliver(at: at(9999))
    #expect(gateway.taken.map(\.text) == ["a", "b", "c"])
    #expect(try gateway.taken.map(\.key) == store.outbox().map(\.key))
    #expect(try statuses() == [.sent, .sent, .sent])
  }

  @Test func `a temporary failure is tried again after its wait, and others wait behind it`() throws
  {
    try queue("a")
    try queue("b")
    try queue("c", to: "y")
    gateway.answers = [.temporaryFailure("busy"), .accepted, .temporaryFailure("busy")]
    try courier.deliver(at: start)
    #expect(gateway.taken.map(\.text) == ["c"])
    for seconds in [29.0, 30, 89] { try courier.deliver(at: at(seconds)) }
    #expect(gateway.taken.map(\.text) == ["c"])
    try courier.deliver(at: at(90))
    #expect(gateway.taken.map(\.text) == ["c", "a", "b"])
    #expect(try store.outbox().map(\.tries) == [3, 1, 1])
  }

  @Test func `a message from the future is sent at once, but not before it was queued`() throws {
    try queue("a")
    try queue("b", to: "y")
    gateway.answers = [.temporaryFailure("busy")]
    try courier.deliver(at: at(-300))
    let entries = try store.outbox()
    #expect(entries.map(\.status) == [.queued, .sent])
    #expect(entries[0].nextTryAt == at(30))
    #expect(entries[1].settledAt == start)
  }

  @Test func `a dead letter holds up nobody`() throws {
    try queue("a")
    try queue("b")
    gateway.answers = [.permanentFailure("error \(11)")]
    try courier.deliver(at: start)
    #expect(try statuses() == [.failed, .sent])
    #expect(try store.outbox().first?.lastError == "error 11")
  }

  @Test func `a message that is never taken is given up after the last try`() throws {
    try queue("a")
    gateway.answers = Array(repeating: .temporaryFailure("busy"), count: 20)
    for minute in 0..<600 { try courier.deliver(at: at(Double(minute) * 60)) }
    let entry = try #require(try store.outbox().first)
    #expect(entry.status == .failed && entry.tries == 12)
    #expect(gateway.answers.count == 8)
  }

  @Test func `a message that ends every process that sends it is given up`() throws {
    try queue("a")
    var count = 0
    for minute in 0..<60 where try courier.take(at: at(Double(minute) * 60)) != nil { count += 1 }
    #expect(count == 12)
    #expect(try statuses() == [.failed])
  }

  @Test func `a medium without a gateway fails at once`() throws {
    try queue("a")
    try Courier(store, [:]).deliver(at: start)
    #expect(try statuses() == [.failed])
  }

  @Test func `what its owner can't take in holds up none of the others, and is tried again`() throws
  {
    struct Stop: Error {}
    try queue("a")
    try queue("b", to: "y")
    let courier = Courier(store, [.sms: gateway]) { entry, _, _, _ in
      if entry.text == "a" { throw Stop() }
      return []
    }
    #expect(throws: Stop.self) { try courier.deliver(at: start) }
    #expect(try statuses() == [.queued, .sent])
    try self.courier.deliver(at: at(60))
    #expect(try statuses() == [.sent, .sent])
    #expect(Set(gateway.taken.map(\.key)).count == 2 && gateway.taken.count == 3)
  }

  @Test func `what was just queued is sent after what waits for the same recipient, and alone`()
    throws
  {
    try queue("a")
    try queue("b", to: "y")
    gateway.answers = [.temporaryFailure("busy")]
    let new = try queue("c")
    #expect(try courier.deliver([new], at: start).map(\.entry.status) == [.queued])
    #expect(gateway.taken.isEmpty)
    #expect(try courier.deliver([new], at: at(30)).map(\.entry.status) == [.sent])
    #expect(gateway.taken.map(\.text) == ["a", "c"])
  }

  @Test func `the embedded gateway takes a message once, however often it comes`() throws {
    let embedded = EmbeddedGateway(store)
    let message = CallMessage(.sms, from: "1", to: "x", text: "a")
    for _ in 1...3 { #expect(embedded.hand(message, key: "k").outcome == .accepted) }
    let refusing = EmbeddedGateway(store) { GatewayAnswer(.permanentFailure("no")) }
    #expect(refusing.hand(message, key: "l").outcome == .permanentFailure("no"))
    #expect(try EmbeddedGateway.taken(in: store) == ["k": 3])
  }

  /// Two couriers share the work, each killed once between a gateway's answer and its record.
  @Test func `a thousand messages through a gateway that fails a third of the tries`() throws {
    var numbers = SystemRandomNumberGenerator()
    for number in 0..<1000 { try queue("\(number)", to: "\(number % 40)") }
    var lost: Set<String> = []
    var now = 0.0
    while try !store.outboxMark().queued.isEmpty {
      // Killed with a message in its hands: before it was handed over, or after.
      for wasHanded in [false, true] where now == 30 || now == 600 {
        guard let entry = try courier.take(at: at(now)), wasHanded else { continue }
        gateway.answers = [.accepted]
        _ = gateway.hand(entry.message, key: entry.key)
        lost.insert(entry.key)
      }
      gateway.answers = (0..<3000).map { _ in
        Int.random(in: 0..<10, using: &numbers) < 3 ? .temporaryFailure("busy") : .accepted
      }
      try courier.deliver(at: at(now))
      now += 15
      try #require(now < 24 * 3600)
    }
    #expect(try store.outbox().allSatisfy { $0.status == .sent || $0.tries == 12 })
    let counts = Dictionary(grouping: gateway.taken, by: \.key).mapValues(\.count)
    #expect(counts.filter { $0.value > 1 }.keys.allSatisfy(lost.contains))
    #expect(try counts.count == store.outbox().count { $0.status == .sent })
    for (_, messages) in Dictionary(grouping: gateway.taken, by: \.to) {
      let order = messages.compactMap { Int($0.text) }
      #expect(order == order.sorted(), "in order, but for one that came twice in a row")
    }
  }
}

/// A gateway that answers as it is told, and then takes everything.
private final class ScriptedGateway: MessageGateway {
  struct Taken {
    let key: String
    let to: String
    let text: String
  }

  private let state = Mutex((answers: [GatewayAnswer.Outcome](), taken: [Taken]()))

  var answers: [GatewayAnswer.Outcome] {
    get { state.withLock { $0.answers } }
    set { state.withLock { $0.answers = newValue } }
  }
  var taken: [Taken] { state.withLock { $0.taken } }

  func hand(_ message: CallMessage, key: String) -> GatewayAnswer {
    state.withLock { state in
      let answer = state.answers.isEmpty ? .accepted : state.answers.removeFirst()
      if answer == .accepted {
        state.taken.append(Taken(key: key, to: message.to, text: message.text))
      }
      return GatewayAnswer(answer)
    }
  }
}
