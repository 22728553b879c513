package import Foundation

/// Something that a gateway sent, or tried to: a row of the outbox.
package struct OutboxEntry: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case sms
    case email
    case transfer
  }

  package enum Status: String, CaseIterable, Hashable, Sendable {
    case sent
    /// The gateway refused it or did not answer; nobody got it.
    case failed
    /// It would have passed a limit, which the text names; nobody got it.
    case refused
  }

  /// Counts up in the order of recording.
  package let id: Int64
  package let kind: Kind
  /// A mobile number, an e-mail address, or the number that a call was put through to.
  package let recipient: String
  package let sender: String
  package let subject: String?
  package let text: String
  package let at: Date
  /// The call that it came from; `nil` if it answers an SMS.
  package let callID: String?
  package let status: Status
}
