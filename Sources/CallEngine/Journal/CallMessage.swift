/// A message that a service sent while a call went on, as its receiver sees it.
public struct CallMessage: Hashable, Sendable {
  public enum Medium: String, Hashable, Sendable {
    case sms
    case email
  }

  public let medium: Medium
  public let from: String
  public let to: String
  /// An e-mail's subject; `nil` for an SMS.
  public let subject: String?
  public let text: String

  public init(_ medium: Medium, from: String, to: String, subject: String? = nil, text: String) {
    self.medium = medium
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
  }
}
