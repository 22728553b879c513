import ArgumentParser
import CallEngine
import CallRuntime
import Files
import Foundation
import Workbench

struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Show the paths through a menu, or find faults with random callers.",
    discussion: """
      Examples:
        gooya explore front-desk
        gooya explore front-desk --to goodbye
        gooya explore front-desk --random 100000 --seed 7 --save found/

      Keys are written as 'gooya call --keys' takes them: '~3' waits three seconds. Calls run in \
      virtual time with the callers of the sample data. Where a number is asked for, callers key \
      in those of the sample and of the services' examples, and ones that the field accepts. Gateways \
      and services sometimes fail, are slow or end differently. A problem is shown with the shortest \
      call that has it; states that no call entered are listed with the reason.

      Exit status: 0, or 1 if a problem was found or no path leads to the state.
      """)

  @OptionGroup var script: ScriptOptions

  @Option(help: ArgumentHelp("Print the keys that lead to a state.", valueName: "state"))
  var to: String?

  @Flag(help: "List every path that goes through no state twice.")
  var paths = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Simulate this many random callers.", valueName: "calls"),
    transform: NumberRange.whole(1...10_000_000).read)
  var random: Int?

  @Option(
    parsing: .unconditional, help: "The same seed gives the same callers. (default: 1)",
    transform: NumberRange.whole(0...UInt64.max).read)
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Save each problem as a scenario in this folder.", valueName: "folder"))
  var save: String?

  func validate() throws {
    if save?.isEmpty == true { throw ValidationError("--save takes the name of a folder") }
    if save != nil && random == nil { throw ValidationError("--save needs --random") }
    if to != nil && (random != nil || paths) {
      throw ValidationError("--to can't be used with --random or --paths")
    }
  }

  func run() throws {
    let compiled = try CompiledScript(script.script, compiler: script.prompts.compiler)
    let services = try RememberedReplies(of: compiled.program, at: compiled.path)
    var run = ExploreRun(
      program: compiled.program, narrator: compiled.narrator, services: services)
    if let random {
      let result = run.run(calls: random, seed: seed)
      let unentered = run.unentered(but: result.entered, in: compiled.program)
      try report(result, unentered, of: compiled, services)
    } else if let to {
      try printKeys(to: to, in: compiled, &run)
    } else {
      let atlas = MenuAtlas(compiled, exploring: &run)
      StandardOutput.text(paths ? atlas.pathList : atlas.overview)
    }
  }

  private func printKeys(
    to name: String, in compiled: CompiledScript, _ run: inout ExploreRun
  ) throws {
    let program = compiled.program
    guard let state = program.state(named: name) else {
      throw ValidationError("\(compiled.path) has no state '\(name)'")
    }
    guard let path = program.shortestPaths[state.index] else {
      throw Failure("no path leads from the start to '\(name)'")
    }
    var entered: Set<StateID> = []
    guard let plan = run.plan(to: state, entered: &entered) else {
      let reason = run.unentered(but: entered, in: program).first { $0.state == state }
        .map { ": \($0.reason(in: program))" }
      throw Failure(
        "no call reached '\(name)'\(reason ?? ""); the path "
          + "would be \(MenuAtlas.text(of: path, in: program))")
    }
    StandardOutput.line("\(plan.keyScript)")
    let conditions = MenuAtlas.conditions(of: plan, in: program)
    if !conditions.isEmpty { StandardError.line("with \(conditions)") }
  }

  /// - Throws: `ExitCode` if problems were found.
  private func report(
    _ result: ExploreRun.Result, _ unentered: [UnenteredState], of compiled: CompiledScript,
    _ services: RememberedReplies
  ) throws {
    for (number, example) in result.counterexamples.enumerated() {
      let problem = example.problem.description(in: compiled.program)
      StandardOutput.line("problem: \(problem) (in \(example.count) of \(result.calls) calls)")
      show(example, of: compiled, services)
      if let save { try write(example, number + 1, problem, into: save, of: compiled) }
    }
    let count = result.counterexamples.count
    StandardOutput.line(
      "\(result.calls) callers, \(count == 0 ? "no" : "\(count)") problem\(count > 1 ? "s" : ""); "
        + "the longest call took \(result.longest.components.seconds) s")
    if !unentered.isEmpty {
      StandardOutput.line(MenuAtlas.text(of: unentered, in: compiled.program))
    }
    if count > 0 { throw ExitCode(1) }
  }

  /// Replays the problem's call for its transcript.
  private func show(
    _ example: ExploreRun.Counterexample, of compiled: CompiledScript, _ services: RememberedReplies
  ) {
    let conditions = MenuAtlas.conditions(of: example.plan, in: compiled.program)
    if !conditions.isEmpty { StandardOutput.line("  with \(conditions)") }
    let keys = example.plan.keyScript
    StandardOutput.line("  keys: \(keys.isEmpty ? "none" : keys)")
    let transcript = TextTranscript()
    var lines = 0
    let call = SimulatedCall(
      program: compiled.program, parameters: example.plan.parameters, narrator: compiled.narrator,
      services: RememberedCall(services, given: example.plan.given)
    ) { event in
      lines += 1
      if lines <= Self.mostLines { StandardOutput.line("  \(transcript.text(for: event))") }
    }
    example.plan.perform(on: call) { lines <= Self.mostLines }
    if lines > Self.mostLines { StandardOutput.line("  … and so on") }
  }

  /// As many lines as fit a screen; longer calls only repeat themselves.
  private static let mostLines = 40

  private func write(
    _ example: ExploreRun.Counterexample, _ number: Int, _ problem: String, into folder: String,
    of compiled: CompiledScript
  ) throws {
    let name = compiled.program[example.problem.state].name
    let path = "\(folder)/found-\(number)-\(name).yaml"
    let script = URL(filePath: compiled.path).standardizedFileURL.path
    let text =
      "# Found by 'gooya explore --random': fails until the script is fixed.\n"
      + example.plan.scenario(
        title: problem, script: script, patience: compiled.program.maxDuration)
    // If the folder can't be made, writing the file reports it.
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var outputs = Outputs()
    guard let file = try outputs.add("--save", path, for: .owner) else { return }
    try outputs.spare(compiled)
    try outputs.spare()
    do throws(FileFault) { try file.replace(with: text.utf8) } catch {
      throw Failure("'\(path)' can't be written: \(error.reason)")
    }
    StandardOutput.line("  saved as \(path)")
  }
}
