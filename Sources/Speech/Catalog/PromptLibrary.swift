public import CallEngine

/// All prompts that a script can speak: its catalogs in all its languages.
public struct PromptLibrary: Sendable {
  /// A prompt found by its id.
  public struct Prompt: Hashable, Sendable {
    public let id: String
    public let text: String
    /// The name of its catalog.
    public let catalog: String
    /// The text's language; another than the one asked for if that has no text.
    public let language: Language
    public let location: SourceLocation

    /// The clip that speaks it: its catalog and id.
    public var clip: String { "\(catalog)/\(id)" }
  }

  private let prompts: [String: [Prompt]]
  /// The ids of all prompts, sorted.
  public let ids: [String]

  /// - Parameter catalogs: in the order in which prompts are looked up. If an id occurs twice in a
  ///   language, the first counts.
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

  /// A prompt's text in a language, otherwise in the first language that has one.
  public func prompt(_ id: String, in language: Language) -> Prompt? {
    let found = prompts[id]
    return found?.first { $0.language == language } ?? found?.first
  }
}
