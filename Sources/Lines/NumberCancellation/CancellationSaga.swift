internal import CallEngine
internal import Foundation
internal import Store

/// Carries cancellations on, from wherever they stand.
///
/// A participant's work and the record of it are separate transactions, as they are with systems
/// that stand alone. Whatever happens between them, the next run asks again, and each participant
/// does the same thing only once.
///
/// Before the home province has closed the number, everything can be undone: a stop, an obstacle or
/// the last day passing turn the saga round. After it, only forward is left: paying out and telling.
struct CancellationSaga {
  let link: ProvinceLink
  let work: ServiceWork
  let moment: Date

  var today: CivilDay { BeijingClock(moment).day }

  /// By how many working days an accepted cancellation is carried out.
  static let mostWorkingDays = 15

  /// Carries one on as far as it goes now.
  func advance(_ id: Int64) throws {
    // Each turn does a step; a saga that needs more turns than this has a fault.
    for _ in 0..<50 {
      let saga = try work.read("look up a cancellation") { try Cancellation.find(id, $0) }
      let goesOn: Bool =
        switch saga.state {
        case .open, .cancelled, .undone: false
        case .confirmed: try forward(saga)
        case .closed: try payOut(saga)
        case .undoing: try backward(saga)
        }
      if !goesOn { return }
    }
    throw DamagedRow()
  }

  // MARK: - Forward

  /// Does the next step towards closing the number.
  ///
  /// - Returns: whether there is more to do now.
  private func forward(_ saga: Cancellation) throws -> Bool {
    if let dueOn = saga.dueOn, today > dueOn { return try turnRound(saga, because: "overdue") }
    if try work.read("look for a stop", { try isStopped(saga.number, $0) }) {
      return try turnRound(saga, because: "stopped")
    }
    if !saga.done.contains(.hold) {
      guard try reconcile(saga.number) else { return try acceptForLater(saga) }
      let held = try ask(.closing, of: saga, "hold the number") { db -> HomeSystem.Holding? in
        // Looked at again where it counts: a stop may have come in since.
        if try isStopped(saga.number, db) { return nil }
        return try HomeSystem.hold(saga.number, for: saga.id, on: today, db)
      }
      switch held {
      case nil: return try acceptForLater(saga)
      case .some(nil): return true
      case .some(.some(.refused(let obstacle))):
        return try turnRound(saga, because: obstacle.rawValue)
      case .some(.some(.held(let refund))):
        return try record(.hold, of: saga) { db in try saga.set(.refund, refund.count, db) }
      }
    }
    if !saga.done.contains(.settle) {
      try local("reserve the refund") { db in
        try Payouts.reserve(
          saga.refund ?? .zero, for: saga.id, by: saga.refundWay ?? .none, to: saga.refundTo, db)
      }
      return try record(.settle, of: saga)
    }
    let closed = try ask(.closing, of: saga, "close the number") { db -> HomeSystem.Closing? in
      if try isStopped(saga.number, db) { return nil }
      return try HomeSystem.close(saga.number, for: saga.id, db)
    }
    switch closed {
    case nil: return try acceptForLater(saga)
    case .some(nil): return true
    case .some(.some(.refused(let obstacle))):
      return try turnRound(saga, because: obstacle.rawValue)
    case .some(.some(.closed(let refund))): return try recordClosed(saga, refund)
    }
  }

  private func recordClosed(_ saga: Cancellation, _ refund: Fen) throws -> Bool {
    try record(.close, of: saga) { db in
      guard [.confirmed, .undoing].contains(try Cancellation.find(saga.id, db).state) else {
        return
      }
      try saga.set(.refund, refund.count, db)
      try saga.turn(.closed, db)
    }
  }

  /// Pays out what was reserved, and tells the holder.
  private func payOut(_ saga: Cancellation) throws -> Bool {
    if !saga.done.contains(.payOut) {
      try local("pay the refund out") { db in
        // It may have been closed while it was being undone.
        try Payouts.reserve(
          saga.refund ?? .zero, for: saga.id, by: saga.refundWay ?? .none, to: saga.refundTo, db)
        try Payouts.pay(Payouts.key(saga.id), amount: saga.refund ?? .zero, db)
      }
      return try record(.payOut, of: saga)
    }
    try link.reached("before finishing")
    try work.write("finish a cancellation") { transaction in
      guard try Cancellation.find(saga.id, transaction.db).state == .closed else { return }
      try saga.record(.finish, at: moment, transaction.db)
      try saga.turn(.cancelled, transaction.db)
      try tell(.receipt(saga, on: today), saga, transaction)
    }
    try link.reached("after finishing")
    return false
  }

