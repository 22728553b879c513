import CallEngine
import Glibc
import Lines
import Messaging
import Store

extension Configuration {
  /// By whom e-mails are sent: `bill@example.org` or `Sample Telecom <bill@example.org>`; `nil` if it
  /// isn't told, or is neither.
  var mailSender: MailMessage.Mailbox? {
    text("email.from").flatMap { MailMessage.Mailbox($0) }
  }

  /// By whom a message that hasn't been sent would be; `nil` for whom it says.
  func sender(of message: OutboxEntry) -> String? {
    if message.status == .sent { return nil }
    return switch message.kind {
    case .sms: smsGateway == .embedded ? nil : text("sms.sender")
    case .email: emailGateway == .embedded ? nil : mailSender?.text
    }
  }

  /// What is wrong with the mail server's settings, beyond what is missing.
  var mailProblems: [VisibleText] {
    var problems: [VisibleText] = []
    if text("email.from") != nil, mailSender == nil {
      problems.append(
        "email.from: write an address, 'bill@example.org', or 'Name <bill@example.org>'")
    }
    guard emailGateway == .smtp else { return problems }
    if let certificates = certificates, access(certificates, R_OK) != 0 {
      let reason = String(cString: strerror(errno))
      problems.append("email.smtp.ca_file: '\(certificates)' can't be read: \(reason)")
    }
    if text("email.smtp.security") == "none", text("email.smtp.username") != nil,
      !["localhost", "127.0.0.1", "::1"].contains(text("email.smtp.host"))
    {
      problems.append(
        "email.smtp.security: without TLS the password would be sent in the clear; write starttls or tls"
      )
    }
    return problems
  }

  /// The file of certificates to trust. A relative path is meant from the configuration's folder, if
  /// it is there.
  private var certificates: String? { text("email.smtp.ca_file").map(beside) }

  /// The gateway that hands e-mails to the mail server.
  ///
  /// - Parameter store: has the outbox whose e-mails it writes.
  /// - Throws: `Failure` if the password or the bill's templates can't be read.
  func mailGateway(over store: Store) throws -> SMTPGateway {
    var settings = SMTPGateway.Settings(host: text("email.smtp.host") ?? "")
    settings.port = number("email.smtp.port") ?? settings.port
    settings.security =
      text("email.smtp.security").flatMap(SMTPGateway.Security.init) ?? settings.security
    settings.certificates = certificates
    settings.timeout = time("email.smtp.timeout") ?? settings.timeout
    if let username = text("email.smtp.username") {
      settings.login = .init(
        username: username, password: try secret("email.smtp.password") ?? "")
    }
    let mailer = BillMailer(try BillPrinter.installed(), sender: mailSender)
    return SMTPGateway(settings) { _, key in
      guard let entry = try store.outboxEntry(withKey: key) else {
        throw BillMailer.Fault.notAnEmail
      }
      return try mailer.message(entry)
    }
  }
}
