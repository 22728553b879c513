import CallEngine
import Files
import Foundation
import Glibc
import MenuScript
import Workbench

/// Updates failing scenarios to what happens now, if their author agrees.
struct AcceptedScenario {
  /// Whether to go ahead without asking.
  let isAgreed: Bool
  let bench: ScenarioBench

  /// Revises the scenario in a file, shows what changes, and writes it.
  ///
  /// - Returns: whether the file passes now.
  func mend(_ file: String) throws -> Bool {
    let original = try text(of: file)
    let revision = ScenarioRevision(of: original, file: file) { bench.attempt($0, as: file) }
    if let obstacle = revision.obstacle {
      StandardOutput.line("\(obstacle.range.location): error: this step can't be accepted")
      if !obstacle.step.isEmpty { StandardOutput.line("  step:     \(obstacle.step)") }
      StandardOutput.line("  because:  \(obstacle.reason)")
      StandardOutput.line("\(file) is unchanged")
      return false
    }
    if revision.difference.isEmpty { return true }
    for line in revision.difference { StandardOutput.line("  \(line)") }
    guard try isWanted(file) else {
      StandardOutput.line("\(file) is unchanged")
      return false
    }
    // The file may have been saved while its author was deciding.
    guard try text(of: file) == original else {
      throw Failure("'\(file)' has changed in the meantime and was not written")
    }
    do throws(FileFault) { try OutputFile(file).replace(with: revision.text.utf8) } catch {
      throw Failure("'\(file)' can't be written: \(error.reason)")
    }
    StandardOutput.line("\(file) is accepted; it passes")
    return true
  }

  private func text(of file: String) throws -> String {
    do throws(FileFault) {
      let bytes = try InputFile.whole(file, atMost: ReadingLimits.standard.fileSize)
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      throw Failure("'\(file)' can't be read: \(error.reason)")
    }
  }

  /// Asks the user at the terminal; without a terminal, `--accept` is the consent.
  private func isWanted(_ file: String) throws -> Bool {
    if isAgreed || isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0 { return true }
    while true {
      StandardOutput.text("Write this to \(file)? [y/n] ")
      guard let answer = readLine() else { return false }
      switch answer.trimmingCharacters(in: .whitespaces).lowercased() {
      case "y", "yes": return true
      case "n", "no": return false
      default: break
      }
    }
  }
}
