import CallEngine
import Foundation
import Lines
import MenuScript
import Sound
import Store
import Synchronization

/// Makes lines of scripts: each with its desk and the voice of its prompts.
final class ListenLineMaker: Sendable {
  let compiler: MenuScriptCompiler
  private let desk: @Sendable (CompiledScript) throws -> ServiceDesk
  private let given: @Sendable (MenuProgram) throws -> [Scenario.Provision]
  private let live: @Sendable (MenuProgram) throws -> LiveServices?
  private let makeVoice: @Sendable (_ prompts: String?) -> SharedVoice
  /// Tells what a script has of errors and warnings.
  let report: @Sendable (CompilationResult) -> Void
  /// By the folder of prompts.
  private let voices = Mutex<[String?: SharedVoice]>([:])

  init(
    _ compiler: MenuScriptCompiler,
    desk: @escaping @Sendable (CompiledScript) throws -> ServiceDesk,
    given: @escaping @Sendable (MenuProgram) throws -> [Scenario.Provision] = { _ in [] },
    live: @escaping @Sendable (MenuProgram) throws -> LiveServices? = { _ in nil },
    voice: @escaping @Sendable (_ prompts: String?) -> SharedVoice,
    report: @escaping @Sendable (CompilationResult) -> Void = { StandardError.text($0.text) }
  ) {
    self.compiler = compiler
    self.desk = desk
    self.given = given
    self.live = live
    makeVoice = voice
    self.report = report
  }

  /// Compiles a script and makes its line.
  ///
  /// - Parameter fault: is told the first error of the script, with its place.
  /// - Throws: `Failure` if the script has errors or doesn't exist.
  func line(
    ofScript path: String, fault: (String) -> Void = { _ in }
  ) throws -> ListenLine {
    let compiled = try CompiledScript(path, compiler: compiler) { result in
      report(result)
      if let error = result.firstError { fault(error) }
    }
    return try line(compiled)
  }

  func line(_ script: CompiledScript) throws -> ListenLine {
    let folder = script.promptFolder
    let voice = voices.withLock { voices in
      if let voice = voices[folder] { return voice }
      let voice = makeVoice(folder)
      voices[folder] = voice
      return voice
    }
    for language in script.program.languages { voice.prepare(language) }
    return ListenLine(
      script, voice: voice, desk: try desk(script), given: try given(script.program),
      live: try live(script.program), compiler: compiler)
  }

  /// Has clips read again for the lines that are made from now on.
  func forgetVoices() {
    voices.withLock { $0 = [:] }
  }
}

extension CompilationResult {
  /// The first error with its place; `nil` without one.
  var firstError: String? {
    diagnostics.first(where: \.isError).map { "\($0.range.location): \($0.message)" }
  }
}
