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

  /// - Throws: `Failure` if it can't be read or is none.
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

  /// A journal of a day's keys, one after the other, has less.
  private static let largest = 20_000_000

  var parameters: CallParameters { content.journal.parameters }

  var entries: [Journal.Entry] { content.journal.entries }

  /// Where the script is now: as the journal says, else beside the journal.
  var script: String {
    let files = FileManager.default
    if files.fileExists(atPath: content.script) { return content.script }
    let beside = URL(filePath: file).deletingLastPathComponent().appending(path: content.script)
    return files.fileExists(atPath: beside.path) ? beside.path : content.script
  }

  /// Checks that the program is the one that the call was held on.
  ///
  /// - Throws: `Failure` if it is another.
  func check(against program: MenuProgram) throws {
    do throws(Journal.WrongScript) {
      _ = try content.journal.machine(with: program)
    } catch {
      throw Failure("\(file): \(error)")
    }
  }

  /// Has the call again.
  ///
  /// - Throws: `Failure` if the program is another one than the call was held on.
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
