public import CallEngine
public import Speech

/// The prompts that a script can speak: the ids of each catalog and language, with their places.
public struct PromptIndex: Sendable {
  /// The folder in which the catalogs were looked for.
  let folder: String?
  /// The folder where the script's author would put one, for messages.
  let authorsFolder: String?
  private var entries: [String: [Place]] = [:]
  private var files: Set<FileKey> = []
  /// Catalogs that exist but could not be read completely, which is already reported.
  private var unreadable: Set<FileKey> = []

  package struct Place: Sendable {
    package let catalog: String
    package let language: Language
    package let text: String
    package let range: SourceRange
  }

  private struct FileKey: Hashable, Sendable {
    let catalog: String
    let language: Language
  }

  public init(catalogs: [PromptCatalog] = []) {
    self.init(folder: nil, authorsFolder: nil)
    for catalog in catalogs { insert(catalog) }
  }

  init(folder: String?, authorsFolder: String?) {
    self.folder = folder
    self.authorsFolder = authorsFolder
  }

  mutating func insert(_ catalog: PromptCatalog) {
    files.insert(FileKey(catalog: catalog.name, language: catalog.language))
    for entry in catalog.entries {
      entries[entry.id, default: []].append(
        Place(
          catalog: catalog.name, language: catalog.language, text: entry.text,
          range: entry.range))
    }
  }

  /// Whether a catalog exists and could be read without an error.
  func has(catalog: String, in language: Language) -> Bool {
    let key = FileKey(catalog: catalog, language: language)
    return files.contains(key) && !unreadable.contains(key)
  }

  mutating func insertUnreadable(_ catalog: String, in language: Language) {
    unreadable.insert(FileKey(catalog: catalog, language: language))
  }

  /// Whether a catalog has no file in any language.
  func lacks(catalog: String, in language: Language) -> Bool {
    let key = FileKey(catalog: catalog, language: language)
    return !files.contains(key) && !unreadable.contains(key)
  }

  /// The places of an id; empty if there is none.
  package func places(of id: String) -> [Place] { entries[id] ?? [] }

  /// The place of an id in a language.
  public func range(of id: String, in language: Language) -> SourceRange? {
    entries[id]?.first { $0.language == language }?.range
  }

  /// All ids in a fixed order. Sorted on each call.
  package func sortedIDs() -> [String] { entries.keys.sorted() }
}

extension PromptCatalog.Entry {
  /// The stretch of its id.
  fileprivate var range: SourceRange {
    let start = TextPosition(line: location.line, column: location.column)
    let end = TextPosition(line: start.line, column: start.column + id.unicodeScalars.count)
    return SourceRange(file: location.file, start: start, end: end)
  }
}
