/// A piece of a reading: a clip of the vocabulary from which values are put together, or words
/// without a clip.
struct NumberClip: Hashable {
  /// The id within the catalog `numbers`; `nil` for words that the voice speaks during the call.
  let id: String?
  let text: String

  init(_ id: String, _ text: String) {
    self.id = id
    self.text = text
  }

  /// Words without a clip.
  init(words: String) {
    id = nil
    text = words
  }

  /// The catalog of every language's vocabulary.
  static let catalog = "numbers"
}
