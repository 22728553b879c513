import Foundation
import Testing

/// `gooya explore` as its users run it.
struct ExploreTests {
  /// Menus with one fault each, and what is said of it.
  static let planted = [
    ("apology-loop", "reached 'max_duration' in 'sorry'"),
    ("asked-for-ever", "reached 'max_duration' in 'ask'"),
    ("deep-dead-end", "can be reached from 'lost'"),
    ("gave-up-to-menu", "reached 'max_duration' in 'main'"),
    ("no-number", "'through' had no number to call"),
    ("say-loop", "can be reached from 'news'"),
    ("service-retry", "went in a circle through 'find'"),
    ("silent-circle", "went in a circle through 'turn'"),
    ("unset-value", "'amount' speaks 'bill.amount'"),
    ("unset-when-paid", "'amount' speaks 'bill.amount'"),
  ]

  private static func fixture(_ name: String) -> String {
    Workplace.package.appendingPathComponent("Tests/gooyaTests/Fixtures/planted/\(name).yaml").path
  }

  @Test(arguments: planted)
  func `a planted fault is found, shown and saved as a scenario`(
    name: String, problem: String
  ) throws {
    let place = try Workplace()
    let menu = Self.fixture(name)
    let found = try place.gooya("explore", menu, "--random", "2000", "--save", "found")
    #expect(found.status == 1)
    #expect(found.output.contains(problem), "\(found.output)")
    let checked = try place.gooya("check", menu)
    #expect(checked.output.contains("[E5") || checked.output.contains("[W5"), "\(checked.output)")
    let saved = try FileManager.default.contentsOfDirectory(atPath: place.path("found"))
    #expect(!saved.isEmpty)
  }

