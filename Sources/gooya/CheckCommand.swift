import ArgumentParser
import CallEngine
import Files
import MenuScript

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check menu scripts and tell every fault with its place and mend.",
    discussion: """
      Examples:
        gooya check MenuScripts/billing/menu.yaml --format sarif
        gooya check --fix my-menu.yaml

      --fix makes those repairs that are sure: each takes a finding away and brings no other.

      '# gooya:ignore W505 the reason' silences a rule on its line or, alone on a line, on the next; \
      errors of reading, and E515 to E517, which keep secrets, can't be silenced.

      Exit status: 0 if no script has an error, else 1. Warnings alone are no failure.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
  }

  @Argument(help: "Menu scripts or their folders.")
  var scripts: [String]

  @Option(help: "How findings are printed: text, json, or sarif (SARIF 2.1.0).")
  var format = Format.text

  @Flag(help: "Apply the repairs that are sure, and say which.")
  var fix = false

  @OptionGroup var prompts: PromptOptions

  func run() throws {
    var compiler = prompts.compiler
    compiler.proves = true
    var findings: [Diagnostic] = []
    var failed = false
    for script in scripts {
      let path = CompiledScript.file(script)
      if fix { try repair(path) }
      let result = compiler.compile(fileAt: path)
      findings += result.diagnostics
      failed = failed || result.hasErrors
      guard format == .text else { continue }
      if !result.diagnostics.isEmpty { StandardOutput.text(result.text) }
      if let program = result.program, !result.hasErrors {
        StandardOutput.line("\(path): no errors in \(program.states.count) states")
      }
    }
    switch format {
    case .text:
      if let first = findings.first {
        StandardOutput.line("'gooya explain \(first.code)' tells more")
      }
    case .json: StandardOutput.text(try DiagnosticJSONForm.json(of: findings))
    case .sarif:
      let version = Gooya.configuration.version
      StandardOutput.text(try DiagnosticSARIFForm.sarif(of: findings, version: version))
    }
    if failed { throw ExitCode(1) }
  }

  /// Mends what can surely be mended, and says so where it doesn't disturb another form.
  ///
  /// - Throws: `Failure` if the script can't be written.
  private func repair(_ path: String) throws {
    // Proofs are of no interest here: they have no fix-its, and appear as soon as errors vanish.
    let compiler = prompts.compiler
    let result = compiler.compile(fileAt: path)
    guard let source = result.sources.first(where: { $0.file == path }) else { return }
    let repair = Repair(source, diagnostics: result.diagnostics.filter { $0.range.file == path }) {
      compiler.compile($0, file: path, prompts: result.prompts).diagnostics
    }
    if repair.steps.isEmpty { return }
    do throws(FileFault) { try OutputFile(path).replace(with: repair.text.utf8) } catch {
      throw Failure("\(path) can't be repaired: \(error.reason)")
    }
    for step in repair.steps {
      let place = step.diagnostic.range.start
      StandardError.line(
        "\(path):\(place.line):\(place.column): repaired: \(step.summary) [\(step.diagnostic.code)]"
      )
    }
  }
}
