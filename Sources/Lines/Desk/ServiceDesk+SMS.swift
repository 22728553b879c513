package import CallEngine
package import Foundation
internal import GRDB
internal import Messaging
internal import Store

extension ServiceDesk {
  /// Takes an SMS that came in: the answer to a line's question.
  ///
  /// Finding the question, doing what the answer asks for and answering are one transaction: whenever
  /// the process is killed, all of it is done or the question is still open. Answers go to the number
  /// that the SMS came from; nothing ever goes to another. With several open questions, of several
  /// lines, it answers the one asked last, the one that its sender has just read. What answers none is
  /// answered in no line's name.
  ///
  /// - Returns: What was sent.
  /// - Throws: `LineFault` if it came from no mobile number, `StoreError`.
  package func receiveSMS(
    from sender: String, text: String, at now: Date
  ) throws -> [CallMessage] {
    let sms = ReceivedSMS(sender: try MobileNumber(parsing: sender), text: text, at: now)
    let queued = try store.write("take a reply") { db in
      let transaction = DeskTransaction(db, at: self, now: now)
      var found: (line: any LineOfBusiness, question: SMSQuestion)?
      for line in lines {
        guard let question = try line.question(answeredBy: sms, in: transaction) else { continue }
        guard let best = found?.question else {
          found = (line, question)
          continue
        }
        if (question.isOpen ? 1 : 0, question.askedAt) > (best.isOpen ? 1 : 0, best.askedAt) {
          found = (line, question)
        }
      }
      if let found {
        transaction.line = found.line
        try found.question.answer(transaction)
      } else {
        let tag = try preferredLanguage(of: sms.sender.number, db)
        try transaction.answer(sms.sender, Self.noQuestion(in: tag))
      }
      return transaction.queued
    }
    return try courier.deliver(queued, at: clock(now)).compactMap(\.sent)
  }

  /// The answer to an SMS that nobody asked for, to somebody who wants a language.
  static func noQuestion(in tag: String?) -> String {
    tag?.lowercased().hasPrefix("en") == true
      ? "Your message answers no question of ours, so nothing was done with it."
      : "پیام شما پاسخ به هیچ پرسشی از ما نیست و کاری با آن انجام نشد."
  }
}
