import ArgumentParser
import CallEngine
import Files
import MenuScript

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check menu scripts and scenarios and tell every fault with its place and mend.",
    discussion: """
      Examples:
        gooya check MenuScripts/billing/menu.yaml --format sarif
        gooya check --fix my-menu.yaml
        gooya check my-line/scenarios/busy.yaml

      The scenarios in the folder 'scenarios' beside a script are read with it, if it compiles.

      --fix makes those repairs that are sure, and says of each other one why not. What a fault \
      hid may show once it is gone.

      '# gooya:ignore W505 the reason' silences a rule on its line or, alone on a line, on the next; \
      errors of reading, and E515 to E517, which keep secrets, can't be silenced.

      Exit status: 0 if no file has an error, else 1. Warnings alone are no failure.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
  }

  @Argument(help: "Menu scripts or their folders, and scenarios or theirs.")
  var scripts: [String]

  @Option(help: "How findings are printed: text, json, or sarif (SARIF 2.1.0).")
  var format = Format.text

  @Flag(help: "Apply the repairs that are sure, and say which.")
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
        StandardOutput.line("'gooya explain \(first.code)' tells more")
      }
    case .json: StandardOutput.text(try DiagnosticJSONForm.json(of: findings))
    case .sarif:
      let version = Gooya.configuration.version
      StandardOutput.text(try DiagnosticSARIFForm.sarif(of: findings, version: version))
    }
    if failed { throw ExitCode(1) }
  }
}
