package import CallEngine
internal import Foundation

/// Hands e-mails to a mail server by SMTP (RFC 5321), with libcurl.
///
/// A refusal that concerns the message or its recipient is final if the server says so (5xx). All
/// others leave the message in the queue: a wrong password or a certificate that isn't trusted is put
/// right by the operator, and no bill must be lost by it.
package struct SMTPGateway: RemoteGateway {
  package enum Security: String, CaseIterable, Hashable, Sendable {
    /// A connection in the clear becomes one by TLS before anything is said, or nothing is (RFC 3207).
    case startTLS = "starttls"
    /// By TLS from the beginning (RFC 8314).
    case tls
    /// In the clear, for a server on the same machine.
    case none
  }

  package struct Settings: Sendable {
    package var host: String
    package var port = 587
    package var security = Security.startTLS
    /// A file of certificates to trust in place of the system's.
    package var certificates: String?
    /// Whom the server knows; `nil` if it needn't know anybody.
    package var login: Login?
    /// For all of a message: well before a courier's lease ends.
    package var timeout = Duration.seconds(30)

    package init(host: String) { self.host = host }
  }

  package struct Login: Sendable {
    let username: String
    let password: String

    package init(username: String, password: String) {
      self.username = username
      self.password = password
    }
  }

  package let window = 4
  private let settings: Settings
  private let write: @Sendable (CallMessage, String) throws -> MailMessage

  /// - Parameter write: makes an e-mail of a message with its key.
  package init(
    _ settings: Settings,
    write: @escaping @Sendable (_ message: CallMessage, _ key: String) throws -> MailMessage
  ) {
    self.settings = settings
    self.write = write
  }

  package func submit(_ message: CallMessage, key: String) async -> GatewayAnswer {
    guard message.medium == .email, let recipient = EmailAddress(message.to) else {
      return GatewayAnswer(.permanentFailure("the recipient isn't an e-mail address"))
    }
    return await withCheckedContinuation { continuation in
      // libcurl waits for the server.
      let thread = Thread {
        continuation.resume(returning: answer(to: message, for: recipient, key: key))
      }
      thread.name = "SMTP"
      thread.start()
    }
  }

  private func answer(
    to message: CallMessage, for recipient: EmailAddress, key: String
  ) -> GatewayAnswer {
    let mail: MailMessage
    do { mail = try write(message, key) } catch {
      return GatewayAnswer(.temporaryFailure("the e-mail can't be written"))
    }
    guard mail.to.address == recipient else {
      return GatewayAnswer(.permanentFailure("the e-mail is written to somebody else"))
    }
    let submission = SMTPSubmission(
      settings, from: mail.from.address, to: recipient, bytes: mail.bytes)
    return GatewayAnswer(submission.outcome, sender: mail.from.text)
  }
}
