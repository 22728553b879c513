import ArgumentParser
import CallEngine
import Files
import Foundation
import Lines
import MenuScript
import Workbench

/// Whether a call is to be kept as a scenario, and where.
struct ScenarioSavingOptions: ParsableArguments {
  @Option(
    name: .customLong("save-scenario"),
    help: ArgumentHelp("Write the call as a scenario that 'gooya test' runs.", valueName: "file"))
  var file: String?

  @Flag(help: "Write over a scenario that is there.")
  var force = false

  @Option(help: ArgumentHelp("The scenario's title.", valueName: "text"))
  var title: String?

  /// Makes ready to keep a call; `nil` if none is to be kept.
  ///
  /// - Parameters:
  ///   - output: the scenario's file.
  ///   - stubs: what stubs have been told.
  /// - Throws: `ValidationError` where nothing is to be saved but is said how; `Failure` where the
  ///   file may not be written or no scenario can tell stubs the same.
  func begin(
    _ output: OutputFile?, _ compiled: CompiledScript, parameters: CallParameters,
    stubs: StubOptions = StubOptions(),
    prompts: PromptOptions
  ) throws -> ScenarioSaving? {
    if file == nil && (force || title != nil) {
      throw ValidationError("--force and --title go with --save-scenario")
    }
    return try output.map {
      try ScenarioSaving(
        $0, title: title, mayReplace: force, compiled, parameters, given: try stubs.provisions,
        bench: ScenarioBench(compiler: prompts.compiler))
    }
  }
}

/// Keeps a call as a scenario's file.
final class ScenarioSaving {
  let call: WitnessedCall
  private let output: OutputFile
  private let title: String
  private let mayReplace: Bool
  private let compiled: CompiledScript
  private let given: [Scenario.Provision]
  private let bench: ScenarioBench

  fileprivate init(
    _ output: OutputFile, title: String?, mayReplace: Bool, _ compiled: CompiledScript,
    _ parameters: CallParameters, given: [Scenario.Provision], bench: ScenarioBench
  ) throws {
    self.output = output
    self.title = title ?? "A recorded call of \(parameters.line)"
    self.mayReplace = mayReplace
    self.compiled = compiled
    self.bench = bench
    call = WitnessedCall(parameters)
    self.given = given
    if !mayReplace { try refuseToReplace() }
  }

  private var file: String { output.path }

  private func refuseToReplace() throws {
    if FileManager.default.fileExists(atPath: file) {
      throw Failure("there is a '\(file)' already; --force writes over it")
    }
  }

  /// Writes the scenario, runs it, and tells how that went.
  ///
  /// - Throws: `Failure` if the call can't be written down, or if the scenario doesn't pass.
  func save() throws {
    let recorder = ScenarioRecorder(
      call, of: compiled.program, given: given, usualNumber: CallSetup.serviceNumber)
    let text: String
    do throws(ScenarioRecorder.Unrecordable) {
      text = try recorder.text(title: title, script: scriptPath)
    } catch {
      throw Failure("no scenario is written: \(error)")
    }
    // Somebody may have put one there while the call was held.
    if !mayReplace { try refuseToReplace() }
    do throws(FileFault) { try output.replace(with: text.utf8) } catch {
      throw Failure("'\(file)' can't be written: \(error.reason)")
    }
    let outcome = bench.run(file, filter: nil)
    guard let outcome, outcome.hasPassed else {
      StandardError.line((outcome?.explanation ?? []).joined(separator: "\n"))
      throw Failure(
        "saved as \(file), but it doesn't pass: scenarios ring with the sample directory and with "
          + "gateways that do as 'given' says, and something in this call was otherwise")
    }
    StandardError.line("saved as \(file); it passes")
    if let omission = recorder.omission { StandardError.line("gooya: \(omission)") }
  }

  /// The script's path as seen from the scenario's folder.
  private var scriptPath: String {
    let script = URL(filePath: compiled.path).resolvingSymlinksInPath().pathComponents
    let folder = URL(filePath: file).deletingLastPathComponent().resolvingSymlinksInPath()
      .pathComponents
    let shared = zip(script, folder).prefix { $0 == $1 }.count
    // Only the root is shared: such a path says more if it is absolute.
    if shared <= 1 { return URL(filePath: compiled.path).standardizedFileURL.path }
    let up = Array(repeating: "..", count: folder.count - shared)
    return (up + script.dropFirst(shared)).joined(separator: "/")
  }
}
