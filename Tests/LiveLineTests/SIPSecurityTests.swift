import CallEngine
import Foundation
import Synchronization
import Telephony
import Testing

@testable import LiveLine

/// Calls by TLS, with certificates that openssl has made for the test.
@Suite("Signalling by TLS")
final class SIPSecurityTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// A certificate that is its own authority.
  private func certificate(_ name: String, for host: String) throws -> SIPSecurity.Certificate {
    let (file, key) = (folder.appending(path: "\(name).pem"), folder.appending(path: "\(name).key"))
    let openssl = Process()
    openssl.executableURL = URL(filePath: "/usr/bin/openssl")
    openssl.arguments =
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test"
      .components(separatedBy: " ")
      + ["-addext", "subjectAltName=\(host)", "-keyout", key.path, "-out", file.path]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try #require(openssl.terminationStatus == 0)
    return SIPSecurity.Certificate(file: file.path, key: key.path)
  }

  private func server(
    _ certificate: SIPSecurity.Certificate, _ answers: NotingAnswers
  ) throws -> SIPCalls {
    var settings = SIPSettings(host: "127.0.0.1", port: 0)
    settings.security = SIPSecurity(certificate: certificate)
    settings.isSecureOnly = true
    return try SIPCalls(settings, answering: answers)
  }

  /// Calls, and tells what happens.
  private func call(
    _ uri: String, trusting authorities: String
  ) throws -> (calls: SIPCalls, leg: SIPLeg, events: Events) {
    var settings = SIPSettings(host: "127.0.0.1", port: 0)
    var security = SIPSecurity(authorities: authorities)
    security.expect(at: uri)
    settings.security = security
    settings.encryptsSound = true
    let calls = try SIPCalls(settings, answering: NotingAnswers())
    let events = Events()
    let leg = try calls.call(uri) { event, _ in events.note(event) }
    return (calls, leg, events)
  }

  private final class Events: Sendable {
    private let list = Mutex<[SIPLegEvent]>([])

    func note(_ event: SIPLegEvent) { list.withLock { $0.append(event) } }

    func waitForEnd() -> SIPEnding? {
      let end = ContinuousClock.now + .seconds(60)
      while ContinuousClock.now < end {
        for case .ended(let ending) in list.withLock({ $0 }) { return ending }
        usleep(2000)
      }
      return nil
    }
  }

  @Test("A call by TLS is answered, encrypted and ended from the other side")
  func calls() throws {
    let certificate = try certificate("own", for: "IP:127.0.0.1")
    let callee = NotingAnswers()
    let far = try server(certificate, callee)
    let near = try call("sips:2000@\(far.address)", trusting: certificate.file)
    defer {
      near.calls.close()
      far.close()
    }
    #expect(callee.waitForAnswer())
    #expect(callee.invitation?.to == "2000")
    #expect(near.leg.agreed?.keys != nil)
    let figures = callee.leg?.figures
    #expect(figures?.signalling == "tls" && figures?.isEncrypted == true)
    callee.leg?.hangUp(.normalClearing)
    let ending = near.events.waitForEnd()
    #expect(ending?.cause == .normalClearing)
    #expect(ending?.isRemote == true)
  }

  @Test(
    "Who shows another's certificate, or one that nobody trusts, isn't called",
    arguments: [("DNS:line.example", true), ("IP:127.0.0.1", false)])
  func refusesStrangers(host: String, isTrusted: Bool) throws {
    let certificate = try certificate("far", for: host)
    let other = try self.certificate("other", for: "IP:127.0.0.1")
    let callee = NotingAnswers()
    let far = try server(certificate, callee)
    let near = try call(
      "sip:2000@\(far.address);transport=tls",
      trusting: isTrusted ? certificate.file : other.file)
    defer {
      near.calls.close()
      far.close()
    }
    #expect(near.events.waitForEnd()?.status == .serviceUnavailable)
    #expect(callee.invitation == nil)
  }

  @Test("Files that make no certificate are named")
  func namesFiles() throws {
    let (one, other) = (
      try certificate("one", for: "DNS:line.example"), try certificate("two", for: "DNS:b.example")
    )
    func fault(_ security: SIPSecurity) -> String? { security.faults.first?.description }
    #expect(fault(SIPSecurity(certificate: one, authorities: other.file)) == nil)
    let mixed = SIPSecurity.Certificate(file: one.file, key: other.key)
    #expect(fault(SIPSecurity(certificate: mixed))?.contains(other.key) == true)
    let missing = SIPSecurity.Certificate(file: "/nowhere.pem", key: one.key)
    #expect(fault(SIPSecurity(certificate: missing))?.contains("/nowhere.pem") == true)
    #expect(fault(SIPSecurity(authorities: one.key))?.contains(one.key) == true)
    #expect(SIPSecurity(certificate: missing, authorities: one.key).faults.count == 2)
  }

  @Test(
    "A URI says whether it is reached by TLS",
    arguments: [
      ("sips:1000@192.0.2.1", true), ("sip:1000@192.0.2.1;transport=tls", true),
      ("SIP:1000@192.0.2.1:5061;Transport=TLS", true), ("sip:1000@192.0.2.1", false),
      ("sip:1000@192.0.2.1;transport=tcp", false), ("sip:transport=tls@192.0.2.1", false),
    ])
  func knowsSecureTargets(uri: String, isSecure: Bool) {
    #expect(SIPTarget(uri)?.isSecure == isSecure)
  }
}
