import ArgumentParser
import CallEngine
import Foundation
import Lines
import MenuScript
import Speech

/// The script that a command works on.
struct ScriptOptions: ParsableArguments {
  @Argument(help: "A menu script or its folder; the billing line if none is named.")
  var script: String?

  @OptionGroup var prompts: PromptOptions
}

/// Where a command looks for prompt catalogs.
struct PromptOptions: ParsableArguments {
  @Option(
    name: .customLong("prompts"),
    help: ArgumentHelp(
      "The folder of prompt catalogs, instead of those near the script.", valueName: "dir"))
  var folder: String?

  func validate() throws {
    if folder?.isEmpty == true { throw ValidationError("--prompts takes the name of a folder") }
  }

  var compiler: MenuScriptCompiler {
    MenuScriptCompiler(
      services: LineServices.signatures,
      prompts: PromptFolders(named: folder, installed: InstalledFiles.path("Prompts")))
  }
}

/// A script made ready to be run.
struct CompiledScript {
  let path: String
  let program: MenuProgram
  let narrator: Narrator
  /// Where its catalogs and clips are; `nil` if there is no such folder.
  let promptFolder: String?
  /// The files that it was made from, the script and its catalogs.
  let sources: [String]

  /// Compiles a script; what the compiler has to say goes to standard error.
  ///
  /// - Throws: `Failure` if the script has errors.
  init(_ script: String?, compiler: MenuScriptCompiler) throws {
    path = try Self.path(script)
    let result = compiler.compile(fileAt: path)
    if !result.diagnostics.isEmpty { StandardError.text(result.text) }
    guard let program = result.program else {
      throw Failure("\(path) has errors; mend them and try again")
    }
    self.program = program
    narrator = Narrator(result)
    sources = result.sources.map(\.file)
    promptFolder = compiler.prompts.folder(forScriptAt: path)
  }

  /// The file that a user means by a script's name.
  static func path(_ script: String?) throws -> String {
    guard let script else {
      let line = "MenuScripts/billing/menu.yaml"
      guard let path = InstalledFiles.path(line) else {
        throw Failure("there is no \(line) here or where gooya is installed; name a script")
      }
      return path
    }
    let file = file(script)
    guard FileManager.default.fileExists(atPath: file) else {
      throw Failure("there is no script '\(file)'")
    }
    return file
  }

  /// The script's file where its folder is named; it may not be there.
  static func file(_ script: String) -> String {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: script, isDirectory: &isFolder)
    return isFolder.boolValue ? script + (script.hasSuffix("/") ? "" : "/") + "menu.yaml" : script
  }
}

/// Files that come with gooya.
enum InstalledFiles {
  /// Finds a file or folder: from the current folder upwards, else from the program's own, where
  /// `share/gooya` counts too. A path below the current folder is given relative to it.
  static func path(_ name: String) -> String? {
    let files = FileManager.default
    if files.fileExists(atPath: name) { return name }
    return path(name, upwardsFrom: URL(filePath: files.currentDirectoryPath)) ?? own(name)
  }

  /// Finds a file or folder of the program's own, whatever there is where its user is.
  static func own(_ name: String) -> String? {
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    return program.flatMap { path(name, upwardsFrom: $0) }
  }

  private static func path(_ name: String, upwardsFrom start: URL) -> String? {
    let files = FileManager.default
    var folder = start
    while folder.path != "/" {
      for candidate in [
        folder.appending(path: name), folder.appending(path: "share/gooya/\(name)"),
      ]
      where files.fileExists(atPath: candidate.path) {
        return candidate.path
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}

extension MenuProgram {
  /// - Throws: `ValidationError` if the script doesn't speak the language.
  func language(_ tag: String, ofScriptAt path: String) throws -> Language {
    let language = Language(tag)
    if languages.contains(language) { return language }
    let declared = languages.map(\.tag).joined(separator: ", ")
    throw ValidationError("\(path) doesn't speak '\(tag)'; it speaks \(declared)")
  }
}

extension Narrator {
  /// Speaks what a script's catalogs hold.
  init(_ result: CompilationResult) {
    self.init(library: PromptLibrary(result.catalogs))
  }
}
