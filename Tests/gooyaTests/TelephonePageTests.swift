import Foundation
import Glibc
import Testing

/// `gooya listen --web`, and what browsers find there.
struct TelephonePageTests {
  /// A listener on a free port.
  ///
  /// - Returns: the link that it tells.
  private static func start(
    _ place: Workplace, _ arguments: [String]
  ) throws -> (server: Workplace.Running, link: String) {
    let server = try place.start(["listen", "--web", "127.0.0.1:0"] + arguments)
    try server.waitForOutput("listening:")
    let link = try #require(
      server.outputSoFar.firstMatch(of: #/telephone: (http:\/\/\S+)/#)?.output.1)
    return (server, String(link))
  }

  /// A script of the user's own, to be changed.
  private static func copyOfBilling(in place: Workplace) throws -> String {
    try FileManager.default.copyItem(
      at: Workplace.package.appending(path: "MenuScripts/billing"),
      to: place.folder.appending(path: "billing"))
    return place.path("billing/menu.yaml")
  }

  @Test func `browsers call the billing line by keys and by tones`() throws {
    let place = try Workplace()
    let script = try Self.copyOfBilling(in: place)
    let (server, link) = try Self.start(place, ["--watch", script])
    let pictures = ProcessInfo.processInfo.environment["GOOYA_TEST_PICTURES"].map { "\($0)/phone" }
    if let pictures {
      try FileManager.default.createDirectory(atPath: pictures, withIntermediateDirectories: true)
    }
    let package = Workplace.package.path
    let visit = try place.shell(
      "\(package)/.build/gateway-tests/bin/python \(package)/Tests/Gateways/telephone_page.py "
        + "\(link) \(script) . \(pictures ?? "")")
    let found = try #require(
      JSONSerialization.jsonObject(with: Data(visit.output.utf8)) as? [String: Any], "\(visit)")
    for clean in ["violations", "overflowing", "outside", "complaints"] {
      #expect((found[clean] as? [Any])?.isEmpty == true, "\(clean): \(found[clean] ?? "")")
    }
    // By keys.
    #expect(found["end"] as? String == "The call is over")
    #expect(found["keys"] as? String == "5091211122331" + "4##0")
    let way = try #require(found["way"] as? [String])
    for state in ["greet", "main", "email_recipient", "read_identifiers", "goodbye"] {
      #expect(way.contains(state), "\(way)")
    }
    #expect(found["lit"] as? Int == Set(way).count)
    #expect(found["now"] as? Int == 0, "the call is nowhere any more")
    #expect(found["answer"] as? String == "me@test.example")
    let scenario = try #require(found["scenario"] as? String)
    #expect(scenario.contains("scenarios/from-a-browser.yaml"), "\(scenario)")
    #expect(
      FileManager.default.fileExists(atPath: place.path("billing/scenarios/from-a-browser.yaml")))
    // A browser keeps it anywhere, and during the call there is as much as was said.
    #expect(found["isStable"] as? Bool == true)
    for name in ["underWay", "atOnce", "scenario"] {
      #expect((found[name] as? String)?.hasSuffix("it passes") == true, "\(found[name] ?? "")")
    }
    let tested = try place.gooya(
      "test", place.path("under-way.yaml"), place.path("at-once.yaml"),
      place.path("billing/scenarios/from-a-browser.yaml"))
    #expect(tested.status == 0, "\(tested)")
    let replayed = try place.gooya("replay", place.path("call.jsonl"))
    #expect(replayed.status == 0 && replayed.output.contains("goodbye"), "\(replayed)")
    // By tones.
    #expect((found["listening"] as? String)?.contains("echo cancellation") == true)
    #expect(found["toneKeys"] as? String == "4#0")
    #expect(found["toneEnd"] as? String == "The call is over")
    // Beside each other.
    #expect(found["callers"] as? [String] == ["4", "9", "۴", "۹"])
    let directions = try #require(found["directions"] as? [[String]])
    #expect(directions.map(\.[0]) == ["ltr", "ltr", "rtl", "rtl"])
    // Saved scripts.
    let broken = try #require(found["broken"] as? String)
    #expect(broken.contains("no state named 'find_bil'; did you mean 'find_bill'?"), "\(broken)")
    #expect(broken.contains("menu.yaml:") && !broken.contains(place.folder.path))
    #expect((found["saved"] as? String)?.contains("the call goes on in") == true)
    // In Persian.
    #expect(found["fault"] as? String == "شمارهٔ تلفن ۱ تا ۲۰ رقم دارد و می‌تواند با + آغاز شود.")
    #expect(found["mended"] as? String == "" && found["caller"] as? String == "از ۰۲۱۹۹۹۰۰۰۰۱")
    #expect(found["latin"] as? [String] == [])
    // By keyboard.
    #expect(found["skip"] as? String == "#keypad" && found["pressed"] as? String == "4")
    #expect(found["byKeyboard"] as? String == "The call is over")
    // What is recorded, and what isn't told.
    let calls = try place.gooya("calls", "--json").output
    #expect(calls.matches(of: #/"call_id"/#).count == 8, "\(calls)")
    server.send(SIGTERM)
    let outcome = try server.wait()
    #expect(!outcome.complaints.contains("09121112233") && !outcome.complaints.contains("me@test"))
  }

  @Test func `a link with a secret lets others in, and tells nobody of it`() throws {
    let place = try Workplace()
    let (server, link) = try Self.start(place, ["--open", "billing"])
    let parts = try #require(link.wholeMatch(of: #/(http:\/\/[^\/]+)\/([0-9a-f]{32})\//#))
    func status(_ address: String, _ options: String = "") throws -> String {
      try place.shell("curl -s -o page -w '%{http_code}' \(options) '\(address)'").output
    }
    let (site, token) = (parts.output.1, parts.output.2)
    #expect(try status(link) == "200")
    #expect(try status("\(link)phone.js") == "200")
    #expect(try status("\(site)/") == "404")
    #expect(try status("\(site)/phone.js") == "404")
    #expect(try status("\(site)/\(String(token.reversed()))/") == "404")
    #expect(try status("\(site)/healthz") == "200")
    #expect(try status("\(site)/metrics") == "404")
    #expect(try status("\(link)metrics") == "200")
    let upgrade =
      "-m 5 -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' "
      + "-H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='"
    #expect(try status("\(link)call", upgrade + " -H 'Origin: http://evil.example'") == "403")
    #expect(try status("\(link)call", upgrade) == "403")
    #expect(try status("\(site)/call", upgrade + " -H 'Origin: \(site)'") == "404")
    #expect(try status("\(link)call", upgrade + " -H 'Origin: \(site)'") == "101")
    server.send(SIGTERM)
    #expect(!(try server.wait().complaints.contains(token)))
  }

  @Test(arguments: ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"])
  func `only this machine is listened to without --open`(address: String) throws {
    let outcome = try Workplace().gooya("listen", "--web", address)
    #expect(outcome.status == 64)
    #expect(outcome.complaints.contains("--open"), "\(outcome)")
  }

  @Test(arguments: [
    (["--open", "--sip", "127.0.0.1:0"], "--open needs --web"),
    (["--watch", "--sip", "127.0.0.1:0"], "--watch needs --web"),
    (["--web", "here"], "'here' is no address"),
  ]) func `options that don't go together are refused`(arguments: [String], words: String) throws {
    let outcome = try Workplace().gooya(["listen"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.complaints.contains(words), "\(outcome)")
  }
}
