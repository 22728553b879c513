import CallEngine
import Foundation
import Testing

@testable import Lines
@testable import Messaging
@testable import Store

/// The SMTP gateway in front of aiosmtpd.
struct SMTPGatewayTests {
  static let key = "0123456789abcdef0123456789abcdef"

  static func mail(to: String, text: String = "صورتحساب") throws -> MailMessage {
    MailMessage(
      from: .init(name: "مخابرات نمونه", try #require(EmailAddress("bill@gooya.example"))),
      to: .init(name: "نمونه", try #require(EmailAddress(to))), subject: "صورتحساب تلفن",
      date: Date(timeIntervalSince1970: 1_780_000_000), key: key, language: .persian, text: text)
  }

  static func settings(_ server: MailServer) -> SMTPGateway.Settings {
    var settings = SMTPGateway.Settings(host: "127.0.0.1")
    settings.port = server.port
    settings.security = .none
    settings.timeout = .seconds(120)
    return settings
  }

  func submit(
    _ settings: SMTPGateway.Settings, to recipient: String = "me@test.example"
  ) async throws -> GatewayAnswer.Outcome {
    let gateway = SMTPGateway(settings) { message, _ in try Self.mail(to: message.to) }
    let message = CallMessage(
      .email, from: "bill@gooya.example", to: recipient, subject: "s", text: "t")
    return await gateway.submit(message, key: Self.key).outcome
  }

  @Test
  func `a message is taken as it was written, for its recipient alone`() async throws {
    let server = try MailServer()
    #expect(try await submit(Self.settings(server)) == .accepted)
    let taken = try server.messages()
    #expect(taken.count == 1)
    #expect(
      taken.first?.envelope
        == .init(from: "bill@gooya.example", to: ["me@test.example"], tls: false, login: false))
    #expect(try taken.first?.bytes == Self.mail(to: "me@test.example").bytes)
  }

  @Test(arguments: [
    ("rcpt-550", "the mail server refuses the address with 550", true),
    ("rcpt-553", "the mail server refuses the address with 553", true),
    ("rcpt-450", "the mail server can't take it now: 450", false),
    ("rcpt-452", "the mail server can't take it now: 452", false),
    ("rcpt-530", "the mail server wants another login: 530", false),
    ("data-552", "the mail server refuses it with 552", true),
    ("data-554", "the mail server refuses it with 554", true),
    ("data-451", "the mail server can't take it now: 451", false),
    ("cut-rcpt", "the connection to the mail server broke off", false),
    ("cut-data", "the connection to the mail server broke off", false),
  ])
  func `a refusal is final if the server says so, and told in words of our own`(
    recipient: String, why: String, isFinal: Bool
  ) async throws {
    let server = try MailServer()
    let outcome = try await submit(Self.settings(server), to: "\(recipient)@test.example")
    switch outcome {
    case .accepted: Issue.record("it was accepted")
    case .permanentFailure(let reason), .recipientRefused(let reason):
      #expect(isFinal && reason.description == why)
      #expect((outcome == .recipientRefused(reason)) == recipient.hasPrefix("rcpt"))
    case .temporaryFailure(let reason): #expect(!isFinal && reason.description == why)
    }
    #expect(try server.messages().isEmpty)
  }

  @Test(arguments: ["slow-rcpt", "slow-data"])
  func `a server that answers late is left, and the message tried again`(
    recipient: String
  ) async throws {
    let server = try MailServer()
    var settings = Self.settings(server)
    settings.timeout = .milliseconds(700)
    #expect(
      try await submit(settings, to: "\(recipient)@test.example")
        == .temporaryFailure("the mail server doesn't answer"))
  }

