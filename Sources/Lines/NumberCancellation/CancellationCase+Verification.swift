internal import CallEngine
internal import Foundation

/// Who asks: nothing of a number is told before the call has shown the digits and the code.
extension CancellationCase {
  /// Finds the number's home province, and tells the number itself that somebody wants to cancel it.
  func findNumber() throws -> ServiceAnswer {
    let number = try number()
    guard let province = HomeProvince.home(of: number) else {
      return ServiceAnswer(ServiceReply(outcome: "unknown"))
    }
    if !work.isRehearsal { try saga.carryOn(number) }
    return try work.write("find a number") { transaction in
      let keeper = keeper(number, transaction.db)
      func refuse(_ outcome: String) throws -> ServiceAnswer {
        try keeper.record(.start, outcome, by: work.call.id)
        return ServiceAnswer(ServiceReply(outcome: outcome))
      }
      guard let account = try HomeAccount.find(number, transaction.db), account.state != .closed
      else { return try refuse("unknown") }
      if try keeper.isStopped() { return try refuse("stopped") }
      if try keeper.isLocked() { return try refuse("locked") }
      guard let recipient = MobileRecipient(number, region: "CN") else {
        return try refuse("unknown")
      }
      let notice = try transaction.send(smsTo: recipient) {
        try transaction.text(CancellationMessage.notice(number: number), in: language)
      }
      // A number that wasn't told couldn't stop it.
      guard notice.reply == .sent else { return try refuse("too_many") }
      try CancellationNotice.record(
        to: number, in: language, by: work.call.id, at: moment, sentAt: work.now, transaction.db)
      try keeper.record(.start, "found", by: work.call.id)
      return ServiceAnswer(
        ServiceReply(outcome: "found", output: [NamedValue("number.province", province.name)]),
        delay: province.latency)
    }
  }

  /// Compares the last digits of the holder's resident ID with the home province's.
  func checkHolder() throws -> ServiceAnswer {
    let number = try number()
    let digits = request["id_digits"] ?? ""
    let province = try ask(.holder, about: number)
    let reply = try work.write("check a resident ID") { transaction in
      let keeper = keeper(number, transaction.db)
      if try keeper.isStopped() { return ServiceReply.stopped }
      if try keeper.isLocked() {
        try keeper.record(.id, "locked", by: work.call.id)
        return .locked
      }
      let account = try account(number, transaction.db)
      guard Secret(salt: account.idSalt, hash: account.idHash).matches(digits) else {
        let isLocked = try keeper.recordFailure(.id, by: work.call.id)
        return isLocked ? .locked : ServiceReply(outcome: "wrong")
      }
      try keeper.record(.id, "matched", by: work.call.id)
      try keeper.knowsID(work.call.id)
      return ServiceReply(outcome: "matched")
    }
    return ServiceAnswer(reply, delay: province.latency)
  }

  /// Sends a code to the number itself, unless one that was sent is still good.
  func sendCode() throws -> ServiceAnswer {
    let number = try number()
    return try work.write("send a code") { transaction in
      let keeper = keeper(number, transaction.db)
      guard try work.isRehearsal || keeper.isKnown(to: work.call.id) else {
        throw ServiceTrouble.badInput(
          service: request.service, name: "number", why: "the call hasn't shown who it is")
      }
      if try keeper.isStopped() { return ServiceAnswer(.stopped) }
      if try keeper.hasCode() { return ServiceAnswer(.sent) }
      guard let recipient = MobileRecipient(number, region: "CN") else {
        return ServiceAnswer(.failed)
      }
      let code = SecretDigits.code(from: transaction.makeToken())
      let answer = try transaction.send(smsTo: recipient) {
        try transaction.text(CancellationMessage.code(code), in: language)
      }
      if answer.reply == .sent { try keeper.keep(code, salt: transaction.makeToken()) }
      return answer
    }
  }

  func checkCode() throws -> ServiceAnswer {
    let number = try number()
    let code = request["code"] ?? ""
    let reply = try work.write("check a code") { transaction in
      let keeper = keeper(number, transaction.db)
      if work.isRehearsal { return ServiceReply(outcome: "verified") }
      if try keeper.isStopped() { return .stopped }
      guard try keeper.isKnown(to: work.call.id), try !keeper.isLocked() else {
        try keeper.record(.code, "locked", by: work.call.id)
        return .locked
      }
      guard try keeper.use(code) else {
        let isLocked = try keeper.recordFailure(.code, by: work.call.id)
        return isLocked ? .locked : ServiceReply(outcome: "wrong")
      }
      try keeper.record(.code, "verified", by: work.call.id)
      try keeper.verify(work.call.id)
      return ServiceReply(outcome: "verified")
    }
    return ServiceAnswer(reply)
  }
}
