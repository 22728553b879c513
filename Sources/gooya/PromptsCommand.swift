import ArgumentParser

struct PromptsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompts",
    abstract: "List, check, render, import and export the prompts' sound.",
    discussion: """
      Example:
        gooya prompts check
        gooya prompts render --language fa-IR
        gooya prompts import studio/welcome.wav --id welcome --language fa-IR

      A prompt's text is in Prompts/<language>/<catalog>.yaml and its clip in the folder of that \
      name, with a manifest that says what each clip was made from.
      """,
    subcommands: [
      PromptsListCommand.self, PromptsCheckCommand.self, PromptsRenderCommand.self,
      PromptsImportCommand.self, PromptsExportCommand.self,
    ])
}
