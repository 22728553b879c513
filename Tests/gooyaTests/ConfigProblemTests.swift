import CallEngine
import Foundation
import MenuScript
import Testing

@testable import gooya

/// What 'gooya config check' finds wrong, without a process for each.
struct ConfigProblemTests {
  /// Everything that is told of a configuration, a line each.
  private func problems(
    _ text: String, _ environment: [String: String] = [:]
  ) throws -> (report: String, problems: [String]) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("config-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let secret = folder.appendingPathComponent("a.password").path
    _ = FileManager.default.createFile(
      atPath: secret, contents: Data("hunter2\n".utf8), attributes: [.posixPermissions: 0o600])
    let file = folder.appendingPathComponent("config.yaml")
    try Data("format: 1\n\(text)\n".utf8).write(to: file)
    let configuration = Configuration.read(file.path, environment: environment)
    return (
      configuration.written.report.description, configuration.problems.map(\.description)
    )
  }

  @Test(arguments: [
    (
      "gateway: 'sip:192.0.2.20:99999'",
      "sip.gateway: 'sip:192.0.2.20:99999' has no port from 1 to 65535"
    ),
    (
      "gateway: 'sip:192.0.2.20;transport=foo'",
      "sip.gateway: 'sip:192.0.2.20;transport=foo' can't be called by transport=foo"
    ),
    (
      "gateway: 'sip:1000@192.0.2.20'", "sip.gateway: 'sip:1000@192.0.2.20' has somebody before '@'"
    ),
    ("gateway: 'sip:999.0.2.20'", "sip.gateway: 'sip:999.0.2.20' has no host that can be called"),
    (
      "registrar: 'sip:192.0.2.20:0', address: 'sip:1@192.0.2.20'",
      "sip.registrar: 'sip:192.0.2.20:0' has no port"
    ),
    ("address: 'sip:nobody'", "sip.address: 'sip:nobody' names nobody at a host"),
    ("user: 'a:b', password_file: a.password", "sip.user: 'a:b' has a colon"),
    ("user: ' a', password_file: a.password", "sip.user: ' a' has blanks around it"),
    ("first_port: 30000, last_port: 20000", "sip.last_port must be above sip.first_port"),
  ])
  func `an address of SIP by which nobody could call`(settings: String, why: String) throws {
    let found = try problems("sip: { \(settings) }").problems
    #expect(found.count == 1 && found[0].hasPrefix(why), "\(found)")
  }

  @Test(arguments: [
    ("\"\"", "users: '' is no name"), ("\"  \"", "users: '  ' is no name"),
    ("\"a:b\"", "users: 'a:b' has a colon"),
    ("'a\"b'", "users: 'a\"b' has blanks around it, a quotation"),
  ])
  func `a user's name that no telephone could sign in with`(name: String, why: String) throws {
    let found = try problems("users: { \(name): a.password, \"1000\": a.password }").problems
    #expect(found.count == 1 && found[0].hasPrefix(why), "\(found)")
  }

  @Test func `everything that is wrong is told at once`() throws {
    let (report, found) = try problems(
      """
      users: { "1000": none.password, "1001": neither.password }
      sip: { gateway: "sip:192.0.2.20:0", first_port: 1, tls_ca_file: none.pem }
      email: { gateway: smpt, from: nobody }
      sms: { gateway: smpp, sender: "3000", smpp: { hots: a.example, system_id: gooya, port: many } }
      lines: { 1800: no/menu.yaml, 1801: none/menu.yaml }
      """, ["GOOYA_SMS_SMPP_WINDOW": "0", "GOOYA_SMS_GATEWY": "smpp"])
    for place in [
      "'sip.first_port'", "'email.gateway'", "'hots'", "'sms.smpp.port'",
      "GOOYA_SMS_SMPP_WINDOW:1:1",
    ] {
      #expect(report.contains(place), "\(report)")
    }
    for start in [
      "users: 1000: the file", "users: 1001: the file", "sip.gateway: ", "TLS of SIP: ",
      "email.from: ", "sms.gateway: smpp needs sms.smpp.password", "lines: 1800: ", "lines: 1801: ",
      "there is no setting 'GOOYA_SMS_GATEWY'",
    ] {
      #expect(found.count { $0.hasPrefix(start) } == 1, "\(start) in \(found)")
    }
    // What is there and wrong isn't missing too.
    #expect(found.count == 9, "\(found)")
  }

  @Test func `a file that can't be read says nothing of what is missing`() throws {
    let (report, found) = try problems("sms: [", ["GOOYA_SMS_GATEWAY": "smpp"])
    #expect(!report.isEmpty && found.isEmpty, "\(found)")
  }
}