  @Test(arguments: [554, 421])
  func `a server that takes nothing at all is asked again later`(code: Int) async throws {
    let server = try MailServer(["security": "none", "greeting": "\(code) not here"])
    #expect(
      try await submit(Self.settings(server))
        == .temporaryFailure("the mail server can't take it now: \(code)"))
  }

  @Test
  func `nobody at the port, and no such host`() async throws {
    var settings = SMTPGateway.Settings(host: "127.0.0.1")
    settings.port = 1
    #expect(
      try await submit(settings) == .temporaryFailure("the mail server can't be reached"))
    settings.host = "mail.invalid"
    settings.timeout = .seconds(5)
    let outcome = try await submit(settings)
    #expect(outcome != .accepted)
    if case .permanentFailure = outcome { Issue.record("\(outcome)") }
  }

  // MARK: TLS and login

  private func secured(_ security: String, _ more: [String: String] = [:]) throws -> MailServer {
    let made = try #require(TestCertificates.made)
    return try MailServer(
      ["security": security, "certificate": made.certificate, "key": made.key]
        .merging(more) { $1 })
  }

  @Test(arguments: [SMTPGateway.Security.startTLS, .tls])
  func `a message goes by TLS, after a login, if the certificate is trusted`(
    security: SMTPGateway.Security
  ) async throws {
    let server = try secured(security.rawValue, ["password": "geheim p=+"])
    var settings = Self.settings(server)
    settings.security = security
    settings.login = .init(username: "gooya", password: "geheim p=+")
    #expect(
      try await submit(settings)
        == .temporaryFailure("the mail server's certificate isn't trusted"))
    settings.certificates = TestCertificates.made?.authority
    #expect(try await submit(settings) == .accepted)
    #expect(try server.messages().map(\.envelope.tls) == [true])
    #expect(try server.messages().map(\.envelope.login) == [true])
    settings.host = "localhost"
    #expect(
      try await submit(settings)
        == .temporaryFailure("the mail server's certificate isn't trusted"))
    settings.certificates = "/nowhere/ca.pem"
    #expect(
      try await submit(settings) == .temporaryFailure("email.smtp.ca_file can't be read"))
    #expect(try server.messages().count == 1)
  }

  @Test
  func `a wrong password loses no message`() async throws {
    let server = try secured("starttls", ["password": "right"])
    var settings = Self.settings(server)
    settings.security = .startTLS
    settings.certificates = TestCertificates.made?.authority
    settings.login = .init(username: "gooya", password: "wrong")
    #expect(
      try await submit(settings)
        == .temporaryFailure("the mail server refuses the login with 535"))
    settings.login = nil
    #expect(
      try await submit(settings)
        == .temporaryFailure("the mail server wants another login: 530"))
    #expect(try server.messages().isEmpty)
  }

  @Test
  func `without TLS nothing is said to a server that should have it`() async throws {
    let server = try MailServer()
    var settings = Self.settings(server)
    settings.security = .startTLS
    settings.login = .init(username: "gooya", password: "secret")
    #expect(try await submit(settings) == .temporaryFailure("the mail server offers no TLS"))
    #expect(try server.messages().isEmpty)
  }

  // MARK: What is written

  @Test(arguments: [
    "me@test.example\r\nRCPT TO:<you@test.example>", "me@test.example> <you@test.example",
    "me@test.example,you@test.example", "ünï@test.example", "me@bücher.example", "",
    "<me@test.example>", "@a.example,@b.example:me@test.example",
  ])
  func `nothing is said to a server for what isn't one address`(recipient: String) async throws {
    let server = try MailServer()
    let gateway = SMTPGateway(Self.settings(server)) { _, _ in
      try Self.mail(to: "me@test.example")
    }
    let message = CallMessage(
      .email, from: "bill@gooya.example", to: recipient, subject: "s", text: "t")
    #expect(
      await gateway.submit(message, key: Self.key).outcome
        == .permanentFailure("the recipient isn't an e-mail address"))
    #expect(try server.messages().isEmpty)
  }

  @Test
  func `a message written to somebody else isn't sent`() async throws {
    let server = try MailServer()
    let gateway = SMTPGateway(Self.settings(server)) { _, _ in
      try Self.mail(to: "you@test.example")
    }
    let message = CallMessage(
      .email, from: "bill@gooya.example", to: "me@test.example", subject: "s", text: "t")
    #expect(
      await gateway.submit(message, key: Self.key).outcome
        == .permanentFailure("the e-mail is written to somebody else"))
    #expect(try server.messages().isEmpty)
  }

  @Test
  func `a message that can't be written yet is kept`() async throws {
    let gateway = SMTPGateway(.init(host: "127.0.0.1")) { _, _ in throw BillMailer.Fault.document }
    let message = CallMessage(
      .email, from: "bill@gooya.example", to: "me@test.example", subject: "s", text: "t")
    #expect(
      await gateway.submit(message, key: Self.key).outcome
        == .temporaryFailure("the e-mail can't be written"))
  }

  @Test
  func `lines of a single full stop arrive as they are`() async throws {
    let server = try MailServer()
    let mail = try Self.mail(to: "me@test.example", text: ".\n..\n.\n")
    let gateway = SMTPGateway(Self.settings(server)) { _, _ in mail }
    let message = CallMessage(
      .email, from: "bill@gooya.example", to: "me@test.example", subject: "s", text: "t")
    #expect(await gateway.submit(message, key: Self.key).outcome == .accepted)
    #expect(try server.messages().first?.bytes == mail.bytes)
  }

  @Test
  func `a bill goes from the outbox to a mail program, its barcode too`() async throws {
    let bench = try BillMailTests()
    let entry = try bench.entry("02199900001", "fa-IR")
    let server = try MailServer()
    let mailer = bench.mailer
    let gateway = SMTPGateway(Self.settings(server)) { _, _ in try mailer.message(entry) }
    #expect(await gateway.submit(entry.message, key: entry.key).outcome == .accepted)
    let taken = try #require(try server.messages().first)
    #expect(taken.envelope.to == ["me@test.example"])
    let mail = try ReadMail(taken.bytes)
    let barcode = "Code 128: 99900001021400000001750213"
    #expect(mail.barcodes == [barcode, barcode] && mail.defects.isEmpty)
    #expect(mail.subject == "صورتحساب تلفن 02199900001")
  }
}
