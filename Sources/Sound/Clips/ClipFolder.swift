package import CallEngine
import Foundation
package import Speech

/// The clips of one catalog in one language: `Prompts/<language>/<catalog>/`, beside the catalog.
package struct ClipFolder: Hashable, Sendable {
  /// The folder of all prompts.
  package let prompts: String
  package let language: Language
  package let catalog: String

  package init(prompts: String, language: Language, catalog: String) {
    self.prompts = prompts
    self.language = language
    self.catalog = catalog
  }

  package var path: String { "\(prompts)/\(language)/\(catalog)" }
  package var manifestPath: String { "\(path)/manifest.json" }
  /// How prompts are respelt for a synthetic voice that would mispronounce them, by id.
  package var pronunciationPath: String { "\(path)/pronunciation.yaml" }

  package func clipPath(_ id: String) -> String { "\(path)/\(id).flac" }

  /// The manifest; an empty one if there is none.
  ///
  /// - Throws: if it can't be read.
  package func manifest() throws(SoundFileError) -> ClipManifest {
    do throws(ClipManifestFault) {
      return try readManifest()
    } catch {
      throw SoundFileError(
        path: manifestPath, reason: "\(error.reason); \(ClipManifestFault.remedy)")
    }
  }

  /// In bytes; enough for fifty thousand clips.
  private static let largestManifest = 20_000_000

  func readManifest() throws(ClipManifestFault) -> ClipManifest {
    guard FileManager.default.fileExists(atPath: manifestPath) else { return ClipManifest() }
    guard let json = WholeFile.read(manifestPath, atMost: Self.largestManifest) else {
      throw ClipManifestFault(reason: "can't be read")
    }
    return try ClipManifest(json: Data(json))
  }

  /// Writes the manifest atomically.
  package func write(_ manifest: ClipManifest) throws(SoundFileError) {
    try WholeFile.write(manifest.json.utf8, to: manifestPath)
  }

  /// The ids of the clips that lie in the folder, sorted.
  package func clipIDs() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".flac") && !$0.hasPrefix(".") }
      .map { String($0.dropLast(5)) }.sorted()
  }
}

/// A catalog with its clips' folder.
package struct ClipCatalog: Sendable {
  /// A prompt that should have a clip.
  package struct Prompt: Hashable, Sendable {
    package let id: String
    package let text: String
    /// The text given to a synthetic voice instead.
    package let spelling: String?
  }

  package let folder: ClipFolder
  package let prompts: [Prompt]
  /// Ids that are respelt but aren't prompts.
  package let strayPronunciations: [String]

  /// - Parameters:
  ///   - pronunciation: ids and respellings, if there are any.
  ///   - folder: the folder of all prompts.
  package init(_ catalog: PromptCatalog, pronunciation: PromptCatalog?, in folder: String) {
    self.folder = ClipFolder(prompts: folder, language: catalog.language, catalog: catalog.name)
    let spellings = Dictionary(
      pronunciation?.entries.map { ($0.id, $0.text) } ?? [], uniquingKeysWith: { first, _ in first }
    )
    prompts = catalog.entries.map { Prompt(id: $0.id, text: $0.text, spelling: spellings[$0.id]) }
    strayPronunciations = spellings.keys.filter { id in !catalog.entries.contains { $0.id == id } }
      .sorted()
  }
}
