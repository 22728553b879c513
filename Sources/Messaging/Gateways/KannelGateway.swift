package import CallEngine
internal import Foundation
package import Store

/// Hands SMS to Kannel by its `sendsms` interface (Kannel's user's guide, "Using the HTTP
/// interface").
///
/// Kannel splits a long text itself: the group `sendsms-user` of its configuration needs
/// `concatenation = true` and a `max-messages` that suffices.
package struct KannelGateway: RemoteGateway {
  package struct Settings: Sendable {
    package var url = "http://127.0.0.1:13013/cgi-bin/sendsms"
    package var username: String
    package var password: String
    /// The sender; `nil` for that of the message.
    package var sender: String?
    /// Kannel's name of the centre to use; `nil` for any.
    package var smsc: String?
    package var timeout = Duration.seconds(20)
    /// Where Kannel reports what became of a message; `nil` if it isn't asked to.
    package var receiptURL: String?

    package init(username: String, password: String) {
      self.username = username
      self.password = password
    }
  }

  package let window = 10
  private let settings: Settings

  package init(_ settings: Settings) { self.settings = settings }

  package func submit(_ message: CallMessage, key: String) async -> GatewayAnswer {
    guard let url = address(for: message, key: key) else {
      return GatewayAnswer(.permanentFailure("the recipient or the sender is no telephone number"))
    }
    let request = WebRequest(
      isPost: false, url: url, headers: [("User-Agent", "gooya")], body: [])
    let settings = settings
    return await withCheckedContinuation { continuation in
      // libcurl waits for the answer.
      let thread = Thread { continuation.resume(returning: Self.answer(to: request, settings)) }
      thread.name = "Kannel"
      thread.start()
    }
  }

  /// The address that sends a message; `nil` if it can't go to exactly one recipient. Kannel takes a
  /// blank in `to` for the border between two.
  func address(for message: CallMessage, key: String) -> String? {
    guard message.medium == .sms, SMPPAddress(recipient: message.to) != nil,
      SMPPAddress(sender: settings.sender ?? message.from) != nil
    else { return nil }
    var fields = [
      ("username", settings.username), ("password", settings.password),
      ("from", settings.sender ?? message.from), ("to", message.to),
      ("coding", SMSEncoding(for: message.text) == .gsm7 ? "0" : "2"), ("charset", "UTF-8"),
      ("text", message.text),
    ]
    if let smsc = settings.smsc { fields.append(("smsc", smsc)) }
    if let receiptURL = settings.receiptURL {
      let separator = receiptURL.contains("?") ? "&" : "?"
      // Delivered, undeliverable, refused by the centre; '%d' becomes which.
      fields.append(("dlr-mask", "19"))
      fields.append(
        ("dlr-url", "\(receiptURL)\(separator)key=\(key.percentEncoded)&status=%d"))
    }
    let query = fields.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
    return "\(settings.url)\(settings.url.contains("?") ? "&" : "?")\(query)"
  }

  private static func answer(to request: WebRequest, _ settings: Settings) -> GatewayAnswer {
    do throws(WebRequest.Failure) {
      let status = try request.send(within: settings.timeout).status
      return GatewayAnswer(outcome(ofStatus: status), sender: settings.sender)
    } catch {
      return switch error {
      case .noConnection: GatewayAnswer(.temporaryFailure("Kannel can't be reached"))
      case .timeout: GatewayAnswer(.temporaryFailure("Kannel doesn't answer"))
      case .tooLarge, .other: GatewayAnswer(.temporaryFailure("Kannel's answer can't be read"))
      }
    }
  }

  /// What a status of HTTP says (Kannel's user's guide, "HTTP interface": 202 accepted or queued,
  /// 4xx faults of the request, 503 no centre can take it now).
  static func outcome(ofStatus status: Int) -> GatewayAnswer.Outcome {
    switch status {
    case 200...299: .accepted
    // Too early, too slow, too many.
    case 408, 425, 429: .temporaryFailure("Kannel answers \(status)")
    case 400...499: .permanentFailure("Kannel answers \(status)")
    default: .temporaryFailure("Kannel answers \(status)")
    }
  }

  /// What the `status` of a report says; `nil` if it isn't final.
  package static func receipt(ofStatus status: Int) -> DeliveryReceipt? {
    switch status {
    case 1: .delivered
    case 2, 16: .undeliverable
    default: nil
    }
  }
}
