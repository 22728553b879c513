package import CallEngine
package import Foundation
package import GRDB
package import Store

/// Takes queued messages out of the outbox, after the transaction that queued them, and hands them to
/// gateways.
///
/// Each is handed over at least once, in order for each recipient. It is handed over again only if a
/// process ended, or the store failed, between the gateway's answer and its record; the gateway then
/// sees the same key.
package struct Courier: Sendable {
  package let store: Store
  package let policy: DeliveryPolicy
  private let gateways: [CallMessage.Medium: any MessageGateway]
  private let settled: @Sendable (OutboxEntry, Date, Database) throws -> [Int64]

  /// - Parameter settled: is told of each message that was sent or given up, and when, in the
  ///   transaction that records it; gives the numbers of messages that it queues.
  package init(
    _ store: Store, _ gateways: [CallMessage.Medium: any MessageGateway],
    policy: DeliveryPolicy = DeliveryPolicy(),
    settled: @escaping @Sendable (OutboxEntry, Date, Database) throws -> [Int64] = { _, _, _ in [] }
  ) {
    self.store = store
    self.gateways = gateways
    self.policy = policy
    self.settled = settled
  }

  // MARK: One message

  /// Takes the first message that is due, for a gateway that answers in its own time: whoever hands it
  /// over records the answer. Messages that had all their tries are given up on the way.
  ///
  /// - Parameter recipient: leaves out messages to anybody else.
  /// - Throws: `StoreError`.
  package func take(at now: Date, to recipient: String? = nil) throws -> OutboxEntry? {
    while let entry = try store.claimMessage(
      at: now, lease: policy.lease / .seconds(1), to: recipient)
    {
      guard let end = policy.settlement(ofTry: entry.tries) else { return entry }
      _ = try settle(entry, end, at: now)
    }
    return nil
  }

  /// Records what a gateway said of a message that was taken.
  ///
  /// - Throws: `StoreError`.
  @discardableResult
  package func record(
    _ answer: GatewayAnswer, of entry: OutboxEntry, at now: Date
  ) throws -> Delivery {
    let settlement = policy.settlement(of: answer.outcome, try: entry.tries, at: now)
    return try settle(entry, settlement, at: now, delay: answer.delay)
  }

  private func settle(
    _ entry: OutboxEntry, _ settlement: Settlement, at now: Date, delay: Duration = .zero
  ) throws -> Delivery {
    var queued: [Int64] = []
    let entry = try store.settle(entry, settlement, at: now) {
      queued = try settled($0, now, $1)
    }
    return Delivery(entry: entry, delay: delay, queued: queued)
  }

  // MARK: All that is due

  /// Sends all that is due, by gateways that answer at once.
  ///
  /// A message whose outcome can't be recorded holds up none of the others.
  ///
  /// - Parameters:
  ///   - clock: what time it is; asked anew for each message.
  ///   - recipient: leaves out messages to anybody else.
  ///   - goesOn: is asked before each message.
  ///   - tell: is told of each message that was tried.
  /// - Throws: `StoreError`.
  package func deliver(
    at clock: @autoclosure () -> Date, to recipient: String? = nil,
    while goesOn: () -> Bool = { true }, tell: (Delivery) -> Void = { _ in }
  ) throws {
    var fault: (any Error)?
    while goesOn(), let entry = try take(at: clock(), to: recipient) {
      let answer = hand(entry)
      do {
        tell(try record(answer, of: entry, at: clock()))
      } catch {
        fault = fault ?? error
      }
    }
    if let fault { throw fault }
  }

  private func hand(_ entry: OutboxEntry) -> GatewayAnswer {
    let message = entry.message
    guard let gateway = gateways[message.medium] else {
      return GatewayAnswer(.permanentFailure("there is no gateway for it"))
    }
    return gateway.hand(message, key: entry.key)
  }

  // MARK: What was just queued

  /// How long a message is waited for that another process is about to send.
  private static let patience = Duration.seconds(2)

  /// Sends messages that have just been queued, after those to the same recipients that were queued
  /// before.
  ///
  /// - Parameter clock: what time it is.
  /// - Returns: What came of them, and of what was queued because of that, in order.
  /// - Throws: `StoreError`.
  package func deliver(_ ids: [Int64], at clock: @autoclosure () -> Date) throws -> [Delivery] {
    var done: [Int64: Delivery] = [:]
    var ids = ids
    var deliveries: [Delivery] = []
    let deadline = ContinuousClock.now + Self.patience
    while !ids.isEmpty {
      let id = ids.removeFirst()
      guard var entry = try store.outboxEntry(id) else { continue }
      while entry.status == .queued {
        try deliver(at: clock(), to: entry.recipient, tell: { done[$0.entry.id] = $0 })
        entry = try store.outboxEntry(id) ?? entry
        // Another process has this one or one before it, and is mostly done in a moment.
        guard entry.status == .queued, ContinuousClock.now < deadline,
          try store.isBeingSent(to: entry.recipient, at: clock())
        else { break }
        Thread.sleep(forTimeInterval: 0.005)
      }
      let delivery = done[id] ?? Delivery(entry: entry)
      deliveries.append(Delivery(entry: entry, delay: delivery.delay))
      ids = delivery.queued + ids
    }
    return deliveries
  }
}

/// What came of handing a message over.
package struct Delivery: Hashable, Sendable {
  /// The message's row, after the try.
  package let entry: OutboxEntry
  /// How late the gateway answered.
  package let delay: Duration
  /// What was queued because of it.
  let queued: [Int64]

  init(entry: OutboxEntry, delay: Duration = .zero, queued: [Int64] = []) {
    self.entry = entry
    self.delay = delay
    self.queued = queued
  }
}
