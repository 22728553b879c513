import Foundation
import Testing

@testable import MenuScript

/// Holds the schemas and the parsers together.
struct SchemaTests {
  /// What the schema says against each file, by path.
  private func complaints(
    about files: [URL], by name: String = "menu-script"
  ) throws -> [String: [String]] {
    let fixtures = try #require(Bundle.module.resourceURL).appending(path: "Fixtures")
    let schema = TestBench.root.appending(path: "MenuScripts/\(name).schema.json")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments =
      [fixtures.appending(path: "validate.py").path, schema.path] + files.map(\.path)
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let result = try output.fileHandleForReading.readToEnd() ?? Data()
    let problem = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(
      process.terminationStatus == 0, "\(String(decoding: problem, as: UTF8.self))")
    return try JSONDecoder().decode([String: [String]].self, from: result)
  }

  /// Writes scripts into a new folder; the path says whose they are.
  private func write(_ inputs: [(name: String, input: RuleExample.Input)]) throws -> [URL] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gooya-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try inputs.enumerated().compactMap { number, example in
      guard let bytes = try RuleExample.bytes(of: example.input) else { return nil }
      let file = folder.appending(path: "\(example.name)-\(number).yaml")
      try Data(bytes).write(to: file)
      return file
    }
  }

  private func remove(_ files: [URL]) {
    guard let folder = files.first?.deletingLastPathComponent() else { return }
    try? FileManager.default.removeItem(at: folder)
  }

  @Test(arguments: [
    ("menu-script", #"/menu\.yaml$"#), ("scenario", #"/scenarios/[^/]*\.yaml$"#),
    ("catalog", #"/Prompts/[^/]*/[^/]*\.yaml$"#), ("messages", #"/messages/[^/]*\.yaml$"#),
  ])
  func `every file here is valid`(_ schema: String, _ pattern: String) throws {
    let files = ["MenuScripts", "Prompts"].flatMap { folder in
      let all = FileManager.default.enumerator(
        at: TestBench.root.appending(path: folder), includingPropertiesForKeys: nil)
      return all?.compactMap { $0 as? URL } ?? []
    }.filter { $0.path.range(of: pattern, options: .regularExpression) != nil }
    #expect(!files.isEmpty)
    for (file, complaints) in try complaints(about: files, by: schema) {
      #expect(complaints == [], "\(file)")
    }
  }

  @Test(arguments: [
    "steps: [press: \"1\"]", "caller: { line: \"1\" }",
    "{ caller: { line: \"1\", rung: \"2\" }, steps: [hang_up] }",
    "{ caller: { line: \"1\" }, steps: [] }", "{ caller: { line: \"1\" }, steps: [dance] }",
    "{ caller: { line: \"1\" }, steps: [{ press: \"1\", wait: 1s }] }",
    "{ caller: { line: \"1\" }, steps: [{ press: \"1x\" }] }",
    "{ caller: { line: \"1\" }, steps: [{ wait: 5 }] }",
    "{ caller: { line: \"1\" }, steps: [{ hear: { value: \"1\" } }] }",
    "{ caller: { line: \"1\" }, steps: [{ hear: { text: a, as: digits } }] }",
    "{ caller: { line: \"1\" }, steps: [{ expect: { state: a, language: de-DE } }] }",
    "{ caller: { line: \"1\" }, steps: [{ expect: { no_sms: false } }] }",
    "{ caller: { line: \"1\" }, steps: [{ expect: { hung_up: nobody } }] }",
    "{ caller: { line: \"1\" }, steps: [{ reply_sms: { from: \"1\" } }] }",
    "{ caller: { line: \"1\", colour: red }, steps: [hang_up] }",
    "{ caller: { line: \"1\" }, steps: [hang_up], colour: red }",
  ])
  func `a fault of a scenario's shape is refused by the schema and the parser alike`(
    _ text: String
  ) throws {
    let files = try write([("scenario", .text(text))])
    defer { remove(files) }
    let complaints = try complaints(about: files, by: "scenario")
    #expect(complaints.values.allSatisfy { $0 != [] } && complaints.count == 1)
    let compiler = MenuScriptCompiler(services: [])
    let parser = ScenarioParser(services: []) { compiler.compile("", file: $0, prompts: .init()) }
    let result = parser.parse(bytes: text.utf8, file: "scenarios/one.yaml")
    // That the script doesn't compile is none of this.
    #expect(result.diagnostics.contains { $0.code != "E403" })
  }

  @Test func `what compiles is valid`() throws {
    let files = try write(RuleExample.all.map { ($0.code, $0.passing) })
    defer { remove(files) }
    for (file, complaints) in try complaints(about: files) {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(complaints == [], "\(text)")
    }
  }

  @Test func `the examples of the documentation are valid`() throws {
    let examples = try MenuLanguagePageTests.documents.flatMap { document in
      try DocumentationPage(document).examples.filter { !$0.contains("steps:") }
    }
    let files = try write(examples.map { ("page", .text(PageSkeleton.script($0))) })
    defer { remove(files) }
    #expect(files.count == examples.count && !files.isEmpty)
    for (file, complaints) in try complaints(about: files) {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(complaints == [], "\(text)")
    }
  }

  @Test func `a fault of shape is refused by the schema and the parser alike`() throws {
    let broken = RuleExample.all.filter { $0.schema == .refuses }
    let files = try write(broken.map { ($0.code, $0.failing) })
    defer { remove(files) }
    #expect(files.count == broken.count)
    for (file, complaints) in try complaints(about: files) {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(complaints != [], "\(text)")
    }
    for example in broken { #expect(try RuleExample.compile(example.failing).hasErrors) }
  }

  /// A script whose part has a state and a field, and is given something.
  private static func script(
    state: String = "ask: { collect: reason, outcomes: { collected: done, gave_up: done } }",
    field: String = "{ prompt: [\"${question}\"], digits: \"${length}\" }",
    with given: String = "{ question: hello, length: 3 }"
  ) -> String {
    """
    format: 1
    title: Parts
    languages: [en-US]
    start: main
    parts:
      survey:
        parameters: [question, length]
        exits: [done]
        start: ask
        fields: { reason: \(field) }
        states: { \(state) }
    states:
      main: { part: survey, with: \(given), outcomes: { done: end } }
      end: { hang_up: [] }
    """
  }

  @Test(arguments: [
    script(), script(field: "{ prompt: \"${question}\", digits: 4-6, timeout: \"${length}\" }"),
    script(with: "{ question: [hello, { pause: 1s }], length: 3 }"),
    script(with: "{ question: { text: { en-US: Hello } }, length: \"1-3\" }"),
    script(state: "ask: { menu: [\"${question}\"], choices: { \"${length}\": done } }"),
    script(state: "ask: { part: other, with: { a: [\"${question}\"] }, outcomes: { x: done } }"),
  ])
  func `a parameter may stand for whatever it is put in for`(_ text: String) throws {
    let files = try write([("part", .text(text))])
    defer { remove(files) }
    for complaints in try complaints(about: files).values { #expect(complaints == []) }
  }

  @Test(arguments: [
    script(state: "ask: { colect: reason }"), script(state: "ask: { collect: reason, then: done }"),
    script(state: "ask: { say: [a], menu: [a], then: done }"),
    script(state: "ask: { say: [], then: done }"), script(state: "repeat: { hang_up: [] }"),
    script(state: "ask: { menu: [a], timeout: 5 }"), script(state: "1st: { hang_up: [] }"),
    script(state: "ask: { say: [{ valu: a }], then: done }"),
    script(state: "ask: { say: [\"${question} then\"], then: done }"),
    script(state: "ask: { say: [{ value: \"1\", as: text, group: 2 }], then: done }"),
    script(field: "{ prompt: [a] }"), script(field: "{ prompt: [a], digits: 99 }"),
    script(field: "{ prompt: [a], digits: 4, date: ddmm }"),
    script(field: "{ prompt: [a], digits: 4, colour: red }"),
    script(with: "{ question: { txt: a }, length: 3 }"), script(with: "{ question: ~, length: 3 }"),
    script(with: "{ question: [{ pause: 5 }], length: 3 }"),
  ])
  func `a fault of shape inside a part is refused`(_ text: String) throws {
    let files = try write([("part", .text(text))])
    defer { remove(files) }
    let complaints = try complaints(about: files)
    #expect(complaints.count == 1 && complaints.values.allSatisfy { $0 != [] }, "\(text)")
  }

  @Test func `what the schema need not refuse is no fault of shape, or says so in its code`() {
    // E1xx that JSON doesn't show: quotes around keys, duplicate keys, limits of durations,
    // choices that come from the defaults; which days and times there are, what is in a pattern or
    // a case, what depends on a field's other keys; spans that end before they begin.
    let excused: Set = [
      "E102", "E104", "E105", "E112", "E130", "E143", "E151", "E152", "E153", "E154", "E161",
      "E162",
      "E163", "E164", "E165",
    ]
    for example in RuleExample.all where example.schema == .cannotTell {
      #expect(!example.code.hasPrefix("E1") || excused.contains(example.code), "\(example)")
    }
  }
}
