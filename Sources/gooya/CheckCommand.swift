import ArgumentParser
import CallEngine
import Files
import MenuScript

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check menu scripts and scenarios, and report each fault with its place and remedy.",
    discussion: """
      Examples:
        gooya check front-desk --format sarif
        gooya check --fix my-menu.yaml
        gooya check my-line/scenarios/busy.yaml

      The scenarios in the folder 'scenarios' beside a script are checked too, if it compiles.

      --fix makes the repairs that are certain, and says why it doesn't make the others. Fixing a \
      fault may reveal others that it hid.

      '# gooya:ignore W505 the reason' silences a rule on its line or, alone on a line, on the next; \
      reading errors, and E515 to E517, which protect secrets, can't be silenced.

      Exit status: 0 if no file has an error, else 1. Warnings alone don't fail.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
  }

  @Argument(help: "Menu scripts, scenarios, or folders of either.")
  var scripts: [String]

  @Option(help: "How findings are printed: text, json, or sarif (SARIF 2.1.0).")
  var format = Format.text

  @Flag(help: "Make the repairs that are certain, and list them.")
  var fix = false

  @OptionGroup var prompts: PromptOptions

  func run() throws {
    var findings: [Diagnostic] = []
    var failed = false
    for file in scripts.flatMap(ScenarioFolder.checkedFiles) {
      let checked = CheckedFile(file, compiler: prompts.compiler)
      if fix { try checked.repairAll() }
      let result = checked.result
      findings += result.diagnostics
      failed = failed || result.hasErrors
      if format == .text { StandardOutput.text(result.text) }
    }
    switch format {
    case .text:
      if let first = findings.first {
        StandardOutput.line("run 'gooya explain \(first.code)' for details")
      }
    case .json: StandardOutput.text(try DiagnosticJSONRenderer.json(of: findings))
    case .sarif:
      let version = Gooya.configuration.version
      StandardOutput.text(try DiagnosticSARIFRenderer.sarif(of: findings, version: version))
    }
    if failed { throw ExitCode(1) }
  }
}
