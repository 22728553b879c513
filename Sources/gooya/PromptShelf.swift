import ArgumentParser
import CallEngine
import Foundation
import MenuScript
import Sound
import Speech

/// The folder of prompts that the `prompts` commands work on, and what of it.
struct PromptShelf: ParsableArguments {
  @Option(
    name: .customLong("prompts"),
    help: ArgumentHelp(
      "The folder of prompts, instead of the nearest or the installed one.", valueName: "dir"))
  var folder: String?

  @Option(help: ArgumentHelp("Only this language, such as fa-IR.", valueName: "tag"))
  var language: String?

  @Option(help: ArgumentHelp("Only this catalog, such as numbers.", valueName: "name"))
  var catalog: String?

  /// The catalogs, by language and name.
  ///
  /// - Throws: `Failure` if there are none, or one can't be read.
  func catalogs() throws -> [ClipCatalog] {
    let folder = try root()
    let languages = try names(in: folder, "language", asked: language) { name in
      isFolder("\(folder)/\(name)") ? name : nil
    }
    var found: [ClipCatalog] = []
    var known: Set<String> = []
    for language in languages {
      let files = names(in: "\(folder)/\(language)") { name in
        name.hasSuffix(".yaml") ? String(name.dropLast(5)) : nil
      }
      known.formUnion(files)
      for name in files where catalog == nil || catalog == name {
        found.append(try read(name, Language(language), in: folder))
      }
    }
    if found.isEmpty, let catalog {
      throw Failure(
        "there is no catalog '\(catalog)' in \(folder); there are: \(known.sorted().joined(separator: ", "))"
      )
    }
    if found.isEmpty { throw Failure("there are no catalogs in \(folder)") }
    return found
  }

  /// Clips in folders to which there is no catalog; nothing where only one catalog was asked for.
  func strayFolders() throws -> [ClipFinding] {
    guard catalog == nil else { return [] }
    let root = try root()
    let languages = names(in: root) { language == nil || $0 == language ? $0 : nil }
    return languages.flatMap { language in
      names(in: "\(root)/\(language)") { name in
        let path = "\(root)/\(language)/\(name)"
        return isFolder(path) && !FileManager.default.fileExists(atPath: "\(path).yaml")
          ? name : nil
      }.map { ClipFolder(prompts: root, language: Language(language), catalog: $0) }
    }.filter { !$0.clipIDs().isEmpty }.map {
      ClipFinding(
        .orphaned, $0.path, "there is no catalog \($0.path).yaml",
        remedy: "delete the folder, or give the catalog back")
    }
  }

  private func root() throws -> String {
    if let folder {
      guard isFolder(folder) else { throw Failure("there is no folder '\(folder)'") }
      return folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }
    guard let found = InstalledFiles.path("Prompts") else {
      throw Failure(
        "there is no folder Prompts here or where gooya is installed; say --prompts DIR")
    }
    return found
  }

  private func read(_ name: String, _ language: Language, in folder: String) throws -> ClipCatalog {
    let file = "\(folder)/\(language)/\(name).yaml"
    guard let catalog = try parse(file, name, language) else {
      throw Failure("\(file) can't be read; mend it and try again")
    }
    let spellings = ClipFolder(prompts: folder, language: language, catalog: name).pronunciationPath
    let pronunciation =
      FileManager.default.fileExists(atPath: spellings)
      ? try parse(spellings, name, language) : nil
    return ClipCatalog(catalog, pronunciation: pronunciation, in: folder)
  }

  private func parse(_ file: String, _ name: String, _ language: Language) throws -> PromptCatalog?
  {
    let result = CatalogParser.read(file, name: name, language: language)
    if !result.faults.isEmpty { StandardError.text(result.faults) }
    if result.hasErrors { throw Failure("\(file) has errors; mend them and try again") }
    return result.catalog
  }

  private func names(
    in folder: String, _ kind: String, asked: String?, _ name: (String) -> String?
  ) throws -> [String] {
    let all = names(in: folder, name)
    guard let asked else { return all }
    if all.contains(asked) { return [asked] }
    throw Failure(
      "there is no \(kind) '\(asked)' in \(folder); there are: \(all.joined(separator: ", "))")
  }

  private func names(in folder: String, _ name: (String) -> String?) -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return entries.filter { !$0.hasPrefix(".") }.compactMap(name).sorted()
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
