public import CallEngine

/// What a script's line of business sends besides the script's own SMS.
public struct LineMessages: Sendable {
  /// The messages whose texts are in a folder beside the script, if it has one.
  let besideScript: [MessageSignature]
  /// The languages of the texts that come with the line, the first of which is used for others; empty
  /// if the script has none of its messages sent.
  let installed: [Language]

  public init(besideScript: [MessageSignature] = [], installed: [Language] = []) {
    self.besideScript = besideScript
    self.installed = installed
  }
}

extension MessageFolder {
  /// Checks the texts of the messages of a script's line: those beside the script, else whether those
  /// that come with the line are in its languages.
  public static func check(
    _ messages: LineMessages, of program: MenuProgram, scriptAt path: String,
    unsaved: UnsavedTexts = UnsavedTexts()
  ) -> Reading {
    let folder = MessageFolder(besideScriptAt: path)
    if !folder.languages(with: unsaved).isEmpty {
      return folder.read(
        messages.besideScript, in: program.languages, but: program.messageIDs, unsaved: unsaved)
    }
    return foreign(
      to: program.languages, in: messages.installed, scriptAt: path, unsaved: unsaved)
  }

  /// What callers get who hear a language that the messages which come with the line aren't in: a
  /// warning at the script's languages; nothing if there is a dialect of each.
  ///
  /// - Parameters:
  ///   - spoken: the script's languages.
  ///   - written: those of the messages, the first of which is used for the others.
  static func foreign(
    to spoken: [Language], in written: [Language], scriptAt path: String,
    unsaved: UnsavedTexts = UnsavedTexts()
  ) -> Reading {
    func primary(_ language: Language) -> Substring { language.tag.prefix { $0 != "-" } }
    let known = Set(written.map(primary))
    let foreign = spoken.filter { !known.contains(primary($0)) }.map(\.tag)
    var findings = Findings(file: path)
    guard !foreign.isEmpty, let used = written.first,
      let source = SourceText.read(path, unsaved: unsaved, findings: &findings)
    else { return Reading(texts: nil, diagnostics: [], sources: []) }
    let line = source.text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.hasPrefix("languages:") }
    findings.report(
      MessageRules.ForeignMessages(languages: foreign, used: used.tag),
      at: TextRange(at: TextPosition(line: (line ?? 0) + 1, column: 1)))
    return Reading(texts: nil, diagnostics: findings.inOrder, sources: [source])
  }
}
