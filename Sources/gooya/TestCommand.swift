import ArgumentParser
import CallEngine
import Foundation
import MenuScript
import Services
import Simulator
import Speech
import Synchronization

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run scenarios in virtual time.",
    discussion: """
      Example:
        gooya test MenuScripts/billing

      A path is a scenario, or a folder in which all 'scenarios/*.yaml' are run; if none is named, \
      this folder where it has scenarios, else MenuScripts. Each scenario has a sample directory and gateways of its own. Exit status: 0 if all \
      pass, else 1.
      """)

  @Argument(help: "Scenarios, or folders with scenarios in them.")
  var paths: [String] = []

  @OptionGroup var prompts: PromptOptions

  func run() throws {
    let files = try scenarioFiles()
    let bench = ScenarioBench(compiler: prompts.compiler)
    var failed = 0
    for file in files {
      if !bench.run(file) { failed += 1 }
    }
    StandardOutput.line("\(files.count - failed) passed, \(failed) failed")
    if failed > 0 { throw ExitCode(1) }
  }

  /// - Throws: `Failure` if there is nothing to run.
  private func scenarioFiles() throws -> [String] {
    var paths = paths
    if paths.isEmpty && FileManager.default.fileExists(atPath: "scenarios") {
      paths = ["."]
    } else if paths.isEmpty {
      guard let scripts = InstalledFiles.path("MenuScripts") else {
        throw Failure("there is no folder MenuScripts here; name scenarios or a folder")
      }
      paths = [scripts]
    }
    let files = try paths.flatMap { path -> [String] in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Failure("there is no scenario or folder '\(path)'")
      }
      return isFolder.boolValue ? scenarios(in: path) : [path]
    }
    if files.isEmpty { throw Failure("no scenarios in \(paths.joined(separator: ", "))") }
    return files
  }

  /// Every YAML file in a folder called `scenarios`, or in the folder named if that is one.
  private func scenarios(in folder: String) -> [String] {
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    guard let walk = FileManager.default.enumerator(atPath: base) else { return [] }
    return walk.compactMap { $0 as? String }.filter { name in
      let parent = URL(filePath: "\(base)/\(name)").deletingLastPathComponent().lastPathComponent
      return parent == "scenarios" && (name.hasSuffix(".yaml") || name.hasSuffix(".yml"))
    }.sorted().map { "\(base)/\($0)" }
  }
}

/// Runs scenarios, each with a sample directory and gateways of its own.
private final class ScenarioBench {
  private let parser: ScenarioParser
  private let scripts: ScriptCache
  private let text = TextTranscript()

  /// When the calls of scenarios are answered.
  private static let start = Date(timeIntervalSince1970: 1_767_256_200)

  init(compiler: MenuScriptCompiler) {
    let scripts = ScriptCache(compiler)
    self.scripts = scripts
    parser = ScenarioParser(services: compiler.services, compile: scripts.compile)
  }

  /// Runs a file and tells how it went.
  func run(_ file: String) -> Bool {
    let parsed = parser.parse(fileAt: file)
    guard let scenario = parsed.scenario, let result = parsed.script, let program = result.program
    else {
      StandardOutput.line("FAILED  \(file)")
      for text in [parsed.script?.text ?? "", parsed.text] where !text.isEmpty {
        StandardOutput.line(text)
      }
      return false
    }
    do {
      let outcome = try play(scenario, program, Narrator(result))
      guard let failure = outcome.failure else {
        StandardOutput.line("ok      \(file)" + (scenario.title.map { "  \($0)" } ?? ""))
        return true
      }
      StandardOutput.line("FAILED  \(file)" + (scenario.title.map { "  \($0)" } ?? ""))
      for event in outcome.transcript { StandardOutput.line("  " + text.text(for: event)) }
      StandardOutput.line("\(failure.location): error: the step failed")
      StandardOutput.line("  expected: \(failure.expected)")
      StandardOutput.line("  heard:    \(failure.found)")
    } catch {
      StandardOutput.line("FAILED  \(file)\n  \((error as? Failure)?.message ?? "\(error)")")
    }
    return false
  }

  private func play(
    _ scenario: Scenario, _ program: MenuProgram, _ narrator: Narrator
  ) throws -> ScenarioRun.Result {
    // The same tokens in every run, so that a message's text is; two requests have two.
    let tokens = Mutex(0)
    let billing = BillingServices(store: try Store()) {
      tokens.withLock { last in
        last += 1
        let digits = String(last, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
      }
    }
    let caller = scenario.caller
    let setup = try CallSetup(
      from: caller.isRung ? nil : caller.from ?? caller.line, to: caller.isRung ? caller.line : nil,
      dialled: caller.dialled, language: caller.language?.tag, billing: billing)
    var run = ScenarioRun(
      scenario, program: program, parameters: setup.parameters, narrator: narrator,
      services: LineServices(billing, start: Self.start, complain: { _ in }),
      tell: { billing.tell(StubTarget($0.subject), StubBehaviour($0.behaviour)) })
    return run.run()
  }
}

/// Compiled scripts by path: many scenarios share one.
private final class ScriptCache: Sendable {
  private let compiler: MenuScriptCompiler
  private let results = Mutex<[String: CompilationResult]>([:])

  init(_ compiler: MenuScriptCompiler) {
    self.compiler = compiler
  }

  func compile(_ path: String) -> CompilationResult {
    results.withLock { results in
      if let known = results[path] { return known }
      let result = compiler.compile(fileAt: path)
      results[path] = result
      return result
    }
  }
}

extension StubBehaviour {
  fileprivate init(_ behaviour: Scenario.Provision.Behaviour) {
    switch behaviour {
    case .works: self = .works
    case .late(let delay): self.init(.works, delay: delay)
    case .outcome(let name): self.init(Outcome(rawValue: name) ?? .failed)
    }
  }
}

extension StubTarget {
  fileprivate init(_ subject: Scenario.Provision.Subject) {
    switch subject {
    case .sms: self = .sms
    case .email: self = .email
    case .transfer(let number): self = .transfer(number)
    case .service(let name): self = .service(name)
    }
  }
}
