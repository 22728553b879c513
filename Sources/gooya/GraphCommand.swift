import ArgumentParser
import CallEngine
import Files
import Foundation
import MenuScript
import Speech
import Store
import Workbench

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw a menu: its states, the keys between them, and what check finds.",
    discussion: """
      Examples:
        gooya graph front-desk -o front-desk.svg --language en-US
        gooya graph my-menu.yaml --format mermaid
        gooya graph front-desk --coverage -o coverage.svg
        gooya graph my-menu.yaml --journal call.jsonl -o call.svg

      SVG is laid out by Graphviz; Mermaid text is drawn on repository pages. Exits that \
      lead to the same state from all over the menu are listed inside the states; --every-arrow draws \
      them. --coverage shows how often the scenarios beside the script took each, --journal \
      shows the path of a call recorded by 'gooya call --record-journal', --calls how often the calls in the \
      data went where.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case svg
    case mermaid
    case dot
  }

  @OptionGroup var script: ScriptOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
  var output: String?

  @Option(help: "svg, mermaid or dot. (default: by the file's ending, else svg)")
  var format: Format?

  @Option(help: "The language of the prompts. (default: the script's first)")
  var language: String?

  @Option(help: ArgumentHelp("Show the path of a recorded call.", valueName: "file"))
  var journal: String?

  @Flag(help: "Show how often the scenarios beside the script take each exit.")
  var coverage = false

  @Flag(help: "Show how often real calls entered each state and took each exit.")
  var calls = false

  @OptionGroup var since: SinceOption

  @OptionGroup var data: DataOptions

  @Flag(help: "Draw every exit as an arrow.")
  var everyArrow = false

  func validate() throws {
    if calls && coverage {
      throw ValidationError("--calls and --coverage can't be used together")
    }
    if since.since != nil && !calls { throw ValidationError("--since needs --calls") }
    guard format == nil, let output, Self.format(ofFile: output) == nil else { return }
    let ending = URL(filePath: output).pathExtension
    if ending.isEmpty { return }
    throw ValidationError(
      ".\(ending) isn't a picture format; name a file that ends in .svg, .mmd, .mermaid, .md, .dot "
        + "or .gv, or give --format")
  }

  func run() throws {
    let call = try journal.map { try RecordedCall($0) }
    let path = try CompiledScript.path(script.script ?? call?.script)
    var compiler = script.prompts.compiler
    compiler.proves = true
    let result = compiler.compile(fileAt: path)
    guard let program = result.program else {
      StandardError.text(result.text)
      throw Failure("\(path) has errors; fix them and try again")
    }
    let file = try place(result, script: path)
    let narrator = Narrator(result)
    let graph = MenuGraph(
      program,
      in: try language.map { try program.language($0, ofScriptAt: path) } ?? program.languages[0],
      narrator: narrator,
      diagnostics: StateDiagnostics(of: result, in: program),
      coverage: try counts(of: program, scriptAt: path),
      way: try call.map { try way(of: $0, in: program, narrator) },
      drawsEveryExit: everyArrow)
    try write(picture(of: graph), to: file)
  }

  /// The states and exits of a recorded call.
  private func way(
    of call: RecordedCall, in program: MenuProgram, _ narrator: Narrator
  ) throws -> [(state: StateID, exit: StateExit.Name?)] {
    let recorder = CoverageRecorder(of: program)
    try call.replay(on: program, narrator: narrator, coverage: recorder) { _ in }
    return recorder.way
  }

  /// How often exits were taken, by scenarios or by calls; `nil` if nobody asks.
  private func counts(of program: MenuProgram, scriptAt path: String) throws -> Coverage? {
    if coverage { return try walked(program, scriptAt: path) }
    guard calls else { return nil }
    let statistics = try CallStatistics(
      of: CallScript(program, at: path), since: since.since, in: try data.openToRead())
    return statistics.coverage(of: program)
  }

  /// How often the scenarios beside a script take each of its exits.
  ///
  /// - Throws: `Failure` if there are none.
  private func walked(_ program: MenuProgram, scriptAt path: String) throws -> Coverage {
    let folder = ScenarioFolder(besideScriptAt: path)
    let bench = ScenarioBench(compiler: script.prompts.compiler, countsCoverage: true)
    var sum = Coverage(of: program)
    var (count, failed, unreadable) = (0, 0, 0)
    for file in folder.files {
      guard let outcome = bench.run(file), let script = outcome.script else {
        unreadable += 1
        continue
      }
      // The folder may hold scenarios of other scripts.
      if bench.scripts.compile(script).program?.digest != program.digest { continue }
      count += 1
      if !outcome.hasPassed { failed += 1 }
      if let own = outcome.coverage { sum.merge(own) }
    }
    if count == 0 { throw Failure("no scenario in \(folder.path) calls \(path)") }
    if failed + unreadable > 0 {
      StandardError.line(
        "gooya: \(failed) of \(count + unreadable) scenarios failed and \(unreadable) can't be read; "
          + "run 'gooya test' for the reasons")
    }
    return sum
  }

  private func picture(of graph: MenuGraph) throws -> VisibleText {
    switch format ?? output.flatMap(Self.format(ofFile:)) ?? .svg {
    case .dot: return DOTRenderer.text(of: graph)
    case .svg: return try Graphviz.svg(of: DOTRenderer.text(of: graph))
    case .mermaid:
      let text = MermaidRenderer.text(of: graph)
      if text.description.utf16.count > MermaidRenderer.longestShown
        || graph.arrows.count >= MermaidRenderer.mostArrowsShown
      {
        StandardError.line(
          "gooya: the menu is larger than most viewers draw as Mermaid; --format svg has no limit")
      }
      return isPage ? "```mermaid\n\(text)```\n" : text
    }
  }

  /// Whether the text is a page in which the drawing stands between fences.
  private var isPage: Bool {
    output.map { URL(filePath: $0).pathExtension.lowercased() == "md" } ?? false
  }

  /// The format for a file's ending.
  private static func format(ofFile name: String) -> Format? {
    switch URL(filePath: name).pathExtension.lowercased() {
    case "svg": .svg
    case "mmd", "mermaid", "md": .mermaid
    case "dot", "gv": .dot
    default: nil
    }
  }

  /// The file for the picture; `nil` for standard output.
  ///
  /// - Throws: `ValidationError` if that is a file that is read.
  private func place(_ result: CompilationResult, script path: String) throws -> OutputFile? {
    var outputs = Outputs()
    let file = try outputs.add("-o", output == "-" ? nil : output)
    try outputs.spare("the script", result.sources.map(\.file))
    try outputs.spare("the journal", [journal].compactMap(\.self))
    if coverage { try outputs.spare("the scenario", ScenarioFolder(besideScriptAt: path).files) }
    try outputs.spare()
    return file
  }

  private func write(_ text: VisibleText, to file: OutputFile?) throws {
    guard let file else { return StandardOutput.text(text) }
    do throws(FileFault) { try file.replace(with: text.description.utf8) } catch {
      throw Failure("'\(file.path)' can't be written: \(error.reason)")
    }
  }
}
