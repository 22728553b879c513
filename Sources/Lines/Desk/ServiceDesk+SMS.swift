package import CallEngine
package import Foundation
internal import Messaging
package import Store

extension ServiceDesk {
  /// Handles an incoming SMS as `answerSMS` does.
  ///
  /// - Returns: The messages that were sent.
  /// - Throws: `LineFault` if the sender isn't a mobile number, `StoreError`.
  package func receiveSMS(
    from sender: String, text: String, at now: Date
  ) throws -> [CallMessage] {
    try answerSMS(from: sender, text: text, at: now).compactMap(\.sent)
  }

  /// Handles an incoming SMS: the answer to a line's question.
  ///
  /// Finding the question, acting on the answer and replying are one transaction: if the process is
  /// killed, either all of it is done or the question is still open. Replies go only to the number
  /// that the SMS came from. If several questions are open, of one or several lines, it answers the
  /// one asked last, which its sender has just read. An SMS that answers none gets a reply that
  /// names no line.
  ///
  /// - Parameter id: what the gateway that hands it in calls it: nothing is done the second time.
  /// - Returns: The messages that it caused, as they are after a try: sent, failed or still queued.
  /// - Throws: `LineFault` if the sender isn't a mobile number, `StoreError`.
  package func answerSMS(
    from sender: String, text: String, at now: Date, id: String? = nil
  ) throws -> [OutboxEntry] {
    let sms = ReceivedSMS(sender: try ReceivedSMS.sender(sender), text: text, at: now)
    let queued = try store.write("process a reply") { db in
      if let id, try !HandedInSMS.isNew(id, from: sms.sender.number, at: now, db) {
        return [] as [Int64]
      }
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
        let isChinese = sms.sender.number.hasPrefix("+86")
        let tag = try preferredLanguage(of: sms.sender.number, db) ?? (isChinese ? "zh" : nil)
        try transaction.answer(sms.sender, Self.noQuestion(in: tag))
      }
      return transaction.queued
    }
    return try courier.deliver(queued, at: clock(now)).map(\.entry)
  }

  /// The reply to an SMS that answers no question, for somebody who prefers a language.
  static func noQuestion(in tag: String?) -> String {
    switch tag?.lowercased().prefix(2) {
    case "en": "Your message does not answer a question from us, so nothing was done with it."
    case "zh": "您好，您的短信没有对应的待确认业务，我们未作任何处理。"
    default: "پیام شما پاسخ به هیچ پرسشی از ما نیست و کاری با آن انجام نشد."
    }
  }
}

extension ReceivedSMS {
  /// The number that an SMS comes from, however it is written.
  ///
  /// - Throws: `LineFault` if no SMS can come from there.
  package static func sender(_ written: String) throws(LineFault) -> MobileRecipient {
    if let sender = MobileRecipient(written, region: nil) { return sender }
    throw LineFault.ofSender(written)
  }
}
