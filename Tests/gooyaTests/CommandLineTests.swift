import Foundation
import Testing

struct CommandLineTests {
  static let commands = [
    "", "call", "replay", "test", "check", "explain", "directory", "directory import",
    "directory list",
    "directory show", "calls", "outbox", "reply", "bill", "bill check", "say", "load",
    "dtmf", "dtmf encode", "dtmf decode", "dtmf listen",
    "audio", "audio devices", "audio play", "audio record", "audio tone", "audio meter",
    "directory show", "calls", "outbox", "reply", "bill", "bill check", "say", "load", "graph",
    "audio", "audio devices", "audio play", "audio record", "audio tone", "audio meter",
    "dtmf", "dtmf encode", "dtmf decode", "dtmf listen",
  ]

  @Test(arguments: commands)
  func `every command explains itself with an example`(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let help = try Workplace().gooya(words + ["--help"])
    #expect(help.status == 0)
    #expect(help.complaints.isEmpty)
    #expect(help.output.contains("Example"))
    #expect(help.output.contains("  gooya \(command)"))
  }

  @Test(arguments: [
    ["bogus"], ["--bogus"], ["call", "--bogus"], ["call", "--speed", "0"],
    ["call", "--speed", "fast"], ["call", "--speed", "nan"], ["call", "--from", "abc"],
    ["call", "--from", ""], ["call", "--to", "+"], ["call", "--from", "1", "--to", "2"],
    ["call", "--keys", "1 x"], ["call", "--keys", "~"], ["call", "--keys", "~-1"],
    ["call", "--format", "xml"], ["call", "--given", "sms"], ["call", "--given", "sms=often"],
    ["call", "--given", "fax=failed"], ["call", "a", "b"], ["replay"], ["check"],
    ["check", "a", "--format", "xml"], ["explain", "E999"], ["explain", "E201", "E202"],
    ["directory", "import"], ["directory", "show"],
    ["directory", "import", "a", "--as", "cats"], ["calls", "--all"], ["outbox", "extra"],
    ["reply"], ["reply", "09120000001"], ["bill", "check"], ["bill", "check", "1"],
    ["bill", "check", "1", "2", "3"], ["say", "1"], ["say", "--as", "digits"],
    ["say", "1", "--as", "song"], ["say", "1", "--as", "digits", "--group", "0"],
    ["say", "1", "--as", "digits", "--group", "x"], ["say", "1", "--as", "number", "--group", "3"],
    ["load", "--calls", "0"], ["load", "--calls", "-1"], ["load", "--calls", "many"],
    ["load", "--calls", "99999999999999999999"], ["load", "--live", "0"], ["load", "--seed", "x"],
    ["dtmf", "encode", "1"], ["dtmf", "encode", "1", "-o", "a.mp7"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--length", "0s"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--length", "61s"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--length", "100"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--gap", "2m"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--level", "nan"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--level", "20"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--twist", "inf"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--rate", "0"],
    ["dtmf", "encode", "1", "-o", "a.ulaw", "--rate", "16000"], ["dtmf", "decode"],
    ["dtmf", "decode", "a", "--channel", "0"], ["dtmf", "listen", "--for", "0s"],
    ["dtmf", "listen", "a", "b"], ["reply", "09120000001", ""],
    ["reply", "09120000001", " \n\u{A0}"],
    ["audio", "play"], ["audio", "record"], ["audio", "record", "x.wav", "--for", "5"],
    ["audio", "record", "x.wav", "--for", "0s"], ["audio", "record", "x.ulaw", "--rate", "16000"],
    ["audio", "record", "x.wav", "--rate", "0"],
    ["audio", "record", "x.wav", "--rate", "2000000000"],
    ["audio", "record", "x.wav", "--channels", "0"],
    ["audio", "tone"], ["audio", "tone", "song"], ["audio", "tone", "0Hz"],
    ["audio", "tone", "25kHz"], ["audio", "tone", "nanHz"], ["audio", "tone", "dtmf:"],
    ["audio", "tone", "dtmf:12x"], ["audio", "tone", "dtmf:1", "--for", "1s"],
    ["audio", "tone", "1kHz", "--level", "4"], ["audio", "tone", "1kHz", "--level", "nan"],
    ["audio", "tone", "busy", "--country", "nowhere"],
    ["audio", "tone", "call-waiting", "--country", "china"],
    ["audio", "meter", "--for", "soon"], ["audio", "meter", "--rate", "-1"],
    ["dtmf", "encode", "1"], ["dtmf", "encode", "1", "-o", "a.mp7"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--length", "0s"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--length", "61s"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--length", "100"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--gap", "2m"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--level", "nan"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--level", "20"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--twist", "inf"],
    ["dtmf", "encode", "1", "-o", "a.wav", "--rate", "0"],
    ["dtmf", "encode", "1", "-o", "a.ulaw", "--rate", "16000"], ["dtmf", "decode"],
    ["dtmf", "decode", "a", "--channel", "0"], ["dtmf", "listen", "--for", "0s"],
    ["dtmf", "listen", "a", "b"],
  ])
  func `wrong usage is status 64, told on standard error with the command's usage`(
    arguments: [String]
  ) throws {
    let place = try Workplace()
    let outcome = try place.gooya(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix("Error: "))
    if arguments[0] != "bogus" && arguments[0] != "--bogus" {
      #expect(outcome.complaints.contains("Usage: gooya \(arguments[0])"))
    }
    #expect(!FileManager.default.fileExists(atPath: place.path("xdg")), "nothing was begun")
  }

  @Test(arguments: [
    ["call", "nowhere.yaml"], ["call", "/"], ["call", "/dev/null"],
    ["call", "--fast", "--record-journal", "/nowhere/journal"], ["replay", "nowhere.jsonl"],
    ["replay", "/"], ["test", "nowhere"], ["test", "."],
    ["check", "nowhere.yaml", "--format", "text"],
    ["directory", "import", "nowhere.csv"], ["directory", "import", "/"],
    ["directory", "show", "02188888888"], ["bill", "check", "1", "2"], ["bill", "check", "", ""],
    ["load", "nowhere.yaml"], ["dtmf", "decode", "nowhere.wav"], ["dtmf", "decode", "/"],
    ["dtmf", "encode", "1", "-o", "/nowhere/keys.wav"], ["dtmf", "listen", "nowhere"],
  ])
  func `bad input is status 1 with a reason`(arguments: [String]) throws {
    let outcome = try Workplace().gooya(arguments)
    #expect(outcome.status == 1)
    let reason = outcome.output + outcome.complaints
    #expect(reason.count > 10 && reason.count < 1000)
    // Findings are the product of these two; all else is a complaint.
    if !["bill", "check"].contains(arguments[0]) { #expect(outcome.output.isEmpty) }
  }

  @Test func `without data there are empty lists, and JSON is still an array`() throws {
    let place = try Workplace()
    #expect(try place.outbox().isEmpty)
    #expect(try place.calls().isEmpty)
    #expect(try place.gooya("outbox").output.isEmpty)
    #expect(try place.gooya("calls").output.isEmpty)
  }

  @Test(arguments: [
    ["outbox"], ["outbox", "--json"], ["calls"], ["calls", "--json"], ["directory", "list"],
    ["directory", "show", "02199900001"],
  ])
  func `a look-up makes no folder of data that is named and isn't there`(
    arguments: [String]
  ) throws {
    let place = try Workplace()
    for folder in ["data", "data/deeper"] {
      let outcome = try place.gooya(arguments + ["--data", folder])
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.complaints == "gooya: there is no data in \(folder) yet\n")
    }
    #expect(!FileManager.default.fileExists(atPath: place.path("data")))
  }

  @Test func `data go where --data says, else into the user's own folder`() throws {
    let place = try Workplace()
    try place.gooya("calls")
    #expect(FileManager.default.fileExists(atPath: place.path("xdg/gooya/gooya.sqlite")))
    try place.gooya("reply", "09120000001", "x", "--data", "a/b c/د")
    #expect(FileManager.default.fileExists(atPath: place.path("a/b c/د/gooya.sqlite")))
  }

  @Test func `load prints one object with the keys of the contract, and opens no data`() throws {
    let place = try Workplace()
    let outcome = try place.gooya(
      "load", Workplace.script, "--calls", "300", "--live", "20", "--seed", "5", "--json")
    #expect(outcome.status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "calls", "events", "calls_per_second", "events_per_core_second", "peak_memory_bytes",
        "entered",
      ])
    #expect(object["calls"] as? Int == 300)
    let entered = try #require(object["entered"] as? [String: Int])
    #expect(entered["greet"] == 300)
    #expect(!FileManager.default.fileExists(atPath: place.path("xdg")))
    let again = try place.gooya(
      "load", Workplace.script, "--calls", "300", "--live", "1", "--seed", "5", "--json")
    let other = try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any]
    #expect(other?["entered"] as? [String: Int] == entered, "calls don't depend on each other")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `there are completions for shells`(shell: String) throws {
    let outcome = try Workplace().gooya("--generate-completion-script", shell)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("directory"))
  }
}
