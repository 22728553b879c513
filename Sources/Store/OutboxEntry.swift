package import CallEngine
package import Foundation

/// A message on its way: a row of the outbox.
package struct OutboxEntry: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case sms
    case email
  }

  package enum Status: String, CaseIterable, Hashable, Sendable {
    /// It waits for a courier, or for the courier's next try.
    case queued
    /// A gateway took it.
    case sent
    /// A dead letter: the gateway refused it for good, or it was tried too often.
    case failed
    /// It would have passed a limit, which the text names; nobody got it.
    case refused
  }

  /// Counts up in the order of recording.
  package let id: Int64
  /// By what a gateway knows a message that it has been handed before.
  package let key: String
  package let kind: Kind
  /// A mobile number or an e-mail address.
  package let recipient: String
  package let sender: String
  package let subject: String?
  package let text: String
  package let at: Date
  /// The call that it came from; `nil` if it answers an SMS.
  package let callID: String?
  /// What it settles, in its owner's words.
  package let reference: String?
  package let status: Status
  /// How often it was handed to a gateway, or was about to be when a process was killed.
  package let tries: Int
  /// Before when it isn't tried again; `nil` if it has not been put off.
  package let nextTryAt: Date?
  /// Until when it is for one courier alone to send it; `nil` if none has it.
  package let leasedUntil: Date?
  /// When its status became final; `nil` while it is queued.
  package let settledAt: Date?
  /// Why the last try failed. It never quotes the message or its recipient.
  package let lastError: String?

  /// What is sent.
  package var message: CallMessage {
    switch kind {
    case .sms: CallMessage(.sms, from: sender, to: recipient, text: text)
    case .email: CallMessage(.email, from: sender, to: recipient, subject: subject, text: text)
    }
  }
}
