import CallEngine
import Foundation
import MenuScript
import Testing

@testable import LanguageServer

/// An editor in front of a language server, with a folder of its own. Time passes only when it is
/// told to.
final class Editor {
  let folder: URL
  private(set) var server: LanguageServer
  private var now = Duration.zero
  private var lastID = 0
  /// What was published last, by file name.
  private(set) var published: [String: [JSONValue]] = [:]
  /// How often anything was published.
  private(set) var publications = 0
  private var versions: [String: Int] = [:]

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static var schemas: [LanguageServer.Schema: DocumentSchema] {
    let names: [(LanguageServer.Schema, String)] = [
      (.script, "menu-script"), (.scenario, "scenario"), (.catalog, "catalog"),
      (.messages, "messages"),
    ]
    return names.reduce(into: [:]) { schemas, entry in
      let file = root.appending(path: "MenuScripts/\(entry.1).schema.json")
      schemas[entry.0] = (try? Data(contentsOf: file)).flatMap { DocumentSchema($0) }
    }
  }

  static let services = [
    ServiceSignature(
      "desk.find_guest", summary: "Finds who stays in a room", inputs: [.init("room")],
      outputs: [.init("guest.name"), .init("guest.safe", isConfidential: true)],
      outcomes: ["found", "empty_room"])
  ]

