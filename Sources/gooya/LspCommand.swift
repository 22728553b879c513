import ArgumentParser
import CallEngine
import Glibc
import LanguageServer
import Lines
import MenuScript

struct LspCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Help an editor with scripts, scenarios and catalogs, as a language server.",
    discussion: """
      Speaks the Language Server Protocol on standard input and output. Editors start it themselves; \
      Documentation/editors.md says how to set up VS Code, Neovim and Helix.

      Exit status: 0 if the client shut it down, else 1.
      """)

  @OptionGroup var prompts: PromptOptions

  @Flag(help: .hidden)
  var stdio = false

  func run() throws {
    guard isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("an editor starts this; it talks on standard input and output")
    }
    var surroundings = LanguageServer.Surroundings(compiler: prompts.compiler)
    surroundings.messages = { LinesOfBusiness.all.lineMessages(of: $0) }
    surroundings.version = Gooya.configuration.version
    for schema in LanguageServer.Schema.allCases {
      if let text = try? SchemaFile(schema).text {
        surroundings.schemas[schema] = DocumentSchema(text.utf8)
      }
    }
    let pages = RulePageFolder()
    surroundings.pageOfRule = { pages?.uri(of: $0) }
    let status = ServerLoop(LanguageServer(surroundings)).run()
    if status != 0 { throw ExitCode(status) }
  }
}
