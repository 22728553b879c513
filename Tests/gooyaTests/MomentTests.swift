import Foundation
import Testing

struct MomentTests {
  /// A line that says who calls whom, and when.
  private static let clock = """
    format: 1
    title: Speaking clock
    languages: [en-US]
    start: tell
    states:
      tell:
        say:
          - { value: "${call.from}", as: text }
          - { value: "${call.to}", as: text }
          - { value: "${call.answered}", as: text }
        then: bye
      bye: { hang_up: [] }
    """

  private func place(_ zone: String = "Asia/Tehran") throws -> Workplace {
    let place = try Workplace(environment: ["TZ": zone])
    try place.write(Self.clock, as: "menu.yaml")
    return place
  }

  private func said(_ outcome: Workplace.Outcome) -> [String] {
    outcome.lines.filter { $0.contains("\"said\"") }.compactMap { line in
      line.range(of: "\"text\":\"").map { start in
        String(line[start.upperBound...].prefix { $0 != "\"" })
      }
    }
  }

  @Test(arguments: [
    ("2026-03-05T19:00", "2026-03-05T19:00:00+03:30"),
    ("2026-03-05T19:00+01:00", "2026-03-05T19:00:00+01:00"),
    ("2026-03-05T20:29:59Z", "2026-03-05T20:29:59+00:00"),
  ])
  func `a call can be made as at another time`(_ given: String, _ told: String) throws {
    let outcome = try place().gooya(
      "call", "menu.yaml", "--fast", "--format", "jsonl", "--keys", "", "--from", "02199900001",
      "--at", given)
    #expect(said(outcome) == ["02199900001", "1800", told], "\(outcome)")
  }

  @Test func `the operator's call comes from the line`() throws {
    let outcome = try place().gooya(
      "call", "menu.yaml", "--fast", "--format", "jsonl", "--keys", "", "--to", "02199900001")
    #expect(said(outcome).prefix(2) == ["1800", "02199900001"], "\(outcome)")
  }

  @Test(arguments: ["", "now", "2026-03-05", "19:00", "2026-02-30T10:00"])
  func `what is no moment is refused`(_ given: String) throws {
    let outcome = try place().gooya("call", "menu.yaml", "--fast", "--keys", "", "--at", given)
    #expect(outcome.status == 64 && outcome.complaints.contains("--at"), "\(outcome)")
    let isNoDay = given.hasPrefix("2026-02-30")
    #expect(outcome.complaints.contains("there is no such day") == isNoDay)
    #expect(!outcome.complaints.contains("--at \(given):"), "said once is enough")
  }

  @Test func `a journal, and a scenario made of it, keep the time of their call`() throws {
    let place = try place()
    try place.gooya(
      "call", "menu.yaml", "--fast", "--keys", "", "--from", "02199900001",
      "--at", "2026-03-05T19:00", "--record-journal", "call.jsonl")
    let replay = try place.gooya(
      "replay", "call.jsonl", "--format", "jsonl", "--save-scenario", "call.yaml")
    #expect(said(replay).contains("2026-03-05T19:00:00+03:30"), "\(replay)")
    #expect(replay.status == 0 && replay.complaints.contains("it passes"), "\(replay)")
    let scenario = try String(contentsOfFile: place.path("call.yaml"), encoding: .utf8)
    #expect(scenario.contains("at: \"2026-03-05T19:00:00+03:30\""), "\(scenario)")
  }

  @Test func `a scenario's call is answered when it says, by the clock of UTC`() throws {
    let place = try place()
    for (at, told) in [
      ("", "2026-01-01T08:30:00+00:00"),
      (", at: \"2026-03-05T19:00\"", "2026-03-05T19:00:00+00:00"),
      (", at: \"2026-03-05T19:00:30-01:00\"", "2026-03-05T19:00:30-01:00"),
    ] {
      try place.write(
        """
        script: menu.yaml
        caller: { line: "02199900001"\(at) }
        steps:
          - hear: { text: "\(told)" }
        """, as: "one.yaml")
      let outcome = try place.gooya("test", "one.yaml")
      #expect(outcome.status == 0, "\(outcome)")
    }
  }
}
