package import CallEngine
package import Foundation
internal import GRDB
package import Store
internal import Synchronization

/// The services of the billing line over a store, with embedded stubs in place of the SMS, e-mail and
/// payment gateways.
///
/// Everything is done and committed before a function returns, whatever becomes of the call: only
/// replies can be late (K10 in Documentation/menu-language.md). A stub that is told to fail sends
/// nothing.
package final class BillingServices: Sendable {
  package let store: Store
  package var directory: Directory { Directory(store) }
  private let makeToken: @Sendable () -> String
  private let stubs: Mutex<[StubTarget: StubBehaviour]>

  /// - Parameter makeToken: makes a confirmation link's secret; tests give a predictable one.
  package init(
    store: Store, stubs: [StubTarget: StubBehaviour] = [:],
    makeToken: @escaping @Sendable () -> String = BillingServices.randomToken
  ) {
    self.store = store
    self.makeToken = makeToken
    self.stubs = Mutex(stubs)
  }

  /// 128 random bits in hexadecimal digits.
  package static func randomToken() -> String {
    (0..<4).map { _ in
      let part = String(UInt32.random(in: 0...UInt32.max), radix: 16)
      return String(repeating: "0", count: 8 - part.count) + part
    }.joined()
  }

  /// Tells a stub what to do from now on; `nil` makes it work again.
  package func tell(_ target: StubTarget, _ behaviour: StubBehaviour?) {
    stubs.withLock { $0[target] = behaviour }
  }

  /// What a stub was told; `nil` if nothing.
  func stub(of target: StubTarget) -> StubBehaviour? {
    stubs.withLock { $0[target] }
  }

  func behaviour(of target: StubTarget) -> StubBehaviour {
    stub(of: target) ?? .works
  }

  // MARK: Services

  /// Does what a call asks for. A service that can't replies `failed`; a call never dies of it.
  ///
  /// - Parameter caller: the number of whoever rings or is rung; `nil` if it is hidden.
  package func invoke(
    _ request: ServiceRequest, callID: String, caller: String? = nil, at now: Date
  ) -> ServiceAnswer {
    let call = AskingCall(id: callID, caller: CallerNumber(caller))
    let stub = behaviour(of: .service(request.service))
    switch stub.outcome {
    case .works: break
    case .failed, .busy, .noAnswer: return ServiceAnswer(.failed, delay: stub.replyDelay)
    case .replies(let outcome, let output):
      return ServiceAnswer(reply(outcome, output, to: request), delay: stub.delay)
    }
    do {
      let answer: ServiceAnswer
      switch request.service {
      case Self.findBill.name: answer = try findBill(request)
      case Self.sendBill.name: answer = try sendBill(request, call, now)
      case Self.sendAppLink.name: answer = try sendAppLink(request, call, now)
      case Self.requestEmail.name: answer = try requestEmail(request, call, now)
      default: throw ServiceTrouble.unknownService(request.service)
      }
      return ServiceAnswer(
        answer.reply, delay: min(stub.delay + answer.delay, StubBehaviour.maxDelay),
        messages: answer.messages)
    } catch {
      return ServiceAnswer(.failed, delay: stub.delay, trouble: ServiceTrouble(error))
    }
  }

  /// A reply that a stub was told, with what the directory knows where it wasn't told everything.
  private func reply(
    _ outcome: String, _ output: [NamedValue], to request: ServiceRequest
  ) -> ServiceReply {
    guard let signature = Self.signatures.first(where: { $0.name == request.service }) else {
      return .failed
    }
    // Only of a service that changes nothing can it be known what it would say.
    let known = signature == Self.findBill ? try? findBill(request).reply.output : nil
    return signature.reply(outcome, telling: output, otherwise: known ?? [])
  }

  private func findBill(_ request: ServiceRequest) throws -> ServiceAnswer {
    guard let line = try? SubscriberLine(parsing: request["line"] ?? "") else {
      return ServiceAnswer(.unknownLine)
    }
    return try store.read("find a bill") { db in
      guard let subscriber = try Directory.subscriber(of: line, db) else {
        return ServiceAnswer(.unknownLine)
      }
      let bill = try Directory.bills(of: line, db).first
      return ServiceAnswer(ServiceReply(subscriber, bill))
    }
  }

  private func sendBill(
    _ request: ServiceRequest, _ call: AskingCall, _ now: Date
  ) throws -> ServiceAnswer {
    let line = try line(of: request)
    let mobile = try mobile(of: request)
    return try sendSMS(to: mobile, call, now, "send a bill") { db in
      let (subscriber, bill) = try self.account(of: line, request.service, db)
      let language = MessageLanguage(tag: request["language"] ?? subscriber.language)
      return Message.bill(BillView(subscriber, bill)).text(in: language)
    }
  }

  private func sendAppLink(
    _ request: ServiceRequest, _ call: AskingCall, _ now: Date
  ) throws -> ServiceAnswer {
    let mobile = try mobile(of: request)
    return try sendSMS(to: mobile, call, now, "send the app's link") { _ in
      Message.appLink.text(in: MessageLanguage(tag: request["language"]))
    }
  }

  private func requestEmail(
    _ request: ServiceRequest, _ call: AskingCall, _ now: Date
  ) throws -> ServiceAnswer {
    let line = try line(of: request)
    let mobile = try mobile(of: request)
    // Nobody answers a question that was not sent, so without an SMS there is no request.
    let isSent = behaviour(of: .sms).outcome == .works
    return try sendSMS(to: mobile, call, now, "ask for an e-mail address") { db in
      let (subscriber, _) = try self.account(of: line, request.service, db)
      let language = MessageLanguage(tag: request["language"] ?? subscriber.language)
      let token = self.makeToken()
      if isSent {
        try Confirmation.open(
          line: line, mobile: mobile, language: language.rawValue, token: token, callID: call.id,
          at: now, db)
      }
      return Message.confirmationRequest(
        line: line.number, link: ServiceAddress.confirmation(token: token)
      ).text(in: language)
    }
  }

  /// Sends one SMS in one transaction with what belongs to it, unless a limit is reached.
  private func sendSMS(
    to mobile: MobileNumber, _ call: AskingCall, _ now: Date, _ operation: String,
    _ text: (Database) throws -> String
  ) throws -> ServiceAnswer {
    let stub = behaviour(of: .sms)
    func sms(_ text: String) -> CallMessage {
      CallMessage(.sms, from: ServiceAddress.smsSender, to: mobile.number, text: text)
    }
    return try store.write(operation) { db in
      if let limit = try SMSLimit.reached(by: call, to: mobile, at: now, db) {
        try Store.post(sms(limit.reason), .refused, at: now, cause: call.cause, db)
        return ServiceAnswer(.tooMany)
      }
      let message = sms(try text(db))
      guard stub.outcome == .works else {
        try Store.post(message, .failed, at: now, cause: call.cause, db)
        return ServiceAnswer(.failed, delay: stub.replyDelay)
      }
      try Store.post(message, .sent, at: now, cause: call.cause, db)
      return ServiceAnswer(.sent, delay: stub.delay, messages: [message])
    }
  }

  private func account(
    of line: SubscriberLine, _ service: String, _ db: Database
  ) throws -> (Subscriber, Bill?) {
    guard let subscriber = try Directory.subscriber(of: line, db) else {
      throw ServiceTrouble.badInput(
        service: service, name: "line", why: "\(line.number) is not in the directory")
    }
    return (subscriber, try Directory.bills(of: line, db).first)
  }

  private func line(of request: ServiceRequest) throws -> SubscriberLine {
    try parsed("line", of: request) { text throws(LineFault) in try SubscriberLine(parsing: text) }
  }

  private func mobile(of request: ServiceRequest) throws -> MobileNumber {
    try parsed("mobile", of: request) { text throws(LineFault) in try MobileNumber(parsing: text) }
  }

  private func parsed<T>(
    _ name: String, of request: ServiceRequest, _ parse: (String) throws(LineFault) -> T
  ) throws -> T {
    guard let text = request[name] else {
      throw ServiceTrouble.missingInput(service: request.service, name: name)
    }
    do {
      return try parse(text)
    } catch {
      throw ServiceTrouble.badInput(service: request.service, name: name, why: "\(error)")
    }
  }

  /// The language that a line's subscriber wants; `nil` if it isn't known or can't be looked up.
  package func preferredLanguage(ofLine line: String) -> String? {
    guard let line = try? SubscriberLine(parsing: line) else { return nil }
    return (try? directory.subscriber(of: line))?.language
  }
}
