import ArgumentParser

struct PromptsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompts",
    abstract: "The prompts' sound: list it, check it, render it, import and export it.",
    discussion: """
      Example:
        gooya prompts check
        gooya prompts render --language fa-IR
        gooya prompts import studio/welcome.wav --id welcome --language fa-IR

      A prompt's text stands in Prompts/<language>/<catalog>.yaml, its clip in the folder of that \
      name, with a manifest of what each clip was made from.
      """,
    subcommands: [
      PromptsListCommand.self, PromptsCheckCommand.self, PromptsRenderCommand.self,
      PromptsImportCommand.self, PromptsExportCommand.self,
    ])
}
