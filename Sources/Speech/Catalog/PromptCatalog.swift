public import CallEngine

/// The prompts of one file, `Prompts/<language>/<name>.yaml`: ids and their texts.
public struct PromptCatalog: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public let id: String
    /// The prompt's text.
    public let text: String
    /// The place of the id in the file.
    public let location: SourceLocation

    public init(id: String, text: String, location: SourceLocation) {
      self.id = id
      self.text = text
      self.location = location
    }
  }

  public let name: String
  public let language: Language
  public let entries: [Entry]

  public init(name: String, language: Language, entries: [Entry]) {
    self.name = name
    self.language = language
    self.entries = entries
  }
}
