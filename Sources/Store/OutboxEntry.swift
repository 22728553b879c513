package import CallEngine
package import Foundation

/// A message in the outbox.
package struct OutboxEntry: Hashable, Sendable {
  package enum Status: String, CaseIterable, Hashable, Sendable {
    /// It waits for a courier, or for the courier's next try.
    case queued
    /// A gateway took it.
    case sent
    /// A dead letter: the gateway refused it permanently, or it was tried too often.
    case failed
    /// It would have exceeded a limit, which the text names; it wasn't sent.
    case refused
  }

  /// Increases in the order of recording.
  package let id: Int64
  /// The idempotency key, by which a gateway recognizes a message that it was handed before.
  package let key: String
  package let kind: CallMessage.Medium
  /// A mobile number or an e-mail address.
  package let recipient: String
  package let sender: String
  package let subject: String?
  package let text: String
  /// What an e-mail's pictures and files are made from, in a form that its owner chose.
  package let document: String?
  package let at: Date
  /// The call that sent it; `nil` if it answers an SMS.
  package let callID: String?
  /// What it is about, in a form that its owner chose.
  package let reference: String?
  package let status: Status
  /// How often it was handed to a gateway, or was about to be when a process was killed.
  package let tries: Int
  /// The earliest time of the next try; `nil` if it hasn't been postponed.
  package let nextTryAt: Date?
  /// Until when only one courier may send it; `nil` if none has it.
  package let leasedUntil: Date?
  /// When its status became final; `nil` while it is queued.
  package let settledAt: Date?
  /// How many tries ended without a record of their outcome, as when a process was killed: each of
  /// them may have been sent.
  package let lost: Int
  /// What the centre said after it was sent; `nil` if it has said nothing final.
  package let receipt: DeliveryReceipt?
  package let receiptAt: Date?
  /// Why the last try failed. It never quotes the message or its recipient.
  package let lastError: String?

  /// The message to send.
  package var message: CallMessage {
    CallMessage(kind, from: sender, to: recipient, subject: subject, text: text)
  }
}
