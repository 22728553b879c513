package import CallEngine
package import Foundation
package import Store

/// Takes queued messages from the outbox once their transaction is committed, and hands them to
/// gateways.
///
/// Each is handed over at least once, in order for each recipient. It is handed over again only if a
/// process ended, or the store failed, between the gateway's answer and its record; the gateway then
/// sees the same key.
package struct Courier: Sendable {
  package let store: Store
  package let policy: DeliveryPolicy
  private let gateways: [CallMessage.Medium: any MessageGateway]
  /// What a `CourierService` takes to gateways that answer later.
  package let remote: Set<CallMessage.Medium>
  private let settled: Settled

  /// Is told of a message that was sent or given up, in the transaction that records it; returns the
  /// numbers of messages that it queues.
  package typealias Settled =
    @Sendable (OutboxEntry, Settlement, Date, any StoreConnection) throws -> [Int64]

  /// - Parameters:
  ///   - remote: media whose messages stay queued here, since a `CourierService` takes them.
  ///   - settled: called for each message that was sent or given up, with the time.
  package init(
    _ store: Store, _ gateways: [CallMessage.Medium: any MessageGateway],
    remote: Set<CallMessage.Medium> = [], policy: DeliveryPolicy = DeliveryPolicy(),
    settled: @escaping Settled = { _, _, _, _ in [] }
  ) {
    self.store = store
    self.gateways = gateways
    self.remote = remote
    self.policy = policy
    self.settled = settled
  }

  // MARK: One message

  /// Claims the first message that is due, for a gateway that answers later: the caller hands it
  /// over and records the answer. Messages that have used up their tries are given up.
  ///
  /// - Parameters:
  ///   - recipient: only messages to this recipient; `nil` for all.
  ///   - media: only messages of these; `nil` for those that aren't remote.
  /// - Throws: `StoreError`.
  package func take(
    at now: Date, to recipient: String? = nil, of media: Set<CallMessage.Medium>? = nil
  ) throws -> OutboxEntry? {
    let media = media ?? Set([.sms, .email]).subtracting(remote)
    while let entry = try store.claimMessage(
      at: now, lease: policy.lease / .seconds(1), to: recipient, of: media)
    {
      guard let end = policy.settlement(ofTry: entry.tries) else { return entry }
      _ = try settle(entry, end, at: now)
    }
    return nil
  }

  /// Records a gateway's answer to a message that was taken.
  ///
  /// - Throws: `StoreError`.
  @discardableResult
  package func record(
    _ answer: GatewayAnswer, of entry: OutboxEntry, at now: Date
  ) throws -> Delivery {
    // A message of a call whose time runs fast may have been queued later than the present time.
    let now = max(now, entry.at)
    let settlement = policy.settlement(of: answer.outcome, try: entry.tries, at: now)
    return try settle(
      entry, settlement, at: now, delay: answer.delay, receipts: answer.receipts,
      sender: answer.sender)
  }

  private func settle(
    _ entry: OutboxEntry, _ settlement: Settlement, at now: Date, delay: Duration = .zero,
    receipts: AwaitedReceipts? = nil, sender: String? = nil
  ) throws -> Delivery {
    var queued: [Int64] = []
    let entry = try store.settle(entry, settlement, at: now, receipts: receipts, sender: sender) {
      queued = try settled($0, settlement, now, $1)
    }
    return Delivery(entry: entry, delay: delay, queued: queued)
  }

  // MARK: Everything that is due

  /// Sends everything that is due, through gateways that answer immediately.
  ///
  /// A message whose outcome can't be recorded doesn't hold up the others.
  ///
  /// - Parameters:
  ///   - clock: the current time; evaluated for each message.
  ///   - recipient: only messages to this recipient; `nil` for all.
  ///   - goesOn: whether to continue; called before each message.
  ///   - report: called for each message that was tried.
  /// - Throws: `StoreError`.
  package func deliver(
    at clock: @autoclosure () -> Date, to recipient: String? = nil,
    while goesOn: () -> Bool = { true }, report: (Delivery) -> Void = { _ in }
  ) throws {
    var fault: (any Error)?
    while goesOn(), let entry = try take(at: clock(), to: recipient) {
      let answer = hand(entry)
      do {
        report(try record(answer, of: entry, at: clock()))
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

  /// How long to wait for a message that another process is about to send.
  private static let patience = Duration.seconds(2)

  /// Sends messages that have just been queued, after earlier ones to the same recipients.
  ///
  /// - Parameter clock: the current time.
  /// - Returns: The deliveries of these messages, and of those queued because of them, in order.
  /// - Throws: `StoreError`.
  package func deliver(_ ids: [Int64], at clock: @autoclosure () -> Date) throws -> [Delivery] {
    var done: [Int64: Delivery] = [:]
    var ids = ids
    var deliveries: [Delivery] = []
    let deadline = ContinuousClock.now + Self.patience
    while !ids.isEmpty {
      let id = ids.removeFirst()
      guard var entry = try store.outboxEntry(id) else { continue }
      while entry.status == .queued, !remote.contains(entry.kind) {
        try deliver(at: clock(), to: entry.recipient, report: { done[$0.entry.id] = $0 })
        entry = try store.outboxEntry(id) ?? entry
        // Another process has this one or an earlier one, and is usually done in a moment.
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

/// The result of handing a message over.
package struct Delivery: Hashable, Sendable {
  /// The message's entry after the try.
  package let entry: OutboxEntry
  /// How late the gateway answered.
  package let delay: Duration
  /// The numbers of the messages queued because of it.
  let queued: [Int64]

  init(entry: OutboxEntry, delay: Duration = .zero, queued: [Int64] = []) {
    self.entry = entry
    self.delay = delay
    self.queued = queued
  }
}
