import ArgumentParser
import CallEngine
import Glibc

/// The command line: one file a subcommand, wiring and nothing else.
@main
struct Gooya: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gooya",
    abstract: "A workbench for phone menus: ring them, check them, test them.",
    discussion: """
      Example:
        gooya call MenuScripts/billing/menu.yaml

      Exit status: 0 fine, 1 findings or failures, 64 wrong usage, 70 a fault of gooya's own. Wrong \
      usage is also a value that can't be what it stands for, and a language, state, prompt or rule \
      that isn't there; a file that is missing or malformed is a failure.
      """,
    version: "0.1.0",
    subcommands: [
      CallCommand.self, RecordCommand.self, ReplayCommand.self, TestCommand.self,
      CheckCommand.self, ExplainCommand.self, DirectoryCommand.self, CallsCommand.self,
      OutboxCommand.self, ReplyCommand.self, BillCommand.self, SayCommand.self, LoadCommand.self,
      ExploreCommand.self, DTMFCommand.self, AudioCommand.self, PromptsCommand.self,
      FmtCommand.self, NewCommand.self, GraphCommand.self,
    ])

  static func main() {
    // A reader that goes away ends a write with an error, not the program.
    signal(SIGPIPE, SIG_IGN)
    StandardStreams.fillGaps()
    Interruption.endCleanly()
    do {
      var command = try parse(partingOptionalValues(of: CommandLine.arguments.dropFirst()))
      try command.run()
      try StandardOutput.finish()
    } catch let failure as Failure {
      end(with: failure)
    } catch let misuse as ValidationError {
      end(with: ValidationError(misuse.message.visible))
    } catch {
      // What is neither a command's own nor the parser's should have been ruled out.
      if !(error is ExitCode), exitCode(for: error) == .failure {
        end(with: .ownFault("\(error)"))
      }
      end(with: error)
    }
  }

  /// Parses the arguments. What is wrong with them is said of arguments without ends of lines: the
  /// parser quotes them in a message of its own lines, where they must not end one. Other characters
  /// stay, as a message that names one of them is to name it whole.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    do { return try parseAsRoot(arguments) } catch {
      let shown = arguments.map { $0.contains(where: \.isNewline) ? $0.visible : $0 }
      if shown != arguments { _ = try parseAsRoot(shown) }
      throw error
    }
  }

  /// Ends with the parser's message, which is help or tells of wrong usage.
  private static func end(with error: any Error) -> Never {
    let message = VisibleText(lines: fullMessage(for: error))
    let code = exitCode(for: error)
    if !message.isEmpty {
      if code.isSuccess { StandardOutput.line(message) } else { StandardError.line(message) }
    }
    Glibc.exit(code.rawValue)
  }

  /// Options that may stand alone or have a value. The parser loses a value that is written with `=`
  /// if another option follows, but takes one that stands by itself.
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

/// Why a command could not do what it was asked to, in words for its user.
struct Failure: Error {
  let message: VisibleText
  let status: Int32

  /// Input that is at fault, or a finding.
  init(_ message: VisibleText) {
    self.init(message, status: 1)
  }

  private init(_ message: VisibleText, status: Int32) {
    self.message = message
    self.status = status
  }

  /// Something that gooya should have ruled out.
  static func ownFault(_ message: VisibleText) -> Failure {
    Failure("\(message); this is a fault of gooya's own", status: 70)
  }
}
