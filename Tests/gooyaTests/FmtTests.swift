import Foundation
import Testing

struct FmtTests {
  private static let untidy = """
    states:
       main: {hang_up: [ bye ]}    # the end
    # Where it begins
    start: main
    format: 1
    title: 'A line'
    languages: [en-US]
    """

  private static let tidy = """
    format: 1
    title: A line
    languages: [en-US]
    # Where it begins
    start: main

    states:
      main: { hang_up: [bye] }  # the end

    """

  @Test func `a script is formatted in place and named, and the next time left alone`() throws {
    let place = try Workplace()
    let path = try place.write(Self.untidy, as: "menu.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let first = try place.gooya("fmt", "menu.yaml")
    #expect(first.status == 0 && first.output == "menu.yaml\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.tidy)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    let second = try place.gooya("fmt", "menu.yaml")
    #expect(second.status == 0 && second.output.isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
    #expect(!names.contains { $0.contains(".gooya-") })
  }

  @Test func `check changes nothing, shows the lines and fails`() throws {
    let place = try Workplace()
    let path = try place.write(Self.untidy, as: "menu.yaml")
    let outcome = try place.gooya("fmt", "--check", "menu.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.lines.first == "menu.yaml")
    #expect(outcome.lines.contains("  2 -    main: {hang_up: [ bye ]}    # the end"))
    #expect(outcome.lines.contains("  8 +   main: { hang_up: [bye] }  # the end"))
    #expect(
      outcome.complaints
        == "gooya: 1 of 1 files would change; run 'gooya fmt' to change them\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.untidy)
    try place.write(Self.tidy, as: "menu.yaml")
    #expect(try place.gooya("fmt", "--check", "menu.yaml").status == 0)
  }

  @Test func `of a file of thousands of lines what changes is shown`() throws {
    let place = try Workplace()
    let texts = (0..<9000).map { "prompt_\($0): \"Text \($0)\"\n" }
    var untidy = texts
    untidy[10] = "prompt_10:   \"Text 10\"\n"
    untidy[8990] = "prompt_8990: \"Text 8990\"  \n"
    try place.write(untidy.joined(), as: "many.yaml")
    let outcome = try place.gooya("fmt", "--check", "many.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.lines.contains("  11 - prompt_10:   \"Text 10\""))
    #expect(outcome.lines.contains("  11 + prompt_10: \"Text 10\""))
    #expect(outcome.lines.contains("  8991 - prompt_8990: \"Text 8990\"··"))
  }

  @Test func `lines end with a line feed, and check says so of others`() throws {
    let place = try Workplace()
    let path = try place.write(Self.tidy.replacing("\n", with: "\r\n"), as: "menu.yaml")
    let check = try place.gooya("fmt", "--check", "menu.yaml")
    #expect(check.status == 1 && check.output == "menu.yaml\n  (line endings)\n")
    #expect(try place.gooya("fmt", "menu.yaml").status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.tidy)
  }

  @Test func `a dash stands for the standard streams`() throws {
    let place = try Workplace()
    let outcome = try place.gooya("fmt", "-", input: Data(Self.untidy.utf8))
    #expect(outcome.status == 0 && outcome.output == Self.tidy)
    let check = try place.gooya("fmt", "--check", "-", input: Data(Self.untidy.utf8))
    #expect(check.status == 1 && check.lines.first == "-")
    let broken = try place.gooya("fmt", "-", input: Data("a: [".utf8))
    #expect(broken.status == 1 && broken.output.isEmpty && broken.complaints.hasPrefix("-:"))
    #expect(try place.gooya("fmt", "-", "menu.yaml").status == 64)
  }

  @Test func `in a folder only what is gooya's is touched`() throws {
    let place = try Workplace()
    let other = "services: {web: {image:  x}}\n"
    let flat = "a:   'word'\n"
    for folder in ["line/scenarios", "Prompts/en-US", ".hidden"] {
      try FileManager.default.createDirectory(
        atPath: place.path(folder), withIntermediateDirectories: true)
    }
    let untouched = try [
      place.write(other, as: "compose.yaml"), place.write(flat, as: "settings.yaml"),
      place.write(Self.untidy, as: ".hidden/menu.yaml"), place.write(Self.untidy, as: "notes.txt"),
    ]
    try place.write(Self.untidy, as: "line/menu.yaml")
    try place.write(
      "caller: {line: '021'}\nsteps: [hang_up]\n", as: "line/scenarios/a.yaml")
    try place.write(flat, as: "Prompts/en-US/x.yaml")
    let outcome = try place.gooya("fmt")
    #expect(outcome.status == 0)
    #expect(outcome.lines == ["Prompts/en-US/x.yaml", "line/menu.yaml", "line/scenarios/a.yaml"])
    for (path, text) in zip(untouched, [other, flat, Self.untidy, Self.untidy]) {
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
    #expect(
      try String(contentsOfFile: place.path("Prompts/en-US/x.yaml"), encoding: .utf8)
        == "a: \"word\"\n")
    let named = try place.gooya("fmt", "compose.yaml")
    #expect(named.status == 1 && named.complaints.contains("not a menu script"))
  }

  @Test(arguments: ["states: [\n", "a: \"\n", "format: 1\nformat: 1\n\tx", "\u{1}: 1"])
  func `a file that can't be read is left as it is, and the others are formatted`(
    text: String
  ) throws {
    let place = try Workplace()
    let broken = try place.write(text, as: "a.yaml")
    let path = try place.write(Self.untidy, as: "b.yaml")
    let outcome = try place.gooya("fmt", "a.yaml", "b.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.complaints.hasPrefix("a.yaml:"))
    #expect(try String(contentsOfFile: broken, encoding: .utf8) == text)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.tidy)
  }

  @Test func `through a link the file is changed that it leads to`() throws {
    let place = try Workplace()
    try place.write(Self.untidy, as: "real.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: place.path("menu.yaml"), withDestinationPath: "real.yaml")
    #expect(try place.gooya("fmt", "menu.yaml").status == 0)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: place.path("menu.yaml"))
        == "real.yaml")
    #expect(
      try String(contentsOfFile: place.path("real.yaml"), encoding: .utf8) == Self.tidy)
  }

  @Test func `what isn't there or may not be written is said`() throws {
    let place = try Workplace()
    let missing = try place.gooya("fmt", "nowhere.yaml")
    #expect(missing.status == 1 && missing.complaints.contains("'nowhere.yaml'"))
    let empty = try place.gooya("fmt")
    #expect(empty.status == 1 && empty.complaints == "gooya: no .yaml files in .\n")
    if getuid() == 0 { return }
    let path = try place.write(Self.untidy, as: "menu.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: path)
    let locked = try place.gooya("fmt", "menu.yaml")
    #expect(locked.status == 1 && locked.complaints.hasPrefix("menu.yaml: can't be written"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.untidy)
  }
}
