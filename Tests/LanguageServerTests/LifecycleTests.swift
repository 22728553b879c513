import Testing

@testable import LanguageServer

struct LifecycleTests {
  private func error(_ editor: Editor, _ message: JSONValue) -> JSONValue? {
    editor.send(message).first?["error"]?["code"]
  }

  @Test func `a client that shuts down and exits gets status 0`() throws {
    let editor = try Editor()
    #expect(try editor.request("shutdown", .null) == .null)
    #expect(editor.server.exitStatus == nil)
    editor.notify("exit", .null)
    #expect(editor.server.exitStatus == 0)
  }

  @Test func `a client that only exits, or goes away, gets status 1`() throws {
    let editor = try Editor()
    editor.notify("exit", .null)
    #expect(editor.server.exitStatus == 1)
    var server = try Editor(initializing: false).server
    server.endOfInput()
    #expect(server.exitStatus == 1)
  }

  @Test func `nothing is answered before 'initialize' or after 'shutdown'`() throws {
    let editor = try Editor(initializing: false)
    #expect(error(editor, ["id": 1, "method": "textDocument/hover", "params": [:]]) == -32002)
    editor.notify("textDocument/didOpen", ["textDocument": ["uri": "file:///a", "text": "x"]])
    #expect(editor.server.documents.isEmpty)
    _ = try editor.request("initialize", ["capabilities": [:]])
    #expect(error(editor, ["id": 2, "method": "initialize", "params": [:]]) == -32600)
    _ = try editor.request("shutdown", .null)
    #expect(error(editor, ["id": 3, "method": "textDocument/hover", "params": [:]]) == -32600)
  }

  @Test func `faulty messages get the error that JSON-RPC has for them`() throws {
    let editor = try Editor()
    #expect(error(editor, ["id": 1, "method": "textDocument/dance"]) == -32601)
    #expect(error(editor, ["id": 1, "method": "$/dance"]) == -32601)
    #expect(error(editor, ["id": 1, "method": "textDocument/hover"]) == -32602)
    #expect(error(editor, ["id": 1]) == -32600)
    #expect(error(editor, [1, 2]) == -32600)
    let bytes = editor.send(bytes: "Content-Length: 4\r\n\r\n{\"a:".utf8)
    #expect(bytes.first?["error"]?["code"] == -32700 && bytes.first?["id"] == .null)
  }

  @Test func `unknown notifications, cancellations and answers are let pass`() throws {
    let editor = try Editor()
    #expect(editor.send(["method": "$/cancelRequest", "params": ["id": 1]]) == [])
    #expect(editor.send(["method": "$/setTrace", "params": ["value": "off"]]) == [])
    #expect(editor.send(["id": 7, "result": .null]) == [])
  }

  @Test(
    arguments: [
      ([], "utf-16"), (["utf-8", "utf-16"], "utf-8"), (["utf-16", "utf-8"], "utf-16"),
      (["utf-32"], "utf-16"), (["utf-32", "utf-8"], "utf-8"),
    ] as [([JSONValue], String)])
  func `the first offered encoding that the server has is taken`(
    _ offered: [JSONValue], _ chosen: String
  ) throws {
    let editor = try Editor(initializing: false)
    let answer = try editor.request(
      "initialize", ["capabilities": ["general": ["positionEncodings": .array(offered)]]])
    #expect(answer["capabilities"]?["positionEncoding"] == .string(chosen))
  }
}
