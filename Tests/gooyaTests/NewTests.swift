import Foundation
import Testing

struct NewTests {
  @Test(
    arguments: ["directory", "survey", "billing", "bank", "clinic", "parcel"],
    ["fa-IR,en-US", "en-US", "de-DE", "en-GB,fr-FR,ar-EG"])
  func `a new line passes every check and test at once`(like: String, languages: String) throws {
    let place = try Workplace()
    let made = try place.gooya("new", "my-line", "--like", like, "--languages", languages)
    #expect(made.status == 0, "\(made)")
    #expect(made.lines.suffix(3) == ["call", "check", "test"].map { "  gooya \($0) my-line" })
    let check = try place.gooya("check", "my-line")
    #expect(check.status == 0)
    // The billing line's messages are in two languages; check says what others get.
    let isForeign = like == "billing" && !languages.hasPrefix("fa") && !languages.hasPrefix("en-US")
    #expect(check.lines.count == 1 || isForeign && check.output.contains("[W"), "\(check)")
    let test = try place.gooya("test", "my-line")
    #expect(test.status == 0, "\(test)")
    #expect(test.lines.last?.hasSuffix(" passed, 0 failed") ?? false)
    #expect(test.lines.count > 8)
    #expect(try place.gooya("fmt", "--check", "my-line").status == 0)
    let call = try place.gooya("call", "my-line", "--fast", "--keys", "~60 0")
    #expect(call.status == 0 && call.complaints.isEmpty, "\(call)")
  }

  @Test(arguments: ["directory", "survey", "billing", "bank", "clinic", "parcel"])
  func `its scenarios reach everything in both languages`(like: String) throws {
    let place = try Workplace()
    try place.gooya("new", "line", "--like", like)
    let test = try place.gooya("test", "line", "--coverage", "--min-coverage", "100")
    #expect(test.status == 0, "\(test)")
  }

  @Test func `a text that isn't there in a language is English and marked`() throws {
    let place = try Workplace()
    try place.gooya("new", "poll", "--like", "survey", "--languages", "de-DE,fa-IR")
    func text(_ language: String) throws -> String {
      let path = place.path("poll/Prompts/\(language)/survey.yaml")
      return try String(contentsOfFile: path, encoding: .utf8)
    }
    #expect(try text("de-DE").contains("# to translate\ngoodbye: \"Goodbye.\""))
    #expect(try !text("fa-IR").contains("translate"))
    #expect(try text("fa-IR").contains("goodbye: \"خدانگهدار.\""))
  }

  @Test func `it says how many texts are to be translated, and where`() throws {
    let place = try Workplace()
    let made = try place.gooya("new", "poll", "--like", "parcel", "--languages", "tr-TR,fa-IR")
    let marks = try ["Prompts/tr-TR/parcel.yaml", "messages/tr-TR.yaml"].map { path in
      try String(contentsOfFile: place.path("poll/\(path)"), encoding: .utf8)
        .split(separator: "\n").count { $0 == "# to translate" }
    }
    #expect(marks.allSatisfy { $0 > 0 })
    #expect(
      made.lines.contains(
        "\(marks[0] + marks[1]) texts are still to be translated, each below '# to translate': "
          + "poll/Prompts/tr-TR/parcel.yaml, poll/messages/tr-TR.yaml"), "\(made)")
    let whole = try place.gooya("new", "whole", "--languages", "fa-IR,en-US")
    #expect(!whole.output.contains("translated"))
  }

  @Test(arguments: ["directory", "survey", "billing", "bank", "clinic", "parcel"])
  func `a language in which values can't be read is for templates without values`(
    like: String
  ) throws {
    let place = try Workplace()
    let made = try place.gooya("new", "line", "--like", like, "--languages", "en-US,ur-PK")
    if ["directory", "survey"].contains(like) {
      #expect(made.status == 0, "\(made)")
      #expect(try place.gooya("check", "line").status == 0)
      #expect(try place.gooya("test", "line").status == 0)
    } else {
      #expect(made.status == 64)
      #expect(
        made.complaints.contains(
          "'\(like)' reads values aloud, which can't be done in 'ur-PK': there are no words for its "
            + "numbers; these read none: 'directory', 'survey'"), "\(made)")
      #expect(!FileManager.default.fileExists(atPath: place.path("line")))
    }
  }

  @Test func `each file names its schema, which is there`() throws {
    let place = try Workplace()
    try place.gooya("new", "line", "--languages", "en-US")
    let paths = ["menu.yaml", "Prompts/en-US/directory.yaml", "scenarios/silence.yaml"]
    for path in paths where FileManager.default.fileExists(atPath: place.path("line/\(path)")) {
      let text = try String(contentsOfFile: place.path("line/\(path)"), encoding: .utf8)
      let first = try #require(text.split(separator: "\n").first)
      let mark = "# yaml-language-server: $schema="
      #expect(first.hasPrefix(mark))
      #expect(FileManager.default.fileExists(atPath: String(first.dropFirst(mark.count))))
    }
  }

  @Test func `the templates are listed with what they are for`() throws {
    let list = try Workplace().gooya("new", "--list")
    #expect(list.status == 0)
    #expect(list.lines.contains { $0.hasPrefix("survey: A survey: ") })
  }

  @Test func `it needs nothing but itself`() throws {
    let place = try Workplace()
    // Other catalogs above it don't count.
    try FileManager.default.createDirectory(
      atPath: place.path("Prompts/en-US"), withIntermediateDirectories: true)
    try place.write("welcome: \"no\"\n", as: "Prompts/en-US/directory.yaml")
    try place.gooya("new", "line", "--languages", "en-US")
    #expect(try place.gooya("check", "line").status == 0)
    #expect(try place.gooya("test", "line").status == 0)
  }

  @Test func `what is there already is left alone`() throws {
    let place = try Workplace()
    try FileManager.default.createDirectory(
      atPath: place.path("folder"), withIntermediateDirectories: false)
    try place.write("mine", as: "file")
    try FileManager.default.createSymbolicLink(
      atPath: place.path("link"), withDestinationPath: "nowhere")
    for name in ["folder", "file", "link"] {
      let outcome = try place.gooya("new", name)
      #expect(outcome.status == 1)
      #expect(outcome.complaints.contains("'\(name)' already exists"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path("folder")).isEmpty)
    #expect(try String(contentsOfFile: place.path("file"), encoding: .utf8) == "mine")
  }

  @Test(arguments: [
    [""], ["../x"], ["a/b"], [".x"], ["a b"], ["--", "-x"], ["x\n"], ["x", "--like", "nothing"],
    ["x", "--languages", "german"], ["x", "--languages", "de-de"], ["x", "--languages", ""],
    ["x", "--languages", "en-US,en-US"],
    [String(repeating: "x", count: 300)], [], ["x", "--list"],
  ])
  func `a name, template or language that can't be is wrong usage`(arguments: [String]) throws {
    let place = try Workplace()
    let outcome = try place.gooya(["new"] + arguments)
    #expect(outcome.status == 64, "\(outcome)")
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
    #expect(!names.contains { $0.hasPrefix("x") || $0.hasPrefix("a") })
  }

  @Test func `where nothing may be made it says so`() throws {
    if getuid() == 0 { return }
    let place = try Workplace()
    try FileManager.default.createDirectory(
      atPath: place.path("locked"), withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o555])
    let outcome = try place.shell("cd locked && \"$GOOYA\" new line")
    #expect(outcome.status == 1 && outcome.complaints.contains("'line' can't be created"))
  }
}
