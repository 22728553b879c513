import Foundation
import Testing

struct CheckTests {
  private struct PrintedDiagnostic: Decodable {
    let file: String
    let line: Int
    let column: Int
    let severity: String
    let code: String
    let message: String
  }

  /// A billing script with faults put into it, each with the text that marks its place.
  private static let faults: [(text: String, broken: String, mark: String)] = [
    ("then: find_bill }", "then: find_bil }", "find_bil }"),
    ("max_duration: 15m", "max_duration: 15", "15\n"),
    ("menu: [main_options,", "menu: [main_optionz,", "main_optionz,"),
    ("service: billing.send_app_link", "service: billing.send_ap_link", "billing.send_ap_link"),
    ("\"9\": other_language", "\"9\": nowhere_at_all", "nowhere_at_all"),
  ]

  private static let prompts = Workplace.package.appendingPathComponent("Prompts").path

  private static func broken() throws -> String {
    var text = try String(contentsOfFile: Workplace.script, encoding: .utf8)
    for fault in faults {
      #expect(text.contains(fault.text))
      text = text.replacing(fault.text, with: fault.broken)
    }
    return text
  }

  @Test func `every fault of a script is told with its line and column, as text and as JSON`()
    throws
  {
    let place = try Workplace()
    let text = try Self.broken()
    try place.write(text, as: "menu.yaml")
    let plain = try place.gooya("check", "menu.yaml", "--prompts", Self.prompts)
    let json = try place.gooya("check", "menu.yaml", "--prompts", Self.prompts, "--format", "json")
    #expect(plain.status == 1 && json.status == 1)
    #expect(plain.complaints.isEmpty && json.complaints.isEmpty)
    let diagnostics = try json.json([PrintedDiagnostic].self)
    #expect(diagnostics.allSatisfy { $0.file == "menu.yaml" })
    for fault in Self.faults {
      let start = try #require(text.range(of: fault.mark)).lowerBound
      let line = text[..<start].count { $0 == "\n" } + 1
      let lineStart = text[..<start].lastIndex(of: "\n") ?? text.startIndex
      let column = text.distance(from: lineStart, to: start)
      let found = diagnostics.first { $0.line == line && $0.column == column }
      #expect(found?.severity == "error", "\(fault.broken) at \(line):\(column)")
      guard let found else { continue }
      #expect(
        plain.output.contains(
          "menu.yaml:\(line):\(column): error: \(found.message) [\(found.code)]\n"))
    }
  }

  @Test func `a fine script is fine, by its path and by its folder`() throws {
    let place = try Workplace()
    let folder = URL(fileURLWithPath: Workplace.script).deletingLastPathComponent().path
    for name in [Workplace.script, folder, folder + "/"] {
      let plain = try place.gooya("check", name)
      #expect(plain.status == 0)
      #expect(plain.complaints.isEmpty)
      let json = try place.gooya("check", name, "--format", "json")
      #expect(json.status == 0)
      #expect(try json.json([PrintedDiagnostic].self).isEmpty)
    }
  }

  @Test func `one bad script among several fails all, and each is told of`() throws {
    let place = try Workplace()
    try place.write(try Self.broken(), as: "menu.yaml")
    let outcome = try place.gooya("check", "nowhere.yaml", "menu.yaml", Workplace.script)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("nowhere.yaml:1:1: error: "))
    #expect(outcome.output.contains("find_bil"))
    #expect(outcome.output.contains("no errors in"))
  }

  @Test func `a call with a bad script is refused before it begins`() throws {
    let place = try Workplace()
    try place.write(try Self.broken(), as: "menu.yaml")
    for command in [["call", "--fast"], ["load"]] {
      let outcome = try place.gooya(command + ["menu.yaml", "--prompts", Self.prompts])
      #expect(outcome.status == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.complaints.contains("did you mean 'find_bill'"))
    }
    #expect(!FileManager.default.fileExists(atPath: place.path("xdg")))
  }

  @Test(arguments: [10 << 20, 400_000])
  func `a huge script is refused at once`(size: Int) throws {
    let place = try Workplace()
    try place.write(String(repeating: "[", count: size), as: "menu.yaml")
    let outcome = try place.gooya("check", "menu.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("menu.yaml:1:"))
    #expect(outcome.output.utf8.count < 5000)
  }
}
