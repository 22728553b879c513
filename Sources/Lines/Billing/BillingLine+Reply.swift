package import CallEngine
internal import Foundation
internal import Messaging

extension BillingLine {
  /// The question, asked in a call, which e-mail address a bill should go to.
  package func question(
    answeredBy sms: ReceivedSMS, in transaction: DeskTransaction
  ) throws -> SMSQuestion? {
    guard let mobile = try? MobileNumber(parsing: sms.sender.number),
      let found = try Confirmation.find(for: mobile, at: sms.at, transaction.db)
    else { return nil }
    return SMSQuestion(isOpen: found.isOpen, askedAt: found.askedAt) { transaction in
      guard let message = try answer(sms, found, transaction) else { return }
      try transaction.answer(
        sms.sender, try transaction.text(message, in: found.language))
    }
  }

  /// Handles an answer: sends the bill, and closes the question.
  ///
  /// - Returns: the reply to its sender; `nil` if that depends on whether the bill can be sent.
  private func answer(
    _ sms: ReceivedSMS, _ found: Confirmation.Match, _ transaction: DeskTransaction
  ) throws -> Message? {
    switch found {
    case .open(let confirmation):
      guard let address = EmailAddress(in: sms.text) else { return .badAddress }
      return try sendBill(answering: confirmation, to: address, at: sms.at, transaction)
        ? nil : .notSent
    case .expired: return .expired
    case .used(let used):
      return switch used.bill {
      case .waits(let email): .beingSent(line: used.line, email: email)
      case .sent(let email): .alreadySent(line: used.line, email: email)
      case .sentEarlier: .alreadyUsed
      }
    }
  }

  /// Sends the bill to the address that answers a question, and closes the question.
  ///
  /// - Parameter form: the mark of the form that answers it; `nil` if an SMS does.
  /// - Returns: `false` if there is nobody any more whose bill it would be.
  func sendBill(
    answering confirmation: Confirmation, to address: EmailAddress, at now: Date,
    markedBy form: String? = nil, _ transaction: DeskTransaction
  ) throws -> Bool {
    // The subscriber may have been removed from the directory since the request.
    guard let subscriber = try Directory.subscriber(of: confirmation.line, transaction.db) else {
      return false
    }
    let bills = try Directory.bills(of: confirmation.line, transaction.db)
    let view = BillView(subscriber, bills.first)
    let letter = BillLetter(
      language: confirmation.language, name: subscriber.name,
      bill: PrintedBill(subscriber, bills))
    func text(_ message: Message) throws -> String {
      try transaction.text(message, in: confirmation.language)
    }
    try transaction.send(
      emailTo: address.text, subject: try text(.emailSubject(line: view.line)),
      text: try Message.email(view).map(text).joined(separator: "\n"),
      document: try letter.document,
      reference: Confirmation.reference(confirmation.id))
    try confirmation.close(at: now, by: form, transaction.db)
    return true
  }

  /// Informs whoever answered where the bill was sent. If it couldn't be sent, the question is open
  /// again, and whoever answered knows whether it is for the address; if the question itself couldn't
  /// be sent, it is withdrawn.
  package func settled(
    _ message: CallMessage, _ reference: String, _ outcome: MessageOutcome,
    _ transaction: DeskTransaction
  ) throws {
    guard let confirmation = try Confirmation.find(reference: reference, transaction.db) else {
      return
    }
    switch (message.medium, outcome) {
    case (.sms, .sent): return
    case (.sms, .failed), (.sms, .recipientRefused): try confirmation.withdraw(transaction.db)
    case (.email, .sent):
      let accepted = Message.accepted(line: confirmation.line.number, email: message.to)
      try transaction.answer(
        confirmation.mobile, try transaction.text(accepted, in: confirmation.language),
        isDue: true)
    case (.email, .failed), (.email, .recipientRefused):
      try confirmation.reopen(transaction.db)
      let told: Message =
        outcome == .recipientRefused
        ? .addressRefused(line: confirmation.line.number, email: message.to) : .notSent
      try transaction.answer(
        confirmation.mobile, try transaction.text(told, in: confirmation.language))
    }
  }
}
