import CallEngine
import CallRuntime
import Foundation
import Lines
import MenuScript
import Speech
import Store
import Synchronization
import Workbench

/// Runs scenarios, each with sample data and gateways of its own.
final class ScenarioBench: Sendable {
  let parser: ScenarioParser
  let scripts: ScriptCache
  private let countsCoverage: Bool

  init(compiler: MenuScriptCompiler, countsCoverage: Bool = false) {
    let scripts = ScriptCache(compiler)
    self.scripts = scripts
    self.countsCoverage = countsCoverage
    parser = ScenarioParser(services: compiler.services, compile: scripts.compile)
  }

  /// Runs a file.
  ///
  /// - Parameter text: a text that its path or title must contain, if any.
  /// - Returns: `nil` if it doesn't.
  func run(_ file: String, filter text: String? = nil) -> ScenarioOutcome? {
    let parsed = parser.parse(fileAt: file)
    var outcome = ScenarioOutcome(file: file, title: parsed.scenario?.title)
    if let text, !outcome.names.contains(where: { $0.localizedCaseInsensitiveContains(text) }) {
      return nil
    }
    guard let scenario = parsed.scenario, let result = parsed.script, let program = result.program
    else {
      let texts = [parsed.script?.text, parsed.text].compactMap { $0?.withoutLastBreak }
      outcome.ending = .unreadable(texts.filter { !$0.isEmpty })
      return outcome
    }
    outcome.script = scenario.script
    let recorder = countsCoverage ? CoverageRecorder(of: program) : nil
    let start = ContinuousClock.now
    do {
      let played = try play(scenario, program, Narrator(result), recorder)
      outcome.ending =
        played.failure.map { .failed($0, transcript: played.transcript) } ?? .passed
    } catch {
      outcome.ending = .unreadable([(error as? Failure)?.message ?? "\(error)"])
    }
    outcome.duration = ContinuousClock.now - start
    outcome.coverage = recorder?.coverage
    return outcome
  }

  /// Runs a text as if it were in a file.
  func attempt(_ text: String, as file: String) -> ScenarioRevision.Trial {
    let parsed = parser.parse(bytes: text.utf8, file: file)
    guard let scenario = parsed.scenario, let result = parsed.script, let program = result.program
    else { return .unreadable(parsed.diagnostics.first?.message ?? "its script has errors") }
    do {
      let played = try play(scenario, program, Narrator(result), nil)
      return played.broken.map { .failed($0.step, $0.remedy) } ?? .passed
    } catch {
      return .unreadable((error as? Failure)?.message.description ?? "\(error)")
    }
  }

  /// Makes a scenario's call.
  ///
  /// - Parameter store: by default one with the sample data, for this call alone.
  func play(
    _ scenario: Scenario, _ program: MenuProgram, _ narrator: Narrator,
    _ recorder: CoverageRecorder?, in store: Store? = nil
  ) throws -> ScenarioRun.Result {
    // The same tokens in every run, so that message texts are repeatable; each request has its own.
    let tokens = Mutex(0)
    let desk = ServiceDesk(
      store: try store ?? Store(),
      texts: try LineTexts.find(for: program, ofScriptAt: scenario.script)
    ) {
      tokens.withLock { last in
        last += 1
        let digits = String(last, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
      }
    }
    let caller = scenario.caller
    let hours = DeclaredHours(of: program, otherwise: .gmt)
    let setup = try CallSetup(
      from: caller.isRung ? nil : caller.from ?? caller.line, to: caller.isRung ? caller.line : nil,
      dialled: caller.dialled, ownNumber: caller.isRung ? caller.from : nil,
      at: hours.clock.moment(caller.at ?? .moment(.ofTests)), language: caller.language?.tag,
      desk: desk,
      program: program)
    var run = ScenarioRun(
      scenario, program: program, parameters: setup.parameters, narrator: narrator,
      services: LineServices(
        desk, hours: hours, start: setup.parameters.answered.date,
        answered: setup.parameters.answered, complain: { _ in }),
      coverage: recorder,
      tell: { desk.tell($0.subject, $0.behaviour) })
    return run.run()
  }
}

/// How a scenario went.
struct ScenarioOutcome: Sendable {
  enum Ending: Sendable {
    case passed
    case failed(ScenarioRun.Failure, transcript: [TranscriptEvent])
    /// It could not be run, for these reasons.
    case unreadable([VisibleText])
  }

  let file: String
  let title: String?
  /// The path of its script; `nil` if it could not be read.
  var script: String?
  var ending = Ending.passed
  var duration = Duration.zero
  var coverage: Coverage?

  init(file: String, title: String?) {
    self.file = file
    self.title = title
  }

  fileprivate var names: [String] { [file, title ?? ""] }

  var hasPassed: Bool { if case .passed = ending { true } else { false } }

  /// What went wrong, in lines; empty if it passed.
  var explanation: [VisibleText] {
    switch ending {
    case .passed: return []
    case .unreadable(let reasons): return reasons
    case .failed(let failure, let transcript):
      let text = TextTranscript()
      return transcript.map { "  \(text.text(for: $0))" } + [
        "\(failure.location): error: the step failed",
        "  expected: \(failure.expected)",
        "  heard:    \(failure.found)",
      ]
    }
  }
}

/// Compiled scripts by path: many scenarios share one.
final class ScriptCache: Sendable {
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
