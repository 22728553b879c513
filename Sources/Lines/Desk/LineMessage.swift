package import CallEngine
package import Speech

/// A message of a line before it has words: which one it is, and the values that it brings.
///
/// Its words are in `MenuScripts/<line>/messages/<language>.yaml`. A value is a text, a number or a
/// day; nothing confidential can be one.
package protocol LineMessage {
  /// The id of its text.
  var id: String { get }
  /// All values that the line declares for the message.
  var values: [String: WrittenValue] { get }
}

extension LineMessage {
  /// What it says in a language; `nil` if there is no text, or one that names a value that it hasn't.
  package func text(in language: Language, of texts: MessageTexts) -> String? {
    guard let template = texts[id, language],
      template.placeholders.allSatisfy({ values[$0] != nil })
    else { return nil }
    return template.filled { values[$0]?.text(in: language) ?? "" }
  }
}
