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
    #expect(check.output.contains("there is no \(place.path(".config/gooya/config.yaml"))"))
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

  @Test(arguments: [
    ("lines: { 1800: no/menu.yaml }", "lines: 1800: there is no script"),
    ("lines: { 18x: billing }", "1 to 20 digits"),
    ("users: { \"1000\": none.password }", "users: 1000: the file"),
    ("sip: { first_port: 30000, last_port: 20000 }", "sip.last_port must be above"),
    ("serve: { address: localhost }", "serve.address: 'localhost' is no address"),
    ("sip: { registrar: \"foo bar\", address: \"sip:1@192.0.2.1\" }", "sip.registrar: 'foo bar'"),
    ("sip: { registrar: \"sip:192.0.2.1\" }", "sip.registrar needs sip.address"),
    ("lines: { 1800: billing, \"۱۸۰۰\": billing }", "lines: 1800 is there twice"),
    ("sms: { sender: Sample Telecom }", "sms.sender"),
    ("sms: { smpp: { host: a b, system_id: sixteencharacters } }", "sms.smpp.system_id"),
    ("sms: { kannel: { url: localhost } }", "sms.kannel.url"),
    ("email: { from: nobody }", "email.from"),
    ("serve: { url: \"https://bill.example.org/a b\" }", "serve.url"),
    ("sms: { sender: \"9812345678901234\" }", "sms.sender"),
  ])
  func `what a server would refuse is refused before`(text: String, why: String) throws {
    try place.write("format: 1\n\(text)\n", as: "config.yaml")
    for command in [["config", "check"], ["serve"], ["listen", "--web", "127.0.0.1:0"]] {
      let outcome = try place.gooya(command + ["--config", "config.yaml"])
      #expect(outcome.status == 1 && outcome.complaints.contains(why), "\(outcome)")
    }
  }

  @Test func `a line's script with errors is told, and the file that is fine is named`() throws {
    let file = try place.write("format: 1\nlines: { 1800: menu.yaml }\n", as: "config.yaml")
    try place.write("format: 1\n", as: "menu.yaml")
    let broken = try place.gooya("config", "check", "--config", file)
    #expect(broken.status == 1 && broken.complaints.contains("menu.yaml' has errors"))
    try place.write("format: 1\nlines: { 1800: billing }\n", as: "config.yaml")
    let sound = try place.gooya("config", "check", "--config", file)
    #expect(sound.status == 0 && sound.output.contains("read from \(file)\n"), "\(sound)")
  }

  @Test(arguments: [(30_000, 31_999, true), (30_001, 32_000, false), (30_000, 30_003, false)])
  func `ports that aren't enough for as many calls as are taken are told`(
    first: Int, last: Int, isEnough: Bool
  ) throws {
    try place.write(
      "format: 1\nsip: { first_port: \(first), last_port: \(last) }\n", as: "config.yaml")
    let check = try place.gooya("config", "check", "--config", "config.yaml")
    #expect(check.status == 0)
    let room = first == last - 3 ? "2 calls" : "999 calls"
    #expect(check.complaints.isEmpty == isEnough, "\(check)")
    #expect(isEnough || check.complaints.contains("enough for \(room) at once"), "\(check)")
  }

  @Test func `a misspelt variable is told with the one that was meant`() throws {
    let misspelt = try Workplace(environment: ["GOOYA_SMS_GATEWY": "smpp"])
    for command in [["config", "check"], ["serve"]] {
      let outcome = try misspelt.gooya(command)
      #expect(outcome.status == 1)
      #expect(outcome.complaints.contains("did you mean 'GOOYA_SMS_GATEWAY'?"), "\(outcome)")
    }
    let other = try Workplace(environment: ["GOOYA_ANYBODYS": "x", "GOOYA_CONFIG": ""])
      .gooya("config", "check")
    #expect(other.status == 0 && other.complaints.contains("'GOOYA_ANYBODYS'; it is ignored"))
  }

  @Test func `the key of SIP's certificate must be the certificate's, and its owner's alone`()
    throws
  {
    let make =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=a"
    for name in ["a", "b"] {
      let outcome = try place.shell("\(make) -keyout \(name).key -out \(name).pem")
      #expect(outcome.status == 0, "\(outcome.complaints)")
    }
    func check(_ settings: String) throws -> Workplace.Outcome {
      let file = try place.write("format: 1\nsip: { \(settings) }\n", as: "config.yaml")
      return try place.gooya("config", "check", "--config", file)
    }
    let whole = try check("tls_certificate: a.pem, tls_key: a.key, tls_port: 5061")
    #expect(whole.status == 0, "\(whole.complaints)")
    let lacking = try check("tls_certificate: a.pem")
    #expect(lacking.status == 1 && lacking.complaints.contains("GOOYA_SIP_TLS_KEY"))
    let other = try check("tls_certificate: a.pem, tls_key: b.key")
    #expect(other.status == 1 && other.complaints.contains("b.key"))
    let authorities = try check("tls_ca_file: a.key")
    #expect(authorities.status == 1 && authorities.complaints.contains("a.key"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: place.path("a.key"))
    let open = try check("tls_certificate: a.pem, tls_key: a.key")
    #expect(open.status == 1 && open.complaints.contains("chmod 600"))
  }
}
