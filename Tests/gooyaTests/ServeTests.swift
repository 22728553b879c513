import Foundation
import GRDB
import Glibc
import Testing

struct ServeTests {
  /// A server on a free port, with what calls need to name it in their links.
  private static func start(
    _ environment: [String: String] = [:], _ arguments: [String] = []
  ) throws -> (place: Workplace, server: Workplace.Running, address: String) {
    let place = try Workplace(environment: environment)
    let server = try place.start(["serve", "--address", "127.0.0.1:0"] + arguments)
    try server.waitForOutput("\n")
    let address = try #require(
      server.outputSoFar.firstMatch(of: #/serving at (http:\/\/[^\n]*)\n/#)?.output.1)
    return (place, server, String(address))
  }

  /// Asks by a call for the bill by e-mail.
  ///
  /// - Returns: the link in the SMS.
  private func askByCall(_ place: Workplace, _ address: String, language: String) throws -> String {
    let call = try place.shell(
      "GOOYA_SERVE_URL=\(address) $GOOYA call --fast --from 09120000001 --language \(language) "
        + "--keys '~43 5 ~60 0' \"$SCRIPT\"")
    let outbox = try place.gooya("outbox").output
    return try #require(
      outbox.firstMatch(of: #/(http:\/\/\S+\/c\/[0-9a-f]{32})/#)?.output.1, "\(call)\n\(outbox)"
    ).description
  }

  @Test(arguments: [
    ("fa-IR", "fa", "rtl", "درخواست شما ثبت شد"),
    ("en-US", "en", "ltr", "Your request has been received"),
  ])
  func `a subscriber answers the link in a browser, and gets the bill`(
    language: String, tag: String, direction: String, done: String
  ) throws {
    let (place, server, address) = try Self.start()
    let link = try askByCall(place, address, language: language)
    let pictures = ProcessInfo.processInfo.environment["GOOYA_TEST_PICTURES"].map { "\($0)/\(tag)" }
    if let pictures {
      try FileManager.default.createDirectory(atPath: pictures, withIntermediateDirectories: true)
    }
    let package = Workplace.package.path
    let visit = try place.shell(
      "\(package)/.build/gateway-tests/bin/python \(package)/Tests/Gateways/confirmation_page.py "
        + "\(link) me@test.example \(pictures ?? "")")
    let found = try #require(
      JSONSerialization.jsonObject(with: Data(visit.output.utf8)) as? [String: Any], "\(visit)")
    for clean in ["violations", "overflowing", "outside", "complaints", "cookies"] {
      #expect((found[clean] as? [Any])?.isEmpty == true, "\(clean): \(found[clean] ?? "")")
    }
    #expect(found["language"] as? String == tag && found["direction"] as? String == direction)
    #expect(found["focus"] as? [String] == ["email", "email"])
    #expect((found["described"] as? [String])?.count == 2)
    #expect(found["asked"] as? String == "me@test.example")
    #expect(found["done"] as? String == done && found["reloaded"] as? Bool == true)
    #expect(found["requests"] as? [String] == ["c"])
    #expect(found["again"] as? String == "این پیوند معتبر نیست")
    let outbox = try place.gooya("outbox").output
    #expect(outbox.matches(of: #/email to me@test\.example, sent/#).count == 1)
    #expect(outbox.contains("sms to 09120000001, sent"))
    server.send(SIGTERM)
    let outcome = try server.wait()
    #expect(outcome.status == 128 + SIGTERM)
    #expect(!outcome.complaints.contains(link.suffix(32)))
    #expect(!outcome.complaints.contains("test.example"))
    #expect(outcome.complaints.contains("POST /c 200"))
  }

