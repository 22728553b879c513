import ArgumentParser
import CallEngine
import MenuScript

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check menu scripts and tell every fault with its place and mend.",
    discussion: """
      Example:
        gooya check MenuScripts/billing/menu.yaml --format json

      Exit status: 0 if no script has an error, else 1.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "Menu scripts or their folders.")
  var scripts: [String]

  @Option(help: "How findings are printed: text or json.")
  var format = Format.text

  @OptionGroup var prompts: PromptOptions

  func run() throws {
    let compiler = prompts.compiler
    var findings: [Diagnostic] = []
    var failed = false
    for script in scripts {
      let path = CompiledScript.file(script)
      let result = compiler.compile(fileAt: path)
      findings += result.diagnostics
      failed = failed || result.hasErrors
      guard format == .text else { continue }
      if !result.diagnostics.isEmpty { StandardOutput.text(result.text) }
      if let program = result.program {
        StandardOutput.line("\(path): no errors in \(program.states.count) states")
      }
    }
    if format == .json { StandardOutput.text(try DiagnosticJSONForm.json(of: findings)) }
    if failed { throw ExitCode(1) }
  }
}
