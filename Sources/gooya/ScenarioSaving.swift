import ArgumentParser
import CallEngine
import Files
import Foundation
import Lines
import MenuScript
import Workbench

/// Whether a call is to be saved as a scenario, and where.
struct ScenarioSavingOptions: ParsableArguments {
  @Option(
    name: .customLong("save-scenario"),
    help: ArgumentHelp("Write the call as a scenario that 'gooya test' runs.", valueName: "file"))
  var file: String?

  @Flag(help: "Overwrite an existing scenario.")
  var force = false

  @Option(help: ArgumentHelp("The scenario's title.", valueName: "text"))
  var title: String?

  /// Prepares to save a call; `nil` if it isn't to be saved.
  ///
  /// - Parameters:
  ///   - output: the scenario's file.
  ///   - stubs: what stubs do.
  /// - Throws: `ValidationError` if there are options for saving but no file; `Failure` if the file
  ///   may not be written, or no scenario can express the stubs.
  func begin(
    _ output: OutputFile?, _ compiled: CompiledScript, parameters: CallParameters,
    stubs: StubOptions = StubOptions(),
    prompts: PromptOptions
  ) throws -> ScenarioSaving? {
    if file == nil && (force || title != nil) {
      throw ValidationError("--force and --title need --save-scenario")
    }
    return try output.map {
      try ScenarioSaving(
        $0, title: title, mayReplace: force, compiled, parameters,
        given: try stubs.provisions(for: compiled.program),
        bench: ScenarioBench(compiler: prompts.compiler))
    }
  }
}

/// Saves a call as a scenario file.
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
    self.title = title ?? "A recorded call from \(parameters.line)"
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
      throw Failure("'\(file)' already exists; --force overwrites it")
    }
  }

  /// Writes the scenario, runs it, and reports the result.
  ///
  /// - Throws: `Failure` if the call can't be saved, or if the scenario doesn't pass.
  func save() throws {
    let recorder = ScenarioRecorder(
      call, of: compiled.program, given: given,
      usualNumber: LinesOfBusiness.all.line(of: compiled.program).numberDialled)
    let text: String
    do throws(ScenarioRecorder.Unrecordable) {
      text = try recorder.text(title: title, script: scriptPath)
    } catch {
      throw Failure("no scenario was written: \(error)")
    }
    // A file may have been created during the call.
    if !mayReplace { try refuseToReplace() }
    do throws(FileFault) { try output.replace(with: text.utf8) } catch {
      throw Failure("'\(file)' can't be written: \(error.reason)")
    }
    let outcome = bench.run(file, filter: nil)
    guard let outcome, outcome.hasPassed else {
      StandardError.line((outcome?.explanation ?? []).joined(separator: "\n"))
      throw Failure(
        "saved as \(file), but it doesn't pass: scenarios use the sample data and "
          + "gateways set by 'given', and something in this call differed")
    }
    StandardError.line("saved as \(file); it passes")
    if let omission = recorder.omission { StandardError.line("gooya: \(omission)") }
  }

  /// The script's path relative to the scenario's folder.
  private var scriptPath: String {
    let script = URL(filePath: compiled.path).resolvingSymlinksInPath().pathComponents
    let folder = URL(filePath: file).deletingLastPathComponent().resolvingSymlinksInPath()
      .pathComponents
    let shared = zip(script, folder).prefix { $0 == $1 }.count
    // Only the root is shared: an absolute path is clearer.
    if shared <= 1 { return URL(filePath: compiled.path).standardizedFileURL.path }
    let up = Array(repeating: "..", count: folder.count - shared)
    return (up + script.dropFirst(shared)).joined(separator: "/")
  }
}
