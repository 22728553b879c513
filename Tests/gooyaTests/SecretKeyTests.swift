import Foundation
import Testing

/// What is shown and kept of keys that nobody must see: PINs, however they were pressed, and what a
/// caller keys to somebody else's system. 6 to 9 are pressed for these alone.
struct SecretKeyTests {
  static let script = """
    format: 1
    title: PIN
    languages: [en-US, fa-IR]
    start: hi
    defaults:
      outcomes: { gave_up: bye, cancelled: done, failed: turn }
      nomatch: [{ text: { en-US: "Wrong.", fa-IR: "Na." } }]
    fields:
      pin: { prompt: [{ text: { en-US: "Your PIN.", fa-IR: "Ramz." } }], digits: 4, sensitive: true, cancel: "*"CONFIRM }
    states:
      hi: { say: [{ text: { en-US: "Welcome to the bank, please listen.", fa-IR: "Salam." } }], barge_in: false, then: find }
      find: { service: billing.find_bill, input: { line: "${call.line}" }, outcomes: { due: turn, paid: turn, unknown_line: turn } }
      turn: { language: en-US, then: menu }
      menu: { say: [{ text: { en-US: "Now then.", fa-IR: "Hala." } }], then: pin }
      pin: { collect: pin, FLUSHoutcomes: { collected: through } }
      through: { say: [{ text: { en-US: "Thank you.", fa-IR: "Mamnun." } }], then: done }
      done: { menu: [{ text: { en-US: "To end, press 1, to pay, 2.", fa-IR: "Yek, do." } }], choices: { "1": bye, "2": pay, "11": bye } }
      pay: { transfer: "2000", outcomes: { connected: done, busy: bye, no_answer: bye } }
      bye: { hang_up: [{ text: { en-US: "Bye.", fa-IR: "Bye." } }] }
    """

  struct Member: Sendable, CustomTestStringConvertible {
    let name: String
    let keys: String
    let shown: String
    var given = "works"
    var confirms = false
    var flushes = false

    var testDescription: String { name }

    var script: String {
      SecretKeyTests.script
        .replacing(
          "CONFIRM", with: confirms ? ", confirm: [{ text: { en-US: Right?, fa-IR: Ha } }]" : ""
        )
        .replacing("FLUSH", with: flushes ? "type_ahead: flush, " : "")
    }
  }

  static let members = [
    Member(name: "typed ahead", keys: "7896 ~12 1", shown: "••••1"),
    Member(name: "while a service works", keys: "~3 7896 ~20 1", shown: "••••1", given: "late 6s"),
    Member(name: "with overshoot", keys: "789677 ~20 1", shown: "••••••1"),
    Member(
      name: "with overshoot that begins like a choice", keys: "789688 ~20 1", shown: "••••••1"),
    Member(name: "flushed", keys: "7896 ~12 7896 ~12 1", shown: "••••••••1", flushes: true),
    Member(name: "cut by hanging up", keys: "78 ~6 h", shown: "••"),
    Member(name: "hung up before anything took it", keys: "7896 h", shown: "••••"),
    Member(name: "cancelled", keys: "78* ~12 1", shown: "••*1"),
    Member(name: "confirmed", keys: "7896 ~12 1 ~9 1", shown: "••••11", confirms: true),
    Member(
      name: "rejected", keys: "7896 ~4.5 7 ~2 7896 ~2 1 ~4 1", shown: "•••••••••11", confirms: true),
    Member(name: "too short", keys: "78# ~9 7896 ~12 1", shown: "••#••••1"),
    Member(name: "bridged", keys: "7896 ~12 2 ~15 7896 ~25 1", shown: "••••21"),
    Member(name: "before the far side answers", keys: "7896 ~12 2 7896 ~40 1", shown: "••••2••••1"),
    Member(name: "after the far side is gone", keys: "7896 ~12 2 ~34 7896", shown: "••••2••••"),
  ]

