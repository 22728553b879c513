import CallEngine
import Foundation
import Speech
import Testing

@testable import MenuScript

/// An edit of a script of which everything can be proved, and what can't be proved of it then.
struct ProofExample: CustomTestStringConvertible, Sendable {
  let code: String
  /// Texts and what replaces them.
  let edits: [(String, String)]
  /// Where the finding stands, `line:column`.
  let place: String
  /// An edit close by that keeps the rule.
  let passing: [(String, String)]

  init(
    _ code: String, _ edits: (String, String)..., at place: String,
    passing: [(String, String)] = []
  ) {
    self.code = code
    self.edits = edits
    self.place = place
    self.passing = passing
  }

  var testDescription: String { "\(code): \(edits.map(\.1))" }

  static let soundScript = """
    format: 1
    title: A line
    languages: [en-US, fa-IR]
    catalogs: [common]
    start: hello
    defaults:
      outcomes: { gave_up: bye, cancelled: main, failed: sorry }
    fields:
      mobile:
        prompt: [{ text: { en-US: Your number, fa-IR: شماره }}]
        digits: 11
        cancel: "*"
        confirm: [{ value: "${mobile}", as: telephone }]
      pin:
        prompt: [{ text: { en-US: Your PIN, fa-IR: رمز }}]
        digits: 4
        sensitive: true
    states:
      hello: { say: [welcome], then: find }
      find:
        service: test.find
        input: { line: "${call.line}" }
        outcomes: { found: amount, none: main }
      amount: { say: [welcome, { value: "${bill.amount}", as: currency }], then: main }
      main:
        menu: [options]
        choices: { "1": ask_mobile, "2": ask_pin, "9": turn }
      turn: { language: next, then: main }
      ask_mobile: { collect: mobile, known: "${owner.mobile}", outcomes: { collected: send } }
      send:
        service: test.send
        input: { to: "${mobile}" }
        outcomes: { sent: main }
      ask_pin: { collect: pin, outcomes: { collected: verify } }
      verify:
        service: test.verify
        input: { pin: "${pin}" }
        outcomes: { right: through, wrong: ask_pin }
      through: { transfer: "2000", outcomes: { connected: bye, busy: main, no_answer: main } }
      sorry: { say: [welcome], then: main }
      bye: { hang_up: [welcome] }

    """

  static let texts = [
    "welcome": ("Welcome.", "سلام."),
    "options": (
      "For the bill, press 1. To pay, press 2. در فارسی، press 9.",
      "صورتحساب، عدد یک؛ پرداخت، عدد دو؛ English، عدد نه."
    ),
  ]

  static let services = [
    ServiceSignature(
      "test.find", summary: "Finds a bill", inputs: [.init("line")],
      outputs: [
        .init("bill.amount", outcomes: ["found"]), .init("owner.mobile", isOptional: true),
        .init("owner.address", isConfidential: true),
      ], outcomes: ["found", "none"]),
    ServiceSignature(
      "test.send", summary: "Sends an SMS",
      inputs: [.init("to", isSentOut: true), .init("note", isRequired: false, isSentOut: true)],
      outcomes: ["sent"]),
    ServiceSignature(
      "test.verify", summary: "Verifies a PIN", inputs: [.init("pin")],
      outcomes: ["right", "wrong"]),
    ServiceSignature(
      "test.ping", summary: "Gives what nobody needs", inputs: [], outputs: [.init("ping.time")],
      outcomes: ["done"]),
  ]

  static func check(_ edits: [(String, String)]) throws -> CompilationResult {
    var text = soundScript
    for (old, new) in edits {
      guard let range = text.range(of: old) else { throw RuleExample.NoSuchText(text: old) }
      text.replaceSubrange(range, with: new)
    }
    return check(text)
  }

  static func check(_ text: String, proves: Bool = true) -> CompilationResult {
    var compiler = MenuScriptCompiler(services: services)
    compiler.proves = proves
    let catalogs = [Language.english, .persian].map { language in
      PromptCatalog(
        name: "common", language: language,
        entries: texts.sorted { $0.key < $1.key }.enumerated().map { line, entry in
          PromptCatalog.Entry(
            id: entry.key, text: language == .english ? entry.value.0 : entry.value.1,
            location: SourceLocation(file: "\(language)/common.yaml", line: line + 1, column: 1))
        })
    }
    return compiler.compile(text, prompts: PromptIndex(catalogs: catalogs))
  }
}
