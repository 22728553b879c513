import CallEngine
import Foundation
import Lines
import Testing

/// The program as an editor starts it.
struct LspTests {
  private func framed(_ messages: [[String: Any]]) throws -> Data {
    try messages.reduce(into: Data()) { stream, message in
      let body = try JSONSerialization.data(
        withJSONObject: message.merging(["jsonrpc": "2.0"]) { $1 })
      stream += Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
  }

  /// The messages in what was printed, all of which must be such.
  private func messages(in output: String) throws -> [[String: Any]] {
    var rest = Array(output.utf8)[...]
    var messages: [[String: Any]] = []
    while !rest.isEmpty {
      let end = try #require(rest.firstIndex(of: 0x0D))
      let header = String(decoding: rest[..<end], as: UTF8.self)
      let length = try #require(Int(header.replacing("Content-Length: ", with: "")))
      let body = rest[(end + 4)...].prefix(length)
      try #require(body.count == length)
      let message = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
      messages.append(try #require(message))
      rest = rest[(end + 4 + length)...]
    }
    return messages
  }

  private func opening(_ text: String, at path: String) -> [[String: Any]] {
    [
      ["id": 1, "method": "initialize", "params": ["capabilities": [:] as [String: Any]]],
      ["method": "initialized", "params": [:] as [String: Any]],
      [
        "method": "textDocument/didOpen",
        "params": [
          "textDocument": ["uri": "file://\(path)", "version": 1, "text": text]
        ],
      ],
    ]
  }

  private let leaving: [[String: Any]] = [["id": 9, "method": "shutdown"], ["method": "exit"]]

  @Test func `it answers, and ends as it is told`() throws {
    let place = try Workplace()
    let asking: [String: Any] = [
      "id": 2, "method": "textDocument/documentSymbol",
      "params": ["textDocument": ["uri": "file:///lines/menu.yaml"]],
    ]
    let input = try framed(
      opening("format: 1\nstates:\n  سلام: {}\n", at: "/lines/menu.yaml") + [asking] + leaving)
    let outcome = try place.gooya(["lsp"], input: input)
    #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
    let answers = try messages(in: outcome.output)
    #expect(answers.compactMap { $0["id"] as? Int } == [1, 2, 9])
    #expect(outcome.output.contains("سلام"))
  }

  @Test func `a client that goes away leaves status 1`() throws {
    let place = try Workplace()
    #expect(try place.gooya(["lsp"], input: framed(opening("", at: "/a.yaml"))).status == 1)
    #expect(try place.gooya(["lsp"], input: Data("rubbish".utf8)).status == 1)
  }

  @Test func `findings come while the client says nothing`() throws {
    let place = try Workplace()
    let script = try String(contentsOfFile: Workplace.script, encoding: .utf8)
      .replacing("start: who_rang", with: "start: who_rung")
    let input = try framed(opening(script, at: Workplace.script))
    try input.write(to: URL(fileURLWithPath: place.path("input")))
    // The stream stays open until the findings are there.
    let running = try place.start(
      shell: "(cat input; while [ ! -e done ]; do sleep 0.1; done) | \"$GOOYA\" lsp")
    try running.waitForOutput("textDocument/publishDiagnostics")
    try place.write("", as: "done")
    let outcome = try running.wait()
    let found = try messages(in: outcome.output).last?["params"] as? [String: Any]
    let codes = (found?["diagnostics"] as? [[String: Any]] ?? []).map { $0["code"] as? String }
    #expect(codes == ["E201"])
    #expect(found?["uri"] as? String == "file://\(Workplace.script)")
  }

  // MARK: Schemas

  @Test(arguments: ["script", "scenario", "catalog", "messages"])
  func `each schema is printed as it is installed`(_ kind: String) throws {
    let place = try Workplace()
    let printed = try place.gooya("schema", kind)
    let path = try place.gooya("schema", kind, "--path").lines.first ?? ""
    #expect(printed.status == 0)
    #expect(printed.output == (try String(contentsOfFile: path, encoding: .utf8)))
    let json = try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any]
    #expect(json?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func `the script's schema lists the services and rules that are built in`() throws {
    let text = try Workplace().gooya("schema").output
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let definitions = json?["$defs"] as? [String: Any]
    let services = (definitions?["built_in_service"] as? [String: Any])?["enum"] as? [String]
    #expect(Set(services ?? []) == Set(LinesOfBusiness.signatures.map(\.name)))
    #expect(services?.isEmpty == false)
    let rules = (definitions?["built_in_rule"] as? [String: Any])?["enum"] as? [String]
    #expect(Set(rules ?? []) == Set(LinesOfBusiness.validationRules.map(\.name)))
  }
}
