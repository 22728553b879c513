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
    let findings = catalogs.flatMap(ClipCheck.findings) + (try shelf.strayFolders())
    if json {
      try printJSON(findings)
    } else {
      for finding in findings { StandardOutput.line("\(finding)") }
      let count = catalogs.reduce(0) { $0 + $1.prompts.count }
      StandardOutput.line("prompts: \(count), findings: \(findings.count)")
    }
    if !findings.isEmpty { throw ExitCode(1) }
  }
}
