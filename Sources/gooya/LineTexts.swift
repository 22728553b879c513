import CallEngine
import Foundation
import Lines
import MenuScript
import Synchronization

/// The texts of the lines' messages.
enum LineTexts {
  /// What was read, by script: many scenarios share one.
  private static let known = Mutex<[String: [String: MessageTexts]]>([:])

  /// Finds and reads them: those of the line that a script is for in the folder `messages` beside the
  /// script, if there is one, and all others where gooya is installed.
  ///
  /// - Returns: the texts by the lines' names.
  /// - Throws: `Failure` if some are missing or have errors, which go to standard error.
  static func find(
    for program: MenuProgram? = nil, ofScriptAt path: String = ""
  ) throws -> [String: MessageTexts] {
    if let texts = known.withLock({ $0[path] }) { return texts }
    let lines = LinesOfBusiness.all.filter { !$0.messages.isEmpty }
    let own = path.isEmpty ? nil : program
    var texts: [String: MessageTexts] = [:]
    for line in lines {
      let isOwn =
        own.map { program in
          LinesOfBusiness.all.line(of: program).name == line.name
            && !LinesOfBusiness.all.messages(of: program).isEmpty
        } ?? false
      texts[line.name] = try read(line, for: isOwn ? own : nil, ofScriptAt: path)
    }
    known.withLock { [texts] in $0[path] = texts }
    return texts
  }

  private static func read(
    _ line: any LineOfBusiness, for program: MenuProgram?, ofScriptAt path: String
  ) throws -> MessageTexts {
    let beside = MessageFolder(besideScriptAt: path)
    let reading =
      if let program, !beside.languages.isEmpty {
        beside.read(line.messages, in: program.languages, but: program.messageIDs)
      } else {
        try installed(line).read(line.messages, in: line.messageLanguages)
      }
    if !reading.diagnostics.isEmpty { StandardError.text(reading.text) }
    guard let texts = reading.texts else {
      throw Failure("the messages of the line '\(line.name)' have errors; fix them and try again")
    }
    return texts
  }

  private static func installed(_ line: any LineOfBusiness) throws -> MessageFolder {
    let name = "MenuScripts/\(line.folder)/messages"
    guard let path = InstalledFiles.path(name) else {
      throw Failure("there is no \(name) here or where gooya is installed")
    }
    return MessageFolder(path)
  }
}

extension [any LineOfBusiness] {
  /// What the line that a script is for sends besides the script's own SMS.
  func lineMessages(of program: MenuProgram) -> LineMessages {
    LineMessages(besideScript: messages(of: program), installed: messageLanguages(of: program))
  }
}
