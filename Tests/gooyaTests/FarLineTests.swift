import Foundation
import Testing

/// Being put through to a line of ours: it answers, takes keys and records what is paid.
struct FarLineTests {
  private static let payment = "~30 1 ~25 9990000502149# ~8 123450705# ~15 1 ~6 9999990000000014 ~6"
  private static let whole = payment + " 97531# ~20 0 ~30 0"

  private func call(_ keys: String, _ more: String..., in place: Workplace) throws
    -> Workplace.Outcome
  {
    try place.gooya(["call", "billing", "--fast", "--from", "02199900005", "--keys", keys] + more)
  }

  @Test
  func `the far side speaks, takes a payment, and the next call finds no debt`() throws {
    let place = try Workplace()
    let paid = try call(Self.whole, in: place)
    #expect(paid.output.contains("  2000 answers\n"))
    #expect(paid.output.contains("  2000: Welcome to bill payment.\n"))
    #expect(paid.output.contains("  2000: The bill has been paid.\n"))
    #expect(paid.output.contains("  2000 has hung up\n"))
    #expect(paid.output.hasSuffix("the line hung up\n"))
    let next = try call("~60 h", in: place)
    #expect(next.output.contains("[nothing_due]"))
    // Each call has a record.
    let calls = try place.gooya("calls").output
    #expect(calls.contains("rings 2000") && calls.contains("rings 1800"))
  }

  @Test
  func `nothing that is keyed to the far side is kept`() throws {
    let place = try Workplace()
    for format in ["text", "jsonl"] {
      let outcome = try call(
        Self.whole, "--format", format, "--record-journal", place.path("journal.jsonl"), in: place)
      let journal = try String(contentsOfFile: place.path("journal.jsonl"), encoding: .utf8)
      for secret in ["9999990000000014", "97531"] {
        #expect(!outcome.output.contains(secret) && !journal.contains(secret))
      }
      // Between the answer and the end no key is told, and no value is read back.
      let bridged =
        outcome.output.split(separator: "2000 answers").last?
        .split(separator: "2000 has hung up").first ?? ""
      #expect(!bridged.contains("key: ") && !bridged.contains("pressed"))
      #expect(!bridged.contains("million"))
    }
  }

  @Test
  func `whoever hangs up at the far side has paid nothing`() throws {
    let place = try Workplace()
    let outcome = try call(Self.payment + " 1234 h", in: place)
    #expect(outcome.output.hasSuffix("the caller hung up\n"))
    #expect(try call("~60 h", in: place).output.contains("[announce]"))
  }

  @Test
  func `a caller is put through while the call is saved as a scenario, too`() throws {
    let outcome = try call(
      "~30 1 ~25 h", "--save-scenario", "call.yaml", in: Workplace())
    #expect(outcome.status == 0 && outcome.output.contains("  2000: Welcome to bill payment.\n"))
  }

  @Test
  func `a far side that was told what to do is a stub`() throws {
    let outcome = try call("~30 1 ~90 0", "--given", "transfer=works", in: Workplace())
    #expect(outcome.output.contains("2000 has hung up"))
    #expect(!outcome.output.contains("2000: "))
  }

  @Test
  func `a script that is nobody's line is put through to stubs`() throws {
    let place = try Workplace()
    try place.write(
      """
      format: 1
      title: Front desk
      languages: [en-US]
      start: desk
      states:
        desk: { transfer: "2000", outcomes: { connected: bye, busy: bye, no_answer: bye, failed: bye } }
        bye: { hang_up: [] }

      """, as: "menu.yaml")
    let outcome = try place.gooya(
      "call", "menu.yaml", "--fast", "--keys", "", "--from", "02199900001")
    #expect(outcome.output.contains("2000 has hung up"))
    #expect(!outcome.output.contains("2000: "))
  }

