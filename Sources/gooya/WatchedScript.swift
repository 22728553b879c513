import CallEngine
import CallRuntime
import Foundation
import MenuScript
import Speech

/// A script being edited: tells a running call that it was saved, and the result.
final class WatchedScript {
  let path: String
  private let compiler: MenuScriptCompiler
  private var files: WatchedFiles
  /// The script and what it was compiled from.
  private var sources: Set<String>

  init(_ compiled: CompiledScript, compiler: MenuScriptCompiler) {
    path = compiled.path
    self.compiler = compiler
    sources = Set(compiled.sources)
    files = Self.watch(sources, path, compiler)
  }

  /// The script, its prompts, and the files that it names.
  private static func watch(
    _ sources: Set<String>, _ path: String, _ compiler: MenuScriptCompiler
  ) -> WatchedFiles {
    let prompts = compiler.prompts.folder(forScriptAt: path)
    return WatchedFiles(sources.union([path]).union([prompts].compactMap(\.self)).sorted())
  }

  /// What became of the script since the last call; `nil` if it is unchanged.
  func change() -> ScriptChange? { result().map(ScriptChange.init) }

  /// The same with all that compiling it has told.
  func result() -> CompilationResult? {
    guard files.haveChanged() else { return nil }
    let result = compiler.compile(fileAt: path)
    let now = Set(result.sources.map(\.file))
    if result.program != nil, now != sources {
      sources = now
      files = Self.watch(now, path, compiler)
    }
    return result
  }
}

extension ScriptChange {
  init(_ result: CompilationResult) {
    self =
      result.program.map { .program($0, Narrator(result)) }
      ?? .broken(result.text.withoutLastBreak.description)
  }
}
