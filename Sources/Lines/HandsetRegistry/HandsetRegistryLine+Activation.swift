internal import CallEngine
internal import Foundation
internal import Store

/// Activation: a handset is bound to the number that calls, by its code.
extension HandsetRegistryLine {
  /// Whether a handset can be activated from a number, before its code is asked for.
  func openActivation(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let imei = try request.imei()
    let mobile = try request.mobile("line")
    return try work.write("look up an activation") { transaction in
      try advance(imei, at: work.call.moment, transaction)
      return outcome(
        of: try standing(imei, from: mobile, at: work.call.moment, transaction.db))
    }
  }

  /// Activates a handset, or counts the wrong code.
  func activate(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let imei = try request.imei()
    let mobile = try request.mobile("line")
    let moment = work.call.moment
    return try work.write("activate a handset") { transaction in
      let db = transaction.db
      let standing = try standing(imei, from: mobile, at: moment, db)
      guard standing == .ready, let code = try ActivationCode.find(imei, db) else {
        return outcome(of: standing == .ready ? .unregistered : standing)
      }
      let lock = CodeLock(imei: imei, line: mobile.number)
      guard code.secret.matches(TypedDigits.ascii(request["code"] ?? "")) else {
        let left = try lock.fail(at: moment, db)
        return ServiceAnswer(
          left == 0
            ? ServiceReply(outcome: Standing.locked.rawValue)
            : ServiceReply(
              outcome: "wrong_code",
              output: [NamedValue("activation.tries_left", String(left))]))
      }
      try lock.succeed(db)
      let language = try transaction.language(for: request["language"]).tag
      try Binding(number: mobile.number, language: language).bind(imei, at: moment, db)
      return ServiceAnswer(ServiceReply(outcome: "activated"))
    }
  }

  enum Standing: String, CaseIterable {
    case ready
    case locked
    case yours
    case somebodyElses = "somebody_elses"
    case unregistered
    case unpaid
    case byFile = "by_file"
    case waiting
    case noCustomsCode = "no_customs_code"
  }

  private func standing(
    _ imei: IMEI, from mobile: MobileNumber, at moment: Date, _ db: any StoreConnection
  ) throws -> Standing {
    if try CodeLock(imei: imei, line: mobile.number).isLocked(at: moment, db) { return .locked }
    if let owner = try Binding.find(imei, db) {
      return owner.number == mobile.number ? .yours : .somebodyElses
    }
    if try ActivationCode.find(imei, db) != nil { return .ready }
    return switch try TravellerRegistration.find(imei, db)?.standing(at: moment, db) {
    case nil, .activated?: .unregistered
    case .codeSent?: .ready
    case .unpaid?, .unpaidOld?: .unpaid
    case .byFile?: .byFile
    case .waiting?: .waiting
    case .noCustomsCode?: .noCustomsCode
    }
  }

  private func outcome(of standing: Standing) -> ServiceAnswer {
    ServiceAnswer(ServiceReply(outcome: standing.rawValue))
  }

  private func advance(
    _ imei: IMEI, at moment: Date, _ transaction: DeskTransaction
  ) throws {
    guard var registration = try TravellerRegistration.find(imei, transaction.db) else { return }
    try registration.advance(at: moment, transaction)
  }
}
