import Foundation
import FoundationXML
import GRDB
import Testing

/// Text that would steer a terminal, hide, or forge a line of a report, planted wherever text comes
/// from outside.
struct PlantedTextTests {
  private static let plant =
    "A\u{1B}[2J\u{9B}1m\u{8}\r\u{7F}\u{85}\u{2028}\u{202E}\u{2066}\u{FEFF}\u{200E}\u{E0041}\u{FFFE}"
    + "\nok 99 - forged"

  private let place: Workplace
  /// Stands for the plant in the tables.
  private static let mark = "@"

  init() throws {
    place = try Workplace()
    try place.shell("mkdir -p scenarios Prompts/en-US")
    try place.write("hello: Hello.\nask: Enter.\n", as: "Prompts/en-US/mine.yaml")
  }

  /// Runs commands and holds all that they print or write against the plant.
  private func expectHarmless(
    _ commands: [[String]], writing files: String..., location: SourceLocation = #_sourceLocation
  ) throws {
    for command in commands {
      let outcome = try place.gooya(
        command.map { $0.replacingOccurrences(of: Self.mark, with: Self.plant) })
      #expect((0...64).contains(outcome.status), "\(command)", sourceLocation: location)
      var texts = [outcome.output, outcome.complaints]
      for file in files {
        if let text = try? String(contentsOfFile: place.path(file), encoding: .utf8) {
          texts.append(text)
        }
      }
      for text in texts {
        let hidden = text.unicodeScalars.filter {
          switch $0.properties.generalCategory {
          case .control: $0 != "\n" && $0 != "\t"
          case .format: $0 != "\u{200C}"
          case .lineSeparator, .paragraphSeparator: true
          default: $0 == "\u{FFFE}"
          }
        }
        #expect(hidden.isEmpty, "\(command): \(text.debugDescription)", sourceLocation: location)
        #expect(
          !text.split(separator: "\n").contains { $0.hasPrefix("ok 99") },
          "\(command): \(text.debugDescription)", sourceLocation: location)
      }
    }
  }

  /// The plant in YAML's double quotes.
  private static let quoted =
    "\""
    + plant.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }.joined() + "\""

  private static func script(_ edit: (String, String) = ("", "")) -> String {
    """
    format: 1
    title: "Mine"
    languages: [en-US]
    catalogs: [mine]
    start: one
    defaults: { outcomes: { gave_up: bye, failed: bye } }
    fields:
      number: { prompt: [ask], min_digits: 2, max_digits: 4 }
    states:
      one: { say: [hello, { text: { en-US: "Hi." } }, { value: "v", as: text }], then: two }
      two: { collect: number, outcomes: { collected: three } }
      three: { menu: [ask, { text: { en-US: "Press 1." } }], choices: { "1": four, "2": bye } }
      four: { transfer: "2000", outcomes: { connected: bye, busy: bye, no_answer: bye } }
      bye: { hang_up: [{ text: { en-US: "Bye." } }] }

    """.replacingOccurrences(
      of: edit.0, with: edit.1.replacingOccurrences(of: mark, with: quoted))
  }

  private static func scenario(_ edit: (String, String) = ("", "")) -> String {
    """
    title: "Mine"
    caller: { line: "02199900005" }
    steps:
      - hear: hello
      - hear: { text: "Hi." }
      - press: "12"
      - expect: { state: three }
      - expect: { sms: { contains: "bill" } }

    """.replacingOccurrences(
      of: edit.0, with: edit.1.replacingOccurrences(of: mark, with: quoted))
  }

  @Test(arguments: ["\"Mine\"", "\"Hi.\"", "\"v\"", "\"Press 1.\"", "\"2000\""])
  func `a script's texts are seen in calls, pictures, tests and reports`(text: String) throws {
    try place.write(Self.script((text, Self.mark)), as: "menu.yaml")
    try place.write(Self.scenario(), as: "scenarios/a.yaml")
    let keys = ["--fast", "--keys", "~9 12# 1 ~9"]
    try expectHarmless(
      [
        ["check", "menu.yaml"], ["check", "--format", "sarif", "menu.yaml"],
        ["call", "menu.yaml"] + keys, ["call", "menu.yaml", "--format", "jsonl"] + keys,
        ["call", "menu.yaml", "--record-journal", "j", "--save-scenario", "s"] + keys,
        ["replay", "j"], ["graph", "menu.yaml", "--format", "dot"], ["graph", "menu.yaml"],
        ["graph", "menu.yaml", "--format", "mermaid"], ["explore", "menu.yaml"],
        ["test", ".", "--coverage=c.html", "--junit", "j.xml"], ["test", ".", "--tap"],
        ["fmt", "menu.yaml", "--check"], ["fmt", "menu.yaml"],
      ], writing: "j", "s", "c.html", "j.xml", "menu.yaml")
    let report = place.folder.appendingPathComponent("j.xml")
    _ = try XMLDocument(contentsOf: report)
  }

  @Test(arguments: [
    ("then: two", "then: @"), ("collect: number", "collect: @"), ("start: one", "start: @"),
    ("[mine]", "[@]"), ("[en-US]", "[@]"), ("[hello,", "[@,"), ("as: text", "as: @"),
    ("format: 1", "format: 1\n@: 1"), ("  bye: {", "  @: { hang_up: [hello] }\n  bye: {"),
    ("\"2\": bye", "@: bye"), ("busy: bye", "@: bye"), ("min_digits: 2", "min_digits: @"),
    ("max_digits: 4", "max_digits: 4, validate: @"), ("\"v\"", "\"${a\\e\\u202E}\""),
    ("then: two", "then: tw\u{202E}o"), ("then: two", "then: tw\u{1B}o"),
    ("\"Mine\"", "*x\u{202E}"),
  ])
  func `a script's faults are quoted visibly`(text: String, replacement: String) throws {
    try place.write(Self.script((text, replacement)), as: "menu.yaml")
    try expectHarmless([
      ["check", "menu.yaml"], ["check", "--format", "json", "menu.yaml"], ["fmt", "menu.yaml"],
      ["call", "menu.yaml", "--fast"],
    ])
  }

  @Test(arguments: [
    ("\"Mine\"", "@"), ("\"02199900005\"", "@"), ("\"Hi.\"", "@"), ("\"bill\"", "@"),
    ("hear: hello", "hear: @"), ("hear: hello", "@: x"), ("three", "@"), ("\"12\"", "@"),
    ("title:", "script: @\ntitle:"), ("steps:", "given: { @: failed }\nsteps:"),
  ])
  func `a scenario's texts forge no line of a report`(text: String, replacement: String) throws {
    try place.write(Self.script(), as: "menu.yaml")
    try place.write(Self.scenario((text, replacement)), as: "scenarios/a.yaml")
    try expectHarmless(
      [["test", "."], ["test", ".", "--tap"], ["test", ".", "--junit", "j.xml"]], writing: "j.xml")
    _ = try XMLDocument(contentsOf: place.folder.appendingPathComponent("j.xml"))
  }

  @Test func `arguments and names of files are quoted visibly`() throws {
    try place.write(Self.script(), as: "menu.yaml")
    try expectHarmless([
      ["@"], ["--@"], ["call", "@"], ["call", "--from", "@"], ["call", "--speed", "@"],
      ["call", "--keys", "@"], ["call", "--given", "@"], ["call", "--given", "sms=@"],
      ["call", "--language", "@"], ["call", "--fast", "--record-journal", "@/x"],
      ["call", "--fast", "--save-scenario", "@/x"], ["call", "--fast", "--record", "@"],
      ["call", "--audio", "@", "--keys", "h", "--speed", "900"], ["replay", "@"], ["test", "@"],
      ["test", "--filter", "@", "."], ["test", "--junit", "@/x"], ["check", "@"], ["explain", "@"],
      ["directory", "import", "@"], ["directory", "show", "@"], ["reply", "@", "x"],
      ["reply", "09120000001", "@"], ["bill", "check", "@", "@"], ["say", "@", "--as", "digits"],
      ["say", "@", "--as", "text"], ["say", "1", "--as", "@"], ["say", "1", "--language", "@"],
      ["explore", "menu.yaml", "--to", "@"], ["graph", "menu.yaml", "--language", "@"],
      ["graph", "menu.yaml", "-o", "@/x"], ["fmt", "@"], ["new", "@"], ["new", "x", "--like", "@"],
      ["dtmf", "encode", "@"], ["dtmf", "decode", "@"], ["dtmf", "listen", "--device", "@"],
      ["audio", "play", "@"], ["audio", "tone", "@"], ["audio", "meter", "--device", "@"],
      ["audio", "loopback", "--out", "@", "--in", "@"], ["prompts", "list", "--prompts", "@"],
      ["prompts", "list", "--language", "@"], ["prompts", "render", "--catalog", "@"],
      ["prompts", "export", "@/x"],
      ["outbox", "--data", "@/\(String(repeating: "x", count: 300))"],
    ])
  }

  @Test(arguments: [
    ("\u{1B}[31m", "'\\u{1B}'"), ("0219990\u{7}001", "'\\u{7}'"), ("\u{9B}2J", "'\\u{9B}'"),
    ("09120000001\u{0301}\u{E0041}", "\\u{E0041}'"), ("\\", "'\\'"),
  ])
  func `a number's character is quoted whole`(number: String, quoted: String) throws {
    for arguments in [["directory", "show", number], ["reply", number, "x"]] {
      let outcome = try place.gooya(arguments)
      #expect(outcome.status == 64)
      #expect(outcome.complaints.contains("\(quoted) in it, which is not a digit"), "\(outcome)")
    }
  }

  @Test func `a file and a folder with such a name are told`() throws {
    let broken = Self.script(("then: two", "then: twoo"))
    let name = Self.plant
    try place.write(broken, as: "\(name).yaml")
    try place.write("line,kind\n1,2\n", as: "\(name).csv")
    try FileManager.default.createDirectory(
      atPath: place.path("Prompts/\(name)/\(name)"), withIntermediateDirectories: true)
    try place.write("a: b\n", as: "Prompts/\(name)/mine.yaml")
    try place.write("x", as: "Prompts/\(name)/\(name)/x.flac")
    try expectHarmless([
      ["check", "@.yaml"], ["check", "@.yaml", "--format", "sarif"], ["call", "@.yaml", "--fast"],
      ["test", "@.yaml", "--tap"], ["fmt", "--check", "@.yaml"], ["dtmf", "decode", "@.yaml", "x"],
      ["directory", "import", "@.csv"], ["replay", "@.csv"], ["prompts", "list"],
      ["prompts", "list", "--json"], ["prompts", "check"], ["prompts", "check", "--json"],
      ["call", "--fast", "--data", "@.csv"], ["prompts", "render", "--language", "@"],
    ])
  }

  @Test func `what another program wrote into the database is shown visibly`() throws {
    try place.call("~60 2 ~9 09120000099 ~10 1 ~12 0")
    let path = place.path("xdg/gooya/gooya.sqlite")
    let kept = place.path("kept.sqlite")
    let database = try DatabaseQueue(path: path)
    let columns = try database.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
          WHERE m.type = 'table' AND c.type LIKE '%TEXT%' AND m.name NOT LIKE 'grdb%'
          """)
    }
    #expect(columns.count > 20, "\(columns)")
    try database.close()
    try place.shell("cp '\(path)' '\(kept)'")
    // Each command reads tables of its own, so that one column of each is planted at a time.
    let tables = Dictionary(grouping: columns.map { $0.split(separator: ".") }, by: \.[0]).values
    for round in 0..<(tables.map(\.count).max() ?? 0) {
      try place.shell("rm -f '\(path)'*; cp '\(kept)' '\(path)'")
      let database = try DatabaseQueue(path: path)
      for table in tables where round < table.count {
        let parts = table[round]
        // Where the schema refuses it, no other program can have written it.
        _ = try? database.write {
          try $0.execute(
            sql: "UPDATE OR IGNORE \"\(parts[0])\" SET \"\(parts[1])\" = ?",
            arguments: [Self.plant])
        }
      }
      try database.close()
      try expectHarmless([
        ["directory", "list"], ["directory", "show", "02199900001"], ["outbox"], ["calls"],
        ["outbox", "--json"], ["call", "--fast", "--from", "02199900001", "--keys", "~60 0"],
      ])
    }
  }

  @Test func `a table's header and fields are told visibly`() throws {
    let header = ["line", "kind", "first_name", "last_name", "mobile", "email", "language"]
    let fields = ["02199900009", "landline", "A", "B", "", "", ""]
    for index in header.indices {
      for isHeader in [true, false] {
        var rows = [header, fields]
        rows[isHeader ? 0 : 1][index] = "\"\(Self.plant)\""
        try place.write(
          rows.map { $0.joined(separator: ",") }.joined(separator: "\n"), as: "d.csv")
        try expectHarmless([["directory", "import", "d.csv"], ["directory", "list"]])
      }
    }
  }

  @Test func `a journal's texts are replayed visibly`() throws {
    try place.gooya(
      "call", "--fast", "--from", "09120000001", "--keys", "~20 2 ~16 1 ~9", "--record-journal", "j"
    )
    let journal = try String(contentsOfFile: place.path("j"), encoding: .utf8)
    let encoded = try #require(
      String(data: try JSONEncoder().encode(Self.plant), encoding: .utf8))
    let values = Set(journal.matches(of: /"[a-z_]+":("[^"]*")/).map { String($0.output.1) })
    #expect(values.count > 10)
    for value in values.sorted() {
      try place.write(journal.replacing(value, with: encoded), as: "k")
      try expectHarmless([["replay", "k"], ["replay", "k", "--format", "jsonl"]])
    }
  }

  @Test func `a device's name and description are shown visibly`() throws {
    try place.write(
      """
      </usr/share/alsa/alsa.conf>
      pcm.fine { type null hint { show on description "d\u{1B}[2J\u{202E}\u{2028}\nok 99 - x" } }

      """, as: "asound.conf")
    let listed = try place.shell("ALSA_CONFIG_PATH=$PWD/asound.conf $GOOYA audio devices")
    #expect(listed.output.contains("d\\u{1B}[2J\\u{202E}\\u{2028}"), "\(listed)")
    #expect(
      !listed.output.unicodeScalars.contains {
        "\u{1B}\u{202E}\u{2028}".unicodeScalars.contains($0)
      })
    #expect(!listed.lines.contains { $0.hasPrefix("ok 99") })
  }
}
