internal import CallEngine

/// What holders pay before a number is closed, or too late.
extension CancellationSaga {
  /// Books the payments of a number's demands.
  ///
  /// - Returns: whether none is left to be booked.
  func reconcile(_ number: String) throws -> Bool {
    let paid = try work.read("look for payments") { try CancellationDemand.paid(of: number, $0) }
    for demand in paid {
      let saga = try work.read("look up a cancellation") {
        try Cancellation.find(demand.cancellation, $0)
      }
      guard try book(demand, of: saga) else { return false }
    }
    return true
  }

  /// - Returns: whether the home province has answered.
  private func book(_ demand: CancellationDemand, of saga: Cancellation) throws -> Bool {
    if demand.purpose == .penalty {
      let mayEnd = [.open, .confirmed].contains(saga.state)
      let answer = try ask(.closing, of: saga, "end the contract") { db in
        mayEnd
          ? try HomeSystem.endContract(of: saga.number, as: demand.contractKey, on: today, db)
          : try HomeSystem.isDone(demand.contractKey, db)
      }
      guard let hasEnded = answer else { return false }
      if hasEnded {
        return try record(.contract, of: saga) { db in
          try saga.set(.paidPenalty, demand.amount.count, db)
          try demand.setBooked(db)
        }
      }
    }
    // What is paid for nothing becomes the holder's own money.
    let answer = try ask(.account, of: saga, "book a payment") { db in
      try HomeSystem.book(
        demand.amount, to: saga.number, as: demand.key, on: demand.paidOn(db) ?? demand.day, db)
    }
    guard let isBooked = answer else { return false }
    if !isBooked {
      // The number is closed: the payment goes back the way that the refund goes.
      try local("pay a late payment back") { db in
        let hasWay = saga.refundWay.map { $0 != .none } ?? false
        try Payouts.reserve(
          demand.amount, for: saga.id, by: hasWay ? saga.refundWay ?? .cash : .cash,
          to: saga.refundTo, key: demand.key, db)
        try Payouts.pay(demand.key, amount: demand.amount, db)
      }
    }
    try local("note that a payment is booked") { try demand.setBooked($0) }
    return true
  }

  /// Ends a contract that costs nothing to end.
  ///
  /// - Returns: whether the home province has answered.
  func endFreeContract(of saga: Cancellation) throws -> Bool {
    let answer = try ask(.closing, of: saga, "end the contract") { db in
      try HomeSystem.endContract(
        of: saga.number, as: "contract \(saga.id)", on: today, db)
    }
    if answer == true { _ = try record(.contract, of: saga) }
    return answer != nil
  }
}
