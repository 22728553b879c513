import CallEngine
import Foundation
import RandomInputs
import Store
import Synchronization
import Testing

@testable import Messaging

/// Couriers to gateways that take their time; the outbox's time is virtual.
final class CourierServiceTests: Sendable {
  private let store: Store
  private let clock = Mutex(Date(timeIntervalSince1970: 1_780_000_000))

  init() throws { store = try Store(inMemory: StoreSchema([])) }

  private func queue(_ text: String, to recipient: String, of medium: CallMessage.Medium = .sms)
    throws
  {
    try store.write("queue") { db in
      try Store.post(
        CallMessage(medium, from: "1", to: recipient, text: text), .queued,
        at: clock.withLock { $0 }, cause: MessageCause(), db)
    }
  }

  private func service(_ gateway: SlowGateway) -> CourierService {
    let now = clock.withLock { $0 }
    return CourierService(
      Courier(store, [:], remote: [.sms]), [.sms: gateway], now: { now },
      pause: { await Task.yield() })
  }

  @Test func `all that is due is handed over, in order to each recipient`() async throws {
    for number in 0..<100 { try queue("\(number)", to: "\(number % 7)") }
    let gateway = SlowGateway(window: 4)
    let service = service(gateway)
    service.finish()
    try await service.run()
    #expect(try store.outbox().allSatisfy { $0.status == .sent && $0.tries == 1 })
    #expect(gateway.taken.count == 100 && gateway.mostInFlight == 4)
    #expect(!gateway.hasOverlapped, "two to one recipient at a time")
    #expect(gateway.isInOrder)
    #expect(gateway.life == ["begun", "ended"])
  }

  @Test func `what is queued because a message was sent goes out too before the end`()
    async throws
  {
    try queue("bill", to: "someone@mail.example", of: .email)
    let courier = Courier(store, [:], remote: [.sms, .email]) { entry, _, now, db in
      guard entry.kind == .email else { return [] }
      return [
        try Store.post(
          CallMessage(.sms, from: "1", to: "x", text: "sent"), .queued, at: now,
          cause: MessageCause(), db)
      ]
    }
    let now = clock.withLock { $0 }
    let (sms, email) = (SlowGateway(window: 1), SlowGateway(window: 1))
    let service = CourierService(
      courier, [.sms: sms, .email: email], now: { now }, pause: { await Task.yield() })
    service.finish()
    try await service.run()
    #expect(email.taken.map(\.text) == ["bill"] && sms.taken.map(\.text) == ["sent"])
  }

  @Test func `a courier leaves what a service takes, and a service the rest`() async throws {
    try queue("a", to: "x")
    try queue("b", to: "someone@mail.example", of: .email)
    let embedded = Courier(store, [:], remote: [.sms])
    try embedded.deliver(at: clock.withLock { $0 })
    #expect(try store.outbox().map(\.status) == [.queued, .failed])
    let service = service(SlowGateway(window: 1))
    service.finish()
    try await service.run()
    #expect(try store.outbox().map(\.status) == [.sent, .failed])
  }

