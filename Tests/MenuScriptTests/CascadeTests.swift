import CallEngine
import Foundation
import Testing

@testable import MenuScript

/// One fault is one finding: what only follows from it isn't told.
struct CascadeTests {
  struct Fault: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    let code: String

    init(_ code: String, _ old: String, _ new: String) {
      (self.old, self.new, self.code) = (old, new, code)
    }

    var testDescription: String { "\(code): \(new)" }
  }

  /// A script in which much hangs on everything.
  static let script = """
    format: 1
    title: A line
    languages: [fa-IR, en-US]
    catalogs: [common]
    start: main
    defaults:
      outcomes: { gave_up: bye, failed: bye }
    fields:
      number:
        prompt: [ask]
        digits: 15
        cancel: "*"
        confirm: [{ value: "${number}", as: digits }]
    states:
      main: { menu: [options], choices: { "1": ask_number, "2": find } }
      ask_number: { collect: number, outcomes: { collected: dial, cancelled: main } }
      dial: { transfer: "${number}", outcomes: { connected: bye, busy: main, no_answer: main } }
      find:
        service: billing.find_bill
        input: { line: "${call.line}" }
        outcomes: { due: amount, paid: main, unknown_line: main }
      amount: { say: [{ value: "${bill.amount}", as: currency }], then: main }
      bye: { hang_up: [bye] }

    """

  static func compile(_ text: String) -> CompilationResult {
    TestBench.compiler.compile(text, prompts: TestBench.prompts(["ask", "options", "bye"]))
  }

  @Test func `the script has no fault of its own`() {
    #expect(Self.compile(Self.script).text == "")
  }

  @Test(arguments: [
    // A bad entry is there all the same.
    Fault("E104", "{ \"1\": ask_number, \"2\": find }", "{ 1: bye }"),
    Fault("E111", "{ \"1\": ask_number, \"2\": find }", "{ \"x\": bye }"),
    Fault("E104", "{ \"1\": ask_number, \"2\": find }", "{ \"1\": 2000 }"),
    Fault("E103", "{ \"1\": ask_number, \"2\": find }", "{ \"1\": [bye] }"),
    Fault("E103", "{ \"1\": ask_number, \"2\": find }", "[bye]"),
    Fault("E114", "{ \"1\": ask_number, \"2\": find }", "{}"),
    Fault("E101", "choices:", "choises:"),
    Fault("E104", "connected: bye,", "connected: 2000,"),
    Fault("E103", "connected: bye,", "connected: [bye],"),
    Fault("E103", "{ connected: bye, busy: main, no_answer: main }", "bye"),
    Fault("E101", "dial, cancelled: main }", "dial, cancelled: main }, outcome: {}"),
    Fault("E213", "busy: main", "bussy: main"),
    Fault("E213", "gave_up: bye,", "gaveup: bye,"),
    Fault("E101", "  outcomes: { gave_up", "  outcome: { gave_up"),
    Fault("E103", "  outcomes: { gave_up: bye, failed: bye }", "  outcomes: bye"),
    Fault("E101", "defaults:", "default:"),
    Fault("E104", "line: \"${call.line}\"", "line: 12"),
    Fault("E204", "line: \"${call.line}\"", "lin: \"${call.line}\""),
    Fault("E103", "{ line: \"${call.line}\" }", "\"${call.line}\""),
    Fault("E101", "input:", "inputs:"),
    // What would depend on it isn't known.
    Fault("E103", "catalogs: [common]", "catalogs: common"),
    Fault("E101", "catalogs:", "catalog:"),
    Fault("E104", "[common]", "[2000]"),
    Fault("E101", "fields:", "field:"),
    Fault("E105", "states:", "fields: {}\nstates:"),
    Fault("E105", "  bye: {", "  find: { say: [bye], then: bye }\n  bye: {"),
    Fault("E101", "states:", "state:"),
    Fault("E105", "states:", "states: { bye: { hang_up: [] } }\nstates:"),
    Fault("E101", "digits: 15", "digit: 15"),
    Fault("E103", "digits: 15", "digits: many"),
    Fault("E104", "cancel: \"*\"", "cancel: 9"),
    Fault("E101", "cancel:", "cancle:"),
    Fault("E104", "digits: 15", "digits: 15\n    terminator: 5"),
    Fault("E101", "value: \"${number}\", as", "valu: \"${number}\", as"),
    Fault("E103", "service: billing.find_bill", "service: [billing.find_bill]"),
    Fault("E203", "service: billing.find_bill", "service: billing.find_bil"),
    Fault("E104", "[fa-IR, en-US]", "[fa-IR, 12]"),
    Fault("E103", "[fa-IR, en-US]", "fa-IR"),
    Fault("E103", "[ask]\n", "[[ask]]\n"),
    // Keys that no state knows make it none that does nothing.
    Fault("E101", "{ hang_up: [bye] }", "{ hangup: [bye] }"),
    Fault("E101", "{ hang_up: [bye] }", "{ <<: { hang_up: [bye] }, then: main }"),
    Fault("E101", "{ hang_up: [bye] }", "{ zzz: 1 }"),
    Fault("E103", "{ hang_up: [bye] }", "{ [a]: 1 }"),
  ])
  func `one fault is one finding`(_ fault: Fault) throws {
    let range = try #require(Self.script.range(of: fault.old))
    let text = Self.script.replacingCharacters(in: range, with: fault.new)
    let result = Self.compile(text)
    #expect(result.diagnostics.map(\.code) == [fault.code], "\(result.text)")
  }
}
