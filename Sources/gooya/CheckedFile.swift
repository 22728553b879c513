import CallEngine
import Files
import Foundation
import Lines
import MenuScript

/// A script with the scenarios beside it, or a single scenario, as `check` sees it.
struct CheckedFile {
  private let path: String
  private let compiler: MenuScriptCompiler

  /// What is printed about the files.
  struct Result {
    var diagnostics: [Diagnostic] = []
    var text: VisibleText = ""
    var hasErrors: Bool { diagnostics.contains(where: \.isError) }

    fileprivate mutating func add(_ found: [Diagnostic], told text: VisibleText) {
      diagnostics += found
      self.text += text
    }
  }

  init(_ path: String, compiler: MenuScriptCompiler) {
    self.path = path
    self.compiler = compiler
  }

  // MARK: Checking

  var result: Result {
    var result = Result()
    let compiled = proving.compile(fileAt: path)
    if let source = scenario(in: compiled) {
      let parsed = scenarioParser.parse(bytes: source.text.utf8, file: path)
      result.add(parsed.diagnostics, told: parsed.text)
      if !result.hasErrors { result.text += "\(path): no errors\n" }
      return result
    }
    result.add(compiled.diagnostics, told: compiled.text)
    let scenarios = compiled.program == nil ? [] : ScenarioFolder(besideScriptAt: path).files
    let parser = scenarioParser
    for scenario in scenarios {
      let parsed = parser.parse(fileAt: scenario)
      result.add(parsed.diagnostics, told: parsed.text)
    }
    if let program = compiled.program {
      let reading = MessageFolder.check(
        LinesOfBusiness.all.lineMessages(of: program), of: program, scriptAt: path)
      result.add(reading.diagnostics, told: reading.text)
    }
    if let program = compiled.program, !result.hasErrors {
      let more = scenarios.isEmpty ? "" : " and \(scenarios.count) scenarios"
      result.text += "\(path): no errors in \(program.states.count) states\(more)\n"
    }
    return result
  }

  /// The text of a file that was named as a script but is a scenario.
  private func scenario(in compiled: CompilationResult) -> SourceText? {
    guard compiled.program == nil else { return nil }
    return compiled.sources.first { $0.file == path && DocumentKind(of: $0) == .scenario }
  }

  private var proving: MenuScriptCompiler {
    var compiler = compiler
    compiler.proves = true
    return compiler
  }

  /// Reads scenarios, and compiles a script that several share only once.
  private var scenarioParser: ScenarioParser {
    ScenarioParser(services: compiler.services, compile: ScriptCache(compiler).compile)
  }

  // MARK: Repairing

  /// Makes the certain repairs, and reports them unless the output is for programs.
  ///
  /// - Throws: `Failure` if a file can't be written.
  func repairAll() throws {
    if scenario(in: compiler.compile(fileAt: path)) != nil {
      return try repair(scenario: path, with: scenarioParser)
    }
    // Proofs run only once there are no errors, so errors are repaired first.
    try repairScript(compiler, isLast: false)
    try repairScript(proving, isLast: true)
    guard compiler.compile(fileAt: path).program != nil else { return }
    let parser = scenarioParser
    for scenario in ScenarioFolder(besideScriptAt: path).files {
      try repair(scenario: scenario, with: parser)
    }
  }

  private func repairScript(_ compiler: MenuScriptCompiler, isLast: Bool) throws {
    let result = compiler.compile(fileAt: path)
    try repair(path, result.sources, result.diagnostics, tellsRest: isLast) {
      compiler.compile($0, file: path, prompts: result.prompts).diagnostics
    }
  }

  private func repair(scenario: String, with parser: ScenarioParser) throws {
    let result = parser.parse(fileAt: scenario)
    try repair(scenario, result.sources, result.diagnostics, tellsRest: true) {
      parser.parse(bytes: $0.utf8, file: scenario).diagnostics
    }
  }

  private func repair(
    _ path: String, _ sources: [SourceText], _ diagnostics: [Diagnostic], tellsRest: Bool,
    compile: (String) -> [Diagnostic]
  ) throws {
    guard let source = sources.first(where: { $0.file == path }) else { return }
    let repair = Repair(
      source, diagnostics: diagnostics.filter { $0.range.file == path }, compile: compile)
    if !repair.steps.isEmpty {
      do throws(FileFault) { try OutputFile(path).replace(with: repair.text.utf8) } catch {
        throw Failure("\(path) can't be repaired: \(error.reason)")
      }
    }
    for step in repair.steps { tell("repaired: \(step.summary)", of: step.diagnostic) }
    guard tellsRest else { return }
    for refusal in repair.refusals {
      tell("not repaired: \(refusal.reason)", of: refusal.diagnostic)
    }
    for diagnostic in diagnostics where diagnostic.range.file != path && !diagnostic.fixIts.isEmpty
    {
      tell("not repaired: --fix writes to the checked file only", of: diagnostic)
    }
  }

  private func tell(_ what: String, of diagnostic: Diagnostic) {
    StandardError.line("\(diagnostic.range.location): \(what) [\(diagnostic.code)]")
  }
}

/// The scenarios beside a script.
struct ScenarioFolder {
  let path: String
  let files: [String]

  init(besideScriptAt script: String) {
    let folder = script.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    self.init((folder.map(String.init) + ["scenarios"]).joined(separator: "/"))
  }

  /// What a path names for `check`: every scenario of a folder that holds scenarios and no script,
  /// otherwise the path itself.
  static func checkedFiles(in argument: String) -> [String] {
    let path = ShippedLine.place(argument)
    let script = CompiledScript.file(path)
    if script == path || FileManager.default.fileExists(atPath: script) { return [script] }
    let scenarios = ScenarioFolder(path.hasSuffix("/") ? String(path.dropLast()) : path).files
    return scenarios.isEmpty ? [script] : scenarios
  }

  private init(_ path: String) {
    self.path = path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    files = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
      .map { [path] in "\(path)/\($0)" }
  }
}
