internal import CallEngine
internal import Store

/// The billing line's services.
extension BillingLine {
  func findBill(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    guard let line = try? SubscriberLine(parsing: request["line"] ?? "") else {
      return ServiceAnswer(.unknownLine)
    }
    return try work.read("find a bill") { db in
      guard let subscriber = try Directory.subscriber(of: line, db) else {
        return ServiceAnswer(.unknownLine)
      }
      let bill = try Directory.bills(of: line, db).first
      return ServiceAnswer(ServiceReply(subscriber, bill))
    }
  }

  func sendBill(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let line = try request.line()
    let mobile = try request.mobile()
    return try work.write("send a bill") { transaction in
      try transaction.send(smsTo: mobile) {
        let (subscriber, bill) = try account(of: line, request.service, transaction.db)
        return try transaction.text(
          Message.bill(BillView(subscriber, bill)), in: request["language"] ?? subscriber.language)
      }
    }
  }

  func sendAppLink(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let mobile = try request.mobile()
    return try work.write("send the app's link") { transaction in
      try transaction.send(smsTo: mobile) {
        try transaction.text(Message.appLink, in: request["language"])
      }
    }
  }

  func requestEmail(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let line = try request.line()
    let mobile = try request.mobile()
    return try work.write("ask for an e-mail address") { transaction in
      try transaction.send(
        smsTo: mobile,
        settling: {
          let (subscriber, _) = try account(of: line, request.service, transaction.db)
          let language = try transaction.language(for: request["language"] ?? subscriber.language)
          let token = transaction.makeToken()
          let message = Message.confirmationRequest(
            line: line.number, link: transaction.link("c/\(token)"))
          let reference = try Confirmation.open(
            line: line, mobile: mobile, language: language.tag, token: token,
            callID: work.call.id, at: work.now, transaction.db)
          return (try transaction.text(message, in: language.tag), reference)
        })
    }
  }

  private func account(
    of line: SubscriberLine, _ service: String, _ db: any StoreConnection
  ) throws -> (Subscriber, Bill?) {
    guard let subscriber = try Directory.subscriber(of: line, db) else {
      throw ServiceTrouble.badInput(
        service: service, name: "line", why: "\(line.number) is not in the directory")
    }
    return (subscriber, try Directory.bills(of: line, db).first)
  }
}
