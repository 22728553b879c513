/// A message that a service sent during a call, as its receiver sees it.
public struct CallMessage: Hashable, Sendable {
  public enum Medium: String, Hashable, Sendable {
    case sms
    case email

    /// For people: "SMS".
    public var name: String { self == .sms ? "SMS" : "e-mail" }
  }

  public let medium: Medium
  public let from: String
  public let to: String
  /// An e-mail's subject; `nil` for an SMS.
  public let subject: String?
  public let text: String

  /// The text to read; an e-mail's subject is its first line.
  public var wholeText: String { subject.map { "\($0)\n\(text)" } ?? text }

  public init(_ medium: Medium, from: String, to: String, subject: String? = nil, text: String) {
    self.medium = medium
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
  }

  /// The message without the secrets of links in it: whoever has one may answer in its receiver's
  /// place. Secrets are runs of 32 or more hexadecimal digits; nothing else in messages looks so.
  var withholdingSecrets: CallMessage {
    var kept = ""
    var run = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.isASCIIHexDigit {
        run.unicodeScalars.append(scalar)
      } else {
        kept += Self.withheld(run)
        run = ""
        kept.unicodeScalars.append(scalar)
      }
    }
    return CallMessage(
      medium, from: from, to: to, subject: subject, text: kept + Self.withheld(run))
  }

  private static func withheld(_ run: String) -> String { run.utf8.count < 32 ? run : "…" }
}