  @Test
  func `the link's secret is in the SMS, and in no journal, record or log`() throws {
    let place = try Workplace()
    try place.shell(
      "$GOOYA call --fast --from 09120000001 --record-journal call.journal --save-scenario s.yaml "
        + "--keys '~43 5 ~60 0' \"$SCRIPT\"")
    let token = try #require(
      try place.gooya("outbox").output.firstMatch(of: #/\/c\/([0-9a-f]{32})/#)?.output.1)
    let found = try place.shell(
      "grep -l \(token) call.journal s.yaml; $GOOYA calls --json | grep \(token); "
        + "grep -c 'c/…' call.journal")
    #expect(found.output == "1\n", "\(found)")
  }

  @Test
  func `what is due goes out, and SIGINT ends it well`() throws {
    let (place, server, _) = try Self.start()
    try place.shell(
      "$GOOYA call --fast --from 09120000001 --given sms=busy --keys '~43 2 ~60 0' \"$SCRIPT\"")
    #expect(try place.gooya("outbox").output.contains("queued"))
    let database = try place.database()
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "UPDATE outbox SET next_try_at = 0")
    }
    let giveUp = Date(timeIntervalSinceNow: 60)
    while try !place.gooya("outbox").output.contains("sent"), Date() < giveUp {}
    #expect(try place.gooya("outbox").output.contains("sms to 09120000001, sent"))
    server.send(SIGINT)
    #expect(try server.wait().status == 0)
  }

  @Test
  func `an SMS that is handed in with the secret of a file is answered`() throws {
    let place = try Workplace()
    try place.write("s3cret\n", as: "inbound")
    try place.write(
      "format: 1\nserve: { address: \"127.0.0.1:0\", inbound_secret_file: inbound }\n",
      as: "config.yaml")
    try place.shell("chmod 600 inbound config.yaml")
    let server = try place.start(["serve", "--config", "config.yaml"])
    try server.waitForOutput("\n")
    let address = try #require(
      server.outputSoFar.firstMatch(of: #/(http:\/\/[^\n]*)\n/#)?.output.1)
    let body = "from=09120000001&text=hello&id=1"
    let statuses = try place.shell(
      "for secret in s3cret s3cret wrong; do curl -s -o /dev/null -w '%{http_code} ' "
        + "-H \"Authorization: Bearer $secret\" -d '\(body)' \(address)/sms; done; "
        + "curl -s -w '%{http_code}' \(address)/healthz")
    #expect(statuses.output == "204 204 401 ok\n200")
    #expect(try place.gooya("outbox").output.matches(of: #/sms to 09120000001, sent/#).count == 1)
    server.send(SIGTERM)
    _ = try server.wait()
  }

  @Test
  func `Kannel's reports and subscribers' answers come in by GET`() throws {
    let (place, server, address) = try Self.start(["GOOYA_SERVE_INBOUND_SECRET": "s3cret"])
    _ = try askByCall(place, address, language: "en-US")
    let key = try #require(
      try place.gooya("outbox", "show", "1").output.firstMatch(of: #/key: +([0-9a-f]+)/#)?.output.1)
    let answers = try place.shell(
      """
      for path in 'receipt?key=\(key)&status=8' 'receipt?key=\(key)&status=1' 'receipt?key=0&status=1'; do
        curl -s -o /dev/null -w '%{http_code} ' "\(address)/sms/$path"; done
      curl -s -w '%{http_code}' -G --data-urlencode text=me@test.example \(address)/sms \
        -d 'from=%2B989120000001&id=1&charset=UTF-8&secret=s3cret'
      """)
    #expect(answers.output == "200 200 404 200", "\(answers)")
    let outbox = try place.gooya("outbox").output
    #expect(outbox.contains("sms to 09120000001, delivered"))
    #expect(outbox.contains("email to me@test.example, sent"))
    server.send(SIGTERM)
    _ = try server.wait()
  }

  @Test(arguments: [
    "", "8080", "127.0.0.1", "127.0.0.1:99999", "::1:80", "example.org:80", "1.2.3:1",
  ])
  func `what is no address is refused`(address: String) throws {
    let outcome = try Workplace().gooya("serve", "--address", address)
    #expect(outcome.status == 64 && outcome.complaints.contains("is no address"), "\(outcome)")
  }

  @Test
  func `an address that is taken is said to be`() throws {
    let (place, server, address) = try Self.start()
    let second = try place.gooya("serve", "--address", String(address.dropFirst("http://".count)))
    #expect(second.status == 1 && second.complaints.contains("Address already in use"))
    server.send(SIGTERM)
    _ = try server.wait()
  }

  @Test(arguments: ["ftp://a.example", "bill.example.org", "https://", "https://a.example/?b=1"])
  func `links need the address of a site`(url: String) throws {
    let place = try Workplace(environment: ["GOOYA_SERVE_URL": url])
    for arguments in [["serve"], ["config", "check"]] {
      let outcome = try place.gooya(arguments)
      #expect(outcome.status == 1 && outcome.complaints.contains("serve.url"), "\(outcome)")
    }
  }
}
