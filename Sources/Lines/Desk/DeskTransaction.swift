package import CallEngine
package import Foundation
package import GRDB
internal import Store

/// A transaction of the store in which a line changes something, and by which all its messages go:
/// what is to be sent and why are committed together or not at all. They are sent once that is done.
package final class DeskTransaction {
  package let db: Database
  package let now: Date
  /// Whose messages are sent; `nil` if they are no line's.
  var line: (any LineOfBusiness)?
  private let desk: ServiceDesk
  /// The call that asks; `nil` if an SMS is being answered.
  private let call: AskingCall?
  private let isRehearsal: Bool
  /// The numbers in the outbox of what is to be sent, in order.
  private(set) var queued: [Int64] = []
  /// What a rehearsal would have sent, in order.
  private(set) var rehearsed: [CallMessage] = []

  init(
    _ db: Database, at desk: ServiceDesk, now: Date, for call: AskingCall? = nil,
    by line: (any LineOfBusiness)? = nil, isRehearsal: Bool = false
  ) {
    self.db = db
    self.desk = desk
    self.now = now
    self.call = call
    self.line = line
    self.isRehearsal = isRehearsal
  }

  /// The language in which the line writes to somebody who wants one.
  ///
  /// - Throws: `ServiceTrouble` if it writes in none.
  package func language(for tag: String?) throws -> Language {
    guard let language = texts?.language(for: tag) else { throw ServiceTrouble.noText(id: nil) }
    return language
  }

  /// What one of the line's messages says to somebody who wants a language.
  ///
  /// - Throws: `ServiceTrouble` if there is no such text.
  package func text(_ message: some LineMessage, in tag: String?) throws -> String {
    guard let texts, let text = message.text(in: try language(for: tag), of: texts) else {
      throw ServiceTrouble.noText(id: message.id)
    }
    return text
  }

  private var texts: MessageTexts? { line.flatMap { desk.texts[$0.name] } }

  private var addresses: ServiceAddresses { line?.addresses ?? ServiceAddresses() }

  /// A new secret, for a link that only its receiver is to know.
  package func makeToken() -> String { desk.makeToken() }

  /// Sends an SMS for the call, unless a limit is reached.
  ///
  /// - Parameter text: what it says; it is asked for only if it may be sent.
  /// - Returns: the answer of a service that does nothing else, unless a gateway refuses the message:
  ///   `sent` or `too_many`.
  package func send(
    smsTo mobile: MobileNumber, _ text: () throws -> String
  ) throws -> ServiceAnswer {
    try send(smsTo: mobile, settling: { (try text(), nil) })
  }

  /// Sends an SMS of which the line is told what became of it, unless a limit is reached.
  ///
  /// - Parameter message: what it says and what it settles, in the line's words.
  package func send(
    smsTo mobile: MobileNumber, settling message: () throws -> (text: String, reference: String?)
  ) throws -> ServiceAnswer {
    if !isRehearsal, let call,
      let limit = try SMSLimit.reached(by: call, to: mobile.number, at: now, db)
    {
      try refuse(sms(limit.reason, to: mobile))
      return ServiceAnswer(.tooMany)
    }
    let (text, reference) = try message()
    try post(sms(text, to: mobile), reference: reference)
    return ServiceAnswer(.sent)
  }

  /// Answers an SMS. A number gets ten answers in 24 hours, then silence: two machines that answer
  /// each other would never stop.
  ///
  /// - Parameter isDue: whether it is answered in any case. Only who has been asked, and whose answer
  ///   was taken, is told so always: what he asked for has a limit of its own.
  package func answer(
    _ sender: MobileNumber, _ text: String, isDue: Bool = false
  ) throws {
    if !isDue, try SMSLimit.isAnswered(sender.number, at: now, db) {
      return try refuse(sms(SMSLimit.answers.reason, to: sender))
    }
    try post(sms(text, to: sender))
  }

  /// Sends an e-mail.
  ///
  /// - Parameter reference: what it settles, in the line's words; one e-mail at most is sent for each,
  ///   and the line is told what became of it.
  package func send(
    emailTo address: String, subject: String, text: String, reference: String? = nil
  ) throws {
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
  private func post(_ message: CallMessage, reference: String? = nil) throws {
    if isRehearsal { return rehearsed.append(message) }
    queued.append(try Store.post(message, .queued, at: now, cause: cause(reference), db))
  }

  /// Records a message that a limit keeps back, without its text.
  private func refuse(_ message: CallMessage) throws {
    try Store.post(message, .refused, at: now, cause: cause(), db)
  }

  private func cause(_ reference: String? = nil) -> MessageCause {
    MessageCause(callID: call?.id, caller: call?.caller.text, reference: reference)
  }
}

extension ServiceReply {
  /// A message went out, or will when its gateway takes it.
  package static let sent = ServiceReply(outcome: "sent")
  /// A limit keeps the message back.
  package static let tooMany = ServiceReply(outcome: "too_many")
}
