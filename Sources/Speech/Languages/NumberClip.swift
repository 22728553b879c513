/// A clip of the vocabulary from which values are put together.
struct NumberClip: Hashable {
  /// The id within the catalog `numbers`.
  let id: String
  let text: String

  init(_ id: String, _ text: String) {
    self.id = id
    self.text = text
  }

  /// The catalog of every language's vocabulary.
  static let catalog = "numbers"
}
