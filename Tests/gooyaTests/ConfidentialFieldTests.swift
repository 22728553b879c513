import CallRuntime
import Foundation
import GRDB
import Glibc
import Lines
import MenuScript
import Speech
import Testing
import Workbench

@testable import Store
@testable import gooya

/// What of a subscriber must never leave, looked for in everything that calls leave behind.
struct ConfidentialFieldTests {
  private static let marks = ["Markstreet 9173", "7313173131", "7310373103"]

  private let place: Workplace
  /// Where nothing is looked for.
  private let desk: Workplace

  init() throws {
    desk = try Workplace()
    place = try Workplace(environment: [
      "GOOYA_SMS_SMPP_PASSWORD": "secret", "GOOYA_SMS_KANNEL_PASSWORD": "secret",
    ])
  }

  /// Keys for everything that a call can ask for: a landline's subscriber names a mobile number.
  private static let landline = [
    "~43 1 ~60 0", "~43 2 ~9 09129990009 ~17 1 ~10 0", "~43 3 ~9 09129990009 ~17 1 ~10 0",
    "~43 4 ~120 0", "~43 5 ~9 09129990009 ~17 1 ~10 0",
  ]
  private static let mobile = ["~43 2 ~60 0", "~43 3 ~60 0", "~43 5 ~60 0"]

  // MARK: Every path of every line

