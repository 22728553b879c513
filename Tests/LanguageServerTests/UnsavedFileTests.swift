import CallEngine
import MenuScript
import Testing

@testable import LanguageServer

/// Files that a script needs, as they are in the editor.
struct UnsavedFileTests {
  private static let messages = [
    "messages/en-US.yaml": "confirmation: \"{room}\"\nlink: \"Room {room}\"\n",
    "messages/fa-IR.yaml": "confirmation: \"{room}\"\nlink: \"اتاق {room}\"\n",
  ]
  private static let sending =
    Project.script
    + "  more: { sms: link, to: \"${room}\", outcomes: { sent: main, failed: main } }\n"

  @Test func `a line's messages are checked by what it sends`() throws {
    let editor = try Editor()
    let name = "messages/en-US.yaml"
    try editor.open("messages/fa-IR.yaml", "confirmation: \"{room}\"\n")
    try editor.open(name, "confirmation: \"Room {room} is yours.\"\n")
    editor.settle()
    #expect(editor.published[name] == [])
    editor.replace(name, with: "confirmation: \"Room {rom} is yours.\"\n")
    editor.settle()
    #expect(!editor.codes(name).isEmpty && editor.codes(name).allSatisfy { $0.hasPrefix("E6") })
  }

  @Test func `a script's own messages are checked with the line's`() throws {
    let editor = try Editor(Project.files.merging(Self.messages) { $1 })
    let name = "messages/en-US.yaml"
    try editor.open("menu.yaml", Self.sending)
    try editor.open(name)
    editor.settle()
    #expect(editor.published[name] == [])
    editor.replace(name, with: "confirmation: \"{room}\"\nlink: \"{rom}\"\n")
    editor.settle()
    #expect(editor.codes(name) == ["E603"])
    editor.replace(name, with: "confirmation: \"{room}\"\nlnk: \"{room}\"\n")
    editor.settle()
    #expect(editor.codes(name) == ["E602"])
  }

  @Test func `a script's findings change with its messages, open or not`() throws {
    let editor = try Editor(Project.files.merging(Self.messages) { $1 })
    try editor.write("confirmation: \"{room}\"\n", to: "messages/fa-IR.yaml")
    try editor.open("menu.yaml", Self.sending)
    editor.settle()
    #expect(editor.codes("messages/fa-IR.yaml") == ["E602"])
    try editor.open("messages/fa-IR.yaml", Self.messages["messages/fa-IR.yaml"])
    editor.settle()
    #expect(editor.published["messages/fa-IR.yaml"] == [])
    #expect(editor.codes("menu.yaml").allSatisfy { !$0.hasPrefix("E") })
  }

  @Test func `languages that the line's messages aren't in are told, as by check`() throws {
    let foreign = ["fa-IR", "de-DE"].map { Language($0) }
    let editor = try Editor(
      lineMessages: LineMessages(
        besideScript: [MessageSignature("confirmation", ["room"])], installed: foreign))
    try editor.open("menu.yaml")
    editor.settle()
    #expect(editor.codes("menu.yaml") == ["W670"])
    try editor.open("messages/fa-IR.yaml", "confirmation: \"{room}\"\n")
    editor.settle()
    #expect(editor.codes("menu.yaml") == [])
    #expect(editor.codes("messages/fa-IR.yaml") == ["E606"])
  }

  @Test func `a table counts as it is in the editor`() throws {
    let table = "code,floor\n101,1\n"
    let services = """
      services:
        hotel.room: { table: rooms.csv, key: code, outcomes: { found: row, unknown: no_row } }
      states:
        seek:
          service: hotel.room
          input: { code: "${room}" }
          outcomes: { found: floor, unknown: main }
        floor: { say: [{ value: "${hotel.floor}", as: number }], then: main }
      """
    let editor = try Editor(Project.files.merging(["rooms.csv": table]) { $1 })
    try editor.open(
      "menu.yaml",
      Project.script.replacing("states:\n", with: services + "\n")
        .replacing("\"1\": ask_room", with: "\"1\": ask_room, \"2\": seek"))
    try editor.open("rooms.csv")
    editor.settle()
    let sound = editor.codes("menu.yaml").filter { $0.hasPrefix("E") }
    #expect(sound == [] && editor.codes("rooms.csv") == [])
    editor.replace("rooms.csv", with: "code,floor\n101,1,2\n")
    editor.settle()
    #expect(!editor.codes("rooms.csv").isEmpty)
    editor.replace("rooms.csv", with: "code,story\n101,1\n")
    editor.settle()
    #expect(editor.codes("rooms.csv") == [])
    #expect(editor.codes("menu.yaml").contains { $0.hasPrefix("E2") })
  }
}
