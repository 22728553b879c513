import ArgumentParser
import CallEngine
import CallRuntime
import Files
import MenuScript
import Workbench

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Replay a recorded call and show its transcript.",
    discussion: """
      Examples:
        gooya call --fast --keys "~20 0" --record-journal call.jsonl
        gooya replay call.jsonl
        gooya replay call.jsonl --save-scenario my-call.yaml

      A journal doesn't say what '--given' made gateways do, nor which SMS came in: give the former \
      again, and add the latter to the scenario.
      """)

  @Argument(help: "A journal written by 'gooya call --record-journal'.")
  var file: String

  @Option(help: "The script, if it has moved since the call.")
  var script: String?

  @Option(help: "How the transcript is printed: text or jsonl.")
  var format = TranscriptFormat.text

  @OptionGroup var scenario: ScenarioSavingOptions

  @OptionGroup var stubs: StubOptions

  @OptionGroup var prompts: PromptOptions

  func validate() throws {
    try stubs.check()
    if scenario.file == nil && !stubs.given.isEmpty {
      throw ValidationError("--given needs --save-scenario: a replay asks no gateway")
    }
  }

  func run() throws {
    let recorded = try RecordedCall(file)
    let compiled = try CompiledScript(script ?? recorded.script, compiler: prompts.compiler)
    try recorded.check(against: compiled.program)
    var outputs = Outputs()
    let scenarioFile = try outputs.add("--save-scenario", scenario.file, for: .owner)
    try outputs.spare("the journal", [file])
    try outputs.spare(compiled)
    try outputs.spare()
    let saving = try scenario.begin(
      scenarioFile, compiled, parameters: recorded.parameters, stubs: stubs, prompts: prompts)
    for entry in recorded.entries { saving?.call.note(entry) }
    let printer = TranscriptPrinter(format)
    printer.begin(recorded.parameters, title: compiled.program.title)
    let shown = SettledTranscript(printer.show)
    try recorded.replay(on: compiled.program, narrator: compiled.narrator) { event in
      saving?.call.note(event)
      shown.take(event)
    }
    try saving?.save()
  }
}
