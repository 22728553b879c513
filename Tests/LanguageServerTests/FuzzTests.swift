import Testing

@testable import LanguageServer

/// Whatever a client sends, the server answers requests and lives on.
struct FuzzTests {
  static let methods = [
    "initialize", "initialized", "shutdown", "textDocument/didOpen", "textDocument/didChange",
    "textDocument/didClose", "textDocument/didSave", "textDocument/hover",
    "textDocument/completion", "textDocument/definition", "textDocument/references",
    "textDocument/prepareRename", "textDocument/rename", "textDocument/documentSymbol",
    "textDocument/formatting", "textDocument/codeAction", "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders", "$/cancelRequest", "nonsense",
  ]

  private func parameters(_ editor: Editor, _ random: inout some RandomNumberGenerator) -> JSONValue
  {
    let names = Array(Project.files.keys).sorted() + ["other.yaml"]
    let name = names.randomElement(using: &random) ?? ""
    let text = (Project.files[name] ?? "x: y\n")
    let cut = Int.random(in: 0...text.count, using: &random)
    let odd = [-1, 0, 1, 3, 17, 40, 1 << 40].randomElement(using: &random) ?? 0
    let place: JSONValue = [
      "line": .integer(Int.random(in: 0...35, using: &random)), "character": .integer(odd),
    ]
    let other: JSONValue = [
      "line": .integer(Int.random(in: 0...35, using: &random)), "character": 4,
    ]
    return [
      "textDocument": [
        "uri": .string(editor.uri(name)), "version": .integer(odd),
        "text": .string(String(text.prefix(cut))),
      ],
      "position": place, "newName": "renamed", "options": [:], "context": [:],
      "range": ["start": place, "end": other],
      "contentChanges": [
        ["range": ["start": place, "end": other], "text": .string(String(text.suffix(cut % 40)))],
        ["range": ["start": other, "end": place], "text": "🙂["],
      ],
      "capabilities": ["general": ["positionEncodings": [.integer(odd), "utf-8"]]],
      "event": ["added": [["uri": .string(editor.uri(""))]]],
    ]
  }

  /// A value with one of its parts replaced, left out or doubled.
  private func mutated(_ value: JSONValue, _ random: inout some RandomNumberGenerator) -> JSONValue
  {
    let strange: [JSONValue] = [
      .null, -1, 3, .number(1.5), "", "سلام", [], [:], true, .integer(.max), .integer(.min),
    ]
    if Int.random(in: 0..<6, using: &random) == 0 {
      return strange.randomElement(using: &random) ?? 0
    }
    switch value {
    case .object(var members) where !members.isEmpty:
      let place = Int.random(in: 0..<members.count, using: &random)
      if Int.random(in: 0..<8, using: &random) == 0 {
        members.remove(at: place)
      } else {
        members[place] = JSONValue.Member(
          members[place].key, mutated(members[place].value, &random))
      }
      return .object(members)
    case .array(var items) where !items.isEmpty:
      let place = Int.random(in: 0..<items.count, using: &random)
      items[place] = mutated(items[place], &random)
      return .array(items)
    default: return value
    }
  }

  @Test func `mutated messages never end the server, and each request is answered once`() throws {
    var random = SystemRandomNumberGenerator()
    for round in 0..<4 {
      let editor = try Editor()
      if round % 2 == 0 { for name in Project.files.keys { try editor.open(name) } }
      for number in 0..<150 {
        let method = Self.methods.randomElement(using: &random) ?? ""
        if method == "shutdown", number < 130 { continue }
        var message: JSONValue = [
          "jsonrpc": "2.0", "id": .integer(number), "method": .string(method),
          "params": parameters(editor, &random),
        ]
        if Int.random(in: 0..<3, using: &random) > 0 {
          let id = message["id"]
          message = mutated(message, &random)
          if message["id"] == id, message["method"]?.string != nil {
            let answers = editor.send(message)
            #expect(answers.count { $0["id"] == id } == 1)
            continue
          }
        }
        editor.send(message)
        if number % 50 == 0 { editor.settle() }
      }
      editor.settle()
    }
  }

  @Test func `damaged bytes never end the server`() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<100 {
      let editor = try Editor()
      let (header, body) = LanguageServer.frame([
        "id": 1, "method": "textDocument/didOpen", "params": parameters(editor, &random),
      ])
      var bytes = Array((header + body).utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      editor.send(bytes: bytes)
    }
  }

  @Test func `a script is written letter by letter, with questions in between`() throws {
    let editor = try Editor()
    try editor.open("menu.yaml", "")
    var line = 0
    var character = 0
    for (number, letter) in Project.script.enumerated() {
      let place: JSONValue = ["line": .integer(line), "character": .integer(character)]
      editor.change(
        "menu.yaml", ["range": ["start": place, "end": place], "text": .string(String(letter))])
      if letter == "\n" {
        line += 1
        character = 0
      } else {
        character += String(letter).utf16.count
      }
      if number % 40 == 0 {
        let document: JSONValue = ["uri": .string(editor.uri("menu.yaml"))]
        let now: JSONValue = ["line": .integer(line), "character": .integer(character)]
        for method in ["completion", "hover", "definition", "documentSymbol"] {
          _ = try editor.request(
            "textDocument/\(method)", ["textDocument": document, "position": now])
        }
      }
      if number % 200 == 0 { editor.settle() }
    }
    editor.settle()
    #expect(editor.codes("menu.yaml") == [])
    #expect(editor.server.documents.values.first?.text == Project.script)
  }
}
