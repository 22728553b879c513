package import CallEngine
package import Foundation
internal import GRDB
internal import Messaging
internal import Store

extension BillingServices {
  /// Takes an SMS that came in: the answer to the question where a bill goes by e-mail.
  ///
  /// Finding the question, sending the bill, closing the question and answering are one transaction:
  /// whenever the process is killed, the bill goes out once or the question is still open. Answers go
  /// to the number that the SMS came from, which is the one that was asked; nothing ever goes to
  /// another. A number gets ten in 24 hours, then silence: two machines that answer each other would
  /// never stop. Only who names an address is always told where his bill went; his requests have a
  /// limit of their own.
  ///
  /// - Returns: What was sent.
  /// - Throws: `LineFault` if it came from no mobile number, `StoreError`.
  package func receiveSMS(from sender: String, text: String, at now: Date) throws -> [CallMessage] {
    let mobile = try MobileNumber(parsing: sender)
    let emailWorks = behaviour(of: .email).outcome == .works
    let smsWorks = behaviour(of: .sms).outcome == .works
    return try store.write("take a reply") { db in
      var messages: [CallMessage] = []
      func answer(_ message: Message, _ language: String) throws {
        func sms(_ text: String) -> CallMessage {
          CallMessage(.sms, from: ServiceAddress.smsSender, to: mobile.number, text: text)
        }
        if !message.isAcceptance, try SMSLimit.isAnswered(mobile, at: now, db) {
          try Store.post(sms(SMSLimit.answers.reason), .refused, at: now, cause: MessageCause(), db)
          return
        }
        let sms = sms(message.text(in: MessageLanguage(tag: language)))
        try Store.post(sms, smsWorks ? .sent : .failed, at: now, cause: MessageCause(), db)
        if smsWorks { messages.append(sms) }
      }
      switch try Confirmation.find(for: mobile, at: now, db) {
      case .open(let confirmation):
        guard let address = EmailAddress(in: text) else {
          try answer(.badAddress, confirmation.language)
          break
        }
        // The subscriber may have left the directory since he asked.
        guard let subscriber = try Directory.subscriber(of: confirmation.line, db) else {
          try answer(.notSent, confirmation.language)
          break
        }
        let bill = try Directory.bills(of: confirmation.line, db).first
        let content = BillEmail(
          BillView(subscriber, bill), in: MessageLanguage(tag: confirmation.language))
        let email = CallMessage(
          .email, from: ServiceAddress.emailSender, to: address.text, subject: content.subject,
          text: content.text)
        try Store.post(
          email, emailWorks ? .sent : .failed, at: now,
          cause: MessageCause(reference: Confirmation.reference(confirmation.id)), db)
        guard emailWorks else {
          try answer(.notSent, confirmation.language)
          break
        }
        messages.append(email)
        try confirmation.close(at: now, db)
        try answer(
          .accepted(line: confirmation.line.number, email: address.text), confirmation.language)
      case .expired(let language): try answer(.expired, language)
      case .used(let line, let email?, let language):
        try answer(.alreadySent(line: line, email: email), language)
      case .used(_, nil, let language): try answer(.alreadyUsed, language)
      case .none:
        let language = try Directory.subscriber(of: mobile.line, db)?.language
        try answer(.noRequest, language ?? "")
      }
      return messages
    }
  }
}
