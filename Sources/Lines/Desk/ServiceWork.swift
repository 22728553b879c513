internal import CallEngine
package import Foundation
package import Store

/// One request that a line serves: who makes it, when, and the store.
package final class ServiceWork {
  package let call: AskingCall
  package let now: Date
  private let line: any LineOfBusiness
  private let desk: ServiceDesk
  /// The transaction that will be rolled back; `nil` if this isn't a rehearsal.
  private let rehearsal: (any StoreConnection)?
  /// The numbers in the outbox of the messages to send, in order.
  private(set) var queued: [Int64] = []
  /// Those of them that don't decide the service's outcome.
  private(set) var owed: Set<Int64> = []
  /// What a rehearsal would have sent, in order.
  private(set) var rehearsed: [CallMessage] = []

  init(
    for call: AskingCall, by line: any LineOfBusiness, at desk: ServiceDesk, now: Date,
    rehearsal: (any StoreConnection)?
  ) {
    self.call = call
    self.line = line
    self.desk = desk
    self.now = now
    self.rehearsal = rehearsal
  }

  /// Whether nothing of it will remain: then each request is asked alone, without those before it.
  package var isRehearsal: Bool { rehearsal != nil }

  /// Reads from the store.
  ///
  /// - Parameter operation: what is being done, for the error message: "find a bill".
  package func read<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    if let rehearsal { return try body(rehearsal) }
    return try desk.store.read(operation, body)
  }

  /// Writes to the store, and queues messages, in one transaction.
  package func write<T>(
    _ operation: String, _ body: (DeskTransaction) throws -> T
  ) throws -> T {
    func perform(_ db: any StoreConnection) throws -> (T, DeskTransaction) {
      let transaction = DeskTransaction(
        db, at: desk, now: now, for: call.id.isEmpty ? nil : call, by: line,
        isRehearsal: rehearsal != nil)
      return (try body(transaction), transaction)
    }
    let (value, done) = try rehearsal.map(perform) ?? desk.store.write(operation, perform)
    queued += done.queued
    owed.formUnion(done.owed)
    rehearsed += done.rehearsed
    return value
  }
}
