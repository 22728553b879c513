import CallEngine
import Testing

@testable import MenuScript

/// What becomes of the parts of a script.
struct PartTests {
  private static func script(_ states: String, parts: String = "") -> String {
    """
    format: 1
    title: A line
    languages: [en-US]
    catalogs: [common]
    start: main
    defaults: { outcomes: { gave_up: bye } }
    parts:
      why:
        parameters: [question]
        exits: [done]
        start: ask
        fields:
          reason: { prompt: ["${question}"], digits: 1, confirm: [{ value: "${reason}", as: digits }] }
        states:
          ask: { collect: reason, outcomes: { collected: count } }
          count: { count: tries, up_to: 3, outcomes: { more: ask, reached: done } }
    \(parts)
    states:
    \(states)
      bye: { hang_up: [bye] }

    """
  }

  private func compile(_ text: String) -> CompilationResult {
    TestBench.compiler.compile(text, prompts: TestBench.prompts(["ask", "bye", "options"]))
  }

  private func program(_ text: String) throws -> MenuProgram {
    let result = compile(text)
    #expect(result.text == "")
    return try #require(result.program)
  }

  private static let twice = script(
    """
      main: { part: why, with: { question: ask }, outcomes: { done: more } }
      more: { part: why, with: { question: [options, { pause: 1s }] }, outcomes: { done: bye } }
    """)

