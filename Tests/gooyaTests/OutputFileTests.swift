import Foundation
import Glibc
import Testing

/// No output costs a file that was there: what a command reads, subscribers' data, or what stands in
/// a file while the options are still wrong.
struct OutputFileTests {
  private static let scenario = """
    script: menu.yaml
    caller: { line: "02199900001" }
    steps: [{ until: ended }]

    """

  /// A folder with a script of its own, a scenario, a journal and a database.
  private static func place() throws -> Workplace {
    let place = try Workplace()
    let made = try place.shell("$GOOYA new shop && mkdir data && cp -r shop/. .")
    try #require(made.status == 0, "\(made)")
    let call = try place.gooya(
      "call", "menu.yaml", "--fast", "--data", "data", "--record-journal", "j.jsonl", "--keys", "h")
    try #require(call.status == 0, "\(call)")
    return place
  }

  /// All files of a folder with what is in them, but for what the test itself puts there.
  private static func contents(of place: Workplace) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    let walk = FileManager.default.enumerator(atPath: place.folder.path)
    for name in walk?.compactMap({ $0 as? String }) ?? [] {
      if name.hasSuffix(".in") || name.hasSuffix(".out") || name.hasSuffix(".err") { continue }
      if name.contains("gooya.sqlite") { continue }
      contents[name] = try? Data(contentsOf: place.folder.appending(path: name))
    }
    return contents
  }

  /// `$VICTIM` stands for a name of the file that may not be written over.
  @Test(arguments: [
    ("menu.yaml", "call menu.yaml --fast --keys h --data data --record-journal $VICTIM"),
    ("menu.yaml", "call menu.yaml --fast --keys h --data data --force --save-scenario $VICTIM"),
    ("menu.yaml", "record menu.yaml --fast --keys h --data data --force -o $VICTIM"),
    (
      "Prompts/en-US/shop.yaml",
      "call menu.yaml --fast --keys h --data data --record-journal $VICTIM"
    ),
    ("data/gooya.sqlite", "call menu.yaml --fast --keys h --data data --record-journal $VICTIM"),
    ("j.jsonl", "replay j.jsonl --force --save-scenario $VICTIM"),
    ("menu.yaml", "replay j.jsonl --force --save-scenario $VICTIM"),
    ("menu.yaml", "graph menu.yaml --format dot -o $VICTIM"),
    ("j.jsonl", "graph menu.yaml --format dot --journal j.jsonl -o $VICTIM"),
    ("scenarios/visit.yaml", "test --junit $VICTIM"),
    ("menu.yaml", "test --junit $VICTIM"),
    ("scenarios/visit.html", "test scenarios/visit.html --coverage=$VICTIM"),
  ])
  func `an output is no input, by whatever name`(victim: String, command: String) throws {
    let place = try Self.place()
    var victim = victim
    if victim.hasPrefix("scenarios/"), !FileManager.default.fileExists(atPath: place.path(victim)) {
      // Templates name their scenarios as they like.
      let ending = victim.split(separator: ".").last ?? ""
      try place.shell("mv \"$(ls scenarios/*.yaml | head -1)\" scenarios/visit.\(ending)")
    }
    if victim.hasPrefix("Prompts/") {
      victim = try place.shell("ls Prompts/*/*.yaml | head -1").lines[0]
    }
    try place.shell("ln -s \(victim) alias.wav; ln -s alias.wav far.html; mkdir -p d")
    try place.shell("ln \(victim) hard.html")
    let before = try Self.contents(of: place)
    let names = [
      victim, "./\(victim)", "d/../\(victim)", place.path(victim), "alias.wav", "far.html",
      "hard.html",
    ]
    for name in names {
      let given = command.replacing("$VICTIM", with: name)
      // A page's name ends in .html; else it is a path to be run.
      if command.contains("--coverage"), !name.hasSuffix(".html") { continue }
      let outcome = try place.shell("$GOOYA \(given)")
      #expect(outcome.status == 64, "\(given)\n\(outcome)")
      #expect(
        outcome.complaints.contains("another file") || outcome.complaints.contains("elsewhere"))
    }
    #expect(try Self.contents(of: place) == before)
  }

  @Test(arguments: [
    "call menu.yaml --fast --keys h --data data --record-journal",
    "call menu.yaml --fast --keys h --data data --save-scenario",
    "record menu.yaml --fast --keys h --data data -o",
  ])
  func `nothing is written among the subscribers' data`(command: String) throws {
    let place = try Self.place()
    try place.shell("ln -s data alias; ln data/gooya.sqlite twin")
    for name in ["data/new", "data/gooya.sqlite-wal", "alias/new", "data/a/b", "twin"] {
      let outcome = try place.shell("$GOOYA \(command) \(name)")
      #expect(outcome.status != 0, "\(name)\n\(outcome)")
    }
    #expect(try place.shell("ls data/new data/a 2>/dev/null").output.isEmpty)
    #expect(try place.gooya("calls", "--data", "data").lines.count == 1)
  }

  @Test(arguments: [
    "call menu.yaml --fast --keys h --record-journal a.wav --record ./a.wav",
    "call menu.yaml --fast --keys h --record-journal a --save-scenario d/../a",
    "call menu.yaml --fast --keys h --record a.wav --save-scenario link",
    "record menu.yaml --fast --keys h --record-journal a -o a",
    "test --junit a.html --coverage=./a.html",
  ])
  func `two outputs to one file are refused`(command: String) throws {
    let place = try Self.place()
    try place.shell("mkdir d; ln -s a.wav link")
    let outcome = try place.shell("$GOOYA \(command)")
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.complaints.contains("name the same file"))
    #expect(!FileManager.default.fileExists(atPath: place.path("a")))
    #expect(!FileManager.default.fileExists(atPath: place.path("a.wav")))
  }

  @Test(arguments: [
    "--language xx", "--from 12x", "--keys '1 x'", "--speed 0", "--data menu.yaml",
    "--given sms=often", "--save-scenario menu.yaml", "--save-scenario no/such/folder.yaml",
    "--watch", "--format xml", "--record a.mp3", "--title T",
  ])
  func `a refused option leaves an old journal and an old recording as they were`(
    option: String
  ) throws {
    let place = try Self.place()
    try place.write("an old journal", as: "old")
    try place.write("an old recording", as: "old.wav")
    let outputs =
      option.hasPrefix("--record ")
      ? "--record-journal old" : "--record-journal old --record old.wav"
    let outcome = try place.shell("$GOOYA call menu.yaml --fast \(outputs) \(option)")
    #expect(outcome.status != 0, "\(outcome)")
    #expect(try place.shell("cat old old.wav").output == "an old journalan old recording")
    let piped = try place.shell("echo '1 x' | $GOOYA call menu.yaml --fast \(outputs)")
    #expect(piped.status == 1)
    #expect(try place.shell("cat old old.wav").output == "an old journalan old recording")
  }

  @Test(arguments: ["000", "022", "077"])
  func `what tells of callers is read by its owner alone`(umask: String) throws {
    let place = try Self.place()
    try place.shell("touch old; chmod 644 old")
    let outcome = try place.shell(
      """
      umask \(umask); for journal in j old; do
      $GOOYA call menu.yaml --fast --keys h --record-journal $journal --record r.wav \
        --save-scenario s.yaml --force; $GOOYA record menu.yaml -o o.yaml --fast --keys h --force
      $GOOYA test scenarios --junit x.xml; done
      """)
    #expect(outcome.status == 0, "\(outcome)")
    let modes = try place.shell("stat -c '%n %a' j old r.wav s.yaml o.yaml x.xml").lines
    #expect(modes.count == 6 && modes.allSatisfy { $0.hasSuffix(" 600") }, "\(modes)")
  }

  @Test(arguments: ["600", "640", "664", "755"])
  func `what is mended keeps its permissions and its links`(mode: String) throws {
    let place = try Self.place()
    let script = try String(contentsOfFile: place.path("menu.yaml"), encoding: .utf8)
    try place.write(script.replacing("format: 1", with: "format:    1"), as: "loose.yaml")
    let broken =
      "format: 1\ntitle: T\nlanguages: [en-US]\nstart: bye\ndefaults: { timeout: 5 }\n"
      + "states:\n  bye: { hang_up: [{ text: { en-US: Bye } }] }\n"
    try place.write(broken, as: "broken.yaml")
    try place.shell("chmod \(mode) loose.yaml broken.yaml; ln -s loose.yaml l; ln -s broken.yaml b")
    #expect(try place.gooya("fmt", "l").status == 0)
    #expect(try place.gooya("check", "--fix", "b").status == 0)
    let modes = try place.shell("stat -c '%a %F' loose.yaml broken.yaml l b").lines
    #expect(modes.prefix(2).allSatisfy { $0 == "\(mode) regular file" }, "\(modes)")
    #expect(modes.suffix(2).allSatisfy { $0.hasSuffix("symbolic link") }, "\(modes)")
    #expect(try place.shell("grep -c 5s broken.yaml").output == "1\n")
  }

  @Test func `an export leaves alone what no export has written`() throws {
    let place = try Workplace()
    try place.write(
      "hello: Hello there, dear caller.\n", as: "Prompts/en-US/greet.yaml", making: true)
    try #require(try place.gooya("prompts", "render").status == 0)
    let export = ["prompts", "export", "out", "--format", "ulaw"]
    let file = "out/en-US/greet/hello.ulaw"
    try place.write("somebody else's", as: file, making: true)
    let refused = try place.gooya(export)
    #expect(refused.status == 1 && refused.complaints.contains("--force overwrites it"))
    #expect(try place.shell("cat \(file)").output == "somebody else's")
    #expect(try place.gooya(export + ["--force"]).status == 0)
    #expect(try place.gooya(export).status == 0, "its own")
    try place.write("hello: Good morning.\n", as: "Prompts/en-US/greet.yaml", making: true)
    try #require(try place.gooya("prompts", "render").status == 0)
    #expect(try place.gooya(export).status == 0, "its own of another text")
    try place.shell("echo x >>\(file)")
    #expect(try place.gooya(export).status == 1, "changed since")
  }
}