  @Test(arguments: members)
  func `nothing shows or keeps a secret key`(member: Member) throws {
    let place = try Workplace()
    try place.write(member.script, as: "menu.yaml")
    func call(_ more: String...) throws -> Workplace.Outcome {
      try place.gooya(
        ["call", "menu.yaml", "--fast", "--keys", member.keys]
          + ["--given", "billing.find_bill=\(member.given)", "--given", "transfer=works"] + more)
    }
    let told = try call("--record-journal", "call.jsonl", "--record", "call.wav")
    #expect(told.status == 0, "\(told)")
    let shown = told.lines.compactMap { $0.split(separator: "key: ").dropFirst().last }.joined()
    #expect(shown == member.shown, "\(told)")
    let json = try call("--format", "jsonl", "--save-scenario", "saved.yaml")
    for digit in "6789" {
      #expect(!json.output.contains("\"text\":\"\(digit)\""), "\(json)")
      #expect(!json.complaints.contains(digit))
    }
    #expect(json.complaints.contains("keyed in a secret in 'pin'"), "\(json)")
    #expect(!FileManager.default.fileExists(atPath: place.path("saved.yaml")))
    let journal = try String(contentsOfFile: place.path("call.jsonl"), encoding: .utf8)
    #expect(!journal.contains(/"digit":"[6-9]"/), "\(journal)")
    let replay = try place.gooya("replay", "call.jsonl")
    #expect(replay.status == 0, "\(replay)")
    let states = { (outcome: Workplace.Outcome) in
      outcome.lines.compactMap { $0.split(separator: "[").dropFirst().last }
    }
    #expect(states(replay) == states(told))
    let recording = try CallRecording(place.path("call.wav"))
    #expect(try recording.keys.allSatisfy { !"6789".contains($0.digit) })
  }

  /// Steps that fail after each key, in it, or because the call is over.
  private static let failingSteps = [
    "- press: \"7896\"\n  - hear: { text: Never. }", "- press: \"78\"\n  - hear: { text: Never. }",
    "- press: \"789677\"\n  - wait: 9s\n  - expect: { state: hi }",
    "- wait: 9s\n  - press: \"7896\"\n  - expect: { sms: Never }",
    "- wait: 9s\n  - press: \"789\"\n  - hear_next: { text: Never. }",
    "- press: \"7896\"\n  - wait: 12s\n  - press: \"1\"\n  - wait: 9s\n  - press: \"7896\"",
    "- hang_up\n  - press: \"7896\"", "- press: \"7896\"\n  - hang_up\n  - hang_up",
    "- press: \"7896\"\n  - wait: 12s\n  - press: \"2\"\n  - wait: 9s\n  - press: \"6789\"\n  - expect: { transfer: \"3000\" }",
    "- press: \"7896\"\n  - expect: { language: fa-IR }",
    "- press: \"7896\"\n  - expect: { hung_up: line }",
  ]

  @Test(arguments: [[], ["--tap"], ["--junit", "report.xml"], ["--coverage=covered.html"]])
  func `scenarios that fail tell no secret key`(options: [String]) throws {
    let place = try Workplace()
    try place.write(Self.members[0].script, as: "menu.yaml")
    for (name, steps) in zip("abcdefghijk", Self.failingSteps) {
      try place.write(
        "title: It fails\ncaller: { line: \"02199900005\" }\nsteps:\n  \(steps)\n",
        as: "scenarios/\(name).yaml", making: true)
    }
    let outcome = try place.gooya(["test", "."] + options)
    #expect(outcome.status == 1, "\(outcome)")
    if options.isEmpty { #expect(outcome.lines.last == "0 passed, 11 failed", "\(outcome)") }
    let files = try options.compactMap { $0.split(separator: "=").last }
      .filter { !$0.hasPrefix("--") }.map {
        try String(contentsOfFile: place.path(String($0)), encoding: .utf8)
      }
    for text in [outcome.output, outcome.complaints] + files {
      // How long a scenario took may have any digits.
      let told = text.replacing(/time="[^"]*"/, with: "")
      #expect(!told.contains(/key: [6-9]|press [6-9]|6789|7896|789/), "\(told)")
    }
  }
}
