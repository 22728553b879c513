/// A text written where an id or a map of languages belongs.
struct OwnText: Sendable {
  private let text: String
  private let languages: [String]

  /// - Returns: `nil` if it can be a prompt's id, which is one word.
  init?(_ text: String, in languages: [String]) {
    guard text.contains(where: \.isWhitespace) || ".!?。؟".contains(text.last ?? "a")
    else { return nil }
    self.init(anyOf: text, in: languages)
  }

  init(anyOf text: String, in languages: [String]) {
    self.text = text
    self.languages = languages
  }

  /// The notation to use, in words.
  var notation: String {
    let texts = languages.isEmpty ? ["<language>"] : Array(languages.prefix(3))
    return "{ text: { \(texts.map { "\($0): \"…\"" }.joined(separator: ", ")) } }"
  }

  /// The map of languages to texts to insert; `nil` if it would have to be translated, or split
  /// because it contains a value.
  var replacement: String? {
    guard languages.count == 1, text.count <= 1000, !text.contains("${") else { return nil }
    return "{ \(languages[0]): \(text.inDoubleQuotes) }"
  }
}
