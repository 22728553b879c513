import ArgumentParser
import CallEngine
import Glibc

/// The command line: one file per subcommand, wiring only.
@main
struct Gooya: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gooya",
    abstract: "A workbench for phone menus: call them, check them, test them.",
    discussion: """
      Example:
        gooya call front-desk

      Exit status: 0 success, 1 findings or failures, 64 wrong usage, 70 a bug in gooya. Wrong \
      usage includes an invalid value, and a language, state, prompt or rule \
      that doesn't exist; a missing or malformed file is a failure.
      """,
    version: "0.1.0",
    subcommands: [
      CallCommand.self, ListenCommand.self, LiveCommand.self, LinesCommand.self, RecordCommand.self,
      ReplayCommand.self, TestCommand.self,
      CheckCommand.self, ExplainCommand.self, HoursCommand.self, DirectoryCommand.self,
      CallsCommand.self, ConfigCommand.self,
      ResultsCommand.self, StatsCommand.self,
      CampaignCommand.self,
      OutboxCommand.self, PurgeCommand.self, RecordingsCommand.self, ReplyCommand.self,
      BillCommand.self,
      CancellationCommand.self, RegistryCommand.self, SayCommand.self, SMSCommand.self,
      LoadCommand.self,
      ExploreCommand.self, DTMFCommand.self, AudioCommand.self, PromptsCommand.self,
      FmtCommand.self, NewCommand.self, GraphCommand.self, LspCommand.self, SchemaCommand.self,
      ServeCommand.self, StoreCommand.self,
    ])

  static func main() {
    // Writing to a closed pipe must return an error, not end the program.
    signal(SIGPIPE, SIG_IGN)
    StandardStreams.fillGaps()
    Interruption.endCleanly()
    var running: (any ParsableCommand.Type)?
    do {
      var command = try parse(partingOptionalValues(of: CommandLine.arguments.dropFirst()))
      running = type(of: command)
      try command.run()
      try StandardOutput.finish()
    } catch let failure as Failure {
      end(with: failure)
    } catch let misuse as ValidationError {
      end(with: misuse, in: running ?? Gooya.self)
    } catch {
      // Neither a command's own error nor the parser's: should have been ruled out.
      if !(error is ExitCode), exitCode(for: error) == .failure {
        end(with: .ownFault("\(error)"))
      }
      end(with: error)
    }
  }

  /// Parses the arguments. Messages quote arguments without line ends: the parser quotes them in
  /// multi-line messages of its own, where they must not end a line. Other characters stay, since a
  /// message that names one must show it.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    do { return try parseAsRoot(arguments) } catch {
      let shown = arguments.map { $0.contains(where: \.isNewline) ? $0.visible : $0 }
      if shown != arguments { _ = try parseAsRoot(shown) }
      throw error
    }
  }

  /// Exits with the parser's message: help or wrong usage.
  private static func end(with error: any Error) -> Never {
    let message = VisibleText(lines: fullMessage(for: error))
    let code = exitCode(for: error)
    if !message.isEmpty {
      if code.isSuccess { StandardOutput.line(message) } else { StandardError.line(message) }
    }
    Glibc.exit(code.rawValue)
  }

  /// Exits with what was wrong with the arguments of a command that has begun.
  private static func end(
    with misuse: ValidationError, in command: any ParsableCommand.Type
  ) -> Never {
    StandardError.line("Error: \(misuse.message)")
    StandardError.line(VisibleText(lines: "Usage: " + usageString(for: command)))
    Glibc.exit(ExitCode.validationFailure.rawValue)
  }

  /// Options whose value is optional. The parser loses a value written with `=` if another option
  /// follows, but accepts one that is an argument of its own.
  private static let optionsWithOptionalValues = ["--audio", "--ears", "--coverage"]

  private static func partingOptionalValues(of arguments: ArraySlice<String>) -> [String] {
    arguments.flatMap { argument -> [String] in
      guard let sign = argument.firstIndex(of: "=") else { return [argument] }
      let (option, value) = (argument[..<sign], argument[sign...].dropFirst())
      guard optionsWithOptionalValues.contains(String(option)) else { return [argument] }
      return value.isEmpty ? [String(option)] : [String(option), String(value)]
    }
  }

  private static func end(with failure: Failure) -> Never {
    StandardError.line("gooya: \(failure.message)")
    Glibc.exit(failure.status)
  }
}

/// Why a command failed, in words for its user.
struct Failure: Error {
  let message: VisibleText
  let status: Int32

  /// Faulty input, or a finding.
  init(_ message: VisibleText) {
    self.init(message, status: 1)
  }

  private init(_ message: VisibleText, status: Int32) {
    self.message = message
    self.status = status
  }

  /// A fault that gooya should have ruled out.
  static func ownFault(_ message: VisibleText) -> Failure {
    Failure("\(message); this is a bug in gooya", status: 70)
  }
}