  @Test(arguments: LinesOfBusiness.all.map(\.name))
  func `no scenario of a line leaves it in what is heard, sent or kept`(line: String) throws {
    let business = try #require(LinesOfBusiness.all.first { $0.name == line })
    let folder = Workplace.package.appending(path: "MenuScripts/\(business.folder)/scenarios").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count > 40)
    let bench = ScenarioBench(
      compiler: MenuScriptCompiler(
        services: LinesOfBusiness.signatures, validationRules: LinesOfBusiness.validationRules,
        prompts: PromptFolders()))
    for name in names {
      let parsed = bench.parser.parse(fileAt: "\(folder)/\(name)")
      let (scenario, script) = (try #require(parsed.scenario), try #require(parsed.script))
      let store = try Store()
      try store.write("mark the subscribers") { db in
        try db.execute(
          """
          UPDATE subscribers SET address = '\(Self.marks[0])', postal_code = '\(Self.marks[1])',
            national_id = '\(Self.marks[2])'
          """)
      }
      let result = try bench.play(
        scenario, try #require(script.program), Narrator(script), nil, in: store)
      #expect(result.failure == nil, "\(name)")
      let transcript = JSONTranscript()
      let texts = try Self.rows(of: store) + result.transcript.map { "\(transcript.line(for: $0))" }
      for mark in Self.marks {
        #expect(!texts.contains { $0.contains(mark) }, "\(name)")
      }
    }
  }

  /// Everything in a store but the subscribers.
  private static func rows(of store: Store) throws -> [String] {
    try store.read("look at everything") { db in
      var names: [String] = []
      try db.forEachRow("SELECT name FROM sqlite_master WHERE type = 'table'", []) { row in
        names.append(try row.text("name"))
        return true
      }
      #expect(names.contains("subscribers") && names.contains("outbox"))
      var rows: [String] = []
      for name in names where name != "subscribers" {
        try db.forEachRow("SELECT * FROM \"\(name)\"", []) { row in
          rows.append("\(row.values)")
          return true
        }
      }
      return rows
    }
  }

  // MARK: Every gateway

  @Test(arguments: ["embedded", "smpp", "kannel"])
  func `no message, picture, page, record, log or journal has it`(gateway: String) throws {
    let centre =
      switch gateway {
      case "smpp": try GatewayPeer("smppy_centre.py", in: place)
      case "kannel": try GatewayPeer("flaky_sendsms.py", "0", "0", in: place)
      default: GatewayPeer?.none
      }
    let mail = try mailServer()
    try configure(gateway, centre?.port, mail: mail.port)
    try place.gooya("directory", "list")
    try place.database().write { db in
      try db.execute(
        sql: "UPDATE subscribers SET address = ?, postal_code = ?, national_id = ?",
        arguments: StatementArguments(Self.marks))
      #expect(db.changesCount > 0)
    }
    let server = try place.start(["serve", "--config", "config.yaml"])
    try server.waitForOutput("\n")
    let address = try #require(
      server.outputSoFar.firstMatch(of: #/serving at (http:\/\/[^\n]*)\n/#)?.output.1)
    try call(links: String(address))
    try confirm()
    try place.waitForOutbox { rows in
      rows.contains { $0.kind == "email" } && rows.allSatisfy { $0.status != "queued" }
    }
    #expect(try place.outbox().allSatisfy { ["sent", "delivered"].contains($0.status) })
    server.send(SIGTERM)
    _ = try server.wait()
    try look()
  }

  private func mailServer() throws -> (running: Workplace.Running, port: Int) {
    let package = Workplace.package.path
    try FileManager.default.createDirectory(
      atPath: place.path("mail"), withIntermediateDirectories: true)
    let running = try Workplace.Running(
      [
        "\(package)/Tests/Gateways/mail_server.py", "mail",
        "{\"security\": \"none\", \"stays\": \"yes\"}",
      ], of: "\(package)/.build/gateway-tests/bin/python", in: place, input: Data())
    try running.waitForOutput("\n")
    return (running, try #require(Int(running.outputSoFar.dropLast())))
  }

  private func configure(_ gateway: String, _ port: Int?, mail: Int) throws {
    let port = port ?? 0
    try place.write(
      """
      format: 1
      sms:
        gateway: \(gateway)
        sender: "30002000"
        smpp: { host: 127.0.0.1, port: \(max(port, 1)), system_id: gooya, window: 1 }
        kannel: { url: "http://127.0.0.1:\(port)/cgi-bin/sendsms", username: gooya }
      email:
        gateway: smtp
        from: bill@operator.example
        smtp: { host: 127.0.0.1, port: \(mail), security: none }
      serve: { address: "127.0.0.1:0" }
      """, as: "config.yaml")
  }

  /// Calls from every sort of line, in both languages, with all that a call can write.
  private func call(links address: String) throws {
    let calls =
      Self.landline.map { ("02199900001", $0) } + Self.mobile.map { ("09120000001", $0) }
    for (number, (line, keys)) in calls.enumerated() {
      let format = ["text", "jsonl"][number % 2]
      let call = try place.shell(
        "GOOYA_SERVE_URL=\(address) $GOOYA call --fast --from \(line) --keys '\(keys)' "
          + "--language \(["fa-IR", "en-US"][number / 2 % 2]) --config config.yaml "
          + "--format \(format) --record-journal \(number).journal --save-scenario \(number).yaml")
      // The scenario needn't pass with data that isn't the sample.
      #expect(call.status <= 1 && !call.output.isEmpty, "\(call)")
    }
  }

  /// Answers the links in the SMS, on their pages.
  private func confirm() throws {
    let outbox = try place.gooya("outbox").output
    let links = outbox.matches(of: #/http:\/\/\S+\/c\/[0-9a-f]{32}/#).map { String($0.output) }
    #expect(links.count == 2, "\(outbox)")
    for (number, link) in links.enumerated() {
      let ask = "curl -s -H 'Origin: null' -H 'Sec-Fetch-Site: same-origin'"
      try place.shell(
        """
        curl -s -D \(number).head -o \(number)-1.html \(link)
        \(ask) -d 'email=me\(number)@test.example&step=check' -o \(number)-2.html \(link)
        form=$(sed -n 's/.*name="form" value="\\([^"]*\\)".*/\\1/p' \(number)-2.html)
        \(ask) -d "email=me\(number)@test.example&form=$form&step=send" -o \(number)-3.html \(link)
        """)
    }
  }

  /// Looks for the marks where they are kept, and then everywhere else.
  private func look() throws {
    for line in ["02199900001", "09120000001"] {
      for ending in ["svg", "png", "pdf"] {
        #expect(try place.gooya("bill", "render", line, "-o", "\(line).\(ending)").status == 0)
      }
      // The operator sees the national ID there, and neither of the others.
      let shown = try Workplace.Running(
        ["directory", "show", line, "--data", place.path("xdg/gooya")], of: Workplace.program,
        in: desk, input: Data()
      ).wait()
      #expect(shown.status == 0 && !Self.marks[..<2].contains { shown.output.contains($0) })
    }
    for (number, row) in try place.outbox().enumerated() where row.kind == "email" {
      try place.gooya("outbox", "show", "\(number + 1)", "--eml", "kept-\(number).eml")
    }
    for arguments in [["calls"], ["calls", "--json"], ["outbox", "--json"], ["stats"]] {
      try place.gooya(arguments)
    }
    // It is found where it is kept.
    #expect(Set(try found().map { $0[1] }) == Set(Self.marks))
    try place.database().writeWithoutTransaction { db in
      try db.execute(
        sql: """
          UPDATE subscribers SET address = NULL, postal_code = NULL, national_id = NULL;
          VACUUM;
          """)
      _ = try db.checkpoint(.truncate)
    }
    let left = try found()
    #expect(left == [])
  }

  private func found() throws -> [[String]] {
    let package = Workplace.package.path
    let outcome = try Workplace.Running(
      ["\(package)/Tests/Gateways/find_marks.py", place.folder.path] + Self.marks,
      of: "\(package)/.build/gateway-tests/bin/python", in: desk, input: Data()
    ).wait()
    return try JSONDecoder().decode([[String]].self, from: Data(outcome.output.utf8))
  }
}
