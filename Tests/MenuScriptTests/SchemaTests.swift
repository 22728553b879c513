import Foundation
import Testing

@testable import MenuScript

/// Holds `menu-script.schema.json` and the parser together.
struct SchemaTests {
  /// What the schema says against each file, by path.
  private func complaints(about files: [URL]) throws -> [String: [String]] {
    let fixtures = try #require(Bundle.module.resourceURL).appending(path: "Fixtures")
    let schema = TestBench.root.appending(path: "MenuScripts/menu-script.schema.json")
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

  @Test func `every script here is valid`() throws {
    let folder = TestBench.root.appending(path: "MenuScripts")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let scripts = (all?.compactMap { $0 as? URL } ?? [])
      .filter { $0.lastPathComponent == "menu.yaml" }
    #expect(!scripts.isEmpty)
    for (file, complaints) in try complaints(about: scripts) {
      #expect(complaints == [], "\(file)")
    }
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

  @Test func `what the schema need not refuse is no fault of shape, or says so in its code`() {
    // E1xx that JSON doesn't show: quotes around keys, duplicate keys, limits of durations,
    // choices that come from the defaults; which days and times there are, what is in a pattern, what
    // depends on a field's other keys; spans that end before they begin.
    let excused: Set = [
      "E102", "E104", "E105", "E112", "E143", "E151", "E152", "E153", "E154", "E161", "E162",
      "E163", "E164", "E165",
    ]
    for example in RuleExample.all where example.schema == .cannotTell {
      #expect(!example.code.hasPrefix("E1") || excused.contains(example.code), "\(example)")
    }
  }
}
