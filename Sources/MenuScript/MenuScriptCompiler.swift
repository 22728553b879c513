public import CallEngine
import Foundation
public import Speech

/// The result of compiling a script.
public struct CompilationResult: Sendable {
  /// The program; `nil` if there is any error, except for errors found by proving the script as a
  /// whole. A program never contains guesses for missing parts, and never reveals a secret value.
  public let program: MenuProgram?
  /// In the order of the text: the script's first, then the catalogs'.
  public let diagnostics: [Diagnostic]
  /// The texts to which the diagnostics refer.
  public let sources: [SourceText]
  /// The catalogs that were read, for speaking the prompts.
  public let catalogs: [PromptCatalog]
  /// The prompts that the script was checked against.
  public let prompts: PromptIndex
  /// Where the program's parts are in the script; `nil` if there is no program.
  public let places: ScriptPlaces?

  public var hasErrors: Bool { diagnostics.contains(where: \.isError) }

  /// The diagnostics in their printed form.
  public var text: VisibleText { DiagnosticTextRenderer(sources: sources).text(of: diagnostics) }
}

/// Compiles menu scripts.
public struct MenuScriptCompiler: Sendable {
  /// The services that scripts may call.
  public let services: [ServiceSignature]
  /// The validation rules that scripts may use.
  public let validationRules: [ValidationRule]
  /// The folders that are searched for prompt catalogs.
  public let prompts: PromptFolders
  public var limits = ReadingLimits.standard
  /// Where tables are read.
  var files = ScriptFiles.onDisk
  /// Whether to prove the script as a whole, too (E5xx, W5xx). A script with such a finding still
  /// has a program, so that it can be called while it is being written.
  public var proves = false
  /// What was found in texts, also by copies of the compiler.
  private let keysInTexts = KeysInTexts()
  /// What is read instead of files: the script's own, and those that it needs.
  public var unsaved = UnsavedTexts()

  public init(
    services: [ServiceSignature], validationRules: [ValidationRule] = ValidationRule.builtIn,
    prompts: PromptFolders = PromptFolders()
  ) {
    self.services = services
    self.validationRules = validationRules
    self.prompts = prompts
  }

  /// Compiles a file, with catalogs from its own folder and the compiler's folders.
  ///
  /// - Parameter path: as the user gave it; diagnostics show it unchanged.
  public func compile(fileAt path: String) -> CompilationResult {
    var findings = Findings(file: path)
    let source = SourceText.read(path, limits: limits, unsaved: unsaved, findings: &findings)
    guard let source else {
      return result(nil, findings, sources: [])
    }
    return compile(source, prompts: nil, findings: findings)
  }

  /// Compiles a text with catalogs that are already loaded.
  public func compile(
    _ text: String, file: String = "menu.yaml", prompts: PromptIndex
  ) -> CompilationResult {
    compile(bytes: Data(text.utf8), file: file, prompts: prompts)
  }

  /// Compiles a file's bytes, which may be anything.
  public func compile(
    bytes: some Sequence<UInt8>, file: String = "menu.yaml", prompts: PromptIndex
  ) -> CompilationResult {
    var findings = Findings(file: file)
    let source = SourceText.decode(
      Data(bytes), file: file, limits: limits, findings: &findings)
    guard let source else { return result(nil, findings, sources: []) }
    return compile(source, prompts: prompts, findings: findings)
  }

  private func compile(
    _ source: SourceText, prompts index: PromptIndex?, findings: Findings
  ) -> CompilationResult {
    var findings = findings
    guard let root = YAMLReader.read(source, limits: limits, findings: &findings),
      var script = ScriptParser.parse(root, findings: &findings)
    else { return result(nil, findings, sources: [source]) }
    var loaded = PromptFolders.Loaded(index: index ?? PromptIndex())
    if index == nil {
      loaded = prompts.load(
        script.catalogs.map(\.value), in: script.languages.map { Language($0.value) },
        forScriptAt: source.file, limits: limits, unsaved: unsaved)
    }
    let files = files.reading(unsaved)
    let own = ServiceLowering.lower(
      script, file: source.file, builtIn: services, files: files, findings: &findings)
    loaded.diagnostics += own.diagnostics
    loaded.sources += own.tables
    var services = self.services + own.services.map { $0.signature }
    let messages = MessageLowering.lower(
      script, file: source.file, services: services, files: files, findings: &findings)
    loaded.diagnostics += messages.diagnostics
    loaded.sources += messages.sources
    services += messages.services.map(\.signature)
    script.tell(messages.values)
    ConflictCheck.run(script, rules: validationRules, findings: &findings)
    ReadingCheck.run(script, services: services, findings: &findings)
    let hours = HoursLowering.lower(
      script, at: source.file, limits: limits, unsaved: unsaved, findings: &findings)
    loaded.diagnostics += hours.files.flatMap(\.findings.inOrder)
    loaded.sources += hours.files.compactMap(\.source)
    RecordingCheck.run(script, services: services, findings: &findings)
    TransferCheck.run(script, findings: &findings)
    let program = ProgramLowering.lower(
      script, source: source, services: services, declared: own.services + messages.services,
      validationRules: validationRules, hours: hours.hours, prompts: loaded.index,
      findings: &findings)
    guard let program, !loaded.diagnostics.contains(where: { $0.severity == .error }) else {
      return result(nil, findings, sources: [source], loaded, script: script)
    }
    let secrets = PrivacyCheck(script, services: services)
    secrets.run(findings: &findings)
    if proves {
      ProofCheck.run(
        program, script, services: services, prompts: loaded.index, keys: keysInTexts,
        findings: &findings)
    }
    return result(
      secrets.areKept ? program : nil, findings, sources: [source], loaded, script: script)
  }

  private func result(
    _ program: MenuProgram?, _ findings: Findings, sources: [SourceText],
    _ loaded: PromptFolders.Loaded = PromptFolders.Loaded(), script: ScriptSyntax? = nil
  ) -> CompilationResult {
    var findings = findings
    if let script { PartNotes(script).add(to: &findings) }
    let found = findings
    // If a script has errors, it isn't known what else would be found.
    let isChecked = { (rule: Rule) in
      program != nil && (rule.family != .proofs || proves) && !found.isCut(rule.severity)
    }
    for source in sources {
      IgnoreComments(source, limits: limits).silence(&findings, isChecked: isChecked)
    }
    return CompilationResult(
      program: program,
      diagnostics: findings.inOrder + loaded.diagnostics,
      sources: sources + loaded.sources, catalogs: loaded.catalogs, prompts: loaded.index,
      places: program.flatMap { program in
        script.map { ScriptPlaces(program, $0, file: findings.file) }
      })
  }
}
