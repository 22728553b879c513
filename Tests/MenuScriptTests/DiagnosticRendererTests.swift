import CallEngine
import Foundation
import Testing

@testable import MenuScript

struct DiagnosticRendererTests {
  private func text(_ line: String, _ range: SourceRange, fixIt: String? = nil) -> String {
    let diagnostic = Diagnostic(
      rule: NameRules.UnknownState.rule, message: "wrong", range: range, notes: [],
      fixIts: fixIt.map { [.init(range, replacement: $0)] } ?? [])
    let source = SourceText(file: range.file, text: line)
    return DiagnosticTextRenderer(sources: [source]).text(of: [diagnostic]).description
  }

  private func range(_ start: Int, _ end: Int, line: Int = 1) -> SourceRange {
    SourceRange(
      file: "menu.yaml", start: TextPosition(line: line, column: start),
      end: TextPosition(line: line, column: end))
  }

  @Test func `a diagnostic shows its line, its range and its fix-it`() throws {
    let result = try RuleExample.compile(.edit("\"3\": through", "\"3\": thruogh"))
    #expect(
      result.text == """
        menu.yaml:24:46: error: no state named 'thruogh'; did you mean 'through'? [E201]
        24 |     choices: { "1": ask_pin, "2": find, "3": thruogh, "9": turn }
           |                                              ^~~~~~~ fix-it: replace with 'through'

        """)
  }

  @Test(arguments: [
    ("\tx: y", 2, 3, "1 |         x: y\n  |         ^\n"),
    ("سلام: y", 7, 8, "1 | سلام: y\n  |       ^\n"),
    ("می‌شود: y", 1, 7, "1 | می‌شود: y\n  | ^~~~~\n"),
    ("中文: y", 1, 3, "1 | 中文: y\n  | ^~~~\n"),
    ("中文: y", 5, 6, "1 | 中文: y\n  |       ^\n"),
    ("a\u{1B}[31m", 1, 2, "1 | a\\u{1B}[31m\n  | ^\n"),
    ("a\u{202E}b: y", 3, 4, "1 | a\\u{202E}b: y\n  |          ^\n"),
    ("a\u{2066}\u{7F}b", 2, 4, "1 | a\\u{2066}\\u{7F}b\n  |  ^~~~~~~~~~~~~~\n"),
    ("سلام\u{202B}: y", 6, 7, "1 | سلام\\u{202B}: y\n  |             ^\n"),
    ("a\tb\t\u{9B}c: y", 6, 7, "1 | a       b       \\u{9B}c: y\n  |                       ^\n"),
    ("abc", 10, 12, "1 | abc\n  |    ^\n"),
  ])
  func `the caret stands under the range, whatever the script`(
    _ line: String, _ start: Int, _ end: Int, _ excerpt: String
  ) {
    #expect(
      text(line, range(start, end))
        == "menu.yaml:1:\(start): error: wrong [E201]\n" + excerpt)
  }

  @Test func `a long line is shown around the range`() {
    let line = String(repeating: "a", count: 1_500) + "b" + String(repeating: "c", count: 1_500)
    let shown = text(line, range(1_501, 1_502)).split(separator: "\n")
    #expect(shown.count == 3)
    #expect(shown[1].count < 200 && shown[1].contains("ab"))
    let caret = shown[2].firstIndex(of: "^").map {
      shown[2].distance(from: shown[2].startIndex, to: $0)
    }
    let place = shown[1].firstIndex(of: "b").map {
      shown[1].distance(from: shown[1].startIndex, to: $0)
    }
    #expect(caret == place)
  }

  @Test func `without its file a diagnostic is shown without a line`() throws {
    let result = TestBench.compiler.compile(fileAt: "/nonexistent/menu.yaml")
    #expect(
      result.text
        == "/nonexistent/menu.yaml:1:1: error: the file cannot be read: there is no such file [E001]\n"
    )
  }

  @Test func `errors come in the order of the text`() throws {
    let result = try RuleExample.compile(
      .edits([
        ("start: main", "start: mian"), ("timeout: 5s", "timeout: 5"), ("\"2000\"", "2000"),
        ("A line", "[]"), ("[options,", "[option,"),
      ]))
    #expect(result.diagnostics.map(\.code) == ["E103", "E201", "E109", "E207", "E104"])
  }

  @Test func `every diagnostic names the place, and its notes theirs, in JSON`() throws {
    let result = try RuleExample.compile(.edit("  max_noinput", "  timeout: 6s\n  max_noinput"))
    let json = try DiagnosticJSONRenderer.json(of: result.diagnostics).description
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    let first = try #require(objects.first)
    #expect(objects.count == 1)
    #expect(
      Set(first.keys) == [
        "file", "line", "column", "end_line", "end_column", "severity", "code", "message",
        "fix_its", "notes",
      ])
    #expect(first["line"] as? Int == 9 && first["end_column"] as? Int == 10)
    #expect(first["code"] as? String == "E105" && first["severity"] as? String == "error")
    let notes = try #require(first["notes"] as? [[String: Any]])
    #expect(notes.first?["line"] as? Int == 8)
  }

  @Test func `no diagnostics are an empty array`() throws {
    let json = try DiagnosticJSONRenderer.json(of: []).description
    let array = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [Any]
    #expect(array?.isEmpty == true)
  }

  @Test func `applying a script's fix-its mends it`() throws {
    let broken: [RuleExample.Input] = [
      .edit("start: main", "start: mian"), .edit("timeout: 5s", "timeout: 5"),
      .edit("\"2000\"", "2000"), .edit("{ \"0\":", "{ 0:"), .edit("[ask]", "ask"),
      .edit("barge_in: true", "barge_in: yes"), .edit("format: 1", "format: 2"),
      .edit("  timeout:", "  timeot:"), .edit("${call.line}", "${call.lin}"),
    ]
    for input in broken {
      let result = try RuleExample.compile(input)
      let text = try #require(result.sources.first)
      let fixIts = result.diagnostics.flatMap(\.fixIts)
      #expect(!fixIts.isEmpty)
      let mended = apply(fixIts, to: text.text)
      let again = try RuleExample.compile(.text(mended))
      #expect(again.text == "", "\(input)")
    }
  }

  private func apply(_ fixIts: [Diagnostic.FixIt], to text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Array($0.unicodeScalars) }
    for fixIt in fixIts.sorted(by: { $0.range.start > $1.range.start }) {
      let columns = (fixIt.range.start.column - 1)..<(fixIt.range.end.column - 1)
      lines[fixIt.range.start.line - 1].replaceSubrange(
        columns, with: fixIt.replacement.unicodeScalars)
    }
    return lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
  }

  @Test func `a SARIF log has its rules, places, related places and fixes`() throws {
    let result = try RuleExample.compile(.edit("\"3\": through", "\"3\": thruogh"))
    let log = try DiagnosticSARIFRenderer.sarif(of: result.diagnostics, version: "1.2.3")
      .description
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(log.utf8)) as? [String: Any])
    #expect(object["version"] as? String == "2.1.0")
    let run = try #require((object["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
    #expect((driver["rules"] as? [[String: Any]])?.map { $0["id"] as? String } == ["E201"])
    let found = try #require((run["results"] as? [[String: Any]])?.first)
    #expect(found["ruleId"] as? String == "E201")
    #expect(found["ruleIndex"] as? Int == 0)
    #expect(found["level"] as? String == "error")
    #expect(log.contains("\"uri\" : \"menu.yaml\""))
    #expect(log.contains("\"startColumn\" : 46") && log.contains("\"endColumn\" : 53"))
    #expect(log.contains("\"insertedContent\" : {"))
  }

  @Test(arguments: [
    ("/a b/menu.yaml", "file:///a%20b/menu.yaml"), ("a:b/menu.yaml", "a%3Ab/menu.yaml"),
    ("منو.yaml", "%D9%85%D9%86%D9%88.yaml"),
  ])
  func `paths are URIs in SARIF`(_ path: String, _ uri: String) throws {
    let diagnostic = Diagnostic(
      rule: NameRules.UnknownState.rule, message: "wrong",
      range: TextRange.top.in(path), notes: [], fixIts: [])
    let log = try DiagnosticSARIFRenderer.sarif(of: [diagnostic], version: "1.0.0").description
    #expect(log.contains("\"uri\" : \"\(uri)\""))
  }
}