  @Test func `a message that was just queued for a service is not waited for`() throws {
    try queue("a", to: "x")
    let courier = Courier(store, [:], remote: [.sms])
    #expect(
      try courier.deliver([1], at: clock.withLock { $0 }).map(\.entry.status) == [.queued])
    #expect(try store.outbox().map(\.tries) == [0])
  }

  @Test func `one that is stopped takes nothing more, and records what is in flight`() async throws
  {
    for number in 0..<50 { try queue("\(number)", to: "\(number)") }
    let gateway = SlowGateway(window: 3)
    let service = service(gateway)
    gateway.onSubmission = { count in if count == 5 { service.stop() } }
    try await service.run()
    let entries = try store.outbox()
    #expect(entries.allSatisfy { $0.leasedUntil == nil })
    #expect(entries.count { $0.status == .sent } == gateway.taken.count)
    #expect((5...8).contains(gateway.taken.count))
  }

  @Test func `what becomes due while it runs is taken too`() async throws {
    try queue("a", to: "x")
    let gateway = SlowGateway(window: 2)
    let service = service(gateway)
    gateway.onSubmission = { count in
      if count == 1 { try? self.queue("b", to: "x") } else { service.stop() }
    }
    try await service.run()
    #expect(gateway.taken.map(\.text) == ["a", "b"])
  }

  @Test func `a try whose outcome was never recorded is counted`() throws {
    try queue("a", to: "x")
    let courier = Courier(store, [:])
    let start = clock.withLock { $0 }
    _ = try courier.take(at: start)
    #expect(try store.outbox().map(\.lost) == [0])
    let entry = try #require(try courier.take(at: start.addingTimeInterval(61)))
    #expect(entry.lost == 1 && entry.tries == 2)
    try courier.record(
      GatewayAnswer(.temporaryFailure("busy")), of: entry, at: start.addingTimeInterval(62))
    let last = try #require(try courier.take(at: start.addingTimeInterval(200)))
    #expect(last.lost == 1 && last.tries == 3)
  }

  /// The service is given up twice with messages in its hands, as by a killed process: some of them
  /// were handed over before that.
  @Test func `a thousand messages through a gateway that fails 30 percent of the tries`()
    async throws
  {
    for number in 0..<1000 { try queue("\(number)", to: "\(number % 40)") }
    let gateway = SlowGateway(window: 10)
    gateway.failures = 0.3
    var lost: Set<String> = []
    var rounds = 0
    while try !store.outboxMark().queued.isEmpty {
      if rounds == 1 || rounds == 4 {
        let courier = Courier(store, [:])
        for number in 0..<6 {
          guard let entry = try courier.take(at: clock.withLock { $0 }, of: [.sms]) else { break }
          if number.isMultiple(of: 2) {
            gateway.take(entry.message, key: entry.key)
            lost.insert(entry.key)
          }
        }
      }
      let service = service(gateway)
      service.finish()
      try await service.run()
      clock.withLock { $0 += 61 }
      rounds += 1
      try #require(rounds < 2000)
    }
    let entries = try store.outbox()
    let counts = Dictionary(grouping: gateway.taken, by: \.key).mapValues(\.count)
    for entry in entries {
      let count = counts[entry.key] ?? 0
      #expect(entry.status == .sent ? count >= 1 : entry.tries == 12)
      #expect(count <= 1 + (lost.contains(entry.key) ? 1 : 0) && count <= 1 + entry.lost)
    }
    #expect(gateway.isInOrder, "in order, but for one that came twice")
  }
}

/// A gateway that other tasks run while it answers.
private final class SlowGateway: RemoteGateway {
  struct Taken {
    let key: String
    let to: String
    let text: String
  }

  private struct State {
    var taken: [Taken] = []
    var inFlight: [String] = []
    var mostInFlight = 0
    var hasOverlapped = false
    var failures = 0.0
    var submissions = 0
    var numbers = SeededGenerator(seed: 5)
    var life: [String] = []
    var onSubmission: @Sendable (Int) -> Void = { _ in }
  }

  let window: Int
  private let state = Mutex(State())

  init(window: Int) { self.window = window }

  var taken: [Taken] { state.withLock { $0.taken } }
  var mostInFlight: Int { state.withLock { $0.mostInFlight } }
  var hasOverlapped: Bool { state.withLock { $0.hasOverlapped } }
  var life: [String] { state.withLock { $0.life } }
  var failures: Double {
    get { state.withLock { $0.failures } }
    set { state.withLock { $0.failures = newValue } }
  }
  var onSubmission: @Sendable (Int) -> Void {
    get { state.withLock { $0.onSubmission } }
    set { state.withLock { $0.onSubmission = newValue } }
  }

  /// Whether the texts, which are numbers, never decrease for a recipient.
  var isInOrder: Bool {
    Dictionary(grouping: taken, by: \.to).values.allSatisfy { messages in
      let order = messages.compactMap { Int($0.text) }
      return order == order.sorted()
    }
  }

  func begin() async { state.withLock { $0.life.append("begun") } }
  func end() async { state.withLock { $0.life.append("ended") } }

  func take(_ message: CallMessage, key: String) {
    state.withLock { $0.taken.append(Taken(key: key, to: message.to, text: message.text)) }
  }

  func submit(_ message: CallMessage, key: String) async -> GatewayAnswer {
    let (fails, count) = state.withLock { state in
      if state.inFlight.contains(message.to) { state.hasOverlapped = true }
      state.inFlight.append(message.to)
      state.mostInFlight = max(state.mostInFlight, state.inFlight.count)
      state.submissions += 1
      return (
        Double.random(in: 0..<1, using: &state.numbers) < state.failures, state.submissions
      )
    }
    onSubmission(count)
    for _ in 0..<10 { await Task.yield() }
    _ = state.withLock { state in
      state.inFlight.remove(at: state.inFlight.firstIndex(of: message.to)!)
    }
    if fails { return GatewayAnswer(.temporaryFailure("busy")) }
    take(message, key: key)
    return GatewayAnswer(.accepted)
  }
}
