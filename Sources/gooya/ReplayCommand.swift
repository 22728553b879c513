import ArgumentParser
import CallEngine
import Foundation
import MenuScript
import Simulator

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Have a recorded call again and show its transcript.",
    discussion: """
      Example:
        gooya call --fast --keys "~20 0" --record-journal call.jsonl
        gooya replay call.jsonl
      """)

  @Argument(help: "A journal that 'gooya call --record-journal' wrote.")
  var file: String

  @Option(help: "The script, if it isn't where it was when the call was held.")
  var script: String?

  @Option(help: "How the transcript is printed: text or jsonl.")
  var format = TranscriptFormat.text

  @OptionGroup var prompts: PromptOptions

  func run() throws {
    let data: Data
    do { data = try Data(contentsOf: URL(filePath: file)) } catch {
      throw Failure("the journal '\(file)' can't be read: \(error.localizedDescription)")
    }
    let journal: JournalFile
    do { journal = try JournalFile(parsing: data) } catch { throw Failure("\(file): \(error)") }
    let compiled = try CompiledScript(script ?? scriptPath(of: journal), compiler: prompts.compiler)
    do throws(Journal.WrongScript) {
      _ = try journal.journal.machine(with: compiled.program)
    } catch {
      throw Failure("\(file): \(error)")
    }
    let printer = TranscriptPrinter(format)
    printer.begin(journal.journal.parameters, title: compiled.program.title)
    let call = SimulatedCall(
      program: compiled.program, parameters: journal.journal.parameters,
      narrator: compiled.narrator, services: NoServices(), report: printer.print)
    for entry in journal.journal.entries { call.replay(entry) }
  }

  /// Where the script is now: as the journal says, else beside the journal.
  private func scriptPath(of journal: JournalFile) -> String {
    let files = FileManager.default
    if files.fileExists(atPath: journal.script) { return journal.script }
    let beside = URL(filePath: file).deletingLastPathComponent().appending(path: journal.script)
    return files.fileExists(atPath: beside.path) ? beside.path : journal.script
  }
}

/// The services of a call that is had again: all that they did is in its journal.
private final class NoServices: CallServices {
  func began(_ call: CallParameters, at now: Duration) {}

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    ServedRequest(ServiceAnswer(.failed))
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    TransferCourse(.failed, ringing: .zero)
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }

  func ended(_ call: CallSummary, at now: Duration) {}
}
