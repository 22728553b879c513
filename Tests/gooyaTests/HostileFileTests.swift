import Foundation
import Glibc
import Testing
import Workbench

/// Files that nobody meant: of odd kinds, or with anything in them. No command traps, hangs or fails by
/// its own fault.
struct HostileFileTests {
  /// What a path leads to instead of a file.
  static let kinds = [
    "mkfifo FILE", "mkdir FILE", "ln -s /dev/zero FILE", "ln -s /dev/null FILE", "ln -s FILE FILE",
    "ln -s nowhere FILE", "mkfifo pipe; ln -s pipe FILE", "touch FILE; chmod 000 FILE",
    "ln -s /proc/self/mem FILE", ": >FILE",
    "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"FILE\")'",
  ]

  /// Commands, and the file that each of them reads.
  static let readers = [
    ("menu.yaml", "call menu.yaml --fast --keys h"), ("menu.yaml", "check menu.yaml"),
    ("menu.yaml", "check --fix menu.yaml"), ("menu.yaml", "fmt menu.yaml"),
    ("menu.yaml", "graph menu.yaml --format dot"), ("menu.yaml", "load menu.yaml --calls 5"),
    ("menu.yaml", "explore menu.yaml"), ("menu.yaml", "record menu.yaml -o s --fast --keys h"),
    ("menu.yaml", "test one.yaml"), ("menu.yaml", "replay j --script menu.yaml"),
    ("one.yaml", "test one.yaml"), ("one.yaml", "test --accept --yes one.yaml"),
    ("one.yaml", "fmt --check one.yaml"), ("j", "replay j"),
    ("j", "graph --journal j --format dot"),
    ("P/en-US/greet.yaml", "check menu.yaml --prompts P"),
    ("P/en-US/greet.yaml", "prompts list --prompts P"),
    ("P/en-US/greet/hello.flac", "prompts check --prompts P"),
    ("P/en-US/greet/hello.flac", "prompts export out --format ulaw --prompts P"),
    ("P/en-US/greet/manifest.json", "prompts list --prompts P"),
    ("P/en-US/greet/pronunciation.yaml", "prompts render --prompts P"),
    ("c.csv", "directory import c.csv --as subscribers"),
    ("x.wav", "dtmf decode x.wav"), ("x.wav", "audio play x.wav --device null"),
    ("x.wav", "prompts import x.wav --id hello --language en-US --prompts P"),
  ]

  private static let menu = """
    format: 1
    title: A line
    languages: [en-US]
    catalogs: [greet]
    start: main
    states:
      main:
        menu: [hello]
        choices: { "1": bye }
        outcomes: { gave_up: bye }
      bye: { hang_up: [hello] }

    """

  private static func place() throws -> Workplace {
    let place = try Workplace()
    try place.write(menu, as: "menu.yaml")
    try place.write("hello: To end, press 1.\n", as: "P/en-US/greet.yaml", making: true)
    try place.write("script: menu.yaml\nsteps: [{ press: \"1\" }]\n", as: "one.yaml")
    try place.shell(
      """
      ln -s P Prompts; $GOOYA call menu.yaml --fast --keys '~1 1' --record-journal j
      $GOOYA dtmf encode 123 -o x.wav; mkdir P/en-US/greet
      """)
    return place
  }

  @Test(arguments: kinds)
  func `of any kind are read, or refused with a reason`(kind: String) throws {
    let place = try Self.place()
    for (file, command) in Self.readers {
      let url = URL(filePath: "/\(file)")
      let folder = url.deletingLastPathComponent().path.dropFirst()
      let make = kind.replacing("FILE", with: url.lastPathComponent)
      let outcome = try place.shell(
        """
        mv \(file) aside 2>/dev/null; (cd ./\(folder) && \(make))
        timeout -s KILL 500 $GOOYA \(command) </dev/null; status=$?
        rm -rf \(file) ./\(folder)/pipe s out; mv aside \(file) 2>/dev/null; exit $status
        """)
      #expect([0, 1, 64].contains(outcome.status), "\(kind): \(command): \(outcome)")
      if outcome.status != 0 {
        #expect(!(outcome.complaints + outcome.output).isEmpty, "\(kind): \(command)")
      }
    }
  }

  @Test(arguments: ["mkfifo menu.yaml", "ln -s /dev/zero menu.yaml", "mkdir menu.yaml"])
  func `a script that becomes one doesn't stop a call that watches it`(kind: String) throws {
    let ended = try Workplace.endingWell(by: SIGTERM) {
      let place = try Self.place()
      let call = try place.start(["call", "--watch", "--keys", "~3000 2", "menu.yaml"])
      try call.waitForOutput("[main]")
      try place.shell("rm menu.yaml; \(kind)")
      try call.waitForOutput("the file cannot be read")
      try place.shell("rm -r menu.yaml")
      try place.write(Self.menu.replacing("A line", with: "Another line"), as: "menu.yaml")
      try call.waitForOutput("the script was saved")
      return (place, call)
    }
    #expect(ended.outcome.status == 128 + SIGTERM)
  }

  /// What makes parsers stumble.
  private static let tokens = [
    "- - - - -", "&a [*a, *a]", "*a", "<<: ", "!!binary ", "---\n", "...\n", "{", "}", "[", "]",
    "\"",
    "'", "\u{0}", "\u{1B}[2J", "\u{2028}", "\u{202E}", "9999999999999999999999", "-1", "1e999",
    "nan",
    "0x10", "? ", ": ", "|\n", ">\n", "~", "null", "\r", "\t", "${", "999999999h", "0ms",
    "\"\\ud800\"", "\"at\":9223372036854775807,", "\"at\":-1,", "\"id\":18446744073709551615,",
  ].map { Array($0.utf8) }

  private static func damaged(
    _ bytes: [UInt8], by generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      if bytes.isEmpty { bytes = [0] }
      let place = Int.random(in: bytes.indices, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 1...200, using: &generator))
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[place] = .random(in: 0...0xFF, using: &generator)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3 where Int.random(in: 0..<4, using: &generator) == 0: bytes.removeSubrange(place...)
      default: bytes.insert(contentsOf: tokens.randomElement(using: &generator) ?? [], at: place)
      }
    }
    return bytes
  }

  @Test(arguments: [
    ("menu.yaml", "check"), ("menu.yaml", "fmt --check"), ("menu.yaml", "check --fix"),
    ("one.yaml", "test"), ("one.yaml", "fmt --check"), ("j", "replay"), ("x.wav", "dtmf decode"),
    ("P/en-US/greet.yaml", "fmt --check"),
  ])
  func `with anything in them are read, or refused with a reason`(
    base: String, command: String
  ) throws {
    let place = try Self.place()
    let whole = Array(try Data(contentsOf: place.folder.appending(path: base)))
    var generator = SeededGenerator(seed: UInt64(command.utf8.count))
    let ending = URL(filePath: base).pathExtension
    let names = try (0..<120).map { number in
      let name = "f\(number).\(ending)"
      let bytes = Self.damaged(whole, by: &generator)
      try Data(bytes).write(to: place.folder.appending(path: name))
      return name
    }
    // One at a time where a command takes but one.
    let runs = command == "replay" ? names.prefix(20).map { [$0] } : [names]
    for files in runs {
      let outcome = try place.gooya(command.split(separator: " ").map(String.init) + files)
      #expect([0, 1].contains(outcome.status), "\(outcome)")
      #expect(!outcome.complaints.contains("bug in gooya"), "\(outcome)")
    }
  }
}
