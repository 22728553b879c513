/// An SMS of the script's own (`sms: tracking_link`).
public struct ScriptMessage: Sendable {
  /// The id of its text.
  public let id: String
  public let texts: MessageTexts
  /// What the values are, and so how a language writes them, by name; those that aren't among them
  /// stand as they are.
  public let kinds: [String: ValueKind]
  /// The country whose national mobile numbers are recipients, by the ISO 3166 code in the script's
  /// first language; `nil` if it has none.
  public let region: String?

  public init(id: String, texts: MessageTexts, kinds: [String: ValueKind], region: String?) {
    self.id = id
    self.texts = texts
    self.kinds = kinds
    self.region = region
  }

  /// The name of the service that sends it. An author's own can't have a colon.
  public static func service(_ id: String) -> String { prefix + id }

  /// The id of the message that a service sends; `nil` if it isn't such a service.
  public static func id(ofService name: String) -> String? {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }

  private static let prefix = "sms:"

  /// The input with the recipient. No value of a call has that name.
  public static let recipient = "sms:to"
  /// The input with the language that the call is held in.
  public static let language = "sms:language"
  /// The outcome of a message that was accepted.
  public static let sent = "sent"
}