  @Test(arguments: ["apology-loop", "asked-for-ever", "gave-up-to-menu", "say-loop"])
  func `a saved scenario fails as long as the fault is there`(name: String) throws {
    let place = try Workplace()
    let menu = Self.fixture(name)
    _ = try place.gooya("explore", menu, "--random", "2000", "--save", "found")
    for file in try FileManager.default.contentsOfDirectory(atPath: place.path("found")) {
      let outcome = try place.gooya("test", "\("found")/\(file)")
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("FAILED"))
    }
  }

  /// Ways round in silence; none of them leads to a hang-up as well.
  static let silentRounds = [
    "a: { service: billing.find_bill, input: { line: \"1\" }, outcomes: "
      + "{ due: a, paid: a, unknown_line: a, failed: a } }",
    "a: { service: billing.send_app_link, input: { mobile: \"1\" }, outcomes: "
      + "{ sent: b, too_many: b, failed: b } }\n  b: { language: next, then: a }",
    "a: { say: [{ pause: 1ms }], then: a }",
    "a: { say: [{ pause: 40ms }], times: 2, then: b }\n  b: { say: [{ pause: 2ms }], then: a }",
    "a: { say: [{ value: \"${bill.due_on}\", as: date }], then: b }\n"
      + "  b: { service: billing.find_bill, input: { line: \"1\" }, outcomes: "
      + "{ due: a, paid: a, unknown_line: a, failed: a } }",
    "a: { language: next, then: b }\n"
      + "  b: { service: billing.find_bill, input: { line: \"${call.line}\" }, "
      + "outcomes: { due: a, paid: a, unknown_line: a, failed: a } }",
    "a: { menu: [{ pause: 1ms }], choices: { \"1\": a }, timeout: 1ms, max_noinput: 1, "
      + "outcomes: { gave_up: a } }",
    "a: { menu: [{ pause: 2ms }], choices: { \"1\": b }, timeout: 1ms, max_noinput: 2, "
      + "noinput: [{ pause: 1ms }], outcomes: { gave_up: b } }\n  b: { language: next, then: a }",
    "a: { collect: f, known: \"${call.line}\", outcomes: { collected: a, gave_up: a } }",
    "a: { collect: f, known: \"${call.language}\", outcomes: { collected: b, gave_up: b } }\n"
      + "  b: { say: [{ pause: 5ms }], then: a }",
  ]

  @Test(arguments: silentRounds)
  func `a silent round without an end is named as a circle, and ends loads and calls`(
    states: String
  ) throws {
    let place = try Workplace()
    try place.write(
      """
      format: 1
      title: Round
      languages: [en-US, fa-IR]
      catalogs: [common]
      start: a
      max_duration: 24h
      fields:
        f: { prompt: [{ text: { en-US: Enter, fa-IR: Enter } }], digits: 4 }
      states:
        \(states)
      """, as: "menu.yaml")
    let explored = try place.gooya("explore", "menu.yaml", "--random", "40")
    #expect(explored.output.contains("went in a circle through"), "\(explored.output)")
    #expect(try place.gooya("load", "menu.yaml", "--calls", "40").status == 0)
    let call = try place.gooya("call", "menu.yaml", "--fast", "--data", "data", "--from", "1")
    #expect(call.output.contains("went in a circle"), "\(call.output.suffix(300))")
    let checked = try place.gooya("check", "menu.yaml")
    #expect(checked.output.contains("can loop"), "\(checked.output)")
  }

  @Test func `a transfer begun again and again is a problem long before the longest duration`()
    throws
  {
    let place = try Workplace()
    try place.write(
      """
      format: 1
      title: Round
      languages: [en-US]
      catalogs: [common]
      start: a
      max_duration: 24h
      states:
        a: { transfer: "2000", outcomes: { connected: b, busy: a, no_answer: a, failed: a } }
        b: { hang_up: [{ pause: 1s }] }
      """, as: "menu.yaml")
    let explored = try place.gooya("explore", "menu.yaml", "--random", "100")
    #expect(explored.output.contains("'a' put the call through repeatedly"))
  }

  @Test func `the billing line has no problem that callers find by chance`() throws {
    let place = try Workplace()
    let outcome = try place.gooya("explore", "--random", "1000", "--seed", "11")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("1000 callers, no problem"))
  }

  @Test func `the keys that lead to a state lead there`() throws {
    let place = try Workplace()
    let keys = try place.gooya("explore", "--to", "bill_sent")
    #expect(keys.status == 0)
    let call = try place.gooya(
      "call", "--fast", "--data", "data", "--from", "02199900001", "--keys",
      keys.output.trimmingCharacters(in: .newlines))
    #expect(call.output.contains("[bill_sent]"), "\(call.output)")
  }

  @Test func `a way in says which language it needs, and hours take no time`() throws {
    let place = try Workplace()
    try place.write(
      """
      format: 1
      title: Languages
      languages: [de-DE, tr-TR]
      start: main
      hours: { office: { zone: Europe/Berlin, mon-fri: "08:00-12:00" } }
      states:
        main: { hours: office, outcomes: { open: by_language, closed: by_language } }
        by_language: { switch: "${call.language}", cases: { de-DE: german, tr-TR: turkish } }
        german: { hang_up: [{ text: { de-DE: "d", tr-TR: "d" } }] }
        turkish: { hang_up: [{ text: { de-DE: "t", tr-TR: "t" } }] }
      """, as: "menu.yaml")
    let overview = try place.gooya("explore", "menu.yaml").output
    #expect(overview.contains(/german +no key  \(line .*, language de-DE\)/), "\(overview)")
    #expect(overview.contains(/turkish +no key  \(line .*, language tr-TR\)/))
    #expect(overview.contains("Longest silence:  0 s\n"))
    let turkish = try place.gooya("explore", "menu.yaml", "--to", "turkish")
    #expect(turkish.complaints.contains("with language tr-TR"), "\(turkish)")
  }

  @Test func `a state that isn't there is wrong usage`() throws {
    let place = try Workplace()
    let outcome = try place.gooya("explore", "--to", "nowhere")
    #expect(outcome.status == 64)
    #expect(outcome.complaints.contains("no state 'nowhere'"))
  }

  @Test func `paths and figures are shown`() throws {
    let place = try Workplace()
    let overview = try place.gooya("explore")
    #expect(overview.output.contains("Longest silence:  15 s in 'pen_and_paper'"))
    #expect(overview.output.contains("Shortest paths:"))
    let paths = try place.gooya("explore", "--paths")
    let lines = paths.output.split(separator: "\n")
    #expect(Set(lines).count == lines.count)
    #expect(overview.output.contains("Simple paths:     \(lines.count) "))
    for beginning in [
      "–incoming→ greet → find_bill", "–outgoing→ ask_for_subscriber –1→ find_bill",
    ] {
      #expect(lines.contains { $0.hasPrefix("who_rang \(beginning)") })
    }
  }
}
