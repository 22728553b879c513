import Foundation
import Testing
import Workbench

struct ReplayTests {
  /// Keys for all five options, wrong ones, silence and both languages; each is run whole and with
  /// a hang-up at a random moment.
  private static let paths = [
    "1 ~70 0", "2 09120000001 ~1 1 ~3 0", "3 0912 ~9 09350000007# 2 * ~2 0", "4 ~3 1 ~90 1 ~9 2",
    "5 ~1 0912 0000001 1 ~2 9 ~4 * 77 ~30", "",
  ]

  static let cases: [(line: String, language: String, keys: String)] = {
    var generator = SeededGenerator(seed: 11)
    return paths.flatMap { keys in
      ["fa-IR", "en-US"].flatMap { language in
        ["02199900002", "09120000006"].map { line in
          let end = Double.random(in: 0..<90, using: &generator)
          let items = keys.split(separator: " ")
          guard Bool.random(using: &generator), !items.isEmpty else {
            return (line, language, keys)
          }
          // Half of the callers hang up before they have done all that they meant to.
          let done = items.prefix(Int.random(in: 0..<items.count, using: &generator))
          let early = "~\(String(format: "%.7f", end)) h"
          return (line, language, "\(done.joined(separator: " ")) \(early)")
        }
      }
    }
  }()

  /// A transcript as a journal has it: without the secrets of links.
  private func withoutSecrets(_ transcript: String) -> String {
    transcript.replacing(/\b[0-9a-f]{32}\b/, with: "…")
  }

  @Test(arguments: cases)
  func `a replay shows the transcript of the call`(
    line: String, language: String, keys: String
  ) throws {
    let place = try Workplace()
    let call = try place.gooya(
      "call", Workplace.script, "--fast", "--format", "jsonl", "--from", line, "--language",
      language, "--keys", keys, "--record-journal", "call.jsonl", "--given", "transfer=works")
    #expect(call.status == 0)
    let before = try place.outbox()
    let replay = try place.gooya("replay", "call.jsonl", "--format", "jsonl")
    #expect(replay.status == 0)
    #expect(replay.output == withoutSecrets(call.output))
    #expect(replay.complaints.isEmpty)
    #expect(try place.outbox() == before, "a replay sends nothing")
  }

  @Test func `the text form is the same too`() throws {
    let place = try Workplace()
    for options in [["--from", "09120000001"], ["--to", "02199900001"]] {
      let call = try place.gooya(
        ["call", Workplace.script, "--fast", "--keys", "~9 5 ~5 h", "--record-journal", "j"]
          + options)
      #expect(try place.gooya("replay", "j").output == withoutSecrets(call.output))
    }
  }

  @Test func `a call in real time is replayed to the letter`() throws {
    let place = try Workplace()
    let call = try place.gooya(
      "call", Workplace.script, "--speed", "40", "--format", "jsonl", "--from", "09120000001",
      "--keys", "~4.321 2 ~3 4 ~5 h", "--record-journal", "j")
    #expect(
      try place.gooya("replay", "j", "--format", "jsonl").output == withoutSecrets(call.output))
  }

  @Test func `another version of the script is refused`() throws {
    let place = try Workplace()
    let text = try String(contentsOfFile: Workplace.script, encoding: .utf8)
    try place.write(text, as: "menu.yaml")
    let prompts = Workplace.package.appendingPathComponent("Prompts").path
    try place.gooya(
      "call", "menu.yaml", "--prompts", prompts, "--fast", "--keys", "~5 h", "--record-journal", "j"
    )
    #expect(try place.gooya("replay", "j", "--prompts", prompts).status == 0)
    try place.write(text.replacing("max_duration: 15m", with: "max_duration: 16m"), as: "menu.yaml")
    let outcome = try place.gooya("replay", "j", "--prompts", prompts)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("another version of the script"))
  }

  @Test func `a journal cut short shows what it has, or is refused, but never ends in a crash`()
    throws
  {
    let place = try Workplace()
    try place.call("2 ~1 5 ~3 h", from: "09120000001", "--record-journal", "j")
    let whole = try Data(contentsOf: place.folder.appendingPathComponent("j"))
    let transcript = try place.gooya("replay", "j").output
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<15 {
      let length = Int.random(in: 0..<whole.count, using: &generator)
      try whole.prefix(length).write(to: place.folder.appendingPathComponent("cut"))
      let outcome = try place.gooya("replay", "cut")
      #expect(outcome.status == 0 || outcome.status == 1, "\(outcome)")
      // What was cut out of its middle is said as far as it is known to have been.
      if outcome.status == 0 { #expect(transcript.hasPrefix(outcome.output)) }
      if outcome.status == 1 { #expect(outcome.complaints.contains("line 1")) }
    }
  }

  @Test func `a journal full of rubbish never ends in a crash`() throws {
    let place = try Workplace()
    try place.call("2 ~1 1 ~60 5 ~3 h", from: "09120000001", "--record-journal", "j")
    let whole = try String(contentsOfFile: place.path("j"), encoding: .utf8)
    let lines = whole.split(separator: "\n").map(String.init)
    var generator = SeededGenerator(seed: 4)
    let rubbish = [
      #"{"at_ns":-9223372036854775808,"kind":"hung_up"}"#,
      #"{"at_ns":9223372036854775807,"kind":"deadline_reached"}"#,
      #"{"at_ns":1,"kind":"answered"}"#, #"{"at_ns":1,"kind":"digit","digit":""}"#,
      #"{"at_ns":1,"id":-1,"kind":"finished_playing"}"#, "{}", "\u{0}", "[1,2]",
      #"{"at_ns":1,"id":9223372036854775807,"kind":"transfer_connected"}"#,
      #"{"at_ns":1,"id":1,"kind":"service_returned","outcome":"due","output":[]}"#,
      #"{"at_ns":1e300,"kind":"hung_up"}"#,
      #"{"at_ns":5,"kind":"withheld_digit","verdict":"fits"}"#,
    ]
    for _ in 0..<60 {
      var mutated = lines
      for _ in 0...Int.random(in: 0..<3, using: &generator) {
        let place = Int.random(in: 1..<mutated.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: mutated.remove(at: place)
        case 1: mutated.insert(rubbish.randomElement(using: &generator) ?? "", at: place)
        case 2: mutated.swapAt(place, Int.random(in: 1..<mutated.count, using: &generator))
        default: mutated.insert(mutated[place], at: place)
        }
      }
      try place.write(mutated.joined(separator: "\n") + "\n", as: "bad")
      let outcome = try place.gooya("replay", "bad")
      #expect(outcome.status == 0 || outcome.status == 1, "\(outcome.status) \(mutated)")
    }
  }

  @Test(arguments: ["", "\n", "{}\n", "garbage", "[]\n", "\u{FEFF}{}", #"{"format":2}"#])
  func `what is no journal is refused`(text: String) throws {
    let place = try Workplace()
    try place.write(text, as: "j")
    let outcome = try place.gooya("replay", "j")
    #expect(outcome.status == 1)
    #expect(outcome.complaints.hasPrefix("gooya: j: "))
  }

  @Test func `a device is written to and never replaced`() throws {
    let place = try Workplace()
    try FileManager.default.createSymbolicLink(
      atPath: place.path("link"), withDestinationPath: place.path("target"))
    try place.call("h", "--record-journal", "link")
    #expect(try place.gooya("replay", "target").status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: place.path("target"))
    #expect(mode[.posixPermissions] as? Int == 0o600)
  }
}
