import CallEngine
import Foundation
import MenuScript
import Speech
import Testing

@testable import Sound

/// What is committed: whoever changes a text must make its clip anew.
@Suite struct `The prompts that come with gooya` {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Prompts").path

  private static let names = [Language.persian, .english].flatMap { language in
    ["billing", "common", "numbers"].map { (language, $0) }
  }

  private static func catalog(_ name: String, in language: Language) throws -> ClipCatalog {
    let folder = ClipFolder(prompts: folder, language: language, catalog: name)
    let catalog = CatalogParser.read("\(folder.path).yaml", name: name, language: language).catalog
    let spellings = CatalogParser.read(
      folder.pronunciationPath, name: name, language: language
    ).catalog
    return ClipCatalog(try #require(catalog), pronunciation: spellings, in: Self.folder)
  }

  @Test(arguments: names) func `each have their clip`(language: Language, name: String) throws {
    let catalog = try Self.catalog(name, in: language)
    #expect(!catalog.prompts.isEmpty)
    for problem in ClipCheck.problems(in: catalog) { Issue.record("\(problem)") }
    for entry in try catalog.folder.manifest().entries.values { #expect(entry.frames > 0) }
  }

  @Test(arguments: names) func `begin and end in silence, so that joints don't click`(
    language: Language, name: String
  ) throws {
    let catalog = try Self.catalog(name, in: language)
    for prompt in catalog.prompts {
      let clip = try AudioClip(contentsOf: catalog.folder.clipPath(prompt.id))
      #expect(clip.samples.prefix(8).allSatisfy { abs($0) < 0.002 }, "\(prompt.id)")
      #expect(clip.samples.suffix(8).allSatisfy { abs($0) < 0.002 }, "\(prompt.id)")
      #expect(abs(SpeechLevel(of: clip).active - ClipStandard.level) < 0.5, "\(prompt.id)")
    }
  }

  @Test func `say a number that goes on otherwise than one that ends`() throws {
    let numbers = try Self.catalog("numbers", in: .persian).prompts
    let joining = numbers.filter { $0.id.hasSuffix("_and") }
    // Numbers, hours, and currencies with a smaller unit.
    #expect(joining.count == 50)
    #expect(
      joining.allSatisfy {
        $0.spelling?.unicodeScalars.suffix(2).elementsEqual("\u{64F}،".unicodeScalars) == true
      })
  }

  @Test func `are all in the manifests, which tell of no machine and no day`() throws {
    for (language, name) in Self.names {
      let folder = ClipFolder(prompts: Self.folder, language: language, catalog: name)
      let text = try String(contentsOfFile: folder.manifestPath, encoding: .utf8)
      #expect(!text.contains("/"))
      #expect(try folder.manifest().json == text)
    }
  }
}
