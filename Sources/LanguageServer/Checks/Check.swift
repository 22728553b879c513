import CallEngine
import MenuScript
import Synchronization

/// A check of documents as they were at a moment. It may run on another thread, beside the server.
public struct Check: Sendable {
  /// A document to be checked.
  struct Subject: Sendable {
    let uri: String
    let path: String
    let version: Int?
    let text: String
    let kind: FileKind?
  }

  /// What was found in one document.
  struct Finding: Sendable {
    let uri: String
    let version: Int?
    /// `nil` for what isn't checked itself.
    let kind: FileKind?
    /// The script, or a scenario's.
    var script: CompilationResult?
    var diagnostics: [Diagnostic] = []
    /// The texts that the diagnostics point into.
    var sources: [SourceText] = []
  }

  /// What a check found.
  public struct Report: Sendable {
    let findings: [Finding]
  }

  let subjects: [Subject]
  let compiler: MenuScriptCompiler
  let messages: @Sendable (MenuProgram) -> LineMessages

  public func run() -> Report {
    let scripts = CompiledScripts(compiler)
    return Report(findings: subjects.map { finding(in: $0, scripts) })
  }

  private func finding(in subject: Subject, _ scripts: CompiledScripts) -> Finding {
    var finding = Finding(uri: subject.uri, version: subject.version, kind: subject.kind)
    let source = SourceText(file: subject.path, text: subject.text)
    switch subject.kind {
    case .script:
      let result = scripts.compile(subject.path)
      let messages = checkMessages(of: result, at: subject.path)
      finding.script = result
      finding.diagnostics = result.diagnostics + (messages?.diagnostics ?? [])
      finding.sources = result.sources + (messages?.sources ?? [])
    case .scenario:
      let parser = ScenarioParser(services: compiler.services, compile: scripts.compile)
      let result = parser.parse(bytes: subject.text.utf8, file: subject.path)
      finding.script = result.script
      finding.diagnostics = result.diagnostics
      finding.sources = result.sources
    case .catalog:
      let parts = subject.path.split(separator: "/").suffix(2).map(String.init)
      let name = parts.last?.split(separator: ".").first.map(String.init) ?? ""
      let language = Language(parts.first ?? "")
      finding.diagnostics =
        CatalogParser.parse(source, name: name, language: language).diagnostics
      finding.sources = [source]
    case .messages:
      let path = LanguageServer.folder(of: LanguageServer.folder(of: subject.path)) + "/menu.yaml"
      let result = scripts.compile(path)
      let messages = checkMessages(of: result, at: path)
      finding.script = result
      finding.diagnostics = (result.diagnostics + (messages?.diagnostics ?? []))
        .filter { $0.range.file == subject.path }
      finding.sources = [source]
    case nil: break
    }
    return finding
  }

  /// What is wrong with the texts of what a script's line sends; `nil` if the script has errors.
  private func checkMessages(
    of script: CompilationResult, at path: String
  ) -> MessageFolder.Reading? {
    script.program.map {
      MessageFolder.check(messages($0), of: $0, scriptAt: path, unsaved: compiler.unsaved)
    }
  }
}

/// The scripts that one check compiles, each once.
private final class CompiledScripts: Sendable {
  private let compiler: MenuScriptCompiler
  private let results = Mutex<[String: CompilationResult]>([:])

  init(_ compiler: MenuScriptCompiler) {
    self.compiler = compiler
  }

  @Sendable func compile(_ path: String) -> CompilationResult {
    if let known = results.withLock({ $0[path] }) { return known }
    let result = compiler.compile(fileAt: path)
    results.withLock { $0[path] = result }
    return result
  }
}
