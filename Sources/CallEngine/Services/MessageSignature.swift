/// What a line of business declares of one of its messages: its id, and the values that its text
/// names. The text itself is written by whoever writes the line's script.
public struct MessageSignature: Hashable, Sendable {
  public let id: String
  /// The values, each of which the text names at least once.
  public let placeholders: [String]

  public init(_ id: String, _ placeholders: [String] = []) {
    self.id = id
    self.placeholders = placeholders
  }
}
