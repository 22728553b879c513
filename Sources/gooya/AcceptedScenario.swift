import Foundation
import Glibc
import MenuScript
import Simulator

/// Lets scenarios that fail say what happens now, if their author wants that.
struct AcceptedScenario {
  /// Whether to go ahead without asking.
  let isAgreed: Bool
  let bench: ScenarioBench

  /// Mends the scenario of a file, shows what changes, and writes it.
  ///
  /// - Returns: whether the file passes now.
  func mend(_ file: String) throws -> Bool {
    // Through a link, so that it stays one.
    let url = URL(filePath: file).resolvingSymlinksInPath()
    let original: String
    do { original = String(decoding: try Data(contentsOf: url), as: UTF8.self) } catch {
      throw Failure("'\(file)' can't be read: \(error.reason)")
    }
    let revision = ScenarioRevision(of: original, file: file) { bench.attempt($0, as: file) }
    if let obstacle = revision.obstacle {
      StandardOutput.line("\(obstacle.range.location): error: this step can't be accepted")
      if !obstacle.step.isEmpty { StandardOutput.line("  step:     \(obstacle.step)") }
      StandardOutput.line("  because:  \(obstacle.reason)")
      StandardOutput.line("\(file) is left as it was")
      return false
    }
    if revision.difference.isEmpty { return true }
    for line in revision.difference { StandardOutput.line("  " + line) }
    guard try isWanted(file) else {
      StandardOutput.line("\(file) is left as it was")
      return false
    }
    // Somebody may have saved it while its author thought.
    guard (try? Data(contentsOf: url)) == Data(original.utf8) else {
      throw Failure("'\(file)' has changed meanwhile and is left as it is")
    }
    do { try WholeScenario.write(revision.text, to: url) } catch {
      throw Failure("'\(file)' can't be written: \(error.reason)")
    }
    StandardOutput.line("\(file) is accepted; it passes")
    return true
  }

  /// Asks who sits at the terminal; where there is none, who said '--accept' has said it.
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

/// A scenario's file, written as a whole or not at all.
private enum WholeScenario {
  static func write(_ text: String, to url: URL) throws {
    let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions]
    try Data(text.utf8).write(to: url, options: .atomic)
    if let mode {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }
  }
}
