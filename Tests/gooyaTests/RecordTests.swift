import Foundation
import Testing

/// `gooya record`, `call --save-scenario` and `replay --save-scenario` as their users run them.
struct RecordTests {
  private static let keys = "~16 2 ~6 09120000099 ~14 0"

  private func record(
    _ place: Workplace, _ more: [String] = [], keys: String = Self.keys
  ) throws -> Workplace.Outcome {
    try place.gooya(
      ["record", Workplace.script, "-o", "call.yaml", "--fast", "--language", "en-US"]
        + ["--from", "02199900001", "--keys", keys] + more)
  }

  private func text(_ place: Workplace) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: place.path("call.yaml"))), as: UTF8.self)
  }

  @Test func `what was heard, pressed and sent becomes the steps`() throws {
    let place = try Workplace()
    let outcome = try record(place, keys: "~16 2 ~8 09120000099 ~14 1 ~10 0")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.complaints.contains("saved as call.yaml; it passes"))
    let text = try text(place)
    for step in [
      #"caller: { line: "02199900001", language: en-US }"#, "  - hear: welcome\n",
      #"  - hear: { value: "02199900001", as: telephone }"#, #"  - press: "2""#,
      "  - hear: enter_mobile_number\n", #"  - press: "09120000099""#,
      "        Bill ID: 9990000102140\n", #"      to: "09120000099""#, #"  - press: "0""#,
      "  - expect: { hung_up: line }\n", "  - expect: { no_email: true }\n",
    ] {
      #expect(text.contains(step), "\(step) in\n\(text)")
    }
    #expect(!text.contains("wait:"))
    #expect(try place.gooya("test", "call.yaml").status == 0)
  }

  @Test func `a silence that the line answered becomes a wait`() throws {
    let place = try Workplace()
    _ = try record(place, keys: "~60 0")
    #expect(try text(place).contains("  - wait: 5s\n  - hear: still_there\n"))
  }

  @Test func `a pause between digits that could have ended the entry is kept`() throws {
    let place = try Workplace()
    #expect(try record(place, keys: "~16 2 ~8 0912 ~2.9 0000099 ~14 0").status == 0)
    #expect(
      try text(place).contains(
        "  - press: \"0912\"\n  - wait: 2900ms\n  - press: \"0000099\"\n"))
  }

  @Test func `what gateways were told stands in the scenario`() throws {
    let place = try Workplace()
    let outcome = try record(
      place, ["--given", "sms=late 8s", "--given", "transfer=busy"], keys: "~16 1 ~30 0")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try text(place).contains("given: { sms: late 8s, transfer: busy }\n"))
  }

  /// What `--given` says, and how it stands in the scenario; a call with it goes to a state.
  static let told = [
    ("sms=late 8s then failed", "sms: late 8s then failed", "find_bill"),
    ("billing.find_bill=paid", "billing.find_bill: paid", "nothing_due"),
    ("billing.find_bill=unknown_line", "billing.find_bill: unknown_line", "ask_line"),
    ("billing.find_bill=failed", "billing.find_bill: failed", "out_of_service"),
    ("billing.find_bill=late 2s then due", "billing.find_bill: late 2s then due", "announce"),
    (
      #"billing.find_bill={ outcome: due, bill.amount: "99000" }"#,
      #"billing.find_bill: { outcome: due, bill.amount: "99000" }"#, "announce"
    ),
    (
      #"billing.find_bill={ late: 1s, outcome: paid, subscriber.name: A. Example }"#,
      #"billing.find_bill: { outcome: paid, subscriber.name: "A. Example", late: 1s }"#,
      "nothing_due"
    ),
    ("transfer 2000=late 3s then no_answer", "transfer 2000: late 3s then no_answer", "announce"),
  ]

  @Test(arguments: told)
  func `whatever stubs are told is kept in the scenario`(
    given: String, written: String, state: String
  ) throws {
    let place = try Workplace()
    let outcome = try record(place, ["--given", given], keys: "~40 h")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("[\(state)]"), "\(outcome)")
    let text = try text(place)
    #expect(text.contains("given: { \(written) }\n"), "\(text)")
    #expect(try place.gooya("test", "call.yaml").status == 0)
  }

  @Test func `a scenario that is there is written over only by force`() throws {
    let place = try Workplace()
    try place.write("mine", as: "call.yaml")
    let refused = try record(place)
    #expect(refused.status == 1)
    #expect(refused.output.isEmpty)
    #expect(refused.complaints.contains("--force overwrites it"))
    #expect(try text(place) == "mine")
    #expect(try record(place, ["--force", "--title", #"It's "quoted""#]).status == 0)
    #expect(try text(place).hasPrefix(#"title: "It's \"quoted\"""#))
  }

  @Test func `a folder that isn't there is told before the call`() throws {
    let place = try Workplace()
    let outcome = try place.gooya("record", "-o", "no/call.yaml", "--fast", "--keys", "0")
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("there is no folder"))
  }

  @Test func `what is keyed in secretly is never written`() throws {
    let place = try Workplace()
    try place.write(
      """
      format: 1
      title: Secrets
      languages: [en-US]
      catalogs: []
      start: ask
      fields:
        pin:
          prompt: [{ text: { en-US: Your code please } }]
          digits: 4
          sensitive: true
          nomatch: []
      states:
        ask:
          collect: pin
          outcomes: { collected: bye, gave_up: bye }
        bye: { hang_up: [{ text: { en-US: Good bye then } }] }
      """, as: "menu.yaml")
    let outcome = try place.gooya(
      "record", "menu.yaml", "-o", "call.yaml", "--fast", "--keys", "~3 9173")
    #expect(outcome.status == 1)
    #expect(outcome.complaints.contains("keyed in a secret in 'ask'"), "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: place.path("call.yaml")))
    let silent = try place.gooya(
      "record", "menu.yaml", "-o", "call.yaml", "--fast", "--keys", "~1 h")
    #expect(silent.status == 0, "\(silent)")
    #expect(try text(place).contains(#"script: "menu.yaml""#))
  }

  @Test func `a call and its replay give the same scenario`() throws {
    let place = try Workplace()
    let call = try place.gooya(
      "call", "--fast", "--language", "en-US", "--keys", Self.keys, "--record-journal", "j",
      "--save-scenario", "call.yaml")
    #expect(call.status == 0, "\(call)")
    let first = try text(place)
    let replay = try place.gooya("replay", "j", "--save-scenario", "call.yaml", "--force")
    #expect(replay.status == 0, "\(replay)")
    #expect(try text(place) == first)
  }

  @Test func `a scenario that can't pass with the sample directory is saved with a warning`() throws
  {
    let place = try Workplace()
    let outcome = try place.gooya(
      "replay", "j", "--save-scenario", "call.yaml", "--given", "sms=works")
    #expect(outcome.status == 1)
    _ = try place.gooya(
      "call", "--fast", "--keys", "~16 0", "--given", "billing.find_bill=failed",
      "--record-journal", "j")
    let replay = try place.gooya("replay", "j", "--save-scenario", "call.yaml")
    #expect(replay.status == 1)
    #expect(replay.complaints.contains("saved as call.yaml, but it doesn't pass"))
    let given = try place.gooya(
      "replay", "j", "--save-scenario", "call.yaml", "--force", "--given",
      "billing.find_bill=failed")
    #expect(given.status == 0, "\(given)")
  }

  @Test(arguments: [
    ["call", "--force", "--fast"], ["record", "--fast"],
    ["record", "-o", "a.yaml", "--save-scenario", "b.yaml"],
    ["replay", "j", "--given", "sms=failed"],
    ["test", "--yes"], ["test", "--accept", "--tap"],
  ])
  func `options that don't go together are wrong usage`(arguments: [String]) throws {
    #expect(try Workplace().gooya(arguments).status == 64)
  }
}
