import CallEngine
import Foundation
import Glibc
import Testing

@testable import Lines
@testable import Messaging
@testable import Store

/// The SMTP gateway in front of OpenSMTPD, which relays to aiosmtpd. Debian 12's fails at TLS ("EVP
/// lib"), so that here all is in the clear.
struct OpenSMTPDTests {
  private static let program = "/usr/sbin/smtpd"

  /// Only root can start it, with a spool and a run folder that nobody else sees.
  static let canStart = geteuid() == 0 && access(program, X_OK) == 0

  @Test(.enabled(if: canStart))
  func `a bill goes through OpenSMTPD, and a refusal is understood`() async throws {
    let sink = try MailServer()
    let relay = try Relay(to: sink.port)
    let bench = try BillMailTests()
    let entry = try bench.entry("02199900001", "fa-IR")
    let mailer = bench.mailer
    var settings = SMTPGateway.Settings(host: "127.0.0.1")
    settings.port = relay.port
    settings.security = .none
    let bytes = try mailer.message(entry).bytes
    let gateway = SMTPGateway(settings) { _, _ in try mailer.message(entry) }
    #expect(await gateway.submit(entry.message, key: entry.key).outcome == .accepted)
    try await relay.wait { try !sink.messages().isEmpty }
    let taken = try #require(try sink.messages().first)
    #expect(taken.envelope.to == ["me@test.example"])
    // It puts a field of its own before the others.
    #expect(taken.bytes.suffix(bytes.count) == bytes)
    #expect(try ReadMail(taken.bytes).barcodes.count == 2)

    let other = SMTPGateway(settings) { message, _ in
      try SMTPGatewayTests.mail(to: message.to)
    }
    let message = CallMessage(
      .email, from: "bill@gooya.example", to: "me@other.example", subject: "s", text: "t")
    #expect(
      await other.submit(message, key: entry.key).outcome
        == .recipientRefused("the mail server refuses the address with 550"))
    #expect(try sink.messages().count == 1)
  }
}

/// An OpenSMTPD that takes what is for test.example alone.
private final class Relay {
  let port: Int
  private let folder = TemporaryFolder()
  private let process = Process()

  init(to sink: Int) throws {
    port = try Self.freePort()
    let file = try folder.write(
      """
      listen on 127.0.0.1 port \(port) hostname mail.test.example
      action "on" relay host smtp://127.0.0.1:\(sink)
      match from any for domain "test.example" action "on"

      """, as: "smtpd.conf")
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = [
      "--mount", "--pid", "--fork", "--kill-child", "/bin/sh", "-c",
      """
      set -e; mount --make-rprivate /; mount -t tmpfs tmpfs /var/spool
      mkdir -m 711 /var/spool/smtpd; mount -t tmpfs tmpfs /run; exec /usr/sbin/smtpd -d -f "$0"
      """, file,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let deadline = Date().addingTimeInterval(120)
    while !isListening {
      try #require(Date() < deadline && process.isRunning)
      usleep(20_000)
    }
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
  }

  func wait(until isSo: () throws -> Bool) async throws {
    let deadline = Date().addingTimeInterval(120)
    while try !isSo() {
      try #require(Date() < deadline)
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  private var isListening: Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = Self.loopback(port: port)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    try #require(isBound)
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    return address
  }
}
