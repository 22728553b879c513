import CallEngine
import Foundation
import Speech

/// Where prompt catalogs are looked for.
public struct PromptFolders: Sendable {
  /// A folder named by the user (`--prompts DIR`): no other is used.
  public let named: String?
  /// The folder that came with the program, for scripts without `Prompts` beside or above them.
  public let installed: String?

  public init(named: String? = nil, installed: String? = nil) {
    self.named = named
    self.installed = installed
  }

  /// The folder for a script: the named one, otherwise the nearest `Prompts` from the script's
  /// folder upwards, otherwise the installed one; `nil` if there is none.
  public func folder(forScriptAt path: String) -> String? {
    authorsFolder(forScriptAt: path) ?? installed
  }

  /// The folder for an author's own script: the named one, otherwise the nearest.
  private func authorsFolder(forScriptAt path: String) -> String? {
    if let named { return named }
    let prefix = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath + "/"
    var folder = URL(filePath: prefix + path).standardizedFileURL.deletingLastPathComponent().path
    while true {
      let candidate = (folder == "/" ? "" : folder) + "/Prompts"
      if isFolder(candidate) { return shortened(candidate) }
      if folder == "/" || folder.isEmpty { return nil }
      folder = URL(filePath: folder).deletingLastPathComponent().path
    }
  }

  /// Where the author of a script would put a folder.
  private func besideScript(at path: String) -> String {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (folder.map(String.init) + ["Prompts"]).joined(separator: "/")
  }

  /// The path relative to the current folder, if it lies below.
  private func shortened(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The catalogs of a script.
  struct Loaded: Sendable {
    var index = PromptIndex()
    var catalogs: [PromptCatalog] = []
    var diagnostics: [Diagnostic] = []
    var sources: [SourceText] = []
  }

  /// Reads the files of each catalog in each language; missing files are left out.
  func load(
    _ catalogs: [String], in languages: [Language], forScriptAt path: String,
    limits: ReadingLimits, unsaved: UnsavedTexts = UnsavedTexts()
  ) -> Loaded {
    guard let folder = folder(forScriptAt: path) else { return Loaded() }
    let authors = authorsFolder(forScriptAt: path) ?? besideScript(at: path)
    var loaded = Loaded(index: PromptIndex(folder: folder, authorsFolder: authors))
    for catalog in catalogs {
      for language in languages {
        let file = "\(folder)/\(language)/\(catalog).yaml"
        guard unsaved[file] != nil || FileManager.default.fileExists(atPath: file) else {
          continue
        }
        loaded.read(file, catalog, language, limits, unsaved)
      }
    }
    return loaded
  }
}

extension PromptFolders.Loaded {
  fileprivate mutating func read(
    _ file: String, _ name: String, _ language: Language, _ limits: ReadingLimits,
    _ unsaved: UnsavedTexts
  ) {
    var findings = Findings(file: file)
    let source = SourceText.read(file, limits: limits, unsaved: unsaved, findings: &findings)
    diagnostics += findings.diagnostics
    guard let source else { return index.insertUnreadable(name, in: language) }
    sources.append(source)
    let parsed = CatalogParser.parse(source, name: name, language: language)
    diagnostics += parsed.diagnostics
    if parsed.diagnostics.contains(where: { $0.severity == .error }) {
      index.insertUnreadable(name, in: language)
    }
    guard let catalog = parsed.catalog else { return }
    catalogs.append(catalog)
    index.insert(catalog)
  }
}
