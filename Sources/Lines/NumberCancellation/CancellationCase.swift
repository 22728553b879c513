internal import CallEngine
internal import Foundation
internal import Store

/// One request of a call about the number that it wants to cancel.
struct CancellationCase {
  let request: ServiceRequest
  let work: ServiceWork
  let link: ProvinceLink
  var moment: Date { work.call.moment }
  var today: CivilDay { BeijingClock(moment).day }
  var language: String { request["language"] ?? "zh-CN" }
  var saga: CancellationSaga { CancellationSaga(link: link, work: work, moment: moment) }

  init(_ request: ServiceRequest, _ work: ServiceWork, link: ProvinceLink) {
    self.request = request
    self.work = work
    self.link = link
  }

  /// The number to be cancelled.
  func number() throws -> String {
    guard let number = request["number"] else {
      throw ServiceTrouble.missingInput(service: request.service, name: "number")
    }
    return number
  }

  func keeper(_ number: String, _ db: any StoreConnection) -> NumberGuard {
    NumberGuard(number: number, moment: moment, db: db)
  }

  /// Asks the home province for what it knows of a number.
  ///
  /// - Throws: `ServiceTrouble` if it doesn't answer.
  func ask(_ interfaces: HomeProvince.Interface..., about number: String) throws -> HomeProvince {
    guard let province = HomeProvince.home(of: number) else {
      throw ServiceTrouble.badInput(
        service: request.service, name: "number", why: "it isn't one of the operator's")
    }
    guard interfaces.allSatisfy({ link.answers(province, $0, moment, moment) }) else {
      throw ServiceTrouble.badInput(
        service: request.service, name: "number", why: "\(province.name) doesn't answer")
    }
    return province
  }

  /// Does something about a number for a call that has shown that it is the holder's, unless the
  /// number has stopped it.
  ///
  /// - Throws: `ServiceTrouble` if the call hasn't.
  func asHolder(
    of number: String, _ operation: String, _ body: (DeskTransaction) throws -> ServiceAnswer
  ) throws -> ServiceAnswer {
    try work.write(operation) { transaction in
      let keeper = keeper(number, transaction.db)
      try demandVerified(number, keeper)
      if try keeper.isStopped() { return ServiceAnswer(.stopped) }
      return try body(transaction)
    }
  }

  func demandVerified(_ number: String, _ keeper: NumberGuard) throws {
    // In a rehearsal each request stands alone, and nobody hears the answer.
    if work.isRehearsal { return }
    guard try keeper.isVerified(work.call.id) else {
      throw ServiceTrouble.badInput(
        service: request.service, name: "number", why: "the call hasn't been verified for it")
    }
  }

  /// The cancellation of a number, a new one if none is going on.
  func cancellation(of number: String, _ db: any StoreConnection) throws -> Cancellation {
    _ = try account(number, db)
    return try Cancellation.open(number, language: language, db)
  }

  /// What the home province knows of a number.
  ///
  /// - Throws: `ServiceTrouble` if it is closed, even in the call that has had it closed.
  func account(_ number: String, _ db: any StoreConnection) throws -> HomeAccount {
    guard let account = try HomeAccount.find(number, db), account.state != .closed else {
      throw ServiceTrouble.badInput(
        service: request.service, name: "number", why: "nobody has it")
    }
    return account
  }
}

extension ServiceReply {
  /// The number itself has stopped its cancellation.
  static let stopped = ServiceReply(outcome: "stopped")
  static let locked = ServiceReply(outcome: "locked")
}
