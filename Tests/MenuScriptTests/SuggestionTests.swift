import CallEngine
import Foundation
import Testing

@testable import MenuScript

/// What authors write who come from elsewhere, and what they are told.
struct SuggestionTests {
  struct Slip: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    let code: String
    /// What the first fix-it puts there; `nil` if there is none.
    let fixIt: String?
    /// Something that is said, too.
    let said: String

    init(_ code: String, _ old: String, _ new: String, _ fixIt: String?, says said: String = "") {
      (self.code, self.old, self.new, self.fixIt, self.said) = (code, old, new, fixIt, said)
    }

    var testDescription: String { "\(code): \(new)" }
  }

  static let script = """
    format: 1
    title: A line
    languages: [en-US]
    catalogs: [common]
    start: main
    defaults: { outcomes: { gave_up: bye, failed: bye } }
    fields:
      number:
        prompt: [ask]
        digits: 11
        validate: iran_mobile
        confirm: [{ value: "${number}", as: telephone }]
    states:
      main: { menu: [options], choices: { "1": ask_number, "2": find } }
      ask_number: { collect: number, outcomes: { collected: dial } }
      dial: { transfer: "${number}", outcomes: { connected: bye, busy: main, no_answer: main } }
      find:
        service: billing.find_bill
        input: { line: "${call.line}" }
        outcomes: { due: amount, paid: main, unknown_line: main }
      amount: { say: [{ value: "${bill.amount}", as: currency }], then: main }
      bye: { hang_up: [bye, { text: { en-US: "Good bye." } }, { pause: 1s }] }

    """

  private func diagnostics(_ slip: Slip) throws -> [Diagnostic] {
    let range = try #require(Self.script.range(of: slip.old))
    return compile(Self.script.replacingCharacters(in: range, with: slip.new))
  }

  private func compile(_ text: String) -> [Diagnostic] {
    TestBench.compiler.compile(text, prompts: TestBench.prompts(["ask", "options", "bye"]))
      .diagnostics
  }

  @Test(arguments: [
    Slip("E101", "then: main }", "goto: main }", "then"),
    Slip("E101", "then: main }", "next: main }", "then"),
    Slip("E101", "hang_up:", "hangup:", "hang_up"),
    Slip("E101", "hang_up:", "disconnect:", "hang_up"),
    Slip("E101", "transfer:", "dial:", "transfer"),
    Slip("E101", "transfer:", "bridge:", "transfer"),
    Slip("E101", "collect:", "gather:", "collect"),
    Slip("E101", "service:", "webhook:", "service"),
    Slip("E101", "say:", "play:", "say"),
    Slip("E101", "say:", "playback:", "say"),
    Slip("E101", "choices:", "dtmf:", "choices"),
    Slip("E101", "choices:", "options:", "choices"),
    Slip("E101", "input:", "parameters:", "input"),
    Slip("E101", "start:", "initial_state:", "start"),
    Slip("E101", "fields:", "variables:", "fields"),
    Slip("E101", "digits: 11", "num_digits: 11", "digits"),
    Slip("E101", "prompt: [ask]", "question: [ask]", "prompt"),
    Slip("E101", "{ pause: 1s }", "{ silence: 1s }", "pause"),
    Slip("E101", "{ text: {", "{ tts: {", "text"),
    Slip("E101", "as: currency", "say-as: currency", "as"),
    Slip("E101", "choices: {", "finishOnKey: \"*\", choices: {", "terminator"),
    Slip("E101", "menu: [options]", "menu: [options], goto: bye", nil, says: "'choices' and 'out"),
    Slip("E101", "collect: number,", "collect: number, next: bye,", nil, says: "'outcomes'"),
    Slip("E101", "transfer: \"${n", "jump: bye, transfer: \"${n", nil, says: "under 'outcomes'"),
    Slip("E101", "service: b", "goto: bye\n    service: b", nil, says: "under 'outcomes'"),
    Slip("E101", "hang_up: [", "redirect: main, hang_up: [", nil, says: "it ends the call"),
    Slip("E101", "{ menu: [options]", "{ words: [options]", nil, says: "known: 'menu', "),
    Slip("E108", "menu: [options]", "menu: [options], then: bye", nil, says: "'choices' and 'out"),
    Slip("E101", "then: main }", "then: main, next: bye }", nil, says: "'then'"),
    Slip("E101", "then: main }", "then: main, zzz: bye }", nil, says: "known: "),
    Slip("E119", "as: telephone", "as: phone", "telephone"),
    Slip("E119", "as: currency", "as: usd", "currency"),
    Slip("E119", "as: currency", "as: toman", "currency"),
    Slip("E119", "as: currency", "as: integer", "number"),
    Slip("E119", "as: currency", "as: clock", "time"),
    Slip("E119", "as: currency", "as: datetime", nil, says: "a moment is read twice"),
    Slip("E119", "as: currency", "as: spell", "letters"),
    Slip("E170", "as: currency", "as: currency, currency: euro", "EUR"),
    Slip("E170", "as: currency", "as: currency, currency: eur", "EUR"),
    Slip("E170", "as: currency", "as: currency, currency: USB", "USD"),
    Slip("E119", "as: currency", "as: timestamp", nil, says: "'time' or 'letters'"),
    Slip("E211", "iran_mobile", "ddmm", nil, says: "'iran_national_id'"),
    Slip("E211", "iran_mobile", "mobile", "iran_mobile"),
    Slip("E203", "billing.find_bill", "find_bill", "billing.find_bill"),
    Slip("E203", "billing.find_bill", "crm.lookup", nil, says: "'billing.send_bill'"),
    Slip("E204", "line: \"${call.line}\"", "line: \"1\", x: \"1\"", nil, says: "known: 'line'"),
    Slip("E206", "${call.line}", "${ANI}", "\"${call.line}\""),
    Slip("E206", "${call.line}", "${caller_id_number}", "\"${call.line}\""),
    Slip("E206", "${bill.amount}", "${amount}", "\"${bill.amount}\""),
    Slip("E213", "no_answer: main", "noanswer: main", "no_answer"),
    Slip("E213", "connected: bye", "answered: bye", "connected"),
    Slip("E202", "collect: number", "collect: x", nil, says: "known: 'number'"),
    Slip("E207", "[bye,", "[\"See you soon\",", "{ text: { en-US: \"See you soon\" } }"),
    Slip(
      "E103", "{ text: { en-US: \"Good bye.\" } }", "{ text: \"Good bye.\" }",
      "{ en-US: \"Good bye.\" }"),
    Slip(
      "E103", "{ text: { en-US: \"Good bye.\" } }", "{ text: 'It is ${number}' }", nil,
      says: "a value is a prompt of its own"),
    Slip("E120", "[options]", "'You are ${number}.'", nil),
    Slip("E120", "[options]", "\"Press 1 now\"", "[{ text: { en-US: \"Press 1 now\" } }]"),
    Slip("E120", "[options]", "options", "["),
    Slip("E110", "pause: 1s", "pause: 5 seconds", "5s"),
    Slip("E110", "pause: 1s", "pause: 2 min", "2m"),
    Slip("E110", "pause: 1s", "pause: PT3S", "3s"),
    Slip("E110", "pause: 1s", "pause: soon", nil),
    Slip("E109", "pause: 1s", "pause: 3000", "3000ms"),
    Slip("E109", "pause: 1s", "pause: 3", "3s"),
    Slip("E111", "{ \"1\": ask_number,", "{ star: ask_number,", "\"*\""),
    Slip("E111", "{ \"1\": ask_number,", "{ pound: ask_number,", "\"#\""),
    Slip("E111", "{ \"1\": ask_number,", "{ default: ask_number,", nil, says: "'nomatch'"),
    Slip("E111", "{ \"1\": ask_number,", "{ timeout: ask_number,", nil, says: "'noinput'"),
    Slip("E207", "[bye,", "[hello,", nil, says: "known: 'ask', 'bye' and 'options'"),
  ])
  func `a word from elsewhere is answered with ours`(_ slip: Slip) throws {
    let found = try diagnostics(slip)
    #expect(found.map(\.code) == [slip.code], "\(found.map(\.message))")
    let first = try #require(found.first)
    #expect(first.fixIts.first?.replacement == slip.fixIt, "\(first.message)")
    let text = ([first.message] + first.notes.map(\.message)).joined(separator: "\n")
    #expect(slip.said.isEmpty || text.contains(slip.said), "\(text)")
  }

  @Test(arguments: ["then", "choices", "transfer", "digits", "telephone", "hang_up"])
  func `our own words mean themselves`(_ word: String) {
    var budget = SuggestionBudget()
    #expect(budget.nearest(to: word, among: ["goto", word, "say"]) == word)
  }
}
