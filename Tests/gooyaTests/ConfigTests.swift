import Foundation
import Testing

/// How gooya is set up, as its operator sees it.
struct ConfigTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test func `nothing is set up at first, and that is fine`() throws {
    let check = try place.gooya("config", "check")
    #expect(check.status == 0)
    #expect(check.output.contains("SMS by embedded, e-mail by embedded"))
    let show = try place.gooya("config")
    #expect(show.lines.contains { $0.hasPrefix("sms.smpp.port:") && $0.contains("2775") })
  }

  @Test func `what a gateway lacks is told with where to set it`() throws {
    let file = try place.write("format: 1\nsms: { gateway: smpp }\n", as: "config.yaml")
    let check = try place.gooya("config", "check", "--config", file)
    #expect(check.status == 1)
    for name in ["HOST", "SYSTEM_ID", "PASSWORD"] {
      #expect(check.complaints.contains("GOOYA_SMS_SMPP_\(name)"))
    }
  }

  @Test func `a secret's file must be its owner's alone, and is never shown`() throws {
    let secret = try place.write("hunter2\n", as: "secret")
    let file = try place.write(
      """
      format: 1
      sms:
        gateway: kannel
        sender: "3000"
        kannel: { username: gooya, password_file: secret }
      """, as: "config.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
    let open = try place.gooya("config", "check", "--config", file)
    #expect(open.status == 1 && open.complaints.contains("chmod 600"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
    let closed = try place.gooya("config", "check", "--config", file)
    #expect(closed.status == 0, "\(closed.complaints)")
    for options in [[], ["--json"]] {
      let show = try place.gooya(["config", "show", "--config", file] + options)
      #expect(show.status == 0 && !show.output.contains("hunter2"))
      #expect(show.output.contains("sms.kannel.password_file"))
    }
  }
}