  init(
    _ files: [String: String] = Project.files, capabilities: JSONValue = Project.capabilities,
    initializing: Bool = true,
    lineMessages: LineMessages = LineMessages(
      besideScript: [MessageSignature("confirmation", ["room"])])
  ) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "gooya-editor-\(UUID().uuidString)")
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    var surroundings = LanguageServer.Surroundings(
      compiler: MenuScriptCompiler(services: Self.services))
    surroundings.schemas = Self.schemas
    surroundings.messages = { _ in lineMessages }
    surroundings.pageOfRule = { "file:///pages/\($0).md" }
    server = LanguageServer(surroundings)
    guard initializing else { return }
    _ = try request(
      "initialize",
      [
        "capabilities": capabilities,
        "workspaceFolders": [["uri": .string(uri("")), "name": "project"]],
      ])
    notify("initialized", [:])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func uri(_ name: String) -> String {
    DocumentURI.uri(ofPath: folder.path + "/" + name)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  func text(of name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  // MARK: Messages

  struct Refusal: Error, CustomStringConvertible {
    let code: Int
    let message: String
    var description: String { "\(code): \(message)" }
  }

  func request(_ method: String, _ parameters: JSONValue) throws -> JSONValue {
    lastID += 1
    let answers = send([
      "jsonrpc": "2.0", "id": .integer(lastID), "method": .string(method), "params": parameters,
    ])
    let answer = try #require(answers.first { $0["id"] == .integer(lastID) })
    if let error = answer["error"] {
      throw Refusal(code: error["code"]?.integer ?? 0, message: error["message"]?.string ?? "")
    }
    return try #require(answer["result"])
  }

  func notify(_ method: String, _ parameters: JSONValue) {
    _ = send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  @discardableResult
  func send(_ message: JSONValue) -> [JSONValue] {
    let (header, body) = LanguageServer.frame(message)
    return send(bytes: (header + body).utf8)
  }

  @discardableResult
  func send(bytes: some Sequence<UInt8>) -> [JSONValue] {
    note(server.receive(bytes, at: now))
  }

  private func note(_ messages: [JSONValue]) -> [JSONValue] {
    for message in messages where message["method"] == "textDocument/publishDiagnostics" {
      publications += 1
      let file = message["params"]?["uri"]?.string?.split(separator: "/").suffix(2) ?? []
      let name =
        file.first.map(String.init) == folder.lastPathComponent
        ? String(file.last ?? "") : file.joined(separator: "/")
      published[name] = message["params"]?["diagnostics"]?.array
    }
    return messages
  }

  // MARK: Documents

  func open(_ name: String, _ text: String? = nil) throws {
    versions[name] = 1
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri(name)), "languageId": "yaml", "version": 1,
          "text": .string(try text ?? self.text(of: name)),
        ]
      ])
  }

  /// Replaces a document's text, or applies changes to ranges.
  func change(_ name: String, _ changes: JSONValue...) {
    versions[name, default: 0] += 1
    notify(
      "textDocument/didChange",
      [
        "textDocument": [
          "uri": .string(uri(name)), "version": .integer(versions[name] ?? 0),
        ],
        "contentChanges": .array(changes),
      ])
  }

  func replace(_ name: String, with text: String) { change(name, ["text": .string(text)]) }

  func close(_ name: String) {
    notify("textDocument/didClose", ["textDocument": ["uri": .string(uri(name))]])
  }

  /// Lets time pass, with no check being run meanwhile.
  func wait(_ time: Duration) { now += time }

  /// Waits until every check that was asked for is done.
  func settle() {
    while let deadline = server.deadline {
      now = max(now, deadline)
      if let check = server.beginCheck(at: now) { _ = note(server.finish(check.run())) }
    }
  }

  /// Runs the check that is due now, if any.
  func checkNow() -> Bool {
    guard let check = server.beginCheck(at: now) else { return false }
    _ = note(server.finish(check.run()))
    return true
  }

  // MARK: Questions

  /// Opens a text whose cursor is at `‸`, or puts it into the open document.
  func place(_ marked: String, as name: String) throws -> JSONValue {
    let cut = try #require(marked.range(of: "‸"))
    let text = marked.replacing("‸", with: "")
    if versions[name] == nil { try open(name, text) } else { replace(name, with: text) }
    let before = marked[..<cut.lowerBound]
    let line = before.filter { $0.isNewline }.count
    let last = before.split(omittingEmptySubsequences: false) { $0.isNewline }.last ?? ""
    return [
      "textDocument": ["uri": .string(uri(name))],
      "position": ["line": .integer(line), "character": .integer(last.utf16.count)],
    ]
  }

  /// The labels of what can be written at `‸`, in the order in which an editor shows them.
  func completions(_ marked: String, in name: String = "menu.yaml") throws -> [String] {
    try completionItems(marked, in: name).sorted {
      ($0["sortText"]?.string ?? "") < ($1["sortText"]?.string ?? "")
    }.compactMap { $0["label"]?.string }
  }

  func completionItems(_ marked: String, in name: String = "menu.yaml") throws -> [JSONValue] {
    let answer = try request("textDocument/completion", try place(marked, as: name))
    return answer["items"]?.array ?? []
  }

  func hover(_ marked: String, in name: String = "menu.yaml") throws -> String {
    let parameters = try place(marked, as: name)
    settle()
    return try request("textDocument/hover", parameters)["contents"]?["value"]?.string ?? ""
  }

  /// What an answer's locations show: `menu.yaml:12:7`, counting from 1.
  func locations(_ answer: JSONValue) -> [String] {
    (answer.array ?? []).map { location in
      let file = location["uri"]?.string?.dropFirst(uri("").count + 1) ?? ""
      let start = location["range"]?["start"]
      return "\(file):\((start?["line"]?.integer ?? -2) + 1)"
        + ":\((start?["character"]?.integer ?? -2) + 1)"
    }
  }

  func codes(_ name: String) -> [String] {
    (published[name] ?? []).compactMap { $0["code"]?.string }
  }

  /// A text with an answer's edits of a file applied.
  func applying(_ edits: JSONValue?, to text: String) throws -> String {
    let table = LineTable(Array(text.utf8), encoding: .utf16)
    var bytes = Array(text.utf8)
    let placed = try (edits?.array ?? []).map { edit in
      let range = try #require(LineRange(edit["range"]))
      return (
        table.byte(at: range.start)..<table.byte(at: range.end), edit["newText"]?.string ?? ""
      )
    }
    for (range, new) in placed.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      bytes.replaceSubrange(range, with: new.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
