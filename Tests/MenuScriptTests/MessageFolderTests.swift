import CallEngine
import Foundation
import Testing

@testable import MenuScript

/// The texts of messages, as their authors write them.
struct MessageFolderTests {
  static let declared = [
    MessageSignature("reminder", ["name", "amount"]), MessageSignature("farewell"),
  ]
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "gooya-messages-\(UUID().uuidString)")

  private func read(_ files: [String: String]) throws -> MessageFolder.Reading {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return MessageFolder(folder.path).read(Self.declared, in: [.persian, .english])
  }

  private static let sound = "reminder: \"{name} owes {amount}.\"\nfarewell: Bye\n"

  @Test func `texts are read in all languages, those that must be there first`() throws {
    let reading = try read([
      "de-DE.yaml": "reminder: \"{name}: {amount}\"\nfarewell: Tschüss\n",
      "en-US.yaml": "reminder: |\n  {name},\n  {amount}\nfarewell: Bye\n",
      "fa-IR.yaml": Self.sound, "notes.txt": "x",
    ])
    #expect(reading.diagnostics.isEmpty)
    let texts = try #require(reading.texts)
    #expect(texts.languages == [.persian, .english, Language("de-DE")])
    #expect(
      texts["reminder", .english]?.filled { $0 == "name" ? "A" : "{name}" } == "A,\n{name}")
    #expect(texts["farewell", Language("de-DE")]?.placeholders == [])
    #expect(texts.language(for: "de-AT") == Language("de-DE"))
  }

  @Test(arguments: [
    ("E601", "farewell: Bye", "farewel: Bye"), ("E601", "farewell: Bye", "farewell: Bye\nmore: x"),
    ("E602", "farewell: Bye", ""), ("E603", "{name}", "{name} of {postal_code}"),
    ("E603", "{amount}", "{amont}"), ("E604", "{amount}", "some"),
    ("E605", "{amount}", "{amount} {"),
    ("E605", "{amount}", "{amount} ${address"), ("E603", "{amount}", "{Amount}"),
    ("E605", "{amount}", "{a mount}"),
    ("E605", "{amount}", "{amount}}"),
  ])
  func `a slip is told, and the texts aren't used`(code: String, right: String, wrong: String)
    throws
  {
    let reading = try read([
      "fa-IR.yaml": Self.sound, "en-US.yaml": Self.sound.replacing(right, with: wrong),
    ])
    #expect(reading.diagnostics.map(\.code) == [code], "\(reading.text)")
    #expect(reading.diagnostics.first?.range.file.hasSuffix("en-US.yaml") == true)
    #expect(reading.texts == nil)
  }

  @Test func `a language that is missing is told`() throws {
    let reading = try read(["fa-IR.yaml": Self.sound])
    #expect(reading.diagnostics.map(\.code) == ["E606"])
    #expect(reading.texts == nil)
  }

  @Test(arguments: [
    (["fa-IR", "en-GB"], [String]()), (["fa-IR", "de-DE"], ["W670"]),
    (["de-DE", "fr-FR"], ["W670"]),
  ])
  func `a language that the line's own messages aren't in is told`(
    spoken: [String], codes: [String]
  ) throws {
    let path = NSTemporaryDirectory() + "gooya-\(UUID().uuidString).yaml"
    try "format: 1\nlanguages: [x]\n".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reading = MessageFolder.foreign(
      to: spoken.map { Language($0) }, in: [.persian, .english], scriptAt: path)
    #expect(reading.diagnostics.map(\.code) == codes)
    for diagnostic in reading.diagnostics {
      #expect(diagnostic.range.start == TextPosition(line: 2, column: 1))
      #expect(diagnostic.message.hasSuffix("get the line's messages in 'fa-IR'"))
    }
  }

  @Test func `what comes with gooya keeps the schema's names`() throws {
    let schema = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "MenuScripts/messages.schema.json"),
      encoding: .utf8)
    #expect(schema.contains("^[a-z][a-z0-9_]*$"))
  }
}
