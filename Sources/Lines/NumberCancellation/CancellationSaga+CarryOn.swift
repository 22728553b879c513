internal import CallEngine
package import Foundation
internal import Store

extension CancellationSaga {
  /// Carries on what goes on for a number: its payments, and its cancellation.
  func carryOn(_ number: String) throws {
    _ = try reconcile(number)
    let saga = try work.read("look up a cancellation") { try Cancellation.goingOn(number, $0) }
    if let saga { try advance(saga.id) }
  }

  /// Carries on everything that was left: what waits for a home province, what a killed process left
  /// behind, and what was stopped.
  func carryOnAll() throws {
    for number in try work.read("look for payments", CancellationDemand.paidNumbers) {
      _ = try reconcile(number)
    }
    for id in try work.read("look for cancellations", Cancellation.unfinished) {
      try advance(id)
    }
  }
}

/// A cancellation as an operator sees it.
package struct ListedCancellation: Sendable {
  /// Tells it from others whose masked numbers are alike.
  package let id: Int64
  /// Masked, as in SMS to others.
  package let number: String
  package let state: String
  /// Whether nothing is left to be done.
  package let isOver: Bool
  /// The last day for it, once it was accepted for later.
  package let dueOn: String?

  fileprivate init(_ saga: Cancellation) {
    id = saga.id
    number = CancellationMessage.masked(saga.number)
    state = saga.state.rawValue
    isOver = saga.state == .cancelled || saga.state == .undone
    dueOn = saga.dueOn?.description
  }
}

extension ServiceDesk {
  /// Every cancellation there is, oldest first.
  ///
  /// - Throws: `StoreError`.
  package func cancellations() throws -> [ListedCancellation] {
    try store.read("list cancellations") { db in
      try Cancellation.all(db).map { try ListedCancellation(Cancellation.find($0, db)) }
    }
  }

  /// Carries on the cancellations that were accepted for later or left behind.
  ///
  /// - Parameter moment: when it takes place as far as the line is concerned.
  /// - Returns: those that were unfinished, as they are now.
  /// - Throws: `StoreError`.
  package func carryOnCancellations(at now: Date, asIfAt moment: Date) throws
    -> [ListedCancellation]
  {
    guard let line = lines.lazy.compactMap({ $0 as? NumberCancellationLine }).first else {
      return []
    }
    let nobody = AskingCall(id: "", caller: CallerNumber(nil), moment: moment)
    let work = ServiceWork(for: nobody, by: line, at: self, now: now, rehearsal: nil)
    let saga = CancellationSaga(link: line.link, work: work, moment: moment)
    let unfinished = try work.read("look for cancellations", Cancellation.unfinished)
    defer { _ = send(work.queued, for: ServiceAnswer(.sent), at: now) }
    try saga.carryOnAll()
    return try work.read("look up cancellations") { db in
      try unfinished.map { try ListedCancellation(Cancellation.find($0, db)) }
    }
  }
}