  /// A script that asks for a key, and puts its caller through.
  private static func desk(_ title: String, to target: String) -> String {
    """
    format: 1
    title: \(title)
    languages: [en-US]
    start: ask
    states:
      ask:
        menu: [{ text: { en-US: "\(title)." } }]
        choices: { "1": through, "2": bye }
        outcomes: { gave_up: bye }
      through:
        transfer: "\(target)"
        outcomes: { connected: bye, busy: bye, no_answer: bye, failed: refused }
      refused: { hang_up: [{ text: { en-US: "Refused." } }] }
      bye: { hang_up: [] }

    """
  }

  @Test
  func `lines of the configuration answer, and a ring of them comes to an end`() throws {
    let place = try Workplace()
    try place.write(Self.desk("Desk", to: "3000"), as: "desk.yaml")
    try place.write(Self.desk("Shop", to: "+98 21 9990 0001".filter { $0 != " " }), as: "shop.yaml")
    try place.write(
      "format: 1\nlines: { 3000: shop.yaml, 02199900001: desk.yaml }\n", as: "config.yaml")
    let keys = { (count: Int) in
      String(repeating: "~3 1 ~5 ", count: count)
    }
    let call = { (keys: String, more: [String]) in
      try place.gooya(
        [
          "call", "desk.yaml", "--fast", "--config", "config.yaml", "--from", "02199900002",
          "--keys",
        ]
          + [keys] + more)
    }
    let once = try call(keys(1) + "~3 2 ~5", [])
    #expect(once.output.contains("  3000: Shop.\n") && once.complaints.isEmpty, "\(once)")
    let ring = try call(keys(6) + "~20", [])
    #expect(ring.output.contains("  +982199900001: Desk.\n"), "\(ring)")
    #expect(ring.output.contains("Refused."))
    #expect(ring.complaints.contains("'Shop' was refused") && ring.complaints.contains("cause 25"))
    // One after the other, and the first.
    let calls = try place.gooya("calls").lines
    #expect(calls.count { $0.contains(" rings 3000") } == 1 + 3, "\(calls)")
    #expect(calls.count { $0.contains(" rings 02199900001") } == 2, "\(calls)")
    #expect(calls.count { $0.contains("put through to") && $0.contains("failed") } == 1)
    let stub = try call(keys(1), ["--given", "transfer=busy"])
    #expect(!stub.output.contains("  3000: "))
  }

  @Test
  func `a card keyed in for an ID is kept nowhere`() throws {
    let place = try Workplace()
    let call = try place.gooya(
      "call", "payment", "--fast", "--language", "en-US", "--record-journal",
      place.path("journal.jsonl"), "--keys",
      "9990000502149# ~1 9999990000000014# ~3 97531# ~9 h")
    let journal = try String(contentsOfFile: place.path("journal.jsonl"), encoding: .utf8)
    #expect(!call.output.contains("key: 9") && !call.output.contains("9999990000000014"))
    #expect(journal.contains("withheld") && !journal.contains(/"digit":"?[0-9]/))
  }

  @Test
  func `a bill is paid once, whenever the program is killed`() throws {
    let place = try Workplace()
    for round in 0..<8 {
      let running = try place.start([
        "call", "payment", "--speed", "1000", "--from", "02199900005", "--keys",
        "9990000502149# ~1 123450705# ~15 1 ~1 9999990000000014 ~1 97531# ~5 h",
      ])
      usleep(useconds_t(40_000 + round * 15_000))
      running.send(SIGKILL)
      _ = try running.wait()
    }
    let last = try place.gooya(
      "call", "payment", "--fast", "--language", "en-US", "--from", "02199900005", "--keys",
      "9990000502149# ~1 123450705# ~15 1 ~1 9999990000000014 ~1 97531# ~9 h")
    let again = try place.gooya(
      "call", "payment", "--fast", "--language", "en-US", "--from", "02199900005", "--keys",
      "9990000502149# ~1 123450705# ~9 h")
    #expect(last.output.contains("[paid]") || last.output.contains("[paid_before]"))
    #expect(again.output.contains("[paid_before]"))
  }
}
