internal import CallEngine
internal import Foundation
internal import Store

/// The refund, the receipt, and the cancellation itself.
extension CancellationCase {
  /// Chooses where the holder's own money goes.
  func setRefund() throws -> ServiceAnswer {
    let number = try number()
    guard let way = Cancellation.RefundWay(rawValue: request["way"] ?? "") else {
      throw ServiceTrouble.badInput(
        service: request.service, name: "way", why: "it is cash, bank or number")
    }
    let target = request["to"]
    return try asHolder(of: number, "choose a refund") { transaction in
      let account = try account(number, transaction.db)
      let saga = try cancellation(of: number, transaction.db)
      guard saga.state == .open else { return ServiceAnswer(.failed) }
      switch way {
      case .bank where !account.hasBank:
        return ServiceAnswer(ServiceReply(outcome: "not_possible"))
      case .number:
        guard let target, target != number,
          let other = try HomeAccount.find(target, transaction.db), other.state == .live
        else { return ServiceAnswer(ServiceReply(outcome: "not_possible")) }
      case .bank, .cash, .none: break
      }
      try saga.set(.refundWay, way.rawValue, transaction.db)
      try saga.set(.refundTo, way == .number ? target : nil, transaction.db)
      return ServiceAnswer(
        ServiceReply(outcome: "set", output: [NamedValue("refund.way", way.rawValue)]))
    }
  }

  /// Takes the number that the receipt goes to, since the cancelled one can't get it.
  func setReceipt() throws -> ServiceAnswer {
    let number = try number()
    return try asHolder(of: number, "take a number for the receipt") { transaction in
      guard let target = request["receipt_number"], target != number,
        MobileRecipient(target, region: "CN") != nil
      else { return ServiceAnswer(ServiceReply(outcome: "same_number")) }
      let saga = try cancellation(of: number, transaction.db)
      guard saga.state == .open else { return ServiceAnswer(.failed) }
      try saga.set(.receiptTo, target, transaction.db)
      return ServiceAnswer(ServiceReply(outcome: "set"))
    }
  }

  /// Cancels the number, or accepts it for later where the home province doesn't answer.
  func confirm() throws -> ServiceAnswer {
    let number = try number()
    guard let province = HomeProvince.home(of: number) else { return ServiceAnswer(.failed) }
    let confirmed = try asHolder(of: number, "confirm a cancellation") { transaction in
      // Asked twice, it was done once.
      if try Cancellation.last(number, transaction.db)?.state == .cancelled {
        return ServiceAnswer(ServiceReply(outcome: "confirmed"))
      }
      let saga =
        try Cancellation.goingOn(number, transaction.db)
        ?? cancellation(of: number, transaction.db)
      try keeper(number, transaction.db).record(.confirm, saga.state.rawValue, by: work.call.id)
      guard saga.state == .open else { return ServiceAnswer(ServiceReply(outcome: "confirmed")) }
      if saga.refundWay == nil {
        guard work.isRehearsal else { return ServiceAnswer(.failed) }
      }
      try saga.set(.language, language, transaction.db)
      try saga.set(.confirmedAt, StoredTime.milliseconds(moment), transaction.db)
      try saga.turn(.confirmed, transaction.db)
      return ServiceAnswer(ServiceReply(outcome: "confirmed"))
    }
    guard confirmed.reply.outcome == "confirmed" else { return confirmed }
    try saga.carryOn(number)
    // Freezing, and closing.
    return ServiceAnswer(try outcome(of: number), delay: province.latency + province.latency)
  }

  /// What has become of the cancellation, where the answer came too late for the call.
  func result() throws -> ServiceAnswer {
    let number = try number()
    try work.write("look whether a call is verified") {
      try demandVerified(number, keeper(number, $0.db))
    }
    return ServiceAnswer(try outcome(of: number))
  }

  private func outcome(of number: String) throws -> ServiceReply {
    try work.read("look up a cancellation") { db in
      guard let saga = try Cancellation.last(number, db) else { return .failed }
      switch saga.state {
      case .open: return .failed
      case .confirmed, .closed:
        let day = saga.dueOn ?? today
        return ServiceReply(
          outcome: "accepted", output: [NamedValue("receipt.due_on", day.description)])
      case .cancelled: return ServiceReply(outcome: "cancelled")
      case .undoing, .undone:
        return saga.reason == "stopped" ? .stopped : ServiceReply(outcome: "refused")
      }
    }
  }
}
