internal import CallEngine
package import Foundation
internal import GRDB
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

/// A cancellation that was carried on: which number, and where it stands now.
package struct CarriedOnCancellation: Sendable {
  /// Masked, as in SMS to others.
  package let number: String
  package let state: String
  package let dueOn: String?
}

extension ServiceDesk {
  /// Carries on the cancellations that were accepted for later or left behind.
  ///
  /// - Parameter moment: when it takes place as far as the line is concerned.
  /// - Returns: those that were unfinished, as they are now.
  /// - Throws: `StoreError`.
  package func carryOnCancellations(at now: Date, asIfAt moment: Date) throws
    -> [CarriedOnCancellation]
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
    return try unfinished.map { id in
      let saga = try work.read("look up a cancellation") { try Cancellation.find(id, $0) }
      return CarriedOnCancellation(
        number: CancellationMessage.masked(saga.number), state: saga.state.rawValue,
        dueOn: saga.dueOn?.description)
    }
  }
}
