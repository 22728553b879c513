import Foundation
import Testing

/// A clinic and a parcel service, whose services and SMS are the script's own, as a user runs them.
struct DeclaredServiceTests {
  private static func menu(_ url: String = "https://api.example.org/patients/{number}") -> String {
    """
    format: 1
    title: A clinic with parcels
    languages: [en-US, de-DE]
    start: ask
    defaults: { outcomes: { gave_up: bye, failed: sorry } }
    fields:
      number: { prompt: [{ text: { en-US: "Your number?", de-DE: "Ihre Nummer?" } }], digits: 6 }
    services:
      clinic.find_patient:
        get: "\(url)"
        input: { number: digits }
        output: { patient.name: { at: /name, as: text }, patient.note: { at: /note, optional: true, confidential: true } }
        outcomes: { found: 200, unknown: 404 }
        example: { found: { patient.name: "A. Example", patient.note: "an invented secret" }, unknown: {} }
      parcel.status: { table: parcels.csv, key: code, outcomes: { found: row, unknown: no_row } }
    states:
      ask: { collect: number, outcomes: { collected: find } }
      find:
        service: clinic.find_patient
        input: { number: "${number}" }
        outcomes: { found: hello, unknown: lost }
      hello: { say: [{ value: "${patient.name}", as: text }], then: parcel }
      lost: { say: [{ text: { en-US: "Nobody.", de-DE: "Niemand." } }], then: parcel }
      parcel:
        service: parcel.status
        input: { code: "10001" }
        outcomes: { found: link, unknown: bye }
      link: { sms: tracking_link, to: "+4915100000000", outcomes: { sent: bye } }
      sorry: { hang_up: [{ text: { en-US: "Sorry.", de-DE: "Entschuldigung." } }] }
      bye: { hang_up: [{ text: { en-US: "Goodbye.", de-DE: "Tschüss." } }] }

    """
  }

  private func workplace(_ url: String? = nil) throws -> Workplace {
    let place = try Workplace(environment: [
      "http_proxy": "http://127.0.0.1:1", "GOOYA_KEY": "invented",
    ])
    try place.write(url.map(Self.menu) ?? Self.menu(), as: "menu.yaml")
    try place.write("code,day,units\n10001,2026-01-05,12\n", as: "parcels.csv")
    try place.write(
      "tracking_link: Parcel {parcel.code}, {parcel.units} units, comes on {parcel.day}.\n",
      as: "messages/en-US.yaml", making: true)
    try place.write(
      "tracking_link: Paket {parcel.code}, {parcel.units} Stück, kommt am {parcel.day}.\n",
      as: "messages/de-DE.yaml", making: true)
    return place
  }

  private static let call = ["call", "menu.yaml", "--data", "data", "--from", "02199900001"]

  @Test func `without a network services answer from examples and tables, and an SMS is sent`()
    throws
  {
    let place = try workplace()
    #expect(try place.gooya("check", "menu.yaml").output == "menu.yaml: no errors in 8 states\n")
    let outcome = try place.gooya(Self.call + ["--fast", "--keys", "~3 123456"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("line: A. Example"))
    #expect(outcome.output.contains("Parcel 10001, 12 units, comes on Jan 5, 2026."))
    let outbox = try place.gooya("outbox", "--data", "data").output
    #expect(outbox.contains("+4915100000000") && outbox.contains("sent"))
    let german = try place.gooya(
      Self.call + ["--fast", "--keys", "~3 123456", "--language", "de-DE"])
    #expect(german.output.contains("Paket 10001, 12 Stück, kommt am 05.01.2026."))
  }

  @Test(arguments: [
    ("clinic.find_patient=unknown", "line: Nobody."),
    ("clinic.find_patient=failed", "line: Sorry."),
    ("clinic.find_patient={ outcome: found, patient.name: B. Sample }", "line: B. Sample"),
    ("parcel.status=unknown", "line: Goodbye."), ("sms=failed", "line: Sorry."),
    ("sms:tracking_link=failed", "line: Sorry."),
  ])
  func `each outcome can be given`(given: String, heard: String) throws {
    let outcome = try workplace().gooya(
      Self.call + ["--fast", "--keys", "~3 123456", "--given", given])
    #expect(outcome.output.contains(heard), "\(outcome)")
  }

  @Test(arguments: [
    ("clinic.find_patient=gone", "'unknown'"), ("clinic.find=found", "nor a service"),
    ("parcel.status={ outcome: found, parcel.day: soon }", "'parcel.day' is a date"),
    ("parcel.status={ outcome: unknown, parcel.day: \"2026-01-02\" }", "not with 'unknown'"),
  ])
  func `what can't be given is refused`(given: String, reason: String) throws {
    let outcome = try workplace().gooya(Self.call + ["--fast", "--given", given])
    #expect(outcome.status == 64 && outcome.complaints.contains(reason), "\(outcome)")
  }

  @Test func `a scenario gives what the services answer and expects the SMS`() throws {
    let place = try workplace()
    try place.write(
      """
      caller: { line: "02199900001", language: en-US }
      given: { clinic.find_patient: { outcome: found, patient.name: B. Sample } }
      steps:
        - press: "123456"
        - hear: { text: B. Sample }
        - expect: { sms: { contains: "12 units" }, to: "+4915100000000" }
        - expect: { hung_up: line }

      """, as: "scenarios/one.yaml", making: true)
    let outcome = try place.gooya("test", ".")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try place.gooya("explore", "menu.yaml", "--random", "300").status == 0)
    #expect(try place.gooya("load", "menu.yaml", "--calls", "300").status == 0)
  }