  /// Leaves the rest for later, since the home province doesn't answer.
  private func acceptForLater(_ saga: Cancellation) throws -> Bool {
    guard saga.dueOn == nil else { return false }
    let dueOn = WorkingDays.china.day(Self.mostWorkingDays, after: today)
    try link.reached("before accepting")
    try work.write("accept a cancellation for later") { transaction in
      guard try Cancellation.find(saga.id, transaction.db).dueOn == nil else { return }
      try saga.set(.dueOn, dueOn.description, transaction.db)
      try tell(.accepted(saga, by: dueOn), saga, transaction)
    }
    try link.reached("after accepting")
    return false
  }

  // MARK: - Backward

  private func turnRound(_ saga: Cancellation, because reason: String) throws -> Bool {
    try local("turn a cancellation round") { db in
      // Another process may have carried it on.
      guard try Cancellation.find(saga.id, db).state == .confirmed else { return }
      try saga.turn(.undoing, because: reason, db)
    }
    return true
  }

  /// Undoes the last step that isn't undone.
  private func backward(_ saga: Cancellation) throws -> Bool {
    if !saga.undone.contains(.hold) {
      // Asked even if it isn't known that the number is held: the answer may have been lost.
      let released = try ask(.closing, of: saga, "release the number") { db in
        try HomeSystem.release(saga.number, of: saga.id, db)
      }
      switch released {
      case nil: return false
      case .closed(let refund): return try recordClosed(saga, refund)
      case .released: return try record(.hold, isDone: false, of: saga)
      }
    }
    if !saga.undone.contains(.settle) {
      try local("revoke the refund") { try Payouts.revoke(Payouts.key(saga.id), $0) }
      return try record(.settle, isDone: false, of: saga)
    }
    // What was paid for the contract must be booked before it can be given back.
    guard try reconcile(saga.number) else { return false }
    let now = try work.read("look up a cancellation") { try Cancellation.find(saga.id, $0) }
    // Asked for an unpaid contract, too: the answer that it was ended may have been lost.
    if now.done.contains(.contract) || now.endsContract && !now.undone.contains(.contract) {
      let isReinstated = try ask(.closing, of: now, "reinstate the contract") { db in
        try HomeSystem.reinstateContract(
          of: now.number, crediting: now.paidPenalty, as: "reinstate \(now.id)", db)
        return true
      }
      guard isReinstated ?? false else { return false }
      return try record(.contract, isDone: false, of: now)
    }
    try link.reached("before giving up")
    try work.write("give a cancellation up") { transaction in
      guard try Cancellation.find(saga.id, transaction.db).state == .undoing else { return }
      try saga.record(.finish, isDone: false, at: moment, transaction.db)
      try saga.turn(.undone, transaction.db)
      if saga.confirmedAt != nil, saga.reason != "stopped" {
        try tell(.undone(saga), saga, transaction)
      }
    }
    try link.reached("after giving up")
    return false
  }

  // MARK: - Transactions

  /// A transaction of the home province's system; `nil` if no answer comes.
  func ask<T>(
    _ interface: HomeProvince.Interface, of saga: Cancellation, _ operation: String,
    _ body: (any StoreConnection) throws -> T
  ) throws -> T? {
    guard let province = HomeProvince.home(of: saga.number),
      link.answers(province, interface, moment, saga.confirmedAt ?? moment)
    else { return nil }
    try link.reached("before: \(operation)")
    let answer = try work.write(operation) { try body($0.db) }
    try link.reached("after: \(operation)")
    return link.arrives() ? answer : nil
  }

  /// A transaction of the local province's system.
  func local(_ operation: String, _ body: (any StoreConnection) throws -> Void) throws {
    try link.reached("before: \(operation)")
    try work.write(operation) { try body($0.db) }
    try link.reached("after: \(operation)")
  }

  /// Records what became of a step.
  func record(
    _ step: Cancellation.Step, isDone: Bool = true, of saga: Cancellation,
    _ change: (any StoreConnection) throws -> Void = { _ in }
  ) throws -> Bool {
    try local("record a step") { db in
      try change(db)
      try saga.record(step, isDone: isDone, at: moment, db)
    }
    return true
  }

  private func isStopped(_ number: String, _ db: any StoreConnection) throws -> Bool {
    try NumberGuard(number: number, moment: moment, db: db).isStopped()
  }

  /// Sends an SMS to the number that the holder gave for it; a number that isn't cancelled can get
  /// it itself.
  private func tell(
    _ message: CancellationMessage, _ saga: Cancellation, _ transaction: DeskTransaction
  ) throws {
    let isStillLive = if case .undone = message { true } else { false }
    guard let number = saga.receiptTo ?? (isStillLive ? saga.number : nil),
      let recipient = MobileRecipient(number, region: "CN")
    else { return }
    try transaction.answer(
      recipient, try transaction.text(message, in: saga.language), isDue: true)
  }
}
