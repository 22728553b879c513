package import CallEngine
package import Foundation
package import GRDB
internal import Store

/// A transaction of the store in which a line changes something, and by which all its messages go:
/// what is sent and why it is sent are committed together or not at all.
package final class DeskTransaction {
  package let db: Database
  package let now: Date
  /// Where messages come from.
  var addresses: ServiceAddresses
  private let desk: ServiceDesk
  /// The call that asks; `nil` if an SMS is being answered.
  private let call: AskingCall?
  private let isRehearsal: Bool
  /// What was sent, in order.
  private(set) var messages: [CallMessage] = []

  init(
    _ db: Database, at desk: ServiceDesk, now: Date, for call: AskingCall? = nil,
    addresses: ServiceAddresses = ServiceAddresses(), isRehearsal: Bool = false
  ) {
    self.db = db
    self.desk = desk
    self.now = now
    self.call = call
    self.addresses = addresses
    self.isRehearsal = isRehearsal
  }

  /// A new secret, for a link that only its receiver is to know.
  package func makeToken() -> String { desk.makeToken() }

  /// Sends an SMS for the call, unless a limit is reached.
  ///
  /// - Parameter text: what it says; it is asked for only if it may be sent.
  /// - Returns: the answer of a service that does nothing else: `sent`, `too_many` or `failed`.
  package func send(
    smsTo mobile: MobileNumber, _ text: () throws -> String
  ) throws -> ServiceAnswer {
    if !isRehearsal, let call,
      let limit = try SMSLimit.reached(by: call, to: mobile.number, at: now, db)
    {
      try refuse(sms(limit.reason, to: mobile))
      return ServiceAnswer(.tooMany)
    }
    let message = sms(try text(), to: mobile)
    guard try post(message) else {
      return ServiceAnswer(.failed, delay: behaviour(of: .sms).replyDelay)
    }
    return ServiceAnswer(.sent, delay: behaviour(of: .sms).delay)
  }

  /// Answers an SMS. A number gets ten answers in 24 hours, then silence: two machines that answer
  /// each other would never stop.
  ///
  /// - Parameter isDue: whether it is answered in any case. Only who has been asked, and whose answer
  ///   was taken, is told so always: what he asked for has a limit of its own.
  package func answer(_ sms: ReceivedSMS, _ text: String, isDue: Bool = false) throws {
    if !isDue, try SMSLimit.isAnswered(sms.sender.number, at: now, db) {
      return try refuse(self.sms(SMSLimit.answers.reason, to: sms.sender))
    }
    _ = try post(self.sms(text, to: sms.sender))
  }

  /// Sends an e-mail.
  ///
  /// - Parameter reference: what it settles, in the line's words; one e-mail at most is sent for each.
  /// - Returns: whether it went out.
  package func send(
    emailTo address: String, subject: String, text: String, reference: String? = nil
  ) throws -> Bool {
    try post(
      CallMessage(
        .email, from: addresses.emailSender, to: address, subject: subject, text: text),
      reference: reference)
  }

  private func sms(_ text: String, to mobile: MobileNumber) -> CallMessage {
    CallMessage(.sms, from: addresses.smsSender, to: mobile.number, text: text)
  }

  // MARK: The outbox

  /// Every message of every line goes through here, and into the outbox.
  ///
  /// - Returns: whether it went out.
  private func post(_ message: CallMessage, reference: String? = nil) throws -> Bool {
    let works = behaviour(of: message.medium == .sms ? .sms : .email).outcome == nil
    try Store.post(message, works ? .sent : .failed, at: now, cause: cause(reference), db)
    if works { messages.append(message) }
    return works
  }

  /// Records a message that a limit keeps back, without its text.
  private func refuse(_ message: CallMessage) throws {
    try Store.post(message, .refused, at: now, cause: cause(), db)
  }

  private func cause(_ reference: String? = nil) -> MessageCause {
    MessageCause(callID: call?.id, caller: call?.caller.text, reference: reference)
  }

  private func behaviour(of target: StubTarget) -> StubBehaviour {
    isRehearsal ? .works : desk.behaviour(of: target)
  }
}

extension ServiceReply {
  /// A message went out.
  package static let sent = ServiceReply(outcome: "sent")
  /// A limit keeps the message back.
  package static let tooMany = ServiceReply(outcome: "too_many")
}
