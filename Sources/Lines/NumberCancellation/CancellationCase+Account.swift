internal import CallEngine
internal import Foundation

/// What the home province knows, and what has to be settled first.
extension CancellationCase {
  /// Asks the home province for holder, package, contract, bill, prepaid balance and arrears, and
  /// says what comes next.
  func account() throws -> ServiceAnswer {
    let number = try number()
    let province = try ask(.account, about: number)
    try work.write("look whether a call is verified") {
      try demandVerified(number, keeper(number, $0.db))
    }
    let isBooked = try work.isRehearsal || saga.reconcile(number)
    let knowsContract = link.answers(province, .contract, moment, moment)
    let answer = try asHolder(of: number, "ask for an account") { transaction in
      let account = try account(number, transaction.db)
      let saga = try cancellation(of: number, transaction.db)
      try saga.set(.language, language, transaction.db)
      var output = [
        NamedValue(
          "holder.name", account.maskedHolder(inChinese: language.hasPrefix("zh"))),
        NamedValue("account.package_fee", account.packageFee.yuan),
        NamedValue("account.bill", account.bill.yuan),
        NamedValue("account.cash", account.cash.yuan),
        NamedValue("account.gift", account.gift.yuan),
        NamedValue("account.has_gift", account.gift > .zero ? "yes" : "no"),
        NamedValue("account.has_arrears", account.arrears > .zero ? "yes" : "no"),
        NamedValue("arrears.amount", account.arrears.yuan),
        NamedValue("arrears.days", "\(account.daysLate(on: today))"),
        NamedValue("arrears.late_fee", account.lateFee(on: today).yuan),
        NamedValue("arrears.total", account.due(on: today).yuan),
        NamedValue("refund.amount", account.refund.yuan),
        NamedValue("refund.way", Cancellation.RefundWay.none.rawValue),
      ]
      func reply(_ outcome: String) -> ServiceAnswer {
        ServiceAnswer(ServiceReply(outcome: outcome, output: output))
      }
      if saga.state == .confirmed || saga.state == .closed {
        output.append(
          NamedValue("receipt.due_on", (saga.dueOn ?? today).description))
        return reply("accepted")
      }
      if saga.state == .undoing || !isBooked { return reply("waiting") }
      if let binding = account.binding {
        output.append(NamedValue("binding.kind", binding.rawValue))
        return reply("bound")
      }
      if account.due(on: today) > .zero { return reply("arrears") }
      if knowsContract, account.hasContract(on: today), let contract = account.contract {
        output += [
          NamedValue("contract.kind", contract.rawValue),
          NamedValue(
            "contract.ends_on", (account.contractEndsOn ?? today).description),
          NamedValue("contract.penalty", account.penalty.yuan),
          NamedValue("contract.has_penalty", account.penalty > .zero ? "yes" : "no"),
        ]
        return reply("contract")
      }
      if account.refund > .zero { return reply("refundable") }
      try saga.set(.refundWay, Cancellation.RefundWay.none.rawValue, transaction.db)
      return reply("settled")
    }
    return ServiceAnswer(answer.reply, delay: province.latency)
  }

  /// Demands what has to be paid, under a bill ID and a payment ID.
  func demand() throws -> ServiceAnswer {
    let number = try number()
    return try asHolder(of: number, "demand a payment") { transaction in
      let account = try account(number, transaction.db)
      let saga = try cancellation(of: number, transaction.db)
      let due = account.due(on: today)
      let isPenalty = due == .zero
      // What is more than a payment ID can carry is asked for again, once this is paid.
      let amount = isPenalty ? account.penalty : min(due, CancellationDemand.most)
      guard amount > .zero, saga.state == .open, !isPenalty || account.hasContract(on: today)
      else { return ServiceAnswer(ServiceReply(outcome: "nothing_due")) }
      if isPenalty { try saga.set(.endsContract, true, transaction.db) }
      let demand = try CancellationDemand.make(
        isPenalty ? .penalty : .arrears, amount, for: saga, on: today, at: moment, transaction.db)
      return ServiceAnswer(
        ServiceReply(
          outcome: "demanded",
          output: [
            NamedValue("due.bill_id", demand.billID),
            NamedValue("due.payment_id", demand.paymentID),
            NamedValue("due.amount", demand.amount.yuan),
            NamedValue("due.system", Self.paymentSystem),
          ]))
    }
  }

  /// Where payments are taken.
  static let paymentSystem = "2000"

  /// Looks whether what was demanded is paid, and has the home province book it.
  func checkPayment() throws -> ServiceAnswer {
    let number = try number()
    let before = try asHolder(of: number, "look for payments") { transaction in
      let paid = try CancellationDemand.paid(of: number, transaction.db)
      return ServiceAnswer(ServiceReply(outcome: paid.isEmpty ? "unpaid" : "paid"))
    }
    guard before.reply.outcome == "paid" else { return before }
    // If the home province doesn't book it now, it does so before the number is closed.
    _ = try saga.reconcile(number)
    return before
  }

  /// Ends a contract that costs nothing to end.
  func endContract() throws -> ServiceAnswer {
    let number = try number()
    let province = try ask(.closing, about: number)
    let answer = try asHolder(of: number, "end a contract") { transaction in
      let account = try account(number, transaction.db)
      let saga = try cancellation(of: number, transaction.db)
      guard saga.state == .open else { return ServiceAnswer(.failed) }
      guard account.penalty == .zero else {
        return ServiceAnswer(ServiceReply(outcome: "penalty"))
      }
      try saga.set(.endsContract, true, transaction.db)
      return ServiceAnswer(ServiceReply(outcome: "ended"))
    }
    guard answer.reply.outcome == "ended" else { return answer }
    let saga = try work.read("look up a cancellation") { try Cancellation.goingOn(number, $0) }
    if let saga, try !self.saga.endFreeContract(of: saga) { return ServiceAnswer(.failed) }
    return ServiceAnswer(answer.reply, delay: province.latency)
  }
}
