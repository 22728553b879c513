import CallEngine
import CallRuntime
import Foundation
import MenuScript
import Speech

/// A script being edited: tells a running call that it was saved, and the result.
final class WatchedScript {
  private let path: String
  private let compiler: MenuScriptCompiler
  private var files: WatchedFiles

  init(_ compiled: CompiledScript, compiler: MenuScriptCompiler) {
    path = compiled.path
    self.compiler = compiler
    let prompts = compiler.prompts.folder(forScriptAt: path)
    files = WatchedFiles([path] + [prompts].compactMap { $0 })
  }

  /// What became of the script since the last call; `nil` if it is unchanged.
  func change() -> ScriptChange? {
    guard files.haveChanged() else { return nil }
    let result = compiler.compile(fileAt: path)
    guard let program = result.program else {
      return .broken(result.text.withoutLastBreak.description)
    }
    return .program(program, Narrator(result))
  }
}
