public import CallEngine

/// All prompts that a script can speak: its catalogs in all its languages.
public struct PromptLibrary: Sendable {
  /// A prompt as it was found.
  public struct Prompt: Hashable, Sendable {
    public let id: String
    public let text: String
    /// The name of the catalog that has it.
    public let catalog: String
    /// The text's language, which is not the one asked for if that has no text.
    public let language: Language
    public let location: SourceLocation

    /// The clip that says it: its catalog and id.
    public var clip: String { "\(catalog)/\(id)" }
  }

  private let prompts: [String: [Prompt]]
  /// The ids of all prompts, sorted.
  public let ids: [String]

  /// - Parameter catalogs: in the order in which prompts are sought. An id that is twice in a
  ///   language counts as the first one's.
  public init(_ catalogs: [PromptCatalog]) {
    var prompts: [String: [Prompt]] = [:]
    for catalog in catalogs {
      for entry in catalog.entries {
        prompts[entry.id, default: []].append(
          Prompt(
            id: entry.id, text: entry.text, catalog: catalog.name, language: catalog.language,
            location: entry.location))
      }
    }
    self.prompts = prompts
    ids = prompts.keys.sorted()
  }

  /// A prompt's text in a language; where that has none, in the first language that has.
  public func prompt(_ id: String, in language: Language) -> Prompt? {
    let found = prompts[id]
    return found?.first { $0.language == language } ?? found?.first
  }
}