  @Test func `each use has its own states, values and counters`() throws {
    let program = try program(Self.twice)
    #expect(
      program.states.map(\.name) == ["main/ask", "main/count", "more/ask", "more/count", "bye"])
    #expect(program[program.start].name == "main/ask")
    #expect(program.variableNames.suffix(2) == ["main/reason", "more/reason"])
    #expect(program.counterNames == ["main/tries", "more/tries"])
    let targets = program.exits.map { $0.map { program[$0.target].name } }
    #expect(
      targets == [
        ["main/count", "bye"], ["main/ask", "more/ask"], ["more/count", "bye"],
        ["more/ask", "bye"], [],
      ])
    let prompts = program.states.map { $0.prompts?.prompts.count }
    #expect(prompts == [1, nil, 2, nil, 1])
  }

  @Test func `a state is in the part, and an exit's place is in its use or the part`() throws {
    let result = compile(Self.twice)
    let places = try #require(result.places)
    #expect(places.states.map(\.location.line) == [15, 16, 15, 16, 21])
  }

  @Test func `a parameter may name the field, which uses can share`() throws {
    let script = Self.script(
      """
        main: { part: rate, with: { name: service_score }, outcomes: { done: more } }
        more: { part: rate, with: { name: service_score }, outcomes: { done: other } }
        other: { part: rate, with: { name: other_score }, outcomes: { done: told } }
        told: { say: [{ value: "${other_score}", as: digits }], then: unused }
        unused: { part: why, with: { question: ask }, outcomes: { done: bye } }
      """,
      parts: """
          rate:
            parameters: [name]
            exits: [done]
            start: ask
            fields:
              "${name}": { prompt: [ask], digits: 1, confirm: [{ value: "${name}", as: digits }] }
            states:
              ask: { collect: "${name}", outcomes: { collected: by } }
              by: { switch: "${name}", cases: { "0-4": ask, "5-9": done } }
        """)
    let program = try program(script)
    #expect(
      program.variableNames.filter { $0.hasSuffix("score") } == ["service_score", "other_score"])
  }

  @Test func `parts can be put into parts, and lead out of them`() throws {
    let script = Self.script(
      """
        main: { part: twice, with: { first: ask }, outcomes: { over: bye } }
      """,
      parts: """
          twice:
            parameters: [first]
            exits: [over]
            start: one
            states:
              one: { part: why, with: { question: "${first}" }, outcomes: { done: told } }
              told: { say: [{ value: "${one/reason}", as: digits }], then: two }
              two: { part: why, with: { question: options }, outcomes: { done: over } }
        """)
    let program = try program(script)
    #expect(
      program.states.map(\.name) == [
        "main/one/ask", "main/one/count", "main/told", "main/two/ask", "main/two/count", "bye",
      ])
    #expect(program[program.start].name == "main/one/ask")
  }

  @Test func `an exit that a use doesn't name leads where the defaults say`() throws {
    let script = Self.script(
      """
        main: { part: yes_or_no, with: { question: ask }, outcomes: { "yes": more, "no": bye } }
        more: { part: why, with: { question: ask }, outcomes: { done: bye } }
      """)
    let program = try program(script)
    #expect(
      program.exits(of: program.start).map { program[$0.target].name } == [
        "more/ask", "bye", "bye",
      ])
  }

  private static let voicemail = script(
    """
      main:
        part: record_message
        with: { message: said, prompt: ask, options: options, max: 20s }
        outcomes: { kept: told, empty: bye, failed: more }
      told: { say: [{ recording: "${said}" }], then: bye }
      more: { part: why, with: { question: ask }, outcomes: { done: bye } }
    """
  ).replacing("start: main", with: "start: main\nresults: [said]")

  @Test func `a message can be heard, kept or recorded again`() throws {
    let program = try program(Self.voicemail)
    #expect(program.states.prefix(3).map(\.name) == ["main/speak", "main/choose", "main/listen"])
    #expect(program.resultNames == ["said"] && program.recordingNames == ["said"])
    let targets = program.exits.prefix(3).map { $0.map { program[$0.target].name } }
    #expect(
      targets == [
        ["main/choose", "bye", "more/ask"], ["main/listen", "told", "main/speak", "bye"],
        ["main/choose"],
      ])
    guard case .record(let record) = program[program.start].kind else {
      Issue.record("it records nothing")
      return
    }
    // What the use leaves out is as it is of any state that records.
    #expect(record.rules == RecordingRules(longest: .seconds(20)))
  }

  @Test(arguments: [
    (", max: 20s", ", max: 20"), ("message: said, ", ""), ("options: options,", "option: options,"),
    (", failed: more", ""), ("max: 20s", "max: 20s, loud: 1s"), ("max: 20s", "beep: \"no\""),
    ("prompt: ask", "prompt: asc"), ("max: 20s", "max: 2h"),
  ])
  func `a fault in the use of a shipped part is told at the use`(right: String, wrong: String) {
    let result = compile(Self.voicemail.replacing(right, with: wrong))
    #expect(result.program == nil)
    #expect(result.diagnostics.count == 1, "\(result.text)")
    #expect(result.diagnostics.allSatisfy { (18...22).contains($0.range.start.line) })
  }

  @Test func `the exits of a shipped part can lead where the defaults say`() throws {
    let script = Self.voicemail.replacing("outcomes: { kept: told,", with: "outcomes: {")
      .replacing("gave_up: bye }", with: "gave_up: bye, kept: told }")
    #expect(try program(script).resultNames == ["said"])
  }

  @Test func `a fault in a part is told once, with the places where the part is used`() throws {
    let result = compile(
      Self.twice.replacing(
        "confirm: [{ value: \"${reason}\"", with: "confirm: [{ value: \"${raeson}\""))
    let fault = try #require(result.diagnostics.first)
    #expect(result.diagnostics.count == 1, "\(result.text)")
    #expect(fault.code == "E206" && fault.range.start.line == 13)
    #expect(fault.notes.compactMap { $0.range?.start.line }.suffix(2) == [19, 20])
  }

  @Test func `a fault of one use is told at it`() throws {
    let result = compile(Self.twice.replacing("question: ask", with: "question: asc"))
    #expect(result.diagnostics.map(\.code) == ["E207"])
    #expect(result.diagnostics.first?.range.start.line == 19)
  }

  @Test func `a state of a part can be named by its use's name and its own`() throws {
    let program = try program(Self.twice)
    #expect(program.state(named: "more/ask") == StateID(index: 2))
  }

  @Test(arguments: [
    ("collected: count", "colected: count", "E213"),
    ("collect: reason,", "colect: reason,", "E101"),
    ("collect: reason,", "collect: reason, times: 2,", "E108"),
    ("up_to: 3", "up_to: 0", "E112"), ("digits: 1,", "digits: \"1\",", "E103"),
    ("{ question: ask }", "{ question: [\"${reason}\"] }", "E115"),
    ("{ question: ask }", "{ question: [] }", "E114"),
    ("{ question: ask }", "{ question: { paus: 1s } }", "E101"),
    ("{ question: ask }", "{ question: \"1\" }", "E207"),
    ("more: ask", "more: aks", "E201"),
  ])
  func `a fault of shape in a part, or in what it is given, is told once`(
    right: String, wrong: String, code: String
  ) {
    let result = compile(Self.twice.replacing(right, with: wrong))
    #expect(result.diagnostics.map(\.code) == [code], "\(result.text)")
  }

  @Test func `parts inside parts can't grow without end`() {
    let parts = (0..<30).map { level in
      """
        p\(level):
          exits: [done]
          start: a
          states:
            a: { part: p\(level + 1), outcomes: { done: b } }
            b: { part: p\(level + 1), outcomes: { done: done } }
      """
    }.joined(separator: "\n")
    let end = "\n  p30: { exits: [done], start: a, states: { a: { say: [ask], then: done } } }"
    let result = compile(
      Self.script("  main: { part: p0, outcomes: { done: bye } }", parts: parts + end))
    #expect(result.program == nil && result.diagnostics.contains { $0.code == "E123" })
  }

  @Test func `parts are formatted as the rest of a script is`() throws {
    let text = """
      format: 1
      title: A line
      languages: [en-US]
      start: main
      parts:
        why: {states: {ask: {then: done, say: [ask]}}, start: ask, exits: [done]}
      states:
        main: {outcomes: {done: main}, part: why}

      """
    let outcome = ScriptFormatter().format(Array(text.utf8), file: "menu.yaml")
    guard case .formatted(let result, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(
      result.contains(
        "why: { exits: [done], start: ask, states: { ask: { say: [ask], then: done } } }"))
    #expect(result.contains("main: { part: why, outcomes: { done: main } }"))
  }
}
