public import CallEngine
import Foundation

/// The result of reading a scenario.
public struct ScenarioResult: Sendable {
  /// The scenario; `nil` if it has an error.
  public let scenario: Scenario?
  /// Its compiled script; `nil` if the scenario couldn't be read far enough to find it.
  public let script: CompilationResult?
  /// The scenario's diagnostics, in the order of its text; the script's are in `script`.
  public let diagnostics: [Diagnostic]
  public let sources: [SourceText]

  /// The scenario's diagnostics in their printed form.
  public var text: VisibleText { DiagnosticTextRenderer(sources: sources).text(of: diagnostics) }
}

/// Reads scenarios and checks their names against their scripts.
public struct ScenarioParser: Sendable {
  /// The path of a scenario's script if it names none.
  public static let defaultScript = "../menu.yaml"

  private let services: [ServiceSignature]
  private let compile: @Sendable (String) -> CompilationResult

  /// - Parameter compile: compiles the script of a path. Many scenarios share one, so it should
  ///   cache them.
  public init(
    services: [ServiceSignature], compile: @escaping @Sendable (String) -> CompilationResult
  ) {
    self.services = services
    self.compile = compile
  }

  /// Reads scenarios and compiles each one's script.
  public init(compiler: MenuScriptCompiler) {
    self.init(services: compiler.services) { compiler.compile(fileAt: $0) }
  }

  public func parse(fileAt path: String) -> ScenarioResult {
    var findings = Findings(file: path)
    let source = SourceText.read(path, findings: &findings)
    return parse(source, findings)
  }

  /// - Parameter file: the path to which the script's is relative.
  public func parse(bytes: some Sequence<UInt8>, file: String) -> ScenarioResult {
    var findings = Findings(file: file)
    let source = SourceText.decode(Data(bytes), file: file, findings: &findings)
    return parse(source, findings)
  }

  /// Reads what one stub is set to do, written as in a scenario but on its own:
  /// `clinic.find=unknown`.
  ///
  /// - Returns: `nil`, together with the diagnostics, if it is invalid.
  public static func provision(
    _ text: String, services: [ServiceSignature]
  ) -> (Scenario.Provision?, [Diagnostic]) {
    let sign = text.firstIndex(of: "=") ?? text.endIndex
    var findings = Findings(file: "")
    let source = SourceText(file: "", text: String(text[sign...].dropFirst()))
    guard let root = YAMLReader.read(source, findings: &findings) else {
      return (nil, findings.diagnostics)
    }
    var reading = ScenarioReading(findings: findings, services: services)
    let provision = reading.provision(
      Located(String(text[..<sign]), .top), root)
    let diagnostics = reading.findings.diagnostics
    return (reading.findings.hasErrors ? nil : provision, diagnostics)
  }

  private func parse(_ source: SourceText?, _ findings: Findings) -> ScenarioResult {
    var findings = findings
    var scenario: Scenario?
    var script: CompilationResult?
    if let source, let root = YAMLReader.read(source, findings: &findings) {
      var reading = ScenarioReading(findings: findings, services: services)
      scenario = reading.scenario(root, file: source.file) { path in
        let result = compile(path)
        script = result
        return result
      }
      findings = reading.findings
    }
    return ScenarioResult(
      scenario: findings.hasErrors ? nil : scenario, script: script,
      diagnostics: findings.inOrder, sources: source.map { [$0] } ?? [])
  }
}
