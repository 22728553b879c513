import CallEngine
import CallRuntime
import Files
import Foundation

/// Writes a call's journal to a file, each line as soon as it is known to be safe.
final class JournalWriter {
  private let path: String
  private let file: FileHandle
  private var trouble: (any Error)?

  /// Empties the file and begins the journal.
  ///
  /// - Throws: `Failure` if the file can't be written.
  init(_ output: OutputFile, script: CompiledScript, parameters: CallParameters) throws {
    path = output.path
    do throws(FileFault) {
      file = FileHandle(fileDescriptor: try output.open(), closeOnDealloc: true)
    } catch {
      throw Failure("the journal '\(path)' can't be written: \(error.reason)")
    }
    let header = try JournalFile.header(
      script: script.path, digest: script.program.digest, parameters: parameters)
    do { try file.write(contentsOf: header) } catch { trouble = error }
  }

  func write(_ entry: Journal.Entry) {
    do { try file.write(contentsOf: JournalFile.line(for: entry)) } catch { trouble = error }
  }

  /// - Throws: `Failure` if a line could not be written.
  func close() throws {
    if let trouble {
      let reason = (trouble as NSError).localizedDescription
      throw Failure("the journal '\(path)' is not complete: \(reason)")
    }
  }
}

/// What went wrong without the caller noticing: reported after the call, each thing once.
final class Complaints {
  private var texts: [String] = []

  var isEmpty: Bool { texts.isEmpty }

  func add(_ text: String) {
    if !texts.contains(text) { texts.append(text) }
  }

  func show() {
    for text in texts { StandardError.line("gooya: \(text)") }
  }
}