  @Test(arguments: [
    ("zh-CN", "13800138000", "+8613800138000", true),
    ("zh-CN", "+8613800138000", "13800138000", true),
    ("de-DE", "01511234567", "+491511234567", true), ("de-DE", "01511234567", "01511234567", true),
    ("de-DE", "01511234567", "+491511234568", false),
    ("de-DE", "01511234567", "13800138000", false),
    ("fa-IR", "09120000001", "+989120000001", true),
  ])
  func `a scenario may write a recipient as it is dialled, or with its country's code`(
    language: String, dialled: String, expected: String, isSame: Bool
  ) throws {
    let place = try Workplace()
    try place.write(
      """
      format: 1
      title: SMS
      languages: [\(language)]
      start: link
      states:
        link: { sms: hello, to: "\(dialled)", outcomes: { sent: bye, failed: bye } }
        bye: { hang_up: [] }

      """, as: "menu.yaml")
    try place.write("hello: Hello\n", as: "messages/\(language).yaml", making: true)
    try place.write(
      """
      caller: { line: "1" }
      steps:
        - expect: { sms: Hello, to: "\(expected)" }

      """, as: "scenarios/one.yaml", making: true)
    let outcome = try place.gooya("test", ".")
    #expect((outcome.status == 0) == isSame, "\(outcome)")
  }

  @Test func `a journal holds no confidential output, and replays`() throws {
    let place = try workplace()
    try place.gooya(Self.call + ["--fast", "--keys", "~3 123456", "--record-journal", "j"])
    let journal = try String(contentsOfFile: place.path("j"), encoding: .utf8)
    #expect(journal.contains("A. Example") && !journal.contains("invented secret"))
    let replay = try place.gooya("replay", "j")
    #expect(replay.status == 0 && replay.output.contains("line: Goodbye."), "\(replay)")
  }

  @Test func `a table that is saved during a call is read anew`() throws {
    let place = try workplace()
    let call = try place.start(Self.call + ["--watch", "--keys", "~3000 1"])
    try call.waitForOutput("[ask]")
    try place.write("code,day\n10001,2026-01-05\n10001,2026-01-05\n", as: "parcels.csv")
    try call.waitForOutput("parcels.csv:3:1: error: the key is in the table already")
    call.send(SIGINT)
    _ = try call.wait()
  }

  // MARK: Live

  private static let server = """
    import http.server, sys
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = b'{"name": "C. Live", "note": "n"}'
            found = self.path == "/patients/123456"
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """

  @Test func `live services are asked, on this machine without being allowed`() throws {
    let place = try workplace()
    try place.write(Self.server, as: "server.py")
    let server = try place.start(shell: "exec python3 server.py >port")
    defer { server.send(SIGKILL) }
    try server.waitForText("\n", in: "port")
    let port = try String(contentsOfFile: place.path("port"), encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    try place.write(Self.menu("http://127.0.0.1:\(port)/patients/{number}"), as: "menu.yaml")
    let live = Self.call + ["--live-services", "--speed", "20"]
    let outcome = try place.gooya(live + ["--keys", "~3 123456"])
    #expect(outcome.output.contains("line: C. Live"), "\(outcome)")
    #expect(try place.gooya(live + ["--keys", "~3 654321"]).output.contains("line: Nobody."))
  }

  @Test(arguments: [
    ([], "'api.example.org' is neither this machine nor allowed by --allow-host"),
    (["--allow-host", "other.example.org"], "neither this machine"),
  ])
  func `a host that isn't allowed is never asked`(more: [String], reason: String) throws {
    let outcome = try workplace().gooya(Self.call + ["--live-services", "--keys", "h"] + more)
    #expect(outcome.status == 1 && outcome.complaints.contains(reason), "\(outcome)")
  }

  @Test(arguments: [
    (["--live-services", "--fast"], "leave out --fast"),
    (["--allow-host", "api.example.org"], "needs --live-services"),
    (["--live-services", "--allow-host", "https://api.example.org"], "name a host alone"),
    (["--live-services", "--save-scenario", "s.yaml"], "excludes --save-scenario"),
  ])
  func `options that contradict each other are refused`(options: [String], reason: String) throws {
    let outcome = try workplace().gooya(Self.call + options)
    #expect(outcome.status == 64 && outcome.complaints.contains(reason), "\(outcome)")
  }
}
