import CallEngine
import CallRuntime
import Files
import Foundation
import Speech
import Workbench

/// A call's journal, read from its file.
struct RecordedCall {
  private let file: String
  private let content: JournalFile

  /// - Throws: `Failure` if it can't be read or isn't a journal.
  init(_ file: String) throws {
    self.file = file
    let bytes: [UInt8]
    do throws(FileFault) { bytes = try InputFile.whole(file, atMost: Self.largest) } catch {
      throw Failure("the journal '\(file)' can't be read: \(error.reason)")
    }
    do { content = try JournalFile(parsing: Data(bytes)) } catch {
      throw Failure("\(file): \(error)")
    }
  }

  /// In bytes; even a day of constant key presses stays below it.
  private static let largest = 20_000_000

  var parameters: CallParameters { content.journal.parameters }

  var entries: [Journal.Entry] { content.journal.entries }

  /// The script's present path: the one in the journal, or one beside the journal.
  var script: String {
    let files = FileManager.default
    if files.fileExists(atPath: content.script) { return content.script }
    let beside = URL(filePath: file).deletingLastPathComponent().appending(path: content.script)
    return files.fileExists(atPath: beside.path) ? beside.path : content.script
  }

  /// Checks that the program is the one that the call ran on.
  ///
  /// - Throws: `Failure` if it is another.
  func check(against program: MenuProgram) throws {
    do throws(Journal.WrongScript) {
      _ = try content.journal.machine(with: program)
    } catch {
      throw Failure("\(file): \(error)")
    }
  }

  /// Replays the call.
  ///
  /// - Throws: `Failure` if the program isn't the one that the call ran on.
  func replay(
    on program: MenuProgram, narrator: Narrator, coverage: CoverageRecorder? = nil,
    report: @escaping (TranscriptEvent) -> Void
  ) throws {
    try check(against: program)
    let call = SimulatedCall(
      program: program, parameters: parameters, narrator: narrator, services: NoServices(),
      observer: coverage, report: report)
    for entry in entries { call.replay(entry) }
    if !call.hasEnded {
      StandardError.line("gooya: the journal ends before its call does")
    }
  }
}

/// The services of a replayed call: their effects are in its journal.
private final class NoServices: CallServices {
  func began(_ call: CallParameters, at now: Duration) {}

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    .known(ServiceAnswer(.failed))
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    TransferCourse(.failed, ringing: .zero)
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }

  func ended(_ call: CallSummary, at now: Duration) {}
}
