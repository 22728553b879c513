import ArgumentParser
import CallEngine
import Foundation
import MenuScript
import Sound
import Speech

/// The folder of prompts that a `prompts` command works on, and which part of it.
struct PromptShelf: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Folders of prompts, scripts or their folders, or languages. (default: the nearest "
        + "prompts)", valueName: "place"))
  var places: [String] = []

  @Option(
    name: .customLong("prompts"),
    help: ArgumentHelp(
      "The folder of prompts, instead of the nearest or installed one.", valueName: "dir"))
  var folder: String?

  @Option(help: ArgumentHelp("Only this language, such as fa-IR.", valueName: "tag"))
  var language: String?

  @Option(help: ArgumentHelp("Only this catalog, such as numbers.", valueName: "name"))
  var catalog: String?

  /// The catalogs, by language and name.
  ///
  /// - Throws: `Failure` if there are none or one can't be read; `ValidationError` if a named
  ///   language or catalog doesn't exist.
  func catalogs() throws -> [ClipCatalog] {
    let shelves = try shelves()
    var found: [ClipCatalog] = []
    var known: Set<String> = []
    for shelf in shelves {
      for language in shelf.languages {
        let files = Self.names(in: "\(shelf.folder)/\(language)") { name in
          name.hasSuffix(".yaml") ? String(name.dropLast(5)) : nil
        }
        known.formUnion(files)
        for name in files where catalog == nil || catalog == name {
          found.append(try read(name, Language(language), in: shelf.folder))
        }
      }
    }
    let folders = shelves.map(\.folder).joined(separator: ", ")
    if found.isEmpty, let catalog {
      throw ValidationError(
        "there is no catalog '\(catalog)' in \(folders); there are: "
          + known.sorted().joined(separator: ", "))
    }
    if found.isEmpty { throw Failure("there are no catalogs in \(folders)") }
    return found
  }

  /// gooya's own number vocabulary, in the languages in which lines beside the catalogs speak
  /// values without having a vocabulary.
  ///
  /// - Throws: `Failure` if it can't be read.
  func vocabulary(for catalogs: [ClipCatalog]) throws -> [ClipCatalog] {
    guard catalog == nil, let own = InstalledFiles.own("Prompts") else { return [] }
    let numbers = "numbers"
    var languages: Set<Language> = []
    for folder in Set(catalogs.map(\.folder.prompts)) {
      languages.formUnion(ProjectLines(promptsIn: folder).languagesOfValues)
    }
    for catalog in catalogs where catalog.folder.catalog == numbers {
      languages.remove(catalog.folder.language)
    }
    return try languages.intersection(catalogs.map(\.folder.language))
      .sorted { $0.tag < $1.tag }
      .filter { FileManager.default.fileExists(atPath: "\(own)/\($0)/\(numbers).yaml") }
      .map { try read(numbers, $0, in: own) }
  }

  /// The only language; `nil` if there is none or several.
  var onlyLanguage: String? {
    get throws {
      let languages = Set(try shelves().flatMap(\.languages))
      let isNamed = language != nil || !places.isEmpty
      return isNamed && languages.count == 1 ? languages.first : nil
    }
  }

  /// Folders of clips without a catalog; empty if one catalog was asked for.
  func strayFolders() throws -> [ClipProblem] {
    guard catalog == nil else { return [] }
    return try shelves().flatMap { shelf in
      shelf.languages.flatMap { language in
        Self.names(in: "\(shelf.folder)/\(language)") { name in
          let path = "\(shelf.folder)/\(language)/\(name)"
          return Self.isFolder(path) && !FileManager.default.fileExists(atPath: "\(path).yaml")
            ? name : nil
        }.map { ClipFolder(prompts: shelf.folder, language: Language(language), catalog: $0) }
      }
    }.filter { !$0.clipIDs().isEmpty }.map {
      ClipProblem(
        .orphaned, $0.path, "there is no catalog \($0.path).yaml",
        remedy: "delete the folder, or restore the catalog")
    }
  }

  // MARK: Folders

  /// A folder of prompts and the part of it that is used.
  private struct Shelf {
    let folder: String
    var languages: [String]
  }

  /// The named folders, each with its languages; what isn't a path is a language in them, or in the
  /// nearest folder.
  private func shelves() throws -> [Shelf] {
    let paths = places.filter { Self.isPath($0) }
    let tags = places.filter { !Self.isPath($0) } + [language].compactMap { $0 }
    var shelves = try paths.map(shelf)
    if let folder {
      guard Self.isFolder(folder) else { throw Failure("there is no folder '\(folder)'") }
      shelves.append(try shelf(at: folder))
    }
    if shelves.isEmpty {
      guard let found = InstalledFiles.path("Prompts") else {
        throw Failure(
          "there is no folder Prompts here or where gooya is installed; give --prompts DIR")
      }
      shelves = [Shelf(folder: found, languages: Self.languages(in: found))]
    }
    if tags.isEmpty { return shelves }
    let known = Set(shelves.flatMap(\.languages)).sorted()
    for tag in tags where !known.contains(tag) {
      let folders = shelves.map(\.folder).joined(separator: ", ")
      let what = places.contains(tag) ? "neither a folder nor a language" : "no language"
      let isSpoken = !places.contains(tag) && Verbalizer.obstacle(to: Language(tag)) == nil
      let values =
        isSpoken
        ? "; numbers, dates, money and other values in '\(tag)' need no clips, since the voice speaks "
          + "them during the call" : ""
      throw ValidationError(
        "there is \(what) '\(tag)'; the languages in \(folders) are: "
          + known.joined(separator: ", ") + values)
    }
    for place in shelves.indices { shelves[place].languages.removeAll { !tags.contains($0) } }
    return shelves.filter { !$0.languages.isEmpty }
  }

  /// What a path names: a folder of prompts, a script or a folder with one, or a language.
  private func shelf(at argument: String) throws -> Shelf {
    let path = ShippedLine.place(argument)
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let script = CompiledScript.file(folder)
    if Self.isFolder("\(folder)/Prompts") || FileManager.default.fileExists(atPath: script) {
      let found = PromptFolders(installed: InstalledFiles.path("Prompts"))
        .folder(forScriptAt: script)
      guard let found else { throw Failure("there are no prompts near \(path)") }
      return Shelf(folder: found, languages: Self.languages(in: found))
    }
    guard Self.isFolder(folder) else { throw Failure("there is no file or folder '\(path)'") }
    if Self.names(in: folder, { $0.hasSuffix(".yaml") ? $0 : nil }).isEmpty {
      return Shelf(folder: folder, languages: Self.languages(in: folder))
    }
    let url = URL(filePath: folder).standardizedFileURL
    let parent = folder.split(separator: "/").dropLast().joined(separator: "/")
    return Shelf(
      folder: folder.hasPrefix("/")
        ? url.deletingLastPathComponent().path : parent.isEmpty ? "." : parent,
      languages: [url.lastPathComponent])
  }

  /// Whether an argument is a path, existing or not; otherwise it is a language.
  private static func isPath(_ place: String) -> Bool {
    place.contains { "/.".contains($0) } || ShippedLine.named(place) != nil
      || FileManager.default.fileExists(atPath: place)
  }

  /// The folders in a folder of prompts that hold catalogs or clips.
  private static func languages(in folder: String) -> [String] {
    names(in: folder) { name in isFolder("\(folder)/\(name)") ? name : nil }
  }

  private func read(_ name: String, _ language: Language, in folder: String) throws -> ClipCatalog {
    let file = "\(folder)/\(language)/\(name).yaml"
    guard let catalog = try parse(file, name, language) else {
      throw Failure("\(file) can't be read; fix it and try again")
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
    if result.hasErrors { throw Failure("\(file) has errors; fix them and try again") }
    return result.catalog
  }

  private static func names(in folder: String, _ name: (String) -> String?) -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return entries.filter { !$0.hasPrefix(".") }.compactMap(name).sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
