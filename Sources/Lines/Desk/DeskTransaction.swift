package import CallEngine
package import Foundation
package import Store

/// A transaction of the store in which a line changes something and queues its messages: a message
/// and its cause are committed together or not at all. The messages are sent after the commit.
package final class DeskTransaction {
  package let db: any StoreConnection
  package let now: Date
  /// The line whose messages are sent; `nil` if they belong to no line.
  var line: (any LineOfBusiness)?
  private let desk: ServiceDesk
  /// The call that makes the request; `nil` if an SMS is being answered.
  private let call: AskingCall?
  private let isRehearsal: Bool
  /// The numbers in the outbox of the messages to send, in order.
  private(set) var queued: [Int64] = []
  /// Those of them that somebody gets whoever calls: whether they arrive isn't for the caller to hear.
  private(set) var owed: Set<Int64> = []
  /// What a rehearsal would have sent, in order.
  private(set) var rehearsed: [CallMessage] = []

  init(
    _ db: any StoreConnection, at desk: ServiceDesk, now: Date, for call: AskingCall? = nil,
    by line: (any LineOfBusiness)? = nil, isRehearsal: Bool = false
  ) {
    self.db = db
    self.desk = desk
    self.now = now
    self.call = call
    self.line = line
    self.isRehearsal = isRehearsal
  }

  /// The language in which the line writes to somebody who prefers a language.
  ///
  /// - Throws: `ServiceTrouble` if it has no texts.
  package func language(for tag: String?) throws -> Language {
    guard let language = texts?.language(for: tag) else { throw ServiceTrouble.noText(id: nil) }
    return language
  }

  /// The text of one of the line's messages for somebody who prefers a language.
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

  /// A new secret, for a link that only its recipient may know.
  package func makeToken() -> String { desk.makeToken() }

  /// A link to one of the line's pages.
  package func link(_ path: String) -> String { "\(desk.pagesURL)/\(path)" }

  /// Sends an SMS for the call, unless a limit is reached.
  ///
  /// - Parameter text: evaluated only if the message may be sent.
  /// - Returns: the reply of a service that does nothing else, unless a gateway refuses the
  ///   message: `sent` or `too_many`.
  package func send(
    smsTo mobile: MobileNumber, _ text: () throws -> String
  ) throws -> ServiceAnswer {
    try send(smsTo: mobile, settling: { (try text(), nil) })
  }

  /// Sends an SMS for the call to a mobile of any country, unless a limit is reached.
  package func send(
    smsTo recipient: MobileRecipient, _ text: () throws -> String
  ) throws -> ServiceAnswer {
    try send(smsTo: recipient.number, settling: { (try text(), nil) })
  }

  /// Sends an SMS whose outcome is reported to the line, unless a limit is reached.
  ///
  /// - Parameter message: its text, and the line's reference for it.
  package func send(
    smsTo mobile: MobileNumber, settling message: () throws -> (text: String, reference: String?)
  ) throws -> ServiceAnswer {
    try send(smsTo: mobile.number, settling: message)
  }

  private func send(
    smsTo number: String, settling message: () throws -> (text: String, reference: String?)
  ) throws -> ServiceAnswer {
    if !isRehearsal, let call,
      let limit = try SMSLimit.reached(by: call, to: number, at: now, db)
    {
      try refuse(sms(limit.reason, to: number))
      return ServiceAnswer(.tooMany)
    }
    let (text, reference) = try message()
    try post(sms(text, to: number), reference: reference)
    return ServiceAnswer(.sent)
  }

  /// Sends an SMS that the line owes its recipient whoever calls, such as a code that was paid for:
  /// no limit holds it back, so its cause must not come twice.
  ///
  /// - Parameter reference: the line's for it; its outcome is reported.
  package func send(smsDueTo mobile: MobileNumber, _ text: String, reference: String? = nil) throws
  {
    if let id = try post(sms(text, to: mobile.number), reference: reference) { owed.insert(id) }
  }

  /// Answers an SMS. A number gets at most ten answers in 24 hours, since two machines that answer
  /// each other would never stop.
  ///
  /// - Parameter isDue: whether it is answered regardless of the limit. That holds only for
  ///   accepted answers to a question: the requests behind those have a limit of their own.
  package func answer(
    _ sender: MobileRecipient, _ text: String, isDue: Bool = false
  ) throws {
    try answer(sender.number, text, isDue: isDue)
  }

  /// Answers a number that sent an SMS earlier.
  package func answer(_ sender: MobileNumber, _ text: String, isDue: Bool = false) throws {
    try answer(sender.number, text, isDue: isDue)
  }

  private func answer(_ number: String, _ text: String, isDue: Bool) throws {
    if !isDue, try SMSLimit.isAnswered(number, at: now, db) {
      return try refuse(sms(SMSLimit.answers.reason, to: number))
    }
    try post(sms(text, to: number))
  }

  /// Sends an e-mail.
  ///
  /// - Parameters:
  ///   - document: what its pictures and files are made from, in the line's own form.
  ///   - reference: the line's reference for it; at most one e-mail is sent for each, and its outcome
  ///     is reported to the line.
  package func send(
    emailTo address: String, subject: String, text: String, document: String? = nil,
    reference: String? = nil
  ) throws {
    try post(
      CallMessage(
        .email, from: addresses.emailSender, to: address, subject: subject, text: text),
      document: document, reference: reference)
  }

  private func sms(_ text: String, to number: String) -> CallMessage {
    CallMessage(.sms, from: addresses.smsSender, to: number, text: text)
  }

  // MARK: Payments

  /// Records a payment in the ledger, once for each key, and reports it to the lines.
  ///
  /// - Parameter moment: when it was made as far as the lines are concerned.
  /// - Returns: the payment; `nil` if it has been paid before, when nothing is recorded.
  package func pay(
    _ amount: PaymentLedger.Amount, for key: PaymentLedger.Key, at moment: Date
  ) throws -> PaymentLedger.Payment? {
    guard let payment = try PaymentLedger.pay(amount, for: key, at: moment, db) else { return nil }
    for line in desk.lines {
      // What a line sends because of it isn't for the caller, who may pay somebody else's bill.
      let own = DeskTransaction(db, at: desk, now: now, by: line, isRehearsal: isRehearsal)
      try line.paid(payment, own)
      queued += own.queued
      owed.formUnion(own.queued)
      rehearsed += own.rehearsed
    }
    return payment
  }

  // MARK: The outbox

  /// Puts a message into the outbox; all messages of all lines go through here.
  ///
  /// - Returns: its number there; `nil` in a rehearsal.
  @discardableResult
  private func post(
    _ message: CallMessage, document: String? = nil, reference: String? = nil
  ) throws -> Int64? {
    if isRehearsal {
      rehearsed.append(message)
      return nil
    }
    let id = try Store.post(
      message, .queued, at: now, cause: cause(reference), document: document, db)
    queued.append(id)
    return id
  }

  /// Records a message that a limit prevents, without its text.
  private func refuse(_ message: CallMessage) throws {
    try Store.post(message, .refused, at: now, cause: cause(), db)
  }

  private func cause(_ reference: String? = nil) -> MessageCause {
    MessageCause(callID: call?.id, caller: call?.caller.text, reference: reference)
  }
}

extension ServiceReply {
  /// The message was sent, or will be when its gateway takes it.
  package static let sent = ServiceReply(outcome: "sent")
  /// A limit prevents the message.
  package static let tooMany = ServiceReply(outcome: "too_many")
}
