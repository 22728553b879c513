package import CallEngine
package import Foundation
package import Messaging
internal import Store

extension ServiceDesk {
  /// The courier that takes queued messages to the gateways that are stubs, and leaves the others'.
  package var courier: Courier {
    Courier(
      store,
      [
        .sms: EmbeddedGateway(store) { GatewayAnswer(self.behaviour(of: .sms)) },
        .email: EmbeddedGateway(store) { GatewayAnswer(self.behaviour(of: .email)) },
      ], remote: remote, settled: settled)
  }

  /// The time for a courier. In a folder that processes share it is the same for all of them,
  /// however fast the time of a call runs, because leases depend on it.
  func clock(_ now: Date) -> Date { store.isShared ? Date() : now }

  /// Does what is due: the lines' work that is left over, and the messages that a gateway couldn't
  /// take or that a killed process left behind.
  ///
  /// - Parameter moment: the time as far as the lines are concerned, if it is another.
  /// - Throws: `StoreError`.
  package func sendDue(at now: Date, asIfAt moment: Date? = nil) throws {
    try catchUp(at: now, asIfAt: moment)
    try courier.deliver(at: clock(now))
  }

  /// Does the lines' work that is left over, and queues its messages.
  ///
  /// - Parameter moment: the time as far as the lines are concerned, if it is another.
  /// - Throws: `StoreError`.
  package func catchUp(at now: Date, asIfAt moment: Date? = nil) throws {
    let moment = moment ?? now
    for line in lines
    where try store.read("look for work left over", { try line.isBehind(at: moment, $0) }) {
      try store.write("do work left over") { db in
        try line.catchUp(at: moment, DeskTransaction(db, at: self, now: now, by: line))
      }
    }
  }

  /// Does work of a line outside calls, in one transaction, and then sends the messages that it
  /// queued.
  ///
  /// - Parameter operation: what is being done, for the error message: "import a batch".
  /// - Throws: `StoreError`, and whatever `body` throws; then nothing is done.
  package func act<Value>(
    for line: any LineOfBusiness, _ operation: String, at now: Date,
    _ body: (DeskTransaction) throws -> Value
  ) throws -> Value {
    let (value, queued) = try store.write(operation) { db in
      let transaction = DeskTransaction(db, at: self, now: now, by: line)
      return (try body(transaction), transaction.queued)
    }
    _ = try courier.deliver(queued, at: clock(now))
    return value
  }

  /// Sends the messages that a service has queued.
  ///
  /// - Parameter owed: those that don't decide its outcome.
  /// - Returns: its answer, delayed by as much as the gateways' answers, or `failed` if one of them
  ///   refused a message permanently. A message that can't be sent now counts as accepted: it is
  ///   sent later.
  func send(
    _ queued: [Int64], owed: Set<Int64> = [], for answer: ServiceAnswer, at now: Date
  ) -> ServiceAnswer {
    do {
      let deliveries = try courier.deliver(queued, at: clock(now))
      let deciding = deliveries.filter { !owed.contains($0.entry.id) }
      let isRefused = deciding.contains { $0.entry.status == .failed }
      return ServiceAnswer(
        isRefused ? .failed : answer.reply,
        delay: deciding.map(\.delay).reduce(answer.delay, +),
        messages: deliveries.compactMap(\.entry.sent))
    } catch {
      return ServiceAnswer(
        answer.reply, delay: answer.delay, trouble: "\(ServiceTrouble(error))")
    }
  }

  /// Reports the outcome of a message with a reference to the line.
  ///
  /// - Returns: the numbers of the messages queued because of it.
  private func settled(
    _ entry: OutboxEntry, _ settlement: Settlement, at now: Date, _ db: any StoreConnection
  ) throws -> [Int64] {
    guard let reference = entry.reference else { return [] }
    let outcome: MessageOutcome =
      if entry.status == .sent {
        .sent
      } else if case .failed(_, isOfRecipient: true) = settlement {
        .recipientRefused
      } else {
        .failed
      }
    return try lines.flatMap { line in
      let transaction = DeskTransaction(db, at: self, now: now, by: line)
      try line.settled(entry.message, reference, outcome, transaction)
      return transaction.queued
    }
  }
}

extension OutboxEntry {
  /// The message, if a gateway has accepted it.
  var sent: CallMessage? { status == .sent ? message : nil }
}

extension GatewayAnswer {
  init(_ behaviour: StubBehaviour) {
    let outcome: Outcome =
      switch behaviour.outcome {
      case nil: .accepted
      case TransferOutcome.busy.rawValue: .temporaryFailure("the gateway is busy")
      case StubBehaviour.noAnswer: .permanentFailure("the gateway doesn't answer")
      default: .permanentFailure("the gateway refused it")
      }
    self.init(outcome, delay: behaviour.replyDelay)
  }
}

extension ServiceDesk {
  /// What takes queued messages to gateways beyond a network.
  package func courierService(
    to gateways: [CallMessage.Medium: any RemoteGateway]
  ) -> CourierService {
    CourierService(courier, gateways)
  }

  /// Takes in what a centre passes on: a receipt, or an SMS that may answer a line's question.
  ///
  /// - Throws: `StoreError`; the centre then sends it again.
  package func take(_ incoming: SMPPIncoming, at now: Date) throws {
    switch incoming {
    case .receipt(let receipt, let number, let gateway, let recipient):
      try store.record(receipt, number: number, of: gateway, recipient: recipient, at: now)
    case .message(let sender, let text):
      // What doesn't come from a mobile number can't be answered.
      _ = try takeIn(sms: text, from: sender, id: nil, at: now)
    }
  }
}
