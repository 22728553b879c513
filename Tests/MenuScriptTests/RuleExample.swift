import Foundation
import Testing

@testable import MenuScript

/// A text that breaks one rule, and one close by that doesn't.
struct RuleExample: CustomTestStringConvertible, Sendable {
  enum Input: Sendable {
    /// The sound script with the first text replaced by the second.
    case edit(String, String)
    /// Several replacements.
    case edits([(String, String)])
    case text(String)
    case bytes([UInt8])
    /// A file of this path.
    case file(String)
  }

  /// Whether the JSON schema must refuse it as well.
  enum Schema: Sendable {
    case refuses
    /// The fault is none of shape, or none that JSON shows: quotes, duplicate keys, names.
    case cannotTell
  }

  let code: String
  let failing: Input
  let passing: Input
  let schema: Schema
  /// Where the diagnostic stands, `line:column`, if the place is of interest.
  let place: String?

  init(
    _ code: String, failing: Input, passing: Input = .edits([]), _ schema: Schema = .cannotTell,
    at place: String? = nil
  ) {
    self.code = code
    self.failing = failing
    self.passing = passing
    self.schema = schema
    self.place = place
  }

  var testDescription: String { "\(code): \(failing)" }

  /// A script that nothing is wrong with.
  static let soundScript = """
    format: 1
    title: A line
    languages: [fa-IR, en-US]
    catalogs: [common]
    start: main
    max_duration: 15m
    defaults:
      timeout: 5s
      max_noinput: 3
      type_ahead: keep
      barge_in: true
      choices: { "0": bye }
      outcomes: { gave_up: bye, cancelled: main, failed: bye }
    fields:
      pin:
        prompt: [ask]
        digits: 15
        validate: imei
        cancel: "*"
        confirm: [repeat_it, { value: "${pin}", as: digits, group: 2 }]
    states:
      main:
        menu: [options, { prompt: other, language: next }]
        choices: { "1": ask_pin, "2": find, "3": through, "9": turn }
      ask_pin: { collect: pin, outcomes: { collected: hello } }
      hello: { say: [{ text: { fa-IR: سلام, en-US: hello } }], times: 2, then: main }
      find:
        service: billing.find_bill
        input: { line: "${call.line}" }
        outcomes: { due: amount, paid: hello, unknown_line: bye }
      amount: { say: [{ value: "${bill.amount}", as: currency, unit: rial }], then: main }
      through: { transfer: "2000", outcomes: { connected: bye, busy: bye, no_answer: bye } }
      turn: { language: next, then: main }
      bye: { hang_up: [bye, { pause: 1s }] }

    """

  static let soundPrompts = ["ask", "repeat_it", "options", "other", "bye"]

  /// The bytes of an input; `nil` for a file.
  static func bytes(of input: Input) throws -> [UInt8]? {
    switch input {
    case .edit(let old, let new): return try bytes(of: .edits([(old, new)]))
    case .edits(let edits):
      var text = soundScript
      for (old, new) in edits {
        guard let range = text.range(of: old) else { throw NoSuchText(text: old) }
        text.replaceSubrange(range, with: new)
      }
      return Array(text.utf8)
    case .text(let text): return Array(text.utf8)
    case .bytes(let bytes): return bytes
    case .file: return nil
    }
  }

  struct NoSuchText: Error {
    let text: String
  }

  static func compile(_ input: Input) throws -> CompilationResult {
    if case .file(let path) = input { return TestBench.compiler.compile(fileAt: path) }
    return TestBench.compiler.compile(
      bytes: try bytes(of: input) ?? [], prompts: TestBench.prompts(soundPrompts))
  }
}
