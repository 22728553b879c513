import ArgumentParser
import CallEngine
import Foundation
import MenuScript

struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Format menu scripts, scenarios and prompt catalogs.",
    discussion: """
      Examples:
        gooya fmt my-menu
        gooya fmt --check .
        gooya fmt - <menu.yaml

      Only the layout changes; the content and comments stay. In a folder, those .yaml \
      files are formatted that are scripts, scenarios or catalogs; '-' reads standard \
      input and writes standard output.

      Exit status: 0, or 1 if a file can't be read or, with --check, would change.
      """)

  @Argument(help: "Files and folders. (default: the current folder)")
  var paths: [String] = []

  @Flag(help: "Change nothing; show what would change, and fail if anything would.")
  var check = false

  func validate() throws {
    if paths.contains("-"), paths.count > 1 {
      throw ValidationError("'-' can't be combined with other files")
    }
  }

  func run() throws {
    if paths == ["-"] { return try formatInput() }
    var failed = false
    var changed = 0
    let paths = paths.isEmpty ? ["."] : paths
    let files = try paths.flatMap(FormattedFile.found)
    if files.isEmpty { throw Failure("no .yaml files in \(paths.joined(separator: ", "))") }
    for file in files {
      do {
        guard let change = try file.change() else { continue }
        changed += 1
        if check {
          StandardOutput.text(change.difference)
        } else {
          try change.write()
          StandardOutput.line("\(file.path)")
        }
      } catch let failure as Failure {
        StandardError.line(failure.message)
        failed = true
      }
    }
    if check, changed > 0 {
      StandardError.line(
        "gooya: \(changed) of \(files.count) files would change; run 'gooya fmt' to change them")
    }
    if failed || check && changed > 0 { throw ExitCode(1) }
  }

  private func formatInput() throws {
    let input = FormattedFile(path: "-", isNamed: true)
    let bytes: Data
    do {
      bytes = try StandardInput.read(upTo: ReadingLimits.standard.fileSize + 1)
    } catch {
      throw Failure("standard input can't be read: \(error.reason)")
    }
    let text: String
    do {
      text = try input.format(bytes) ?? ""
    } catch let failure as Failure {
      StandardError.line(failure.message)
      throw ExitCode(1)
    }
    guard check else { return StandardOutput.file(text) }
    let before = String(decoding: bytes, as: UTF8.self)
    if before == text { return }
    StandardOutput.text(FormattedFile.Change(file: "-", before: before, after: text).difference)
    throw ExitCode(1)
  }
}
