internal import Foundation
internal import Messaging

extension BillingLine {
  /// The question, asked in a call, where a bill goes by e-mail.
  package func question(
    answeredBy sms: ReceivedSMS, in transaction: DeskTransaction
  ) throws -> SMSQuestion? {
    guard let found = try Confirmation.find(for: sms.sender, at: sms.at, transaction.db) else {
      return nil
    }
    return SMSQuestion(isOpen: found.isOpen, askedAt: found.askedAt) { transaction in
      let message = try answer(sms, found, transaction)
      let isTaken = if case .accepted = message { true } else { false }
      try transaction.answer(
        sms, message.text(in: MessageLanguage(tag: found.language)), isDue: isTaken)
    }
  }

  /// Takes an answer: sends the bill, and closes the question.
  ///
  /// - Returns: what its sender is told.
  private func answer(
    _ sms: ReceivedSMS, _ found: Confirmation.Finding, _ transaction: DeskTransaction
  ) throws -> Message {
    switch found {
    case .open(let confirmation):
      guard let address = EmailAddress(in: sms.text) else { return .badAddress }
      // The subscriber may have left the directory since he asked.
      guard let subscriber = try Directory.subscriber(of: confirmation.line, transaction.db) else {
        return .notSent
      }
      let bill = try Directory.bills(of: confirmation.line, transaction.db).first
      let email = BillEmail(
        BillView(subscriber, bill), in: MessageLanguage(tag: confirmation.language))
      let isSent = try transaction.send(
        emailTo: address.text, subject: email.subject, text: email.text,
        reference: Confirmation.reference(confirmation.id))
      guard isSent else { return .notSent }
      try confirmation.close(at: sms.at, transaction.db)
      return .accepted(line: confirmation.line.number, email: address.text)
    case .expired: return .expired
    case .used(let used):
      return used.email.map { .alreadySent(line: used.line, email: $0) } ?? .alreadyUsed
    }
  }
}
