import Foundation
import Testing

/// One mistake has one exit status, whichever command meets it.
struct ExitStatusTests {
  /// A mistake, its status, and the commands in which it can be made. `menu.yaml` is a sound script,
  /// `ill.yaml` one with an error, `locked` a folder without a script or prompts.
  static let mistakes: [(mistake: String, status: Int32, commands: [[String]])] = [
    (
      "a language that isn't spoken", 64,
      [
        ["call", "menu.yaml", "--fast", "--keys", "h", "--language", "xx"],
        ["record", "menu.yaml", "-o", "out.yaml", "--fast", "--language", "xx"],
        ["graph", "menu.yaml", "--language", "xx"],
        ["say", "1", "--as", "digits", "--language", "xx"],
        ["bill", "render", "02199900001", "-o", "bill.png", "--language", "xx"],
        ["new", "line", "--languages", "xx"], ["prompts", "list", "--language", "xx"],
        ["prompts", "list", "xx"], ["prompts", "check", "--language", "xx"],
        ["prompts", "render", "--language", "xx"],
        ["prompts", "export", "out", "--format", "ulaw", "--language", "xx"],
        ["prompts", "import", "a.wav", "--id", "bye", "--language", "xx"],
      ]
    ),
    (
      "a state that isn't there", 64,
      [["explore", "menu.yaml", "--to", "nowhere"], ["explore", "menu.yaml", "--to", ""]]
    ),
    (
      "a catalog or prompt that isn't there", 64,
      [
        ["prompts", "list", "--catalog", "xx"], ["prompts", "check", "--catalog", "xx"],
        ["prompts", "render", "--catalog", "xx"],
        ["prompts", "export", "out", "--format", "ulaw", "--catalog", "xx"],
        ["prompts", "import", "a.wav", "--id", "xx", "--language", "en-US"],
      ]
    ),
    (
      "a rule or template that isn't there", 64,
      [["explain", "E999"], ["new", "a", "--like", "b"]]
    ),
    (
      "a number that is none", 64,
      [
        ["call", "--fast", "--from", "021x"], ["call", "--fast", "--to", ""],
        ["record", "-o", "out.yaml", "--fast", "--from", "x"], ["directory", "show", "021x"],
        ["directory", "show", ""], ["reply", "abc", "text"], ["reply", "", "text"],
        ["reply", "02199900001", "text"],
      ]
    ),
    (
      "a value that can't be what it is said to be", 64,
      [
        ["say", "x", "--as", "number"], ["say", "2026-13-01", "--as", "date"],
        ["say", "", "--as", "digits"], ["dtmf", "encode", "12x", "-o", "a.wav"],
        ["call", "--keys", "x"], ["audio", "tone", "song"],
      ]
    ),
    (
      "something given that no stub can do", 64,
      [
        ["call", "--fast", "--given", "sms=often"], ["record", "-o", "a", "--given", "fax=failed"],
        ["reply", "09120000001", "a", "--given", "sms=often"],
        ["replay", "a.jsonl", "--save-scenario", "b", "--given", "sms=often"],
        ["call", "--fast", "--given", "billing.find_bill=payed"],
      ]
    ),
    (
      "an ending that names no format", 64,
      [
        ["call", "menu.yaml", "--fast", "--keys", "h", "--record", "a.mp3"],
        ["dtmf", "encode", "1", "-o", "a.mp7"],
      ]
    ),
    (
      "a file or folder that is missing", 1,
      [
        ["call", "nowhere.yaml"], ["record", "nowhere.yaml", "-o", "out.yaml"],
        ["load", "nowhere.yaml"], ["explore", "nowhere.yaml"], ["graph", "nowhere.yaml"],
        ["check", "nowhere.yaml"], ["check", "--fix", "nowhere.yaml"], ["test", "nowhere.yaml"],
        ["fmt", "nowhere.yaml"], ["replay", "nowhere.jsonl"],
        ["graph", "menu.yaml", "--journal", "nowhere.jsonl"],
        ["directory", "import", "nowhere.csv"], ["dtmf", "decode", "nowhere.wav"],
        ["audio", "play", "nowhere.wav"], ["prompts", "list", "nowhere/"],
        ["prompts", "list", "--prompts", "nowhere"], ["prompts", "check", "./nowhere"],
        ["prompts", "import", "nowhere.wav", "--id", "bye", "--language", "en-US"],
        ["prompts", "export", "out", "--format", "ulaw", "nowhere.yaml"],
      ]
    ),
    (
      "a folder without what is wanted", 1,
      [
        ["call", "locked"], ["load", "locked"], ["explore", "locked"], ["graph", "locked"],
        ["check", "locked"], ["test", "locked"], ["fmt", "locked"], ["prompts", "list", "locked"],
        ["prompts", "check", "--prompts", "locked"], ["replay", "locked"],
        ["directory", "import", "locked"], ["dtmf", "decode", "locked"],
      ]
    ),
    (
      "a script with an error", 1,
      [
        ["call", "ill.yaml"], ["record", "ill.yaml", "-o", "out.yaml"], ["load", "ill.yaml"],
        ["explore", "ill.yaml"], ["explore", "ill.yaml", "--to", "main"], ["graph", "ill.yaml"],
        ["graph", "ill.yaml", "--language", "xx"], ["check", "ill.yaml"],
        ["call", "ill.yaml", "--language", "xx"], ["test", "ill-scenario.yaml"],
      ]
    ),
    (
      "a place that can't be written to", 1,
      [
        ["call", "menu.yaml", "--fast", "--keys", "h", "--record-journal", "/nowhere/a"],
        ["call", "menu.yaml", "--fast", "--keys", "h", "--record", "/nowhere/a.wav"],
        ["record", "menu.yaml", "--fast", "--keys", "h", "-o", "/nowhere/a.yaml"],
        ["graph", "menu.yaml", "--format", "dot", "-o", "/nowhere/a.dot"],
        ["dtmf", "encode", "1", "-o", "/nowhere/a.wav"], ["outbox", "--data", "/dev/null/a"],
        ["calls", "--data", "/dev/null/a"], ["directory", "list", "--data", "/dev/null/a"],
        ["prompts", "export", "/dev/null/a", "--format", "ulaw"],
      ]
    ),
    ("a number that nobody has", 1, [["directory", "show", "02188888888"]]),
  ]

  private static let menu = """
    format: 1
    title: A line
    languages: [en-US]
    catalogs: [greet]
    start: main
    states:
      main: { hang_up: [bye] }

    """

  private func place() throws -> Workplace {
    let place = try Workplace()
    for folder in ["Prompts/en-US", "locked"] {
      try FileManager.default.createDirectory(
        atPath: place.path(folder), withIntermediateDirectories: true)
    }
    try place.write("bye: \"Goodbye.\"\n", as: "Prompts/en-US/greet.yaml")
    try place.write(Self.menu, as: "menu.yaml")
    try place.write(Self.menu.replacing("[bye]", with: "[by]"), as: "ill.yaml")
    try place.write(
      "script: ill.yaml\ncaller: { line: \"021\" }\nsteps:\n  - hang_up\n", as: "ill-scenario.yaml")
    return place
  }

  @Test(arguments: mistakes.indices)
  func `a mistake has one status in every command`(_ index: Int) throws {
    let (mistake, status, commands) = Self.mistakes[index]
    let place = try place()
    for command in commands {
      let outcome = try place.gooya(command)
      #expect(outcome.status == status, "\(mistake): \(outcome)")
      #expect((outcome.complaints + outcome.output).count > 10, "\(mistake): \(outcome)")
    }
  }
}
