public import Foundation

/// Something that a gateway sent, or tried to: a row of the outbox.
public struct OutboxEntry: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case sms
    case email
    case transfer
  }

  public enum Status: String, CaseIterable, Hashable, Sendable {
    case sent
    /// The gateway refused it or did not answer; nobody got it.
    case failed
    /// It would have passed a limit, which the text names; nobody got it.
    case refused
  }

  /// Counts up in the order of recording.
  public let id: Int64
  public let kind: Kind
  /// A mobile number, an e-mail address, or the number that a call was put through to.
  public let recipient: String
  public let sender: String
  public let subject: String?
  public let text: String
  public let at: Date
  /// The call that it came from; `nil` if it answers an SMS.
  public let callID: String?
  public let status: Status
}

/// A message that has been sent, as its recipient gets it.
public enum Delivery: Hashable, Sendable {
  case sms(from: String, to: String, text: String)
  case email(to: String, subject: String, text: String)
}
