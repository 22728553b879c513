package import CallEngine
package import Speech

/// A message of a line before its text is chosen: its id and its values.
///
/// Its texts are in `MenuScripts/<line>/messages/<language>.yaml`. A value is a text, a number or a
/// day; it can't be anything confidential.
package protocol LineMessage {
  /// The id of its text.
  var id: String { get }
  /// All values that the line declares for the message.
  var values: [String: WrittenValue] { get }
}

extension LineMessage {
  /// Its text in a language; `nil` if there is none, or if the text names a value that the message
  /// doesn't have.
  package func text(in language: Language, of texts: MessageTexts) -> String? {
    guard let template = texts[id, language],
      template.placeholders.allSatisfy({ values[$0] != nil })
    else { return nil }
    return template.filled { values[$0]?.text(in: language) ?? "" }
  }
}
