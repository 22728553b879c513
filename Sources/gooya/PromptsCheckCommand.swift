import ArgumentParser
import CallEngine
import Sound

struct PromptsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Find clips that are missing, stale, clipped, silent, too quiet or loud, or orphaned.",
    discussion: """
      Example:
        gooya prompts check --json

      Each finding names its file and what to do. Exit status: 0 if there are none, else 1.
      """)

  @OptionGroup var shelf: PromptShelf

  @Flag(help: "Print an array of JSON objects.")
  var json = false

  func run() throws {
    let catalogs = try shelf.catalogs()
    let problems = catalogs.flatMap(ClipCheck.problems) + (try shelf.strayFolders())
    if json {
      try printJSON(problems)
    } else {
      for problem in problems { StandardOutput.line("\(problem)") }
      let count = catalogs.reduce(0) { $0 + $1.prompts.count }
      StandardOutput.line("prompts: \(count), findings: \(problems.count)")
    }
    if !problems.isEmpty { throw ExitCode(1) }
  }
}
