import Foundation
import Glibc
import Sound
import Testing

@Suite struct `gooya prompts` {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    for folder in ["Prompts/en-US", "Prompts/fa-IR"] {
      try FileManager.default.createDirectory(
        atPath: place.path(folder), withIntermediateDirectories: true)
    }
    try place.write("hello: \"Hello.\"\nbye: \"Goodbye.\"\n", as: "Prompts/en-US/greet.yaml")
    try place.write("hello: \"سلام.\"\n", as: "Prompts/fa-IR/greet.yaml")
  }

  private struct Row: Decodable {
    let language: String
    let catalog: String
    let id: String
    let text: String
    let source: String?
    let state: String
    let durationSeconds: Double?

    enum CodingKeys: String, CodingKey {
      case language, catalog, id, text, source, state
      case durationSeconds = "duration_seconds"
    }
  }

  private struct PrintedProblem: Decodable {
    let kind: String
    let file: String
    let message: String
    let remedy: String
  }

  /// A second of a voice-like hum, as a studio delivers it.
  private func studio(_ name: String = "studio.wav", level: Float = 0.3) throws -> String {
    let samples = (0..<44100).flatMap { index in
      let time = Float(index) / 44100
      let hum = sin(2 * .pi * 150 * time) * level * (0.2 + 0.8 * abs(sin(.pi * 4 * time)))
      return [hum, hum]
    }
    try AudioClip(samples: samples, channels: 2, sampleRate: 44100).write(to: place.path(name))
    return place.path(name)
  }

  @Test func `renders, checks and lists what lies near`() throws {
    var outcome = try place.gooya("prompts", "check")
    #expect(outcome.status == 1)
    #expect(outcome.lines.count { $0.hasSuffix("[missing]") } == 3)
    outcome = try place.gooya("prompts", "render")
    #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
    #expect(outcome.lines.last == "clips rendered: 3")
    outcome = try place.gooya("prompts", "render")
    #expect(outcome.status == 0 && outcome.lines == ["all clips are current"])
    outcome = try place.gooya("prompts", "check", "--json")
    #expect(outcome.status == 0)
    #expect(try outcome.json([PrintedProblem].self).isEmpty)
    let rows = try place.gooya("prompts", "list", "--language", "en-US", "--json")
      .json([Row].self)
    #expect(rows.map(\.id) == ["hello", "bye"])
    #expect(rows.allSatisfy { $0.source == "synthetic" && $0.state == "current" })
    #expect(rows.allSatisfy { ($0.durationSeconds ?? 0) > 0.2 })
    #expect(try place.gooya("prompts", "list").output.contains("سلام."))
  }

  @Test func `renders the one whose text has changed`() throws {
    try place.gooya("prompts", "render", "--language", "en-US")
    try place.write("hello: \"Hello.\"\nbye: \"See you.\"\n", as: "Prompts/en-US/greet.yaml")
    let findings = try place.gooya("prompts", "check", "--language", "en-US", "--json")
      .json([PrintedProblem].self)
    #expect(findings.map(\.kind) == ["stale"])
    #expect(findings.first?.file == "Prompts/en-US/greet/bye.flac")
    let outcome = try place.gooya("prompts", "render", "--language", "en-US")
    #expect(outcome.lines == ["Prompts/en-US/greet/bye", "clips rendered: 1"])
  }

  @Test func `takes a recording, which rendering leaves alone`() throws {
    let outcome = try place.gooya(
      "prompts", "import", try studio(), "--id", "hello", "--language", "en-US")
    #expect(outcome.status == 0, "\(outcome)")
    let file = place.path("Prompts/en-US/greet/hello.flac")
    let clip = try Data(contentsOf: URL(fileURLWithPath: file))
    #expect(try place.gooya("prompts", "render", "--force").status == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == clip)
    #expect(try place.gooya("prompts", "check").status == 0)
    try place.write("hello: \"Hi.\"\nbye: \"Goodbye.\"\n", as: "Prompts/en-US/greet.yaml")
    let render = try place.gooya("prompts", "render")
    #expect(render.status == 1)
    #expect(render.complaints.contains("is a recording of another text and is kept"))
  }

  @Test func `refuses what can't be imported, and says why`() throws {
    try FileManager.default.createDirectory(
      atPath: place.path("Prompts/en-US"), withIntermediateDirectories: true)
    try place.write("hello: \"Hello.\"\n", as: "Prompts/en-US/other.yaml")
    let sound = try studio()
    let faint = try studio("faint.wav", level: 0.0001)
    let cases: [([String], Int32, String)] = [
      ([sound, "--id", "helo", "--language", "en-US"], 64, "did you mean 'hello'?"),
      ([sound, "--id", "hello", "--language", "en-US"], 64, "choose one with --catalog"),
      ([sound, "--id", "hello", "--language", "de-DE"], 64, "are: en-US, fa-IR"),
      (
        [sound, "--id", "hello", "--language", "en-US", "--catalog", "x"], 64,
        "there are: greet, other"
      ),
      ([sound, "--id", "hello"], 64, "--language"),
      ([faint, "--id", "bye", "--language", "en-US"], 1, "holds no audible speech"),
      (["none.wav", "--id", "bye", "--language", "en-US"], 1, "there is no such file"),
    ]
    for (arguments, status, words) in cases {
      let outcome = try place.gooya(["prompts", "import"] + arguments)
      #expect(outcome.status == status && outcome.complaints.contains(words), "\(outcome)")
    }
    #expect(!FileManager.default.fileExists(atPath: place.path("Prompts/en-US/greet")))
  }

  @Test(arguments: ["ulaw", "alaw", "sln16", "wav8k"])
  func `exports what exchanges take`(format: String) throws {
    try place.gooya("prompts", "import", try studio(), "--id", "hello", "--language", "fa-IR")
    let outcome = try place.gooya(
      "prompts", "export", "sounds", "--format", format, "--language", "fa-IR")
    #expect(outcome.status == 0 && outcome.lines.last == "clips written to sounds: 1", "\(outcome)")
    let name = format == "wav8k" ? "wav" : format
    let sound = try AudioClip(contentsOf: place.path("sounds/fa-IR/greet/hello.\(name)"))
    #expect(sound.sampleRate == (format == "sln16" ? 16000 : 8000))
    #expect(sound.duration > .milliseconds(900))
    let incomplete = try place.gooya("prompts", "export", "sounds", "--format", format)
    #expect(incomplete.status == 1)
    #expect(incomplete.complaints.contains("Prompts/en-US/greet/hello.flac"))
  }

  @Test func `says how to get a voice where there is none`() throws {
    let outcome = try place.shell("PATH=/nowhere \"$GOOYA\" prompts render")
    #expect(outcome.status == 1)
    #expect(
      outcome.complaints
        == "gooya: espeak-ng isn't installed; on Debian: apt-get install espeak-ng\n")
  }

  @Test func `goes on where it was interrupted`() throws {
    let texts = (1...12).map { "p\($0): \"Prompt number \($0) of the line.\"\n" }.joined()
    try place.write(texts, as: "Prompts/en-US/many.yaml")
    // Its voice has no end once the first clip is there.
    try place.write(
      """
      #!/bin/sh
      [ -e Prompts/en-US/many/manifest.json ] && exec sleep 1000
      PATH=${PATH#*:} exec espeak-ng "$@"
      """, as: "bin/espeak-ng", making: true)
    let running = try place.start(
      shell: "chmod +x bin/espeak-ng; PATH=$PWD/bin:$PATH exec $GOOYA prompts render --catalog many"
    )
    try running.waitForText("}", in: "Prompts/en-US/many/manifest.json")
    running.send(SIGINT)
    let outcome = try running.wait()
    // A machine that is so busy that it can't end well within a second ends it at once.
    if outcome.status != -SIGINT {
      #expect(outcome.status == 130)
      #expect(outcome.complaints.contains("the next run continues from here"))
    }
    let some = try place.gooya("prompts", "list", "--catalog", "many", "--json").json([Row].self)
    #expect(some.count { $0.state == "current" } + some.count { $0.state == "missing" } == 12)
    #expect(some.contains { $0.state == "missing" })
    let rest = try place.gooya("prompts", "render", "--catalog", "many")
    #expect(rest.status == 0)
    #expect(rest.lines.count < 13)
    #expect(try place.gooya("prompts", "check", "--catalog", "many").status == 0)
  }

  @Test func `finds clips of no catalog, and says where a catalog is faulty`() throws {
    try place.gooya("prompts", "import", try studio(), "--id", "hello", "--language", "fa-IR")
    try FileManager.default.removeItem(atPath: place.path("Prompts/fa-IR/greet.yaml"))
    #expect(try place.gooya("prompts", "check").output.contains("[orphaned]"))
    try place.write("hello: [1]\n", as: "Prompts/en-US/greet.yaml")
    let faulty = try place.gooya("prompts", "check")
    #expect(faulty.status == 1 && faulty.complaints.contains("Prompts/en-US/greet.yaml:1:"))
  }

  @Test(arguments: ["list", "check", "render", "import", "export"])
  func `helps with an example`(command: String) throws {
    let outcome = try place.gooya("prompts", command, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("gooya prompts \(command)"))
    #expect(outcome.output.contains("Example:"))
  }

  private static func menu(_ prompt: String) -> String {
    """
    format: 1
    title: A line
    languages: [en-US, fa-IR]
    catalogs: [greet]
    start: main
    states:
      main: { say: [\(prompt)], then: bye }
      bye: { hang_up: [hello] }

    """
  }

  @Test func `an export has the numbers that the project's lines speak`() throws {
    func exported(_ arguments: String...) throws -> [String] {
      try place.gooya(["prompts", "export", "out", "--format", "ulaw"] + arguments)
      let numbers = place.path("out/en-US/numbers")
      return (try? FileManager.default.contentsOfDirectory(atPath: numbers)) ?? []
    }
    try place.write(Self.menu("hello"), as: "menu.yaml")
    #expect(try exported().isEmpty, "nothing is read aloud")
    try place.write(
      Self.menu("{ value: \"${call.line}\", as: telephone }"), as: "menu.yaml")
    let own = Workplace.package.appending(path: "Prompts/en-US/numbers")
    let clips = try FileManager.default.contentsOfDirectory(atPath: own.path)
      .filter { $0.hasSuffix(".flac") }.map { $0.replacing(".flac", with: ".ulaw") }
    #expect(clips.count > 50)
    #expect(Set(try exported("en-US")) == Set(clips))
    #expect(!FileManager.default.fileExists(atPath: place.path("out/fa-IR/numbers")))
    #expect(try exported(".").count == clips.count)
  }

  @Test func `a place that is nothing is said to be neither a folder nor a language`() throws {
    for command in ["list", "check", "render"] {
      let place = try place.gooya("prompts", command, "nofolder")
      #expect(place.status == 64)
      #expect(place.complaints.contains("there is neither a folder nor a language 'nofolder'; "))
      #expect(place.complaints.contains("are: en-US, fa-IR"))
    }
    let language = try place.gooya("prompts", "list", "--language", "xx")
    #expect(language.complaints.contains("there is no language 'xx'; "))
  }

  /// Places, and the languages that are listed of them.
  static let places: [(places: [String], languages: Set<String>)] = [
    ([], ["en-US", "fa-IR"]), (["en-US"], ["en-US"]), (["fa-IR", "en-US"], ["en-US", "fa-IR"]),
    (["Prompts"], ["en-US", "fa-IR"]), (["Prompts/"], ["en-US", "fa-IR"]),
    (["Prompts/en-US"], ["en-US"]), (["./Prompts/fa-IR/"], ["fa-IR"]),
    (["."], ["en-US", "fa-IR"]), (["menu.yaml"], ["en-US", "fa-IR"]),
    ([".", "fa-IR"], ["fa-IR"]), (["line"], ["en-US", "fa-IR"]),
    (["line/menu.yaml", "en-US"], ["en-US"]), (["--language", "fa-IR"], ["fa-IR"]),
    (["Prompts", "--language", "fa-IR"], ["fa-IR"]),
    (["--prompts", "Prompts"], ["en-US", "fa-IR"]),
  ]

  @Test(arguments: places.indices)
  func `a place is a folder, a script or a language`(_ index: Int) throws {
    try FileManager.default.createDirectory(
      atPath: place.path("line"), withIntermediateDirectories: true)
    for name in ["menu.yaml", "line/menu.yaml"] { try place.write(Self.menu("hello"), as: name) }
    let (places, languages) = Self.places[index]
    let outcome = try place.gooya(["prompts", "list", "--json"] + places)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(Set(try outcome.json([Row].self).map(\.language)) == languages)
  }
}
